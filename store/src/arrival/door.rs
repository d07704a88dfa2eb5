//! The question of every request, asked of an SQLite file on the thread that answers the request.
//!
//! What is asked here is short and never waits: whatever keeps SQLite from answering at once, the pool is asked instead.

use super::{Found, arrival_of, newest};
use crate::sessions::{FoundSession, Token};
use crate::sqlite::reader_of;
use chrono::DateTime;
use domain::date::Instant;
use domain::ids::PersonId;
use rusqlite::{Connection, Row};
use sea_orm::sea_query::SqliteQueryBuilder;
use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// A connection that only reads. None where the database is a server, and after it was shut.
pub(crate) struct Door(Mutex<Option<Connection>>);

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Door(..)")
    }
}

impl Door {
    /// Opens a file, where there is one.
    pub fn of(file: Option<&Path>) -> Door {
        let connection = file.and_then(|file| match reader_of(file, Duration::ZERO) {
            Ok(connection) => Some(connection),
            Err(error) => {
                tracing::warn!(%error, "every request asks the pool, which takes longer");
                None
            }
        });
        Door(Mutex::new(connection))
    }

    /// What is known of a token and of how far everything has come. `None` where the pool has to be asked.
    pub fn ask(&self, token: &Token) -> Option<Found> {
        let connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match find(connection.as_ref()?, token) {
            Ok(found) => Some(found),
            Err(error) => {
                tracing::debug!(%error, "the pool is asked");
                None
            }
        }
    }

    /// Lets go of the file, so that the writer is the last one at it and can tidy up.
    pub fn shut(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

fn find(connection: &Connection, token: &Token) -> rusqlite::Result<Found> {
    // The token stands in it twice; its values are bound below, so the text is always the same and prepared once.
    let (sql, _) = arrival_of(token).build(SqliteQueryBuilder);
    let hash = token.hash();
    connection.prepare_cached(&sql)?.query_row([&hash, &hash], |row| {
        Ok(Found {
            session: session(row)?,
            newest: newest(row.get("size")?),
            outside: row.get::<_, i64>("changes")?.unsigned_abs(),
            has_notice: row.get::<_, i64>("notices")? > 0,
        })
    })
}

fn session(row: &Row<'_>) -> rusqlite::Result<Option<FoundSession>> {
    let Some(created) = instant(row, "created_at")? else { return Ok(None) };
    let Some(seen) = instant(row, "seen_at")? else { return Ok(None) };
    let person = row.get::<_, Option<[u8; 16]>>("person_id")?.map(|bytes| PersonId(Uuid::from_bytes(bytes)));
    Ok(Some(FoundSession { person, created, seen }))
}

fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Instant>> {
    let micros: Option<i64> = row.get(column)?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}

#[cfg(test)]
mod tests;
