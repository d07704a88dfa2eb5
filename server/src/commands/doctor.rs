//! `concord doctor`: everything that Concord needs to run, on one screen.

mod findings;
mod machine;
mod record;

use super::database::Database;
use super::error::CommandError;
use crate::config::Config;
use clap::Args;
use findings::{Finding, State};
use std::io::{self, Write};

/// Check everything that Concord needs to run, on one screen
///
/// Checks settings, database, schema, guards, writing, key, checkpoint, clock, disk, last verification, last backup, and
/// public address. It changes nothing in the record; to prove that it can write, it writes 64 kB beside it, over what it
/// wrote there before.
///
/// Each line is OK, NOTE (can't be checked here: check elsewhere), WARN (act soon), or FAIL (act now), with what to do. It
/// does not read the whole record; `concord verify` does.
///
/// Exit codes: 0 no check failed, 1 a check failed.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord doctor
  concord doctor --json | jq '.checks[] | select(.state != \"OK\")'")]
pub struct Doctor {
    /// Write the findings as JSON
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// # Errors
    /// When a check fails. Everything was written before.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let findings = examine(config).await;
        let written = if self.json { write_json(&findings, out) } else { write_lines(&findings, out) };
        written.map_err(CommandError::Output)?;
        let failed = findings.iter().filter(|finding| finding.state == State::Fail).count();
        if failed == 0 { Ok(()) } else { Err(CommandError::NotReady { failed, checked: findings.len() }) }
    }
}

async fn examine(config: &Config) -> Vec<Finding> {
    let mut findings = vec![machine::settings(config), machine::public_address(config)];
    match Database::open(&config.database_url).await {
        Ok(database) => {
            findings.push(machine::database(config));
            findings.extend(record::examine(config, &database).await);
            findings.push(machine::clock(config, &database).await);
            // A fault while closing it no longer matters: everything was asked before.
            let _ = database.close().await;
        }
        Err(fault) => findings.push(Finding::of_fault("Database", &fault)),
    }
    findings.push(machine::disk_space(config));
    findings.push(machine::last_backup(config));
    findings
}

fn write_lines(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let width = findings.iter().map(|finding| finding.check.len()).max().unwrap_or_default();
    for Finding { state, check, says, todo } in findings {
        let mut lines = says.lines().chain(todo.iter().flat_map(|todo| todo.lines()));
        writeln!(out, "{:<4}  {check:<width$}  {}", state.code(), lines.next().unwrap_or_default())?;
        for line in lines {
            writeln!(out, "{:<4}  {:<width$}  {line}", "", "")?;
        }
    }
    Ok(())
}

fn write_json(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let is_ready = findings.iter().all(|finding| finding.state != State::Fail);
    let answer = serde_json::json!({
        "concord": env!("CARGO_PKG_VERSION"),
        "ready": is_ready,
        "checks": findings,
    });
    serde_json::to_writer_pretty(&mut *out, &answer)?;
    writeln!(out)
}
