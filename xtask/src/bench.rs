//! `cargo xtask bench`: fills databases through the rules, serves each as a release would, and prints how fast it is.

use std::process::Command;

use crate::{build, failure::Failure, process, workspace::Workspace};

/// Builds site, server and the program that measures, and runs that; `arguments` go to it.
/// The filled databases stay in cargo's target folder, so only the first run takes minutes to fill them.
///
/// # Errors
/// When something does not build, or a measurement breaks off.
pub fn bench(workspace: &Workspace, arguments: &[String]) -> Result<(), Failure> {
    build::build_site(workspace)?;
    let mut cargo = workspace.cargo(&["build", "--release", "--package", "server", "--package", "bench"]);
    process::timed("Build the server as for a release", || process::run("Build the server", &mut cargo))?;

    let release = workspace.target.join("release");
    let mut measure = Command::new(release.join("bench"));
    measure.arg("run").arg("--program").arg(release.join("concord"));
    measure.arg("--folder").arg(workspace.target.join("bench")).args(arguments);
    process::run("Measure the server", &mut measure)
}
