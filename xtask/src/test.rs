//! `cargo xtask test`: every check and test, whatever fails on the way, and one line that counts them.

mod browser;
mod checks;
mod chromium;
mod machine;
mod options;
mod postgres;
mod tally;

use std::process::ExitCode;

pub use options::Options;

use crate::{build, failure::Failure, process, workspace::Workspace};
use options::Step;
use postgres::Postgres;
use tally::{Counts, Tally};

/// Runs the chosen steps and ends with the line `N passed, N failed`.
///
/// # Errors
/// None of the steps: their failures are counted. The exit status tells whether there were any.
pub fn test(workspace: &Workspace, options: &Options) -> Result<ExitCode, Failure> {
    let mut tally = Tally::default();
    if options.includes(Step::Fmt) {
        tally.add("fmt", checks::formatting(workspace));
    }
    if options.includes_any(&[Step::Clippy, Step::Rust, Step::Wasm, Step::Browser]) {
        with_a_site(workspace, options, &mut tally);
    }
    // The last line of all: whatever runs these tests reads it.
    println!("{tally}");
    Ok(tally.exit_code())
}

/// The server embeds the site, so only its formatting can be checked without one.
fn with_a_site(workspace: &Workspace, options: &Options, tally: &mut Tally) {
    let site = build::build_site(workspace);
    if let Err(failure) = &site {
        println!("The site was not built: {failure}");
    }
    let needs_site = || site.as_ref().map_err(|_| Failure::Skipped { because: "the site was not built" });

    if options.includes(Step::Clippy) {
        tally.add("clippy", checks::lints(workspace));
    }
    if options.includes_any(&[Step::Rust, Step::Browser]) {
        with_a_database(tally, |tally, database| {
            if options.includes(Step::Rust) {
                tally.add("rust", checks::rust_tests(workspace, database));
            }
            if options.includes(Step::Browser) {
                let tests = || browser::tests(workspace, database, options.update_pictures);
                tally.add("browser", needs_site().and_then(|()| tests()));
            }
        });
    }
    if options.includes(Step::Wasm) {
        let budget = || build::check_budget(workspace).map(|()| Counts::one_passed());
        tally.add("wasm", needs_site().and_then(|()| budget()));
    }
}

/// The temporary PostgreSQL runs while `work` does. Where there is none, that is one failure, and the tests run all
/// the same: those that need it say so.
fn with_a_database(tally: &mut Tally, work: impl FnOnce(&mut Tally, Option<&str>)) {
    let postgres = process::timed("Start PostgreSQL", Postgres::start);
    match &postgres {
        Ok(postgres) => work(tally, Some(postgres.url())),
        Err(failure) => {
            tally.add("PostgreSQL", Err(Failure::Skipped { because: "there is no PostgreSQL" }));
            println!("{failure}");
            work(tally, None);
        }
    }
}
