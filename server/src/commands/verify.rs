//! `concord verify`: whether the record, or an exported ledger, is what was signed.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use clap::Args;
use domain::ledger::{FileFault, FileReport, Seq, SignedCheckpoint, VerifierKey, VerifyOptions, verify_file};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use store::{Store, StoreError, Verification, VerifyFault, VerifyReport};

/// Check that the record, or an exported ledger, is whole
///
/// Without FILE this checks the database: every entry of the ledger, and every version of every row against the entry
/// that made it. With FILE it checks an exported ledger and needs no database.
///
/// What was signed today cannot show what was rewritten before today. Give --checkpoint a signed head that somebody kept
/// (the server hands it out at /ledger/checkpoint): then a cut end and a rewritten beginning show. Without it, the head
/// that this server keeps beside its key is taken for the database.
///
/// The first entry that breaks is named. Where somebody changed an entry and the hash that stands with it as well, only a
/// root shows that one of the entries was changed, and a head that was kept narrows down which.
///
/// When the database was checked, to which entry and with what result is kept beside the record, for the auditor's page.
///
/// Exit status: 0 whole, 1 not whole, 2 it could not be checked: there is no such file, it is not a ledger, or the database
/// does not answer.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord verify
  concord verify --checkpoint head-of-january.txt
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
            None => verify_database(config, older, key, out).await,
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

async fn verify_database(
    config: &Config,
    older: Option<SignedCheckpoint>,
    expected: Option<VerifierKey>,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let record = Record::open(config).await?;
    let found = record.store.key().verifier();
    if let Some(expected) = expected.filter(|expected| *expected != found) {
        return Err(CommandError::OtherKey { expected: expected.to_string(), found: found.to_string() });
    }
    record.kept_head.check(&record.store).await?;
    let older = match older {
        Some(older) => Some(older),
        None => record.kept_head.read()?,
    };
    let to = record.store.head().await?.size.position().unwrap_or(Seq::FIRST);
    let checked = record.store.verify(older.as_ref()).await;
    let kept = keep(&record.store, to, checked.as_ref().err()).await;
    // What was found matters more than that it could not be kept.
    let report = checked.map_err(CommandError::NotWhole)?;
    say_of_database(&report, &found, out).map_err(CommandError::Output)?;
    kept?;
    Ok(record.store.close().await?)
}

/// Keeps when the record was checked, to which entry, by which version, and what was found.
async fn keep(store: &Store, to: Seq, fault: Option<&VerifyFault>) -> Result<(), StoreError> {
    let (at, version) = (store.now(), env!("CARGO_PKG_VERSION").to_owned());
    let fault_entry = fault.and_then(VerifyFault::seq);
    let fault = fault.map(ToString::to_string);
    store.note_verification(&Verification { at, to, version, fault, fault_entry }).await
}

fn read_head(file: &Path) -> Result<SignedCheckpoint, CommandError> {
    let text = std::fs::read_to_string(file).map_err(CommandError::file(file))?;
    SignedCheckpoint::parse(&text)
        .map_err(|fault| CommandError::NotAHead { file: file.to_owned(), reason: fault.to_string() })
}

fn say_of_database(report: &VerifyReport, key: &VerifierKey, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "The record is whole.")?;
    writeln!(out, "Entries:       {}", report.entries)?;
    writeln!(out, "Row versions:  {}", report.row_versions)?;
    if let (Some(first), Some(last)) = (report.first_recorded_at, report.last_recorded_at) {
        writeln!(out, "Recorded:      {} to {}", instant(first), instant(last))?;
    }
    writeln!(out, "Root:          {}", report.root)?;
    writeln!(out, "Verifier key:  {key}")?;
    match report.compared_with {
        Some(older) => writeln!(out, "Compared with: an older head over {older} entries"),
        None => writeln!(out, "Compared with: no older head"),
    }
}

fn say_of_file(report: &FileReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "The ledger in the file is whole.")?;
    writeln!(out, "Entries:       {}", report.entries)?;
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
        Some(older) => writeln!(out, "Compared with: an older head over {older} entries"),
        None => writeln!(out, "Compared with: no older head; --checkpoint would show a rewritten history"),
    }
}

fn instant(instant: domain::date::Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}
