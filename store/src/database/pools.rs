//! The connections: how many, how long anyone waits for one, and which are never used again.

use crate::error::StoreError;
use crate::error::sea_orm_error::{Trouble, trouble};
use sea_orm::sqlx::Connection;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How many connections a store opens, and how long a request waits for the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// All connections to a PostgreSQL server; those that read an SQLite file, beside the one that writes.
    pub most: Option<u32>,
    /// The longest wait for a connection.
    pub wait: Duration,
    /// The longest wait for the answer to one statement of a change, and for its end.
    pub statement: Duration,
}

impl Default for ConnectionLimits {
    /// Within five seconds a reader is told that the database is away.
    fn default() -> Self {
        let wait = Duration::from_secs(4);
        ConnectionLimits { most: None, wait, statement: wait }
    }
}

/// Connections to a PostgreSQL server unless a setting says otherwise.
const POSTGRES_CONNECTIONS: u32 = 16;

/// Connections that read an SQLite file unless a setting says otherwise.
const SQLITE_READERS: u32 = 6;

/// The oldest SQLite that does not have the WAL-reset corruption bug (3.7.0 to 3.51.2).
const OLDEST_SOUND_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Whether the connection that writes to SQLite may be used again. A commit or rollback that failed leaves it in a state
/// that neither SQLite nor the driver tells, so it is closed and another one opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trust(Arc<AtomicBool>);

impl Trust {
    /// The connection that was used last is closed before anyone uses it again.
    pub fn lose(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn is_lost(&self) -> bool {
        self.0.swap(false, Ordering::AcqRel)
    }
}

/// One connection for SQLite, so that writers wait in a queue here instead of being refused there.
pub(crate) async fn connect_writer(
    url: &str,
    limits: ConnectionLimits,
    trust: Trust,
) -> Result<DatabaseConnection, StoreError> {
    let mut options = options(with_create_mode(url), limits);
    if url.starts_with("sqlite:") {
        options.max_connections(1).min_connections(1).test_before_acquire(false);
    } else {
        options.max_connections(limits.most.unwrap_or(POSTGRES_CONNECTIONS));
    }
    options.map_sqlx_sqlite_opts(|options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(3))
            .pragma("trusted_schema", "OFF")
    });
    options.map_sqlx_sqlite_pool_opts(|options| {
        options.after_release(|connection, _| {
            Box::pin(async move {
                // A rollback that was only begun has ended when the connection answers again.
                connection.ping().await?;
                Ok(is_at_rest(connection))
            })
        })
    });
    options.map_sqlx_sqlite_before_acquire(move |_, _| {
        let is_lost = trust.is_lost();
        Box::pin(async move { Ok(!is_lost) })
    });
    options.map_sqlx_postgres_pool_opts(|options| {
        options.after_release(|connection, _| Box::pin(async move { Ok(is_at_rest(connection)) }))
    });
    connect_when_free(options, limits).await
}

/// How soon it is tried again to open a database that another process keeps.
const AGAIN: Duration = Duration::from_millis(20);

/// While one process turns a new file to WAL mode, SQLite refuses all others at once, whatever they are ready to wait.
async fn connect_when_free(
    options: ConnectOptions,
    limits: ConnectionLimits,
) -> Result<DatabaseConnection, StoreError> {
    let begun = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if trouble(&error) == Trouble::Busy && begun.elapsed() < limits.wait => {
                tokio::time::sleep(AGAIN).await;
            }
            connected => return Ok(connected?),
        }
    }
}

/// Whether no transaction is open. One that was not ended would take the next for a part of itself: what that commits
/// would be answered as done, and be gone with the connection.
fn is_at_rest<C: Connection>(connection: &C) -> bool {
    let is_at_rest = !connection.is_in_transaction();
    if !is_at_rest {
        tracing::warn!("A connection is closed, because a transaction in it could not be ended");
    }
    is_at_rest
}

pub(crate) async fn connect_sqlite_readers(
    url: &str,
    limits: ConnectionLimits,
) -> Result<DatabaseConnection, StoreError> {
    let mut options = options(url.to_owned(), limits);
    options.max_connections(limits.most.unwrap_or(SQLITE_READERS)).min_connections(1).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(3))
            .pragma("query_only", "ON")
            // Whole tables are read too, for the search: the thread that reads hands rows over by hundreds.
            .row_buffer_size(500)
            .pragma("trusted_schema", "OFF")
    });
    Ok(Database::connect(options).await?)
}

fn options(url: String, limits: ConnectionLimits) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).connect_timeout(limits.wait).acquire_timeout(limits.wait);
    options
}

fn with_create_mode(url: &str) -> String {
    let is_bare_sqlite = url.starts_with("sqlite:") && !url.contains('?');
    if is_bare_sqlite { format!("{url}?mode=rwc") } else { url.to_owned() }
}

/// # Errors
/// When the engine is an SQLite with a known corruption bug.
pub(crate) async fn check_engine(connection: &DatabaseConnection) -> Result<(), StoreError> {
    if connection.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let asked = Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version() AS version");
    let row = connection.query_one_raw(asked).await?.ok_or(StoreError::NotFound)?;
    let version: String = row.try_get("", "version")?;
    if is_sound_sqlite(&version) {
        return Ok(());
    }
    Err(StoreError::Damaged(format!("SQLite {version} can corrupt a database in WAL mode; 3.51.3 or newer is needed")))
}

fn is_sound_sqlite(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SOUND_SQLITE
}

#[cfg(test)]
mod tests {
    use super::is_sound_sqlite;

    #[test]
    fn an_sqlite_with_the_wal_reset_bug_is_refused() {
        for version in ["3.7.0", "3.46.0", "3.51.2", "nonsense"] {
            assert!(!is_sound_sqlite(version), "{version}");
        }
        for version in ["3.51.3", "3.52.0", "4.0.0"] {
            assert!(is_sound_sqlite(version), "{version}");
        }
    }
}
