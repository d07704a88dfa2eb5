//! Why a measurement came to nothing.

use domain::DomainError;
use domain::import::NotReferenceData;
use domain::ledger::LogNameError;
use domain::text::TextError;
use std::io;
use std::path::PathBuf;
use store::StoreError;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum Failure {
    #[error("The record refused what the filler did: {0}")]
    Store(#[from] StoreError),
    #[error("A rule refused what the filler did: {0}")]
    Rule(#[from] DomainError),
    #[error("The filler wrote an invalid text: {0}")]
    Text(#[from] TextError),
    #[error("{0}")]
    NotReferenceData(#[from] NotReferenceData),
    #[error("Invalid name of the log: {0}")]
    Name(#[from] LogNameError),
    #[error("Couldn't create the database: {0}")]
    Database(#[from] sea_orm_migration::sea_orm::DbErr),
    #[error("{}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("The connection to the server: {0}")]
    Connection(#[from] io::Error),
    #[error("The answer of the server: {0}")]
    Http(#[from] hyper::Error),
    #[error("Couldn't send the request: {0}")]
    Request(#[from] http::Error),
    #[error("{address} answered {status}")]
    Refused { address: String, status: http::StatusCode },
    #[error("The server did not begin to listen within {seconds} s")]
    Silent { seconds: u64 },
    #[error("The server stopped before it answered, with {status}")]
    Ended { status: std::process::ExitStatus },
    #[error("{0}")]
    Missing(&'static str),
    #[error("The results of the last release: {0}")]
    Json(#[from] serde_json::Error),
    #[error("Slower than the last release:\n{0}")]
    Slower(String),
    #[error("Part of the measurement failed: {0}")]
    Broken(#[from] tokio::task::JoinError),
}

impl Failure {
    /// What went wrong with a file, for `map_err`.
    pub fn file(file: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Failure {
        let file = file.into();
        move |cause| Failure::File { file, cause }
    }
}
