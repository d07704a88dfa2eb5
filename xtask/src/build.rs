//! `cargo xtask build`: makes the folder that the server embeds, each part only when what it is made of changed.

mod compressed;
mod fingerprint;
mod fonts;
mod public;
mod site;
mod styles;
mod wasm;

pub use fingerprint::Fingerprint;
pub use wasm::check_budget;

use crate::{failure::Failure, npm::NpmProject, process, workspace::Workspace};
use site::Site;

/// Builds the site, and refuses a wasm over its budget.
///
/// # Errors
/// When a part cannot be built, or the wasm is too large.
pub fn build(workspace: &Workspace) -> Result<(), Failure> {
    build_site(workspace)?;
    check_budget(workspace)
}

/// Builds styles, wasm and public files, and removes from the site what is no longer made.
///
/// # Errors
/// When a part cannot be built. The folder exists even then, since the server does not compile without it.
pub fn build_site(workspace: &Workspace) -> Result<(), Failure> {
    let mut site = Site::open(&workspace.site)?;
    let tools = NpmProject::install(workspace.root.join("style"))?;
    styles::build(workspace, &tools, &mut site)?;
    wasm::build(workspace, &tools, &mut site)?;
    public::copy(workspace, &mut site)?;
    compressed::lay_beside(&mut site)?;
    site.remove_the_rest()
}

/// Builds the program `concord`, which embeds the site, so the site must stand before.
///
/// # Errors
/// When it does not compile.
pub fn build_server(workspace: &Workspace) -> Result<(), Failure> {
    build_the_program(workspace, &[])
}

/// The same, where the crates are tested too: built together with their tests, the dependencies have the features that
/// the tests ask of them, and `cargo test` has not to compile them a second time with others.
///
/// # Errors
/// When it does not compile.
pub fn build_server_and_tests(workspace: &Workspace) -> Result<(), Failure> {
    build_the_program(workspace, &["--tests"])
}

/// The whole workspace is named for the same reason: a part of it would ask other features.
fn build_the_program(workspace: &Workspace, and: &[&str]) -> Result<(), Failure> {
    let mut command = workspace.cargo(&["build", "--workspace", "--exclude", "frontend", "--bin", "concord"]);
    command.args(and);
    process::timed("Build the server", || process::run("Build the server", &mut command))
}
