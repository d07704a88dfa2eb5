//! The command line: what an operator can do, and what each command answers.

pub mod backup;
pub mod clock;
mod database;
mod demonstration;
mod disk;
pub mod doctor;
pub mod erase;
pub mod error;
pub mod export;
mod guards;
pub mod import;
mod kept_head;
mod key_file;
mod last_backup;
pub mod migrate;
mod owner;
mod record;
pub mod report;
pub mod reporting_rule;
pub mod restore;
pub mod security_log;
pub mod serve;
pub mod user;
pub mod verify;
pub mod workpaper;

pub use error::CommandError;

use crate::config::Config;
use clap::error::{ContextKind, ContextValue};
use clap::{Parser, Subcommand};
use std::io::Write;

/// Tracks the actions of national plans: lead agency, commitment, due dates, status, and evidence
#[derive(Debug, Parser)]
#[command(name = "concord", version, arg_required_else_help = true, max_term_width = 120)]
#[command(after_help = "Exit codes: 0 success, 1 a check found a problem, 2 error. Dates are YYYY-MM-DD.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub config: Config,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Import(import::Import),
    Export(export::Export),
    Report(report::Report),
    Workpaper(workpaper::Workpaper),
    Verify(verify::Verify),
    Doctor(doctor::Doctor),
    Backup(backup::Backup),
    Restore(restore::Restore),
    User(user::User),
    SecurityLog(security_log::SecurityLog),
    Clock(clock::Clock),
    ReportingRule(reporting_rule::ReportingRule),
    Erase(erase::Erase),
}

impl Cli {
    /// What the command line and the environment ask for.
    ///
    /// # Errors
    /// With the usage, or what is wrong. An address that does not read is not shown where it may hold a password.
    pub fn read() -> Result<Cli, clap::Error> {
        Cli::try_parse().map_err(without_secrets)
    }

    /// Does what was asked, and writes the result to `out`.
    ///
    /// # Errors
    /// [`CommandError`] says why not, and what to do.
    pub async fn run(self, out: &mut impl Write) -> Result<(), CommandError> {
        let Cli { command, mut config } = self;
        config.is_patient = !matches!(command, Command::Serve(_));
        config.dates.choose();
        match command {
            Command::Serve(serve) => serve.run(&config, out).await,
            Command::Migrate(migrate) => migrate.run(&config, out).await,
            Command::Import(import) => import.run(&config, out).await,
            Command::Export(export) => export.run(&config, out).await,
            Command::Report(report) => report.run(&config, out).await,
            Command::Workpaper(workpaper) => workpaper.run(&config, out).await,
            Command::Verify(verify) => verify.run(&config, out).await,
            Command::Doctor(doctor) => doctor.run(&config, out).await,
            Command::Backup(backup) => backup.run(&config, out).await,
            Command::Restore(restore) => restore.run(&config, out).await,
            Command::User(user) => user.run(&config, out).await,
            Command::SecurityLog(log) => log.run(&config, out).await,
            Command::Clock(clock) => clock.run(&config, out).await,
            Command::ReportingRule(rule) => rule.run(&config, out).await,
            Command::Erase(erase) => erase.run(&config, out).await,
        }
    }
}

fn without_secrets(mut refused: clap::Error) -> clap::Error {
    let is_of = |flag: &str| matches!(refused.get(ContextKind::InvalidArg), Some(ContextValue::String(argument)) if argument.contains(flag));
    let holds_a_password =
        matches!(refused.get(ContextKind::InvalidValue), Some(ContextValue::String(value)) if value.contains('@'));
    if is_of("--database-url") || is_of("--public-url") && holds_a_password {
        refused.insert(ContextKind::InvalidValue, ContextValue::String("(not shown)".to_owned()));
    }
    refused
}
