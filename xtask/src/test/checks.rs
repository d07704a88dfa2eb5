//! The steps that cargo does: formatting, lints, and the tests of the crates.

use super::tally::Counts;
use crate::{failure::Failure, process, rustup, workspace::Workspace};

/// # Errors
/// When a file is not formatted.
pub fn formatting(workspace: &Workspace) -> Result<Counts, Failure> {
    rustup::ensure_component(workspace, "fmt", "rustfmt")?;
    process::timed("Check the formatting", || {
        process::run("Check the formatting", &mut workspace.cargo(&["fmt", "--all", "--check"]))
    })?;
    Ok(Counts::one_passed())
}

/// The server's build and the browser's build see different code, so each is linted.
///
/// # Errors
/// When there is a warning in either.
pub fn lints(workspace: &Workspace) -> Result<Counts, Failure> {
    rustup::ensure_component(workspace, "clippy", "clippy")?;
    rustup::ensure_wasm_target(workspace)?;
    let native = ["clippy", "--workspace", "--exclude", "frontend", "--all-targets", "--", "-D", "warnings"];
    let wasm = ["clippy", "--package", "frontend", "--target", rustup::WASM, "--", "-D", "warnings"];
    let native = process::timed("Lint the server's build", || process::run("Lint", &mut workspace.cargo(&native)));
    let wasm = process::timed("Lint the browser's build", || process::run("Lint", &mut workspace.cargo(&wasm)));
    native.and(wasm)?;
    Ok(Counts::one_passed())
}

/// The tests of all crates but `frontend`, which only a browser can run.
/// `database` is the address of a PostgreSQL that the tests may fill and throw away.
///
/// # Errors
/// When cargo cannot be started. Failed tests are counted.
pub fn rust_tests(workspace: &Workspace, database: Option<&str>) -> Result<Counts, Failure> {
    let mut command = workspace.cargo(&["test", "--workspace", "--exclude", "frontend", "--no-fail-fast"]);
    if let Some(database) = database {
        command.env("CONCORD_TEST_POSTGRES", database);
    }
    let mut counts = Counts::default();
    let status = process::timed("Test the crates", || {
        process::run_and_read(&mut command, |line| {
            counts += counts_of(line).unwrap_or_default();
        })
    })?;
    Ok(counts.given_that_it_ended_well(status.success()))
}

/// The counts in a line like `test result: ok. 12 passed; 0 failed; 0 ignored; ..`.
fn counts_of(line: &str) -> Option<Counts> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let part = counts.split(';').find(|part| part.trim_end().ends_with(word))?;
        part.split_whitespace().next()?.parse().ok()
    };
    Some(Counts { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_line_of_each_test_program_is_counted() {
        let line = "test result: FAILED. 41 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.52s";
        assert_eq!(counts_of(line), Some(Counts { passed: 41, failed: 2 }));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(counts_of("running 41 tests"), None);
        assert_eq!(counts_of("test completing_twice_is_refused ... ok"), None);
    }
}
