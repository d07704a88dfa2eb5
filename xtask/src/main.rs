//! The project's own commands, run as `cargo xtask COMMAND`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "This is a command line: its words are its result.")]

mod audit;
mod bench;
mod build;
mod failure;
mod npm;
mod process;
mod rustup;
mod serve;
mod test;
mod workspace;

use std::{env, process::ExitCode};

use failure::Failure;
use workspace::Workspace;

const HELP: &str = "\
The project's own commands. You need a Unix, Rust (with rustup, or with the wasm32 target), and Node 20.

Times are for 2 cores after a first build; the first build takes about 20 minutes more.

cargo xtask serve [ARGUMENTS]   Build everything and run the demonstration; ARGUMENTS go to `concord serve`
cargo xtask test                Run all checks and tests; ends with `N passed, N failed` (15 minutes)
      --only STEP               Only this step: fmt, clippy, rust, wasm, or browser (can be repeated)
      --update-pictures         Also update the pictures in docs/pictures
cargo xtask build               Build the site that the server embeds: styles, fonts, images and wasm
cargo xtask bench               Fill databases, serve them with a release build, and print response times
                                (docs/performance.md; filling is slow, but only needed once)
      --only SIZE               Only small, young, or large (can be repeated)
      --seconds N               How long to request each address. Default: 3
cargo xtask audit               Check licenses, sources, banned crates, and known advisories of dependencies

CARGO_TARGET_DIR    where cargo builds; if unset and CI=true, outside the checkout
CONCORD_SITE        where the site is built (set by .cargo/config.toml)
CONCORD_CHROMIUM    the Chromium that the browser tests run
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            match failure {
                Failure::Usage(_) => ExitCode::from(2),
                Failure::Interrupted => ExitCode::from(130),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode, Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::from(2));
    };
    match command.as_str() {
        "-h" | "--help" | "help" => print!("{HELP}"),
        "bench" | "build" | "test" | "audit" if rest.iter().any(|argument| argument == "--help") => print!("{HELP}"),
        "serve" => serve::serve(&workspace()?, rest)?,
        "bench" => bench::bench(&workspace()?, rest)?,
        "build" => {
            refuse_arguments(command, rest)?;
            build::build(&workspace()?)?;
        }
        "test" => {
            let options = test::Options::parse(rest)?;
            return test::test(&workspace()?, &options);
        }
        "audit" => {
            refuse_arguments(command, rest)?;
            audit::audit(&workspace()?)?;
        }
        unknown => return Err(Failure::Usage(format!("Unknown command `{unknown}`."))),
    }
    Ok(ExitCode::SUCCESS)
}

/// Finds the checkout. An interruption then also ends the processes that were started.
fn workspace() -> Result<Workspace, Failure> {
    process::end_children_when_interrupted()?;
    Workspace::find()
}

fn refuse_arguments(command: &str, rest: &[String]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(argument) => Err(Failure::Usage(format!("Unknown argument of `{command}`: `{argument}`."))),
    }
}
