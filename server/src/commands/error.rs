//! Why a command was not done, and what to do next.

use crate::commands::database::DatabaseFault;
use crate::commands::demonstration::DemonstrationFault;
use crate::commands::guards::first_few;
use crate::commands::kept_head::HeadFault;
use crate::commands::key_file::KeyFault;
use crate::config::{ConfigFault, DatabaseUrl};
use domain::DomainError;
use domain::ledger::FileFault;
use domain::text::TextError;
use queries::error::QueryError;
use seeds::{ImportError, RealPlansError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{StoreError, VerifyFault};
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

    #[error("There is no record in {database} yet. Begin one with `concord migrate`.")]
    NoRecord { database: DatabaseUrl },
    #[error(
        "{database} holds a demonstration: its progress is made up. It is served by `concord serve --demo` only. Set \
         CONCORD_DATABASE_URL (--database-url) to the real record."
    )]
    SampleRecord { database: DatabaseUrl },
    #[error(
        "{database} holds a real record, which is never served as a demonstration. Leave --demo out, or set \
         CONCORD_DATABASE_URL (--database-url) to another place."
    )]
    RealRecord { database: DatabaseUrl },
    #[error("{database}: the first entry does not say how the record began. `concord verify` shows more.")]
    UnknownBeginning { database: DatabaseUrl },

    #[error("{}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("{} is there already and is not overwritten. Name a file that is not there.", file.display())]
    FileExists { file: PathBuf },
    #[error("The answer could not be written: {0}")]
    Output(#[source] io::Error),
    #[error("{listen}: {cause}. CONCORD_LISTEN (--listen) says where the server listens.")]
    Listen { listen: std::net::SocketAddr, cause: io::Error },
    #[error("The server stopped: {0}")]
    Served(#[source] io::Error),

    #[error("{}: nothing was imported.\n{cause}", file.display())]
    Import { file: PathBuf, cause: ImportError },
    #[error("The plans that come with Concord could not be loaded: {0}")]
    RealPlans(#[source] RealPlansError),
    #[error(transparent)]
    Demonstration(#[from] DemonstrationFault),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error("--format {format} does not exist for {what}. {what} has {has}.")]
    NoSuchFormat { what: &'static str, format: &'static str, has: &'static str },

    #[error("{}", not_whole(.0))]
    NotWhole(#[source] VerifyFault),
    #[error(
        "The record agrees with its log, but {} missing, changed or switched off: {}.\nWhat to do: \
         without them what was recorded can be changed unnoticed until the next check. Find out who changed them, and \
         run `concord migrate`, which puts them back.",
        guards(lost),
        first_few(lost)
    )]
    GuardsLost { lost: Vec<String> },
    #[error(
        "{} is not whole. {fault}\nWhat to do: download the ledger again. If it breaks again, keep both files, and ask the \
         operator for `concord verify` on the server.",
        file.display()
    )]
    FileNotWhole { file: PathBuf, fault: FileFault },
    #[error("{} is not a signed head: {reason}.", file.display())]
    NotAHead { file: PathBuf, reason: String },
    #[error("--key: {0}.")]
    NotAKey(#[source] domain::ledger::VerifierKeyError),
    #[error(
        "The record is signed with the key\n  {found}\nand --key says\n  {expected}\nWhat to do: find out which of the two is \
         published as the key of this record. If it is that of --key, this is another record, or its key was exchanged."
    )]
    OtherKey { expected: String, found: String },

    #[error(
        "The copy {} does not continue the last head that was signed here, so it is older or another record.\n{fault}\n\
         If the newer database is lost for good, `concord restore --accept-fork` takes the copy all the same; \
         `concord restore --help` says what that means.",
        copy.display()
    )]
    Fork { copy: PathBuf, fault: HeadFault },
    #[error("{} is in use: {} has changes that are not in it yet. Make a copy by `concord backup`.", file.display(), log.display())]
    InUse { file: PathBuf, log: PathBuf },
    #[error("Another backup writes {} at this moment. Wait until it has ended.", file.display())]
    BackupRuns { file: PathBuf },
    #[error("The copy {} could not be written, and nothing of it is left. {cause}\n{room}", to.display())]
    NotCopied { to: PathBuf, cause: DatabaseFault, room: String },
    #[error(
        "{} is empty: it holds no database. A backup that found no room may have left it. Take an older copy.",
        file.display()
    )]
    EmptyCopy { file: PathBuf },
    #[error("{failed} of {checked} checks failed. Each says above what to do.")]
    NotReady { failed: usize, checked: usize },
    #[error("{what} is for SQLite, where the database is a file. With PostgreSQL use its own tools:\n  {instead}")]
    UseTheirTools { what: &'static str, instead: String },

    #[error("The clock and the record do not agree. `concord clock --help` says what to do.")]
    Clock,

    #[error("No such content is there. It may have been erased before; `concord verify` says what was erased.")]
    NothingToErase,
    #[error("That entry made {contents} contents of several things. Name one of them by --kind and --id.")]
    SeveralContents { contents: usize },
    #[error("{field}: {fault}")]
    Text { field: &'static str, fault: TextError },
    #[error("There is no agency with the code {code}. Codes stand on the page of each agency.")]
    NoAgency { code: String },
    #[error("There is no account with the address {address}. `concord user list` shows all.")]
    NoAccount { address: String },
    #[error("The account of {address} is disabled, so it gets no link.")]
    Disabled { address: String },
    #[error(transparent)]
    Refused(#[from] DomainError),
}

/// Where a fault was found, what to do about it; where nothing could be checked, why.
fn not_whole(fault: &VerifyFault) -> String {
    match fault {
        VerifyFault::Store(cause) => format!("The record could not be checked. {cause}"),
        fault => format!(
            "The record is not whole. {}\nWhat to do: stop the server, and keep a copy of the database and of the head \
             beside the key as they are, as evidence. Then find the newest backup that is whole: restore it in another \
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

impl CommandError {
    /// 1 where something was checked and is not whole or not ready, 2 for all else, as `concord --help` says.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            CommandError::NotWhole(VerifyFault::Store(_)) => ExitCode::from(2),
            CommandError::NotWhole(_)
            | CommandError::GuardsLost { .. }
            | CommandError::NotReady { .. }
            | CommandError::Database(DatabaseFault::Damaged { .. })
            | CommandError::FileNotWhole { .. }
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
