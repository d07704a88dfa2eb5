//! The program `concord`.

use server::commands::{Cli, Command};
use server::config::check_names;
use server::telemetry;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;
use tokio::runtime::Runtime;

/// A record in memory is many small pieces, made by one thread and let go by another: this allocator keeps them in half of
/// the space that the system's takes (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long what still runs in the background is waited for, once everything that was asked is done and kept.
const END: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(fault) => {
            let _ = writeln!(std::io::stderr(), "No threads could be started: {fault}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(run());
    // The pool of a command that was refused half way is not closed, and its upkeep may never give its thread back.
    runtime.shutdown_timeout(END);
    code
}

async fn run() -> ExitCode {
    let cli = Cli::read().unwrap_or_else(|refused| refused.exit());
    // The doctor says it among everything else.
    if !matches!(cli.command, Command::Doctor(_))
        && let Err(fault) = check_names(std::env::vars_os().map(|(name, _)| name))
    {
        let _ = writeln!(std::io::stderr(), "{fault}");
        return ExitCode::from(2);
    }
    telemetry::start(&cli.config.log);
    match cli.run(&mut std::io::stdout()).await {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output has read enough: `concord export ledger | head`.
        Err(fault) if fault.is_closed_pipe() => ExitCode::SUCCESS,
        Err(fault) => {
            // Without a place to say it, the exit status has to do.
            let _ = writeln!(std::io::stderr(), "{}", fault.in_full());
            fault.exit_code()
        }
    }
}
