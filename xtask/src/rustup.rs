//! Adds to the Rust toolchain what a command needs and the machine does not have yet.

use std::process::Command;

use crate::{failure::Failure, process, workspace::Workspace};

/// The target that the browser runs.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for the browser.
///
/// # Errors
/// When it is missing and rustup is not there to add it.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<(), Failure> {
    let mut question = Command::new("rustc");
    question.current_dir(&workspace.root).args(["--print", "target-libdir", "--target", WASM]);
    let folder = process::output_of("Look for the wasm target", &mut question)?;
    if std::path::Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    add(workspace, &["target", "add", WASM], &format!("The Rust target {WASM}"))
}

/// A component of the toolchain that cargo knows as a subcommand: `fmt` is in `rustfmt`, `clippy` in `clippy`.
///
/// # Errors
/// When it is missing and rustup is not there to add it.
pub fn ensure_component(workspace: &Workspace, subcommand: &str, component: &str) -> Result<(), Failure> {
    if process::answers(&mut workspace.cargo(&[subcommand, "--version"])) {
        return Ok(());
    }
    add(workspace, &["component", "add", component], &format!("The Rust component {component}"))
}

fn add(workspace: &Workspace, arguments: &[&str], what: &str) -> Result<(), Failure> {
    let advice = || Failure::Missing {
        what: what.into(),
        advice: format!("With rustup it comes by `rustup {}`; otherwise install it with Rust.", arguments.join(" ")),
    };
    if !process::answers(Command::new("rustup").arg("--version")) {
        return Err(advice());
    }
    let mut command = Command::new("rustup");
    command.current_dir(&workspace.root).args(arguments);
    process::timed(&format!("Add {what}"), || process::run("rustup", &mut command)).map_err(|_| advice())
}
