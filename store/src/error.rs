//! Why the store could not read or save.

use domain::{Date, DomainError};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such thing, or the actor may not see it: the two are one answer.
    #[error("There is no such thing in the record.")]
    NotFound,
    /// A rule refused.
    #[error(transparent)]
    Refused(#[from] DomainError),
    /// Somebody saved this object after the form was shown. Nothing of the change was written.
    #[error("Somebody else saved this meanwhile.")]
    ChangedMeanwhile,
    /// The position asked for lies before the first entry.
    #[error("The record begins on {}.", domain::date::long(*.begins))]
    BeforeTheRecord { begins: Date },
    /// The position asked for is still to come.
    #[error("{} is still to come.", domain::date::long(*.day))]
    InTheFuture { day: Date },
    /// The clock of the machine went back by more than a minute, so entries would be out of order.
    #[error("The clock of this machine is {seconds} seconds behind the last entry of the record.")]
    ClockBehind { seconds: i64 },
    /// The database does not answer now. Trying again later may help.
    #[error("The database does not answer.")]
    Unavailable(#[source] sea_orm_error::Cause),
    #[error("The database refused: {0}")]
    Database(#[source] sea_orm_error::Cause),
    /// What is stored does not read as what should stand there.
    #[error("The record is damaged: {0}")]
    Damaged(String),
}

/// Keeps the database library's error type out of the public signatures.
pub mod sea_orm_error {
    use std::fmt;

    /// The cause in the words of the database, for the log.
    #[derive(Debug)]
    pub struct Cause(pub(crate) sea_orm::DbErr);

    impl fmt::Display for Cause {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt(f)
        }
    }

    impl std::error::Error for Cause {}
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> StoreError {
        use sea_orm::DbErr;
        let cause = sea_orm_error::Cause(error);
        match cause.0 {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => StoreError::Unavailable(cause),
            _ => StoreError::Database(cause),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked};
        let cause = sea_orm_error::Cause(sea_orm::DbErr::Custom(error.to_string()));
        match error.sqlite_error_code() {
            Some(CannotOpen | DatabaseBusy | DatabaseLocked) => StoreError::Unavailable(cause),
            _ => StoreError::Database(cause),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> StoreError {
        StoreError::Damaged(error.to_string())
    }
}
