//! `cargo xtask audit`: licenses, sources and known advisories of the dependencies.

use crate::{failure::Failure, process, workspace::Workspace};

/// Checks deny.toml against Cargo.lock. Advisories are checked only when their database can be reached,
/// and it says so when they were not.
///
/// # Errors
/// When cargo-deny is missing and cannot be installed, or when it finds something.
pub fn audit(workspace: &Workspace) -> Result<(), Failure> {
    ensure_cargo_deny(workspace)?;
    let what_we_know = process::timed("Check bans, licenses and sources", || {
        let mut command = workspace.cargo(&["deny", "check", "bans", "licenses", "sources"]);
        process::run("Check bans, licenses and sources", &mut command)
    });
    let what_is_reported = check_advisories(workspace);
    what_we_know.and(what_is_reported)
}

fn ensure_cargo_deny(workspace: &Workspace) -> Result<(), Failure> {
    if process::answers(&mut workspace.cargo(&["deny", "--version"])) {
        return Ok(());
    }
    let mut command = workspace.cargo(&["install", "--locked", "cargo-deny"]);
    process::timed("Install cargo-deny", || process::run("Install cargo-deny", &mut command))
}

fn check_advisories(workspace: &Workspace) -> Result<(), Failure> {
    let mut fetch = workspace.cargo(&["deny", "fetch", "db"]);
    let fetched = process::timed("Fetch the advisory database", || process::run("Fetch the database", &mut fetch));
    match fetched {
        Err(Failure::Interrupted) => Err(Failure::Interrupted),
        Err(_) => {
            println!("Advisories were NOT checked: couldn't reach their database.");
            Ok(())
        }
        Ok(()) => process::timed("Check advisories", || {
            let mut command = workspace.cargo(&["deny", "check", "--disable-fetch", "advisories"]);
            process::run("Check advisories", &mut command)
        }),
    }
}
