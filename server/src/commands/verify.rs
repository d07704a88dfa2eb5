//! `concord verify`: whether the database, or an exported log, is what was signed.

mod database;
mod document;
mod workpaper;

use super::error::CommandError;
use super::guards::first_few;
use super::kept_head::{counted, grouped};
use crate::config::Config;
use clap::Args;
use domain::ledger::{FileFault, FileReport, SignedCheckpoint, TreeSize, VerifierKey, VerifyOptions, verify_file};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use store::VerifyReport;

/// Verify the database or an exported log
///
/// Without FILE this checks the database: every log entry, every item version against the entry that made it, the triggers
/// that guard both, and the pages of the file. With FILE it checks an exported log and needs no database.
///
/// With --key and the public key, the signing key is not needed: anyone can check a copy.
///
/// A log that was rewritten and signed again looks intact on its own. With --checkpoint, missing or rewritten entries are
/// detected: give it a signed checkpoint that was saved earlier (the server provides it at /ledger/checkpoint). Without
/// it, the database is compared with the checkpoint that this server saves beside its key.
///
/// The answer names the first entry with a problem. If an entry and the hash beside it were both changed, only a root hash
/// shows that one of the entries was changed; an earlier checkpoint narrows down which.
///
/// The result of a database check is saved for the auditor's page and the foot of every page. If it can't be saved, a
/// warning says so, and the exit code is still that of the check.
///
/// Exit codes: 0 no problems, 1 a problem was found (also a damaged database file), 2 error: no such file, not an exported
/// log, or the database does not answer.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord verify
  concord verify --checkpoint january.checkpoint
  concord verify --database-url sqlite://copy.db \\
    --key 'concord.example.gov/concord+c7e896b2+AQOh...'
  concord verify --document progress.pdf
  concord verify --workpaper workpaper.zip \\
    --key 'concord.example.gov/concord+c7e896b2+AQOh...'
  concord verify ledger.jsonl \\
    --key 'concord.example.gov/concord+c7e896b2+AQOh...'")]
pub struct Verify {
    /// An exported log (JSON Lines). Default: the database
    file: Option<PathBuf>,

    /// A report (PDF, Excel, or JSON) to compare with what the record said then
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "checkpoint", "key"])]
    document: Option<PathBuf>,

    /// A workpaper (zip): every hash, proof, and content in it, and its sample; needs no database
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "document", "checkpoint"])]
    workpaper: Option<PathBuf>,

    /// A signed checkpoint that was saved earlier
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// The public key of the record, from a source other than the file that is checked
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

impl Verify {
    /// # Errors
    /// With the first fault that was found, or why nothing could be checked.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        if let Some(file) = &self.document {
            return document::verify(config, file, out).await;
        }
        let older = self.checkpoint.as_deref().map(read_head).transpose()?;
        let key = self.key.as_deref().map(VerifierKey::parse).transpose().map_err(CommandError::NotAKey)?;
        if let Some(file) = &self.workpaper {
            return workpaper::verify(file, key.as_ref(), out);
        }
        match &self.file {
            Some(file) => {
                let options = VerifyOptions { expected_key: key, older };
                let opened = File::open(file).map_err(CommandError::file(file))?;
                let report = verify_file(BufReader::new(opened), &options).map_err(|fault| refused(file, fault))?;
                say_of_file(&report, out).map_err(CommandError::Output)
            }
            None => {
                let (report, key, foreign) = database::verify(config, older, key).await?;
                say_of_database(&report, &key, out).map_err(CommandError::Output)?;
                say_foreign(&foreign, out).map_err(CommandError::Output)
            }
        }
    }
}

/// A file that is no exported log, or cannot be read, was not found to have a problem.
fn refused(file: &Path, fault: FileFault) -> CommandError {
    if fault.could_not_be_checked() {
        let cause = format!("couldn't check it as an exported log. {fault}");
        return CommandError::file(file)(io::Error::new(io::ErrorKind::InvalidData, cause));
    }
    CommandError::FileNotWhole { file: file.to_owned(), fault }
}

fn read_head(file: &Path) -> Result<SignedCheckpoint, CommandError> {
    let text = std::fs::read_to_string(file).map_err(CommandError::file(file))?;
    SignedCheckpoint::parse(&text)
        .map_err(|fault| CommandError::NotAHead { file: file.to_owned(), reason: fault.to_string() })
}

/// A foreign trigger changes nothing that was recorded, but its effect on what comes is unknown.
fn say_foreign(foreign: &[String], out: &mut impl Write) -> io::Result<()> {
    if foreign.is_empty() {
        return Ok(());
    }
    writeln!(out, "Note: the database has triggers that Concord did not create: {}. Remove them.", first_few(foreign))
}

fn say_of_database(report: &VerifyReport, key: &VerifierKey, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "No problems found.")?;
    writeln!(out, "Entries:       {}", grouped(report.entries.0))?;
    writeln!(out, "Item versions: {}", grouped(report.row_versions))?;
    for (entry, contents) in &report.erased {
        let contents = if *contents == 1 { "1 content".to_owned() } else { format!("{contents} contents") };
        writeln!(out, "Erased by law: {contents}, see entry {entry}")?;
    }
    if let (Some(first), Some(last)) = (report.first_recorded_at, report.last_recorded_at) {
        writeln!(out, "Log covers:    {} to {}", instant(first), instant(last))?;
    }
    writeln!(out, "Root hash:     {}", report.root)?;
    writeln!(out, "Public key:    {key}")?;
    match report.compared_with {
        Some(head) => writeln!(out, "Compared with: {}", compared(head, report.entries)),
        None => writeln!(out, "Compared with: no earlier checkpoint"),
    }
}

fn say_of_file(report: &FileReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "No problems found in the exported log.")?;
    writeln!(out, "Entries:       {}", grouped(report.entries.0))?;
    if report.withheld > 0 {
        let number = report.withheld;
        writeln!(
            out,
            "Withheld:      {number}, about items that the account that downloaded the file can't see; hashes checked"
        )?;
    }
    if let (Some(first), Some(last)) = (&report.first_recorded_at, &report.last_recorded_at) {
        writeln!(out, "Log covers:    {first} to {last}")?;
    }
    writeln!(out, "Root hash:     {}", report.root)?;
    writeln!(out, "Public key:    {}", report.verifier_key)?;
    if !report.key_was_expected {
        writeln!(out, "               taken from the file itself; compare it with the published key, or use --key")?;
    }
    match report.older_head {
        Some(head) => writeln!(out, "Compared with: {}", compared(head, report.entries)),
        None => writeln!(out, "Not compared with an earlier checkpoint. Use --checkpoint to detect rewritten history."),
    }
}

/// "an earlier checkpoint over 8 log entries"; one of the same size is not earlier.
fn compared(head: TreeSize, entries: TreeSize) -> String {
    let over = counted(head);
    if head == entries {
        format!("a checkpoint over the same {over}")
    } else {
        format!("an earlier checkpoint over {over}")
    }
}

fn instant(instant: domain::date::Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}
