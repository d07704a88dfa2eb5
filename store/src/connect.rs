//! The store: what it is opened with, and what all its clones share.

use crate::access::arrival::DirectReaders;
use crate::database::away::why_away;
use crate::database::clock::Clock;
use crate::database::pools::{ConnectionLimits, Trust, check_engine, connect_sqlite_readers, connect_writer};
use crate::database::room::Room;
use crate::database::sqlite::file_of;
use crate::error::StoreError;
use crate::log::head_at::Waymarks;
use crate::memory::reporting::Statements;
use crate::memory::search::Texts;
use crate::memory::snapshot::Snapshots;
use crate::memory::timeline::Timeline;
use crate::record::timing::ClockWatch;
use domain::Date;
use domain::Event;
use domain::date::{Instant, Zone};
use domain::event::Progress;
use domain::ledger::{RecordKey, Seq};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a store is opened with.
#[derive(Debug)]
pub struct StoreOptions {
    /// `sqlite://concord.db` or `postgres://user:password@host/database`.
    pub url: String,
    pub zone: Zone,
    pub clock: Clock,
    /// Signs the head of the ledger. It lies in a file beside the database, never in it.
    pub key: RecordKey,
}

/// The record. Cheap to clone; all clones share connections and caches.
#[derive(Clone, Debug)]
pub struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    url: String,
    limits: ConnectionLimits,
    trust: Trust,
    room: Room,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Of SQLite.
    file: Option<PathBuf>,
    direct_readers: DirectReaders,
    /// Held by whoever reads the file beside the pool for long.
    readings: Arc<tokio::sync::RwLock<()>>,
    zone: Zone,
    clock: Clock,
    key: RecordKey,
    timeline: tokio::sync::RwLock<Timeline>,
    snapshots: Snapshots,
    statements: tokio::sync::Mutex<Statements>,
    texts: tokio::sync::RwLock<Texts>,
    progress: tokio::sync::OnceCell<Progress>,
    waymarks: tokio::sync::Mutex<Waymarks>,
    clock_watch: ClockWatch,
    statements_sent: Arc<AtomicU64>,
}

impl Store {
    /// # Errors
    /// When the database cannot be reached, or is an SQLite with a known corruption bug.
    pub async fn open(options: StoreOptions) -> Result<Store, StoreError> {
        Store::open_within(options, ConnectionLimits::default()).await
    }

    /// The same with other limits than the usual ones.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_within(options: StoreOptions, limits: ConnectionLimits) -> Result<Store, StoreError> {
        let trust = Trust::default();
        let statements_sent = Arc::new(AtomicU64::new(0));
        let mut writer = match connect_writer(&options.url, limits, trust.clone()).await {
            Ok(writer) => writer,
            Err(failure) => return Err(why_away(&options.url, limits, failure).await),
        };
        check_engine(&writer).await?;
        count_statements(&mut writer, &statements_sent);
        let reader = match writer.get_database_backend() {
            DbBackend::Sqlite => {
                let mut reader = connect_sqlite_readers(&options.url, limits).await?;
                count_statements(&mut reader, &statements_sent);
                reader
            }
            DbBackend::Postgres | DbBackend::MySql | _ => writer.clone(),
        };
        let file = file_of(&options.url);
        let direct_readers = DirectReaders::of(file.clone());
        let StoreOptions { url, zone, clock, key, .. } = options;
        let (timeline, texts) = (tokio::sync::RwLock::default(), tokio::sync::RwLock::default());
        let snapshots = Snapshots::default();
        let progress = tokio::sync::OnceCell::new();
        Ok(Store(Arc::new(Shared {
            url,
            limits,
            trust,
            room: Room::default(),
            writer,
            reader,
            file,
            direct_readers,
            readings: Arc::default(),
            zone,
            clock,
            key,
            timeline,
            snapshots,
            statements: tokio::sync::Mutex::default(),
            texts,
            progress,
            waymarks: tokio::sync::Mutex::default(),
            clock_watch: ClockWatch::default(),
            statements_sent,
        })))
    }

    /// How many statements were sent to the database since the store was opened, without what is asked on the thread of a
    /// request. Tests hold pages to it: a page asks as often for many rows as for one.
    pub fn statements_sent(&self) -> u64 {
        self.0.statements_sent.load(Ordering::Relaxed)
    }

    pub fn zone(&self) -> Zone {
        self.0.zone
    }

    pub fn key(&self) -> &RecordKey {
        &self.0.key
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// What time it is for the record. With PostgreSQL all servers go by the clock of the database.
    pub fn now(&self) -> Instant {
        self.0.clock.now() + self.0.clock_watch.offset()
    }

    pub(crate) fn clock_watch(&self) -> &ClockWatch {
        &self.0.clock_watch
    }

    /// The day that it is for the task force.
    pub fn today(&self) -> Date {
        self.zone().day(self.now())
    }

    pub(crate) fn limits(&self) -> ConnectionLimits {
        self.0.limits
    }

    pub(crate) fn trust(&self) -> &Trust {
        &self.0.trust
    }

    pub(crate) fn room(&self) -> &Room {
        &self.0.room
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.0.writer
    }

    /// The same failure with its cause, where the database cannot be reached.
    pub async fn why_away(&self, failure: StoreError) -> StoreError {
        why_away(&self.0.url, self.limits(), failure).await
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

    pub(crate) fn statements(&self) -> &tokio::sync::Mutex<Statements> {
        &self.0.statements
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

fn count_statements(connection: &mut DatabaseConnection, sent: &Arc<AtomicU64>) {
    let sent = Arc::clone(sent);
    connection.set_metric_callback(move |_| {
        sent.fetch_add(1, Ordering::Relaxed);
    });
}
