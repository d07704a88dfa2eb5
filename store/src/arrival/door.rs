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
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;

/// Connections that only read, as many as there are processors: so many requests are asked about at once. None where the
/// database is a server, and after the door was shut.
pub(crate) struct Door {
    idle: Mutex<Option<Vec<Connection>>>,
    question: String,
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Door(..)")
    }
}

impl Door {
    /// Opens a file, where there is one.
    pub fn of(file: Option<&Path>) -> Door {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let open = |file| std::iter::repeat_with(|| reader_of(file, Duration::ZERO)).take(processors).collect();
        let idle = file.and_then(|file| match open(file) {
            Ok(connections) => Some(connections),
            Err::<_, rusqlite::Error>(error) => {
                tracing::warn!(%error, "every request asks the pool, which takes longer");
                None
            }
        });
        // Only the text: the values are bound with each question.
        let (question, _) = arrival_of(&[]).build(SqliteQueryBuilder);
        Door { idle: Mutex::new(idle), question }
    }

    /// What is known of a token and of how far everything has come. `None` where the pool has to be asked.
    pub fn ask(&self, token: &Token) -> Option<Found> {
        let connection = self.idle().as_mut()?.pop()?;
        let found = find(&connection, &self.question, &token.hash());
        if let Some(idle) = self.idle().as_mut() {
            idle.push(connection);
        }
        found.inspect_err(|error| tracing::debug!(%error, "the pool is asked")).ok()
    }

    /// Lets go of the file, so that the writer is the last one at it and can tidy up.
    pub fn shut(&self) {
        self.idle().take();
    }

    fn idle(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find(connection: &Connection, question: &str, hash: &[u8]) -> rusqlite::Result<Found> {
    // The hash stands in it twice.
    connection.prepare_cached(question)?.query_row([hash, hash], |row| {
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
