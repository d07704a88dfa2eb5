//! The browser tests: the real server on a prepared demonstration, driven by Playwright.

use std::{ffi::OsStr, fs, path::Path, process::Command};

use serde_json::Value;

use super::{chromium::Chromium, tally::Counts};
use crate::{build, failure::Failure, npm::NpmProject, process, workspace::Workspace};

/// Builds the server, prepares the demonstration once, and runs the tests of `end2end` on copies of it.
///
/// # Errors
/// When something that the tests need could not be had. Failed tests are counted.
pub fn tests(workspace: &Workspace, database: Option<&str>, update_pictures: bool) -> Result<Counts, Failure> {
    let end2end = NpmProject::install(workspace.root.join("end2end"))?;
    let chromium = Chromium::ensure(&end2end)?;
    build::build_server_and_tests(workspace)?;
    let scratch = tempfile::tempdir().map_err(Failure::file(std::env::temp_dir()))?;
    let demonstration = scratch.path().join("demonstration.db");
    prepare_demonstration(workspace, &format!("sqlite://{}", demonstration.display()), &[])?;
    let results = scratch.path().join("results.json");

    let mut counts = check_types(&end2end);
    let mut command = end2end.program("playwright");
    command.arg("test");
    command.env("CONCORD_BINARY", workspace.server_binary());
    command.env("CONCORD_DEMO_DATABASE", demonstration);
    command.env("CONCORD_RESULTS", &results);
    if let Chromium::At(program) = chromium {
        command.env("CONCORD_CHROMIUM", program);
    }
    if let Some(database) = database {
        let key = scratch.path().join("postgres.key");
        prepare_demonstration(workspace, database, &["--signing-key-file".as_ref(), key.as_os_str()])?;
        command.env("CONCORD_DEMO_POSTGRES", database).env("CONCORD_DEMO_POSTGRES_KEY", key);
    }
    if update_pictures {
        command.env("CONCORD_PICTURES", "1");
    }
    counts += run_playwright(&mut command, &results)?;
    Ok(counts)
}

/// The server makes and fills the database, and ends.
fn prepare_demonstration(workspace: &Workspace, database: &str, and: &[&OsStr]) -> Result<(), Failure> {
    let mut server = Command::new(workspace.server_binary());
    server.args(["serve", "--demo", "--prepare-only", "--database-url", database]).args(and);
    process::timed("Prepare the demonstration", || process::run("Prepare the demonstration", &mut server))
}

/// Playwright runs TypeScript without checking its types. This check counts as one.
fn check_types(end2end: &NpmProject) -> Counts {
    let mut command = end2end.program("tsc");
    let checked =
        process::timed("Check the types of the browser tests", || process::run("Check types", command.arg("--noEmit")));
    Counts { passed: u64::from(checked.is_ok()), failed: u64::from(checked.is_err()) }
}

fn run_playwright(command: &mut Command, results: &Path) -> Result<Counts, Failure> {
    let status = process::timed("Test in the browser", || process::run_and_read(command, |_| {}))?;
    // Playwright writes no results when it could not even read the tests.
    let counts = if results.is_file() { counts_in(results)? } else { Counts::default() };
    Ok(counts.given_that_it_ended_well(status.success()))
}

fn counts_in(results: &Path) -> Result<Counts, Failure> {
    let text = fs::read_to_string(results).map_err(Failure::file(results))?;
    counts_of(&text).map_err(Failure::not_understood("The result of Playwright"))
}

/// A test that passes only when tried again is `flaky`, and fails here.
fn counts_of(results: &str) -> Result<Counts, serde_json::Error> {
    let results: Value = serde_json::from_str(results)?;
    let count = |name: &str| results["stats"][name].as_u64().unwrap_or(0);
    Ok(Counts { passed: count("expected"), failed: count("unexpected") + count("flaky") })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn flaky_tests_are_failures_and_skipped_ones_are_nothing() {
        let results = r#"{ "stats": { "expected": 30, "skipped": 4, "unexpected": 2, "flaky": 1 } }"#;
        assert_eq!(counts_of(results).unwrap(), Counts { passed: 30, failed: 3 });
    }
}
