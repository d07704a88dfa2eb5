//! Why the store could not read or save.

pub(crate) mod damage;

use domain::date::Instant;
use domain::object::ContentFault;
use domain::{Date, DomainError};
use sea_orm_error::{Cause, Trouble};
use std::path::Path;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such thing, or the actor may not see it: the two are one answer.
    #[error("Not found.")]
    NotFound,
    /// A rule refused.
    #[error(transparent)]
    Refused(#[from] DomainError),
    /// Someone saved this object after the form was shown. Nothing of the change was written.
    #[error("Someone else saved a change first.")]
    ChangedMeanwhile,
    /// The same form was saved before, and nothing was saved now.
    #[error("You already submitted this form. It was saved once.")]
    AlreadySubmitted,
    /// The form was saved before, with other words in it. Nothing was saved now.
    #[error("You already submitted this form with different text. It was saved once.")]
    SubmittedDifferently,
    /// The position asked for lies before the first entry.
    #[error("The record begins on {}.", domain::date::in_sentence(*.begins))]
    BeforeTheRecord { begins: Date },
    /// The position asked for is still to come.
    #[error("{}, is in the future.", domain::date::in_sentence(*.day))]
    InTheFuture { day: Date },
    /// The last entry is dated more than a minute ahead of the clock: the clock went back, or was ahead when it was made.
    #[error("The last entry of the record is dated {}, and the clock says {}.", written(*.last), written(*.now))]
    RecordAhead { last: Instant, now: Instant },
    /// The clock went on by so many seconds more than have passed since the last change, so an entry would be dated ahead.
    #[error("Since the last change, this server's clock moved ahead {seconds} seconds more than the time that passed.")]
    ClockAhead { seconds: i64 },
    /// The last checkpoint was not signed by the key that this store was opened with, so that key signs nothing here.
    #[error(
        "The last checkpoint of this record isn't signed by the signing key that is set. Nothing was saved. Use the key file \
         of this record."
    )]
    NotItsKey,
    /// The database does not answer now, and nothing was saved. Trying again later may help.
    #[error("The database isn't responding.")]
    Unavailable(#[source] Cause),
    /// The database answered, and lets this program not in: a password, a name, TLS, no connection left.
    #[error("The database refused the connection.")]
    NotLetIn(#[source] Cause),
    /// The disk of the database is full. Nothing was saved.
    #[error("The disk of the database is full.")]
    Full(#[source] Cause),
    /// The database did not keep what was written, and never will.
    #[error("The database couldn't save this. Nothing was saved.")]
    NotSaved(#[source] Cause),
    /// The database did not say whether it kept what was written.
    #[error("The database stopped responding while this was being saved. It may or may not have been saved.")]
    Unconfirmed(#[source] Cause),
    #[error("Database error: {0}")]
    Database(#[source] Cause),
    /// A content of a form that this program does not know.
    #[error("{0}")]
    WrittenByNewer(String),
    /// What is stored does not read as what should stand there.
    #[error("Data error: {0}")]
    Damaged(String),
}

impl StoreError {
    /// Whether the engine itself refused to commit, so that nothing of it lies on a disk.
    pub(crate) fn is_refusal(&self) -> bool {
        match self {
            StoreError::Unavailable(cause) | StoreError::Database(cause) | StoreError::Full(cause) => {
                !matches!(cause.trouble(), Trouble::Away | Trouble::Disk)
            }
            _ => true,
        }
    }

    pub(crate) fn not_saved(self) -> StoreError {
        match self.cause() {
            Ok(cause) => StoreError::NotSaved(cause),
            Err(other) => other,
        }
    }

    pub(crate) fn unconfirmed(self) -> StoreError {
        match self.cause() {
            Ok(cause) => StoreError::Unconfirmed(cause),
            Err(other) => other,
        }
    }

    fn cause(self) -> Result<Cause, StoreError> {
        match self {
            StoreError::Unavailable(cause)
            | StoreError::NotSaved(cause)
            | StoreError::Unconfirmed(cause)
            | StoreError::Database(cause) => Ok(cause),
            // A full disk is known to have kept nothing.
            other => Err(other),
        }
    }

    /// Whether SQLite cannot make the files that it needs beside the database, and there is none of a writer.
    pub fn is_of_a_closed_folder(&self, file: &Path) -> bool {
        let mut log = file.as_os_str().to_owned();
        log.push("-wal");
        file.exists() && !Path::new(&log).exists() && damage::cannot_open(self)
    }
}

/// As in the ledger and on the command line.
fn written(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Keeps the database library's error type out of the public signatures.
pub mod sea_orm_error {
    use sea_orm::{DbErr, RuntimeErr, sqlx};
    use std::fmt;

    /// The cause in the words of the database, for the log.
    #[derive(Debug)]
    pub struct Cause(pub(crate) DbErr);

    /// What kind of failure it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) enum Trouble {
        /// No one answers, or someone else keeps the database for too long.
        Away,
        /// SQLite waited in vain for a lock: it wrote nothing.
        Busy,
        Full,
        /// The database is read, and not written.
        ReadOnly,
        /// Reading, writing or waiting for the disk failed.
        Disk,
        /// The statement was refused.
        Refused,
    }

    impl Cause {
        pub(crate) fn trouble(&self) -> Trouble {
            trouble(&self.0)
        }
    }

    pub(crate) fn trouble(error: &DbErr) -> Trouble {
        match error {
            DbErr::ConnectionAcquire(_) => Trouble::Away,
            // Anyone who refuses the connection itself is away, whatever the reason.
            DbErr::Conn(RuntimeErr::SqlxError(error)) => match trouble_of(error) {
                Trouble::Refused => Trouble::Away,
                trouble => trouble,
            },
            DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => trouble_of(error),
            DbErr::Conn(_) => Trouble::Away,
            _ => Trouble::Refused,
        }
    }

    fn trouble_of(error: &sqlx::Error) -> Trouble {
        match error {
            sqlx::Error::Database(fault) => match fault.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
                Some(_) => of_sqlite(fault.code().and_then(|code| code.parse().ok()).unwrap_or_default()),
                None => of_postgres(fault.code().as_deref().unwrap_or_default()),
            },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Trouble::Away,
            _ => Trouble::Refused,
        }
    }

    /// By the primary code, the lowest byte (<https://www.sqlite.org/rescode.html>).
    pub(crate) fn of_sqlite(code: i32) -> Trouble {
        match code & 0xff {
            5 | 6 => Trouble::Busy,
            8 => Trouble::ReadOnly,
            10 => Trouble::Disk,
            13 => Trouble::Full,
            // The file cannot be opened, or the protocol of its locks failed.
            14 | 15 => Trouble::Away,
            _ => Trouble::Refused,
        }
    }

    /// By SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    fn of_postgres(code: &str) -> Trouble {
        match code {
            "53100" => Trouble::Full,
            "25006" => Trouble::ReadOnly,
            _ if code.starts_with("58") || code.starts_with("XX") => Trouble::Disk,
            // Connections, resources, and a server that is told to end.
            _ if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => Trouble::Away,
            _ => Trouble::Refused,
        }
    }

    impl fmt::Display for Cause {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    impl std::error::Error for Cause {}

    impl From<DbErr> for Cause {
        fn from(error: DbErr) -> Cause {
            Cause(error)
        }
    }
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> StoreError {
        if damage::is_damage(&error) {
            return StoreError::Damaged(error.to_string());
        }
        let cause = Cause(error);
        match cause.trouble() {
            Trouble::Away | Trouble::Busy => StoreError::Unavailable(cause),
            Trouble::Full => StoreError::Full(cause),
            Trouble::ReadOnly => StoreError::NotSaved(cause),
            Trouble::Disk | Trouble::Refused => StoreError::Database(cause),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        if let Some(DatabaseCorrupt | NotADatabase) = error.sqlite_error_code() {
            return StoreError::Damaged(error.to_string());
        }
        let code = error.sqlite_error().map_or(1, |fault| fault.extended_code);
        let cause = Cause(sea_orm::DbErr::Custom(error.to_string()));
        match sea_orm_error::of_sqlite(code) {
            Trouble::Away | Trouble::Busy => StoreError::Unavailable(cause),
            Trouble::Full => StoreError::Full(cause),
            Trouble::ReadOnly => StoreError::NotSaved(cause),
            Trouble::Disk | Trouble::Refused => StoreError::Database(cause),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}

impl From<ContentFault> for StoreError {
    fn from(fault: ContentFault) -> StoreError {
        match fault {
            ContentFault::Newer { .. } => StoreError::WrittenByNewer(fault.to_string()),
            ContentFault::NoSuchForm { .. } | ContentFault::Unreadable { .. } => StoreError::Damaged(fault.to_string()),
        }
    }
}
