//! Why a command was not done, and what to do next.

use crate::commands::database::DatabaseFault;
use crate::commands::demonstration::DemonstrationFault;
use crate::commands::kept_head::HeadFault;
use crate::commands::key_file::KeyFault;
use crate::config::{ConfigFault, DatabaseUrl};
use app::error::AppError;
use domain::DomainError;
use domain::ledger::FileFault;
use domain::text::TextError;
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
    #[error("{0}")]
    Table(#[from] AppError),
    #[error("--format {format} does not exist for {what}. {what} has {has}.")]
    NoSuchFormat { what: &'static str, format: &'static str, has: &'static str },

    #[error("The record is not whole. {0}.")]
    NotWhole(#[source] VerifyFault),
    #[error("{} is not whole. {fault}", file.display())]
    FileNotWhole { file: PathBuf, fault: FileFault },
    #[error("{} is not a signed head: {reason}.", file.display())]
    NotAHead { file: PathBuf, reason: String },
    #[error("--key: {0}.")]
    NotAKey(#[source] domain::ledger::VerifierKeyError),
    #[error("The record is signed with the key\n  {found}\nand --key says\n  {expected}")]
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
    #[error("{what} is for SQLite, where the database is a file. With PostgreSQL use its own tools:\n  {instead}")]
    UseTheirTools { what: &'static str, instead: String },

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

impl CommandError {
    /// 1 where something was verified and is not whole, 2 for all else, as `concord --help` says.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            CommandError::NotWhole(VerifyFault::Store(_)) => ExitCode::from(2),
            CommandError::NotWhole(_)
            | CommandError::FileNotWhole { .. }
            | CommandError::OtherKey { .. }
            | CommandError::Head(
                HeadFault::Shorter { .. } | HeadFault::Rewritten { .. } | HeadFault::Signature { .. },
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
