//! Opening the database: which engine, how many connections, and the settings that keep an acknowledged write.

use crate::arrival::DirectReaders;
use crate::clock::Clock;
use crate::error::StoreError;
use crate::head_at::Waymarks;
use crate::search::Texts;
use crate::snapshot::Snapshots;
use crate::sqlite::file_of;
use crate::timeline::Timeline;
use domain::Date;
use domain::Event;
use domain::date::{Instant, Zone};
use domain::event::Progress;
use domain::ledger::{RecordKey, Seq};
use domain::update::ReportingRule;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What a store is opened with.
#[derive(Debug)]
pub struct StoreOptions {
    /// `sqlite://concord.db` or `postgres://user:password@host/database`.
    pub url: String,
    pub zone: Zone,
    pub reporting: ReportingRule,
    pub clock: Clock,
    /// Signs the head of the ledger. It lies in a file beside the database, never in it.
    pub key: RecordKey,
}

/// The record. Cheap to clone; all clones share connections and caches.
#[derive(Clone, Debug)]
pub struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Of SQLite.
    file: Option<PathBuf>,
    direct_readers: DirectReaders,
    /// Held by whoever reads the file beside the pool for long.
    readings: Arc<tokio::sync::RwLock<()>>,
    zone: Zone,
    reporting: ReportingRule,
    clock: Clock,
    key: RecordKey,
    timeline: tokio::sync::RwLock<Timeline>,
    snapshots: Snapshots,
    texts: tokio::sync::RwLock<Texts>,
    progress: tokio::sync::OnceCell<Progress>,
    waymarks: tokio::sync::Mutex<Waymarks>,
}

/// The oldest SQLite that does not have the WAL-reset corruption bug (3.7.0 to 3.51.2).
const OLDEST_SOUND_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Store {
    /// # Errors
    /// When the database cannot be reached, or is an SQLite with a known corruption bug.
    pub async fn open(options: StoreOptions) -> Result<Store, StoreError> {
        let writer = connect_writer(&options.url).await?;
        check_engine(&writer).await?;
        let reader = match writer.get_database_backend() {
            DbBackend::Sqlite => connect_sqlite_readers(&options.url).await?,
            DbBackend::Postgres | DbBackend::MySql | _ => writer.clone(),
        };
        let file = file_of(&options.url);
        let direct_readers = DirectReaders::of(file.clone());
        let StoreOptions { zone, reporting, clock, key, .. } = options;
        let (timeline, texts) = (tokio::sync::RwLock::default(), tokio::sync::RwLock::default());
        let snapshots = Snapshots::default();
        let progress = tokio::sync::OnceCell::new();
        Ok(Store(Arc::new(Shared {
            writer,
            reader,
            file,
            direct_readers,
            readings: Arc::default(),
            zone,
            reporting,
            clock,
            key,
            timeline,
            snapshots,
            texts,
            progress,
            waymarks: tokio::sync::Mutex::default(),
        })))
    }

    pub fn zone(&self) -> Zone {
        self.0.zone
    }

    pub fn reporting_rule(&self) -> ReportingRule {
        self.0.reporting
    }

    pub fn key(&self) -> &RecordKey {
        &self.0.key
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The day that it is for the task force.
    pub fn today(&self) -> Date {
        self.zone().day(self.now())
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.0.writer
    }

    /// Whether progress in this record is real or made up, as its first entry says for good.
    ///
    /// # Errors
    /// When the record has not begun, or the database does not answer.
    pub async fn progress(&self) -> Result<Progress, StoreError> {
        let read = async || match self.entries(Seq::FIRST, Seq::FIRST, 1).await?.pop().and_then(|first| first.event) {
            Some(Event::RecordOpened { progress, .. }) => Ok(progress),
            _ => Err(StoreError::NotFound),
        };
        self.0.progress.get_or_try_init(read).await.copied()
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.0.reader
    }

    /// The file of an SQLite database.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    pub(crate) fn direct_readers(&self) -> &DirectReaders {
        &self.0.direct_readers
    }

    /// While this is held the database is not closed.
    pub(crate) async fn keep_open(&self) -> tokio::sync::OwnedRwLockReadGuard<()> {
        Arc::clone(&self.0.readings).read_owned().await
    }

    pub(crate) fn timeline(&self) -> &tokio::sync::RwLock<Timeline> {
        &self.0.timeline
    }

    pub(crate) fn snapshots(&self) -> &Snapshots {
        &self.0.snapshots
    }

    pub(crate) fn texts(&self) -> &tokio::sync::RwLock<Texts> {
        &self.0.texts
    }

    pub(crate) fn waymarks(&self) -> &tokio::sync::Mutex<Waymarks> {
        &self.0.waymarks
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.reader().execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Ends the connections. SQLite writes its log back into the file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<(), StoreError> {
        let _nobody_reads = self.0.readings.write().await;
        self.direct_readers().shut();
        self.reader().clone().close().await?;
        Ok(self.writer().clone().close().await?)
    }
}

/// One connection for SQLite, so that writers wait in a queue here instead of being refused there.
pub(crate) async fn connect_writer(url: &str) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(with_create_mode(url));
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    if url.starts_with("sqlite:") {
        options.max_connections(1).min_connections(1);
    } else {
        options.max_connections(16);
    }
    options.map_sqlx_sqlite_opts(|options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("trusted_schema", "OFF")
    });
    Ok(Database::connect(options).await?)
}

async fn connect_sqlite_readers(url: &str) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10)).max_connections(6).min_connections(1);
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("query_only", "ON")
            // Whole tables are read too, for the search: the thread that reads hands rows over by hundreds.
            .row_buffer_size(500)
            .pragma("trusted_schema", "OFF")
    });
    Ok(Database::connect(options).await?)
}

fn with_create_mode(url: &str) -> String {
    let is_bare_sqlite = url.starts_with("sqlite:") && !url.contains('?');
    if is_bare_sqlite { format!("{url}?mode=rwc") } else { url.to_owned() }
}

async fn check_engine(connection: &DatabaseConnection) -> Result<(), StoreError> {
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
