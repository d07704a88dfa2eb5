//! Why a command was not done, and what to do next.

use crate::commands::database::DatabaseFault;
use crate::commands::demonstration::DemonstrationFault;
use crate::commands::guards::first_few;
use crate::commands::kept_head::HeadFault;
use crate::commands::key_file::KeyFault;
use crate::config::{ConfigFault, DatabaseUrl};
use crate::document_check::{CheckError, Difference};
use crate::faces::FaceError;
use crate::workpapers::MakeError;
use domain::DomainError;
use domain::ledger::{FileFault, Seq};
use domain::text::{Code, TextError};
use queries::error::QueryError;
use seeds::{ImportError, RealPlansError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{RECORD_MATCHES, StoreError, VerifyFault};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum CommandError {
    #[error(transparent)]
    Config(#[from] ConfigFault),
    #[error(transparent)]
    Database(#[from] DatabaseFault),
    #[error(transparent)]
    Key(#[from] KeyFault),
    #[error(transparent)]
    Head(#[from] HeadFault),
    #[error(transparent)]
    Store(#[from] StoreError),

    #[error("{database} has no data yet. To create a database, run `concord migrate`.")]
    NoRecord { database: DatabaseUrl },
    #[error(
        "{database} is a demonstration database. Run `concord serve --demo`, or set CONCORD_DATABASE_URL (--database-url) \
         to a production database."
    )]
    SampleRecord { database: DatabaseUrl },
    #[error(
        "{database} is a production database. Remove --demo, or set CONCORD_DATABASE_URL (--database-url) to another \
         database."
    )]
    RealRecord { database: DatabaseUrl },
    #[error(
        "{database}: the first log entry does not state how the record was created. Run `concord verify` for details."
    )]
    UnknownBeginning { database: DatabaseUrl },

    #[error("{}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("{} already exists. Choose a new file name, or move the file away first.", file.display())]
    FileExists { file: PathBuf },
    #[error("Couldn't write the output: {0}")]
    Output(#[source] io::Error),
    #[error("{listen}: {cause}. To listen elsewhere, set CONCORD_LISTEN (--listen).")]
    Listen { listen: std::net::SocketAddr, cause: io::Error },
    #[error("The server stopped: {0}")]
    Served(#[source] io::Error),

    #[error("{}: import failed; no changes made.\n{cause}", file.display())]
    Import { file: PathBuf, cause: ImportError },
    #[error("Couldn't import the built-in plans: {0}")]
    RealPlans(#[source] RealPlansError),
    #[error(transparent)]
    Demonstration(#[from] DemonstrationFault),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error("--query: \"{name}\" isn't a filter of the list of actions.")]
    NoSuchFilter { name: String },
    #[error("--query: \"{name}\" isn't a filter of what can be sampled.")]
    NoSuchSampleFilter { name: String },
    #[error("The report was not written. {0}")]
    Face(#[from] FaceError),
    #[error("The workpaper was not written. {0}")]
    Workpaper(#[source] MakeError),
    #[error("--format {format} isn't available for {what}. Use {has}.")]
    NoSuchFormat { what: &'static str, format: &'static str, has: &'static str },

    #[error("{}", not_whole(.0))]
    NotWhole(#[source] VerifyFault),
    #[error(
        "{RECORD_MATCHES}{} missing, changed, or switched off: {}.\nWhat to do: \
         without them the record can be changed unnoticed before the next check. Find out who changed them, and \
         run `concord migrate` to restore them.",
        guards(lost),
        first_few(lost)
    )]
    GuardsLost { lost: Vec<String> },
    #[error(
        "{} has a problem. {fault}\nWhat to do: download the log again. If the problem remains, keep both files, and ask the \
         operator to run `concord verify` on the server.",
        file.display()
    )]
    FileNotWhole { file: PathBuf, fault: FileFault },
    #[error(
        "{} has a problem. {fault}\nWhat to do: make the workpaper again at the address in its README.txt, and compare. If the \
         problem remains, keep both files, and ask the operator to run `concord verify` on the server.",
        file.display()
    )]
    WorkpaperNotWhole { file: PathBuf, fault: Box<workpaper::Fault> },
    #[error("{}: {cause}", file.display())]
    NotChecked { file: PathBuf, cause: CheckError },
    #[error("{}", not_what_the_record_said(file, address, difference.as_ref()))]
    NotWhatTheRecordSaid { file: PathBuf, address: String, difference: Option<Difference> },
    #[error("{} isn't a valid checkpoint: {reason}.", file.display())]
    NotAHead { file: PathBuf, reason: String },
    #[error("--key: {0}.")]
    NotAKey(#[source] domain::ledger::VerifierKeyError),
    #[error(
        "The record is signed with the key\n  {found}\nbut --key is\n  {expected}\nWhat to do: find out which of the two is \
         published as the key of this record. If it is the one in --key, this is another record, or its key was replaced."
    )]
    OtherKey { expected: String, found: String },

    #[error(
        "Backup {} is older than the last signed checkpoint, or belongs to another database.\n{fault}\n\
         If the newer database is permanently lost, `concord restore --accept-fork` restores the backup anyway. \
         `concord restore --help` explains what that means.",
        copy.display()
    )]
    Fork { copy: PathBuf, fault: HeadFault },
    #[error("{} is in use and has unsaved changes in {}. Copy it with `concord backup`.", file.display(), log.display())]
    InUse { file: PathBuf, log: PathBuf },
    #[error("Another backup is writing {}. Try again when it is done.", file.display())]
    BackupRuns { file: PathBuf },
    #[error("Couldn't write the backup {}; nothing of it is left. {cause}\n{room}", to.display())]
    NotCopied { to: PathBuf, cause: DatabaseFault, room: String },
    #[error(
        "{} is empty: it holds no database. A backup that ran out of disk space may have left it. Use an older backup.",
        file.display()
    )]
    EmptyCopy { file: PathBuf },
    #[error(
        "{} is not a database. Choose a file made by `concord backup`. If it was, it is damaged: use an older backup.",
        file.display()
    )]
    NotADatabase { file: PathBuf },
    #[error("{failed} of {checked} checks failed. What to do is listed above.")]
    NotReady { failed: usize, checked: usize },
    #[error("{what} is for SQLite, where the database is a file. With PostgreSQL, use its own tools:\n  {instead}")]
    UseTheirTools { what: &'static str, instead: String },

    #[error("The clock and the record do not agree. See `concord clock --help`.")]
    Clock,

    #[error("Name what to erase: --kind and --id, or --entry.")]
    NothingNamed,
    #[error("No such content was found. It may have been erased before; `concord verify` lists what was erased.")]
    NothingToErase,
    #[error("That log entry saved {contents} versions of several items. Choose one with --kind and --id.")]
    SeveralContents { contents: usize },
    #[error("{field}: {fault}")]
    Text { field: &'static str, fault: TextError },
    #[error("The log has no entry {entry}. The last is {last}: files and commands count from 0.")]
    NoEntry { entry: Seq, last: Seq },
    #[error("No meeting has the code {code}. Find codes on the Meetings page.")]
    NoMeeting { code: Code },
    #[error("Add --agency and the code of the agency. Example: --agency DOJ")]
    LiaisonWithoutAgency,
    #[error("No agency has the code {code}. Find codes on the Agencies page.")]
    NoAgency { code: String },
    #[error("No account uses {address}. To list accounts, run `concord user list`.")]
    NoAccount { address: String },
    #[error("{address} is disabled. No link was created.")]
    Disabled { address: String },
    #[error(transparent)]
    Refused(#[from] DomainError),
}

/// Where a fault was found, what to do about it; where nothing could be checked, why.
fn not_whole(fault: &VerifyFault) -> String {
    match fault {
        VerifyFault::Store(cause) => format!("Couldn't check the record. {cause}"),
        fault => format!(
            "The record is not whole. {}\nWhat to do: stop the server, and keep the database and the checkpoint beside \
             the key unchanged, as evidence. Then find the newest backup without problems: restore it in another \
             folder, run `concord verify` there, and compare (docs/operations.md, \"When the record is not whole\").",
            ended(&fault.to_string())
        ),
    }
}

/// The words of a fault with one full stop at their end: some have it already.
pub fn ended(words: &str) -> String {
    format!("{}.", words.trim_end_matches('.'))
}

fn guards(lost: &[String]) -> String {
    match lost.len() {
        1 => "1 guard of its database is".to_owned(),
        several => format!("{several} guards of its database are"),
    }
}

impl From<MakeError> for CommandError {
    fn from(cause: MakeError) -> CommandError {
        match cause {
            MakeError::Query(cause) => CommandError::Query(cause),
            cause => CommandError::Workpaper(cause),
        }
    }
}

impl CommandError {
    /// 1 where a check found a problem, 2 for every other error, as `concord --help` says.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            CommandError::NotWhole(VerifyFault::Store(_)) => ExitCode::from(2),
            CommandError::NotWhole(_)
            | CommandError::GuardsLost { .. }
            | CommandError::NotReady { .. }
            | CommandError::Database(DatabaseFault::Damaged { .. })
            | CommandError::FileNotWhole { .. }
            | CommandError::WorkpaperNotWhole { .. }
            | CommandError::NotWhatTheRecordSaid { .. }
            | CommandError::OtherKey { .. }
            | CommandError::Head(
                HeadFault::Gone { .. }
                | HeadFault::Shorter { .. }
                | HeadFault::Rewritten { .. }
                | HeadFault::Signature { .. },
            ) => ExitCode::from(1),
            _ => ExitCode::from(2),
        }
    }

    /// The words for the operator, with the causes that they do not name already.
    pub fn in_full(&self) -> String {
        let mut words = self.to_string();
        let mut next = std::error::Error::source(self);
        while let Some(cause) = next {
            let cause_words = cause.to_string();
            if !words.contains(&cause_words) {
                words.push_str("\nCause: ");
                words.push_str(&cause_words);
            }
            next = cause.source();
        }
        words
    }

    /// Whether the reader of our output went away.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, CommandError::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }

    pub(crate) fn file(file: &Path) -> impl FnOnce(io::Error) -> CommandError {
        let file = file.to_owned();
        move |cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => CommandError::FileExists { file },
            _ => CommandError::File { file, cause },
        }
    }
}

/// How a report differs from the record.
fn not_what_the_record_said(file: &Path, address: &str, difference: Option<&Difference>) -> String {
    let file = file.display();
    let Some(Difference { place, file: has, record }) = difference else {
        return format!(
            "{file}: its texts and cells are what the record said, but the file isn't byte for byte what this version of \
             Concord writes. Drawings, notes, and hidden parts were not compared.\nReport: {address}\nWhat to do: if another version wrote it, download the report again and compare. \
             Otherwise something other than text was changed."
        );
    };
    let said = |text: &Option<String>| text.as_ref().map_or_else(|| "nothing".to_owned(), |text| format!("\"{text}\""));
    format!(
        "{file} isn't what the record said.\nFirst difference: {place}\nThe file has:     {}\nThe record has:   {}\nReport: {address}\nText that was \
         erased under law after the report was made differs too: `concord verify` lists it.",
        said(has),
        said(record)
    )
}
