//! `concord export`: the list of actions as a table, or the log as a file that anyone can check.

use super::error::CommandError;
use super::record::Record;
use crate::config::{Config, with_end};
use crate::exports::ledger_head;
use clap::{Args, Subcommand, ValueEnum};
use domain::actor::Actor;
use queries::lists::{self, ActionQuery};
use reports::{csv, csv_metadata, json};
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use store::{AsOf, StoreError};

/// Export the actions or the audit log to a file
///
/// Same files as the web downloads. A CSV file is safe to open in a spreadsheet; the digest of the rows is the same in CSV
/// and JSON. The log contains no text or names. Anyone can verify it with `concord verify FILE`, or with their own program
/// written from docs/ledger.md.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord export actions --to actions.csv
  concord export actions --format json --as-of 2024-02-13
  concord export ledger --to ledger.jsonl
  concord export ledger --as-of entry:1203

entry:1203 is log entry 1,204 on screens: files and commands count from 0.")]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Every action with its commitment, agencies, and status: CSV or JSON
    ///
    /// With --to, a CSV file gets a description beside it: the same name and `-metadata.json`, in the W3C format CSV on
    /// the Web.
    Actions(Options),
    /// Every log entry with the signed checkpoint: JSON Lines
    Ledger(Options),
}

#[derive(Debug, Args)]
struct Options {
    /// As-of date (2024-02-13), timestamp, log entry (entry:1203 is entry 1,204 on screens), or meeting:PITF-M-2024.
    /// Default: now
    #[arg(long, value_name = "DATE", value_parser = point)]
    as_of: Option<AsOf>,

    /// The format. Default: CSV for actions, JSON Lines for the log
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// The file to write. The file must not exist. Default: standard output
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
    Jsonl,
}

fn point(text: &str) -> Result<AsOf, String> {
    match text {
        "now" => Ok(AsOf::Now),
        text => text.parse().map_err(|fault: store::NotAPoint| fault.to_string()),
    }
}

impl Export {
    /// # Errors
    /// When there is no such as-of point, or the file cannot be written.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open_to_sign(config).await?;
        match self.what {
            What::Actions(options) => options.actions(&record, out).await?,
            What::Ledger(options) => options.ledger(&record, out).await?,
        }
        record.leave().await
    }
}

impl Options {
    async fn actions(self, record: &Record, out: &mut impl Write) -> Result<(), CommandError> {
        let as_of = self.as_of.unwrap_or_default();
        there_is(record, &as_of).await?;
        let view = record.store.view(&Actor::Operator, &as_of).await?;
        let table = lists::table(&view, &ActionQuery::default()).await?;
        let head = ledger_head(&record.store, &table).await?;
        match (self.format.unwrap_or(Format::Csv), &self.to) {
            (Format::Csv, None) => out.write_all(&csv::bytes(&table)).map_err(CommandError::Output),
            (Format::Json, None) => out.write_all(&json::bytes(&table, &head)).map_err(CommandError::Output),
            (Format::Json, Some(to)) => write_file(to, &json::bytes(&table, &head)),
            (Format::Csv, Some(to)) => {
                let name = to.file_name().unwrap_or_default().to_string_lossy();
                write_file(to, &csv::bytes(&table))?;
                write_file(&with_end(to, "-metadata.json"), &csv_metadata::bytes(&table, &head, &name))
            }
            (Format::Jsonl, _) => {
                Err(CommandError::NoSuchFormat { what: "actions", format: "jsonl", has: "csv or json" })
            }
        }
    }

    async fn ledger(self, record: &Record, out: &mut impl Write) -> Result<(), CommandError> {
        let format = match self.format {
            None | Some(Format::Jsonl) => None,
            Some(Format::Csv) => Some("csv"),
            Some(Format::Json) => Some("json"),
        };
        if let Some(format) = format {
            return Err(CommandError::NoSuchFormat { what: "ledger", format, has: "jsonl" });
        }
        let as_of = self.as_of.unwrap_or_default();
        there_is(record, &as_of).await?;
        let position = record.store.position(&as_of).await?;
        match &self.to {
            None => write_ledger(record, position.seq, out).await.map_err(LineFault::on_output),
            Some(to) => {
                let file = OpenOptions::new().write(true).create_new(true).open(to).map_err(CommandError::file(to))?;
                let mut file = BufWriter::new(file);
                write_ledger(record, position.seq, &mut file).await.map_err(|fault| fault.in_file(to))
            }
        }
    }
}

/// Names the entry or the meeting that there is not: what was typed is more help than "Not found".
async fn there_is(record: &Record, as_of: &AsOf) -> Result<(), CommandError> {
    match (record.store.position(as_of).await, as_of) {
        (Err(StoreError::NotFound), AsOf::Entry(entry)) => {
            let last = record.store.position(&AsOf::Now).await?.seq;
            Err(CommandError::NoEntry { entry: *entry, last })
        }
        (Err(StoreError::NotFound), AsOf::Meeting(code)) => Err(CommandError::NoMeeting { code: code.clone() }),
        (found, _) => found.map(drop).map_err(CommandError::from),
    }
}

async fn write_ledger(record: &Record, last: domain::ledger::Seq, to: &mut impl Write) -> Result<(), LineFault> {
    record.store.export_ledger(last, |line| Ok::<(), LineFault>(writeln!(to, "{line}")?)).await?;
    Ok(to.flush()?)
}

/// Why a line of the ledger was not written.
#[derive(Debug)]
enum LineFault {
    Store(StoreError),
    Write(std::io::Error),
}

impl LineFault {
    fn on_output(self) -> CommandError {
        match self {
            LineFault::Store(fault) => fault.into(),
            LineFault::Write(cause) => CommandError::Output(cause),
        }
    }

    fn in_file(self, file: &Path) -> CommandError {
        match self {
            LineFault::Store(fault) => fault.into(),
            LineFault::Write(cause) => CommandError::file(file)(cause),
        }
    }
}

impl From<StoreError> for LineFault {
    fn from(fault: StoreError) -> LineFault {
        LineFault::Store(fault)
    }
}

impl From<std::io::Error> for LineFault {
    fn from(cause: std::io::Error) -> LineFault {
        LineFault::Write(cause)
    }
}

fn write_file(file: &Path, bytes: &[u8]) -> Result<(), CommandError> {
    let mut opened = OpenOptions::new().write(true).create_new(true).open(file).map_err(CommandError::file(file))?;
    opened.write_all(bytes).map_err(CommandError::file(file))
}
