//! Why a database cannot be reached, in words for the log and for anyone who started a command. Never with the password.

use crate::database::pools::ConnectionLimits;
use crate::error::{StoreError, sea_orm_error::Cause};
use sea_orm::sqlx::{self, Connection};
use sea_orm::{DbErr, RuntimeErr};
use std::io::ErrorKind;

/// The same failure with its cause, where the database cannot be reached: a pool only says that it waited, so a
/// PostgreSQL server is asked once more without one.
pub async fn why_away(url: &str, limits: ConnectionLimits, failure: StoreError) -> StoreError {
    let StoreError::Unavailable(waited) = failure else { return failure };
    if url.starts_with("sqlite:") {
        return StoreError::Unavailable(waited);
    }
    let asked = tokio::time::timeout(limits.wait, sqlx::PgConnection::connect(url)).await;
    let unavailable = |words| StoreError::Unavailable(cause(words));
    match asked {
        Ok(Ok(connection)) => {
            // It answers after all: then it was the pool that was used up.
            let _ = connection.close().await;
            unavailable(format!("all connections are in use, or it answers too slowly ({})", waited.0))
        }
        Ok(Err(error @ (sqlx::Error::Database(_) | sqlx::Error::Tls(_)))) => {
            StoreError::NotLetIn(cause(reason(&error)))
        }
        Ok(Err(error)) => unavailable(reason(&error)),
        Err(_) => unavailable("it accepts the connection and does not answer".to_owned()),
    }
}

fn cause(words: String) -> Cause {
    Cause(DbErr::Conn(RuntimeErr::Internal(words)))
}

fn reason(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
            "the connection is refused: nothing listens at that address and port".to_owned()
        }
        sqlx::Error::Io(io) => format!("the server cannot be reached: {io}"),
        sqlx::Error::Tls(fault) => format!("no TLS connection: {fault}"),
        sqlx::Error::Database(fault) => match fault.code().as_deref() {
            Some("28P01") => "the password is wrong".to_owned(),
            Some("28000") => format!("the user is not let in: {}", fault.message()),
            Some("3D000") => "the server has no database of that name".to_owned(),
            Some("53300") => "the server has no connection left (max_connections)".to_owned(),
            Some("57P03") => "the server is starting or ending".to_owned(),
            _ => fault.message().to_owned(),
        },
        sqlx::Error::Configuration(_) => "the address is not that of a database".to_owned(),
        other => other.to_string(),
    }
}
