//! The question of every request, asked of an SQLite file on the thread that answers the request.
//!
//! What is asked here is short and waits for no lock: anyone who keeps SQLite from answering, the pool is asked instead.

use super::{Found, FoundSession, context_of, newest};
use crate::database::sqlite::reader_of;
use chrono::DateTime;
use domain::date::Instant;
use domain::ids::PersonId;
use rusqlite::{Connection, Row};
use sea_orm::sea_query::SqliteQueryBuilder;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;
use uuid::Uuid;

/// Connections that only read: opened as they are needed, and no more than there are processors, because so many requests
/// are asked about at once.
pub(crate) struct DirectReaders {
    /// None where the database is a server.
    file: Option<PathBuf>,
    readers: Mutex<Readers>,
    question: String,
    warned: Once,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    /// With those that someone asks at the moment.
    open: usize,
    is_shut: bool,
}

impl fmt::Debug for DirectReaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DirectReaders(..)")
    }
}

impl DirectReaders {
    /// For a file, where there is one.
    pub fn of(file: Option<PathBuf>) -> DirectReaders {
        // Only the text: the values are bound with each question.
        let (question, _) = context_of(&[]).build(SqliteQueryBuilder);
        DirectReaders { file, readers: Mutex::default(), question, warned: Once::new() }
    }

    /// What is known of the token with that hash, and of how far everything has come. `None` where the pool has to be asked.
    pub fn ask(&self, hash: &[u8]) -> Option<Found> {
        let connection = self.take()?;
        let found = find(&connection, &self.question, hash);
        self.give_back(connection);
        found.inspect_err(|error| self.warn(error)).ok()
    }

    /// Lets go of the file, so that the writer is the last one at it and can tidy up.
    pub fn shut(&self) {
        let mut readers = self.readers();
        readers.is_shut = true;
        readers.idle.clear();
    }

    /// A connection that no one uses. `None` where the pool has to be asked.
    pub fn take(&self) -> Option<Connection> {
        let file = self.file.as_deref()?;
        let mut readers = self.readers();
        if let Some(idle) = readers.idle.pop() {
            return Some(idle);
        }
        if readers.is_shut || readers.open >= available_parallelism().map_or(1, usize::from) {
            return None;
        }
        let opened = reader_of(file, Duration::ZERO).inspect_err(|error| self.warn(error)).ok()?;
        readers.open += 1;
        Some(opened)
    }

    pub fn give_back(&self, connection: Connection) {
        let mut readers = self.readers();
        if !readers.is_shut {
            readers.idle.push(connection);
        }
    }

    fn readers(&self) -> MutexGuard<'_, Readers> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Once: what fails for good would say so with every request.
    fn warn(&self, error: &rusqlite::Error) {
        self.warned.call_once(|| tracing::warn!(%error, "Requests are asked about by the pool, which takes longer"));
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
    if row.get::<_, Option<i64>>("created_at")?.is_none() {
        return Ok(None);
    }
    let person = row.get::<_, Option<[u8; 16]>>("person_id")?.map(|bytes| PersonId(Uuid::from_bytes(bytes)));
    Ok(Some(FoundSession { person, created: instant(row, "created_at")?, seen: instant(row, "seen_at")? }))
}

fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Instant> {
    let micros: i64 = row.get(column)?;
    let place = row.as_ref().column_index(column)?;
    DateTime::from_timestamp_micros(micros).ok_or(rusqlite::Error::IntegralValueOutOfRange(place, micros))
}
