//! `concord verify`: whether the record, or an exported ledger, is what was signed.

mod database;

use super::error::CommandError;
use super::guards::first_few;
use super::kept_head::counted;
use crate::config::Config;
use clap::Args;
use domain::ledger::{FileFault, FileReport, SignedCheckpoint, TreeSize, VerifierKey, VerifyOptions, verify_file};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use store::VerifyReport;

/// Check that the record, or an exported ledger, is whole
///
/// Without FILE this checks the database: every entry of the ledger, every version of every row against the entry that made
/// it, the triggers that guard both, and the pages of the file. With FILE it checks an exported ledger and needs no database.
///
/// The signing key is not needed where --key gives the public one: so somebody who cannot sign can check a copy.
///
/// What was signed today cannot show what was rewritten before today. Give --checkpoint a signed head that somebody kept
/// (the server hands it out at /ledger/checkpoint): then a cut end and a rewritten beginning show. Without it, the head
/// that this server keeps beside its key is taken for the database.
///
/// The first entry that breaks is named. Where somebody changed an entry and the hash that stands with it as well, only a
/// root shows that one of the entries was changed, and a head that was kept narrows down which.
///
/// When the database was checked, to which entry and with what result is kept beside the record, for the auditor's page and
/// the foot of every page. Where that cannot be written, a warning says so, and the exit status is that of the check.
///
/// Exit status: 0 whole, 1 not whole (a damaged database file too), 2 it could not be checked: there is no such file, it is
/// not a ledger, or the database does not answer.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord verify
  concord verify --checkpoint head-of-january.txt
  concord verify --database-url sqlite://copy.db --key 'concord.example.gov/concord+c7e896b2+AQOh...'
  concord verify ledger.jsonl --key 'concord.example.gov/concord+c7e896b2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4'")]
pub struct Verify {
    /// An exported ledger (JSON Lines). The database by default
    file: Option<PathBuf>,

    /// A signed head that was kept earlier
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// The verifier key of the record, known from elsewhere than the file that is checked
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

impl Verify {
    /// # Errors
    /// With the first fault that was found, or why nothing could be checked.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let older = self.checkpoint.as_deref().map(read_head).transpose()?;
        let key = self.key.as_deref().map(VerifierKey::parse).transpose().map_err(CommandError::NotAKey)?;
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

/// A file that is no ledger, or cannot be read, was not found to be broken.
fn refused(file: &Path, fault: FileFault) -> CommandError {
    if fault.could_not_be_checked() {
        let cause = format!("it could not be checked as an exported ledger. {fault}");
        return CommandError::file(file)(io::Error::new(io::ErrorKind::InvalidData, cause));
    }
    CommandError::FileNotWhole { file: file.to_owned(), fault }
}

fn read_head(file: &Path) -> Result<SignedCheckpoint, CommandError> {
    let text = std::fs::read_to_string(file).map_err(CommandError::file(file))?;
    SignedCheckpoint::parse(&text)
        .map_err(|fault| CommandError::NotAHead { file: file.to_owned(), reason: fault.to_string() })
}

/// A trigger of somebody else changes nothing that was recorded, but what it does to what comes nobody knows.
fn say_foreign(foreign: &[String], out: &mut impl Write) -> io::Result<()> {
    if foreign.is_empty() {
        return Ok(());
    }
    writeln!(out, "Note: the database has triggers that Concord did not make: {}. Remove them.", first_few(foreign))
}

fn say_of_database(report: &VerifyReport, key: &VerifierKey, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "The record is whole.")?;
    writeln!(out, "Entries:       {}", report.entries)?;
    writeln!(out, "Row versions:  {}", report.row_versions)?;
    for (entry, contents) in &report.erased {
        let contents = if *contents == 1 { "1 content".to_owned() } else { format!("{contents} contents") };
        writeln!(out, "Erased by law: {contents}, as entry {entry} says")?;
    }
    if let (Some(first), Some(last)) = (report.first_recorded_at, report.last_recorded_at) {
        writeln!(out, "Recorded:      {} to {}", instant(first), instant(last))?;
    }
    writeln!(out, "Root:          {}", report.root)?;
    writeln!(out, "Verifier key:  {key}")?;
    match report.compared_with {
        Some(head) => writeln!(out, "Compared with: {}", compared(head, report.entries)),
        None => writeln!(out, "Compared with: no older head"),
    }
}

fn say_of_file(report: &FileReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "The ledger in the file is whole.")?;
    writeln!(out, "Entries:       {}", report.entries)?;
    if report.withheld > 0 {
        let number = report.withheld;
        writeln!(
            out,
            "Withheld:      {number}, about what whoever took the file may not see; their hashes are checked"
        )?;
    }
    if let (Some(first), Some(last)) = (&report.first_recorded_at, &report.last_recorded_at) {
        writeln!(out, "Recorded:      {first} to {last}")?;
    }
    writeln!(out, "Root:          {}", report.root)?;
    writeln!(out, "Verifier key:  {}", report.verifier_key)?;
    if !report.key_was_expected {
        writeln!(
            out,
            "               taken from the file itself; compare it with the one that you know, or give --key"
        )?;
    }
    match report.older_head {
        Some(head) => writeln!(out, "Compared with: {}", compared(head, report.entries)),
        None => writeln!(out, "Compared with: no older head; --checkpoint would show a rewritten history"),
    }
}

/// "an older head over 8 entries"; one of the same size is not older.
fn compared(head: TreeSize, entries: TreeSize) -> String {
    let over = counted(head);
    if head == entries { format!("a signed head over the same {over}") } else { format!("an older head over {over}") }
}

fn instant(instant: domain::date::Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}
