//! The store: what it is opened with, and what all its clones share.

use crate::database::clock::Clock;
use crate::database::clock_watch::ClockWatch;
use crate::database::connections::Database;
use crate::database::pools::{ConnectionLimits, Trust};
use crate::database::room::Room;
use crate::database::waiting::WaitingWrites;
use crate::error::StoreError;
use crate::memory::Memory;
use crate::memory::snapshot::Snapshot;
use crate::tables::ledger::first_entry;
use crate::tables::request_context::DirectReaders;
use domain::Date;
use domain::Event;
use domain::date::{Instant, Zone};
use domain::event::Progress;
use domain::ids::{ActionId, ReportId};
use domain::ledger::{RecordKey, Seq};
use domain::reporting::ReportingRule;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::sync::Arc;

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

/// What the first entry of a record says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning {
    pub progress: Progress,
    pub recorded_at: Instant,
}

#[derive(Debug)]
struct Shared {
    database: Database,
    memory: Memory,
    direct_readers: DirectReaders,
    zone: Zone,
    clock: Clock,
    key: RecordKey,
    beginning: tokio::sync::OnceCell<Beginning>,
    clock_watch: ClockWatch,
    waiting_writes: WaitingWrites,
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
        let StoreOptions { url, zone, clock, key } = options;
        let database = Database::open(url, limits).await?;
        Ok(Store(Arc::new(Shared {
            direct_readers: DirectReaders::of(database.file().map(Into::into)),
            database,
            memory: Memory::default(),
            zone,
            clock,
            key,
            beginning: tokio::sync::OnceCell::new(),
            clock_watch: ClockWatch::default(),
            waiting_writes: WaitingWrites::default(),
        })))
    }

    /// How many statements were sent to the database since the store was opened, without what is asked on the thread of a
    /// request. Tests hold pages to it: a page asks as often for many rows as for one.
    pub fn statements_sent(&self) -> u64 {
        self.database().statements_sent()
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

    pub(crate) fn waiting_writes(&self) -> &WaitingWrites {
        &self.0.waiting_writes
    }

    pub(crate) fn limits(&self) -> ConnectionLimits {
        self.database().limits()
    }

    pub(crate) fn trust(&self) -> &Trust {
        self.database().trust()
    }

    pub(crate) fn room(&self) -> &Room {
        self.database().room()
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        self.database().writer()
    }

    /// The same failure with its cause, where the database cannot be reached.
    pub async fn why_away(&self, failure: StoreError) -> StoreError {
        self.database().why_away(failure).await
    }

    /// Whether progress in this record is real or made up, as its first entry says for good.
    ///
    /// # Errors
    /// When the record has not begun, or the database does not answer.
    pub async fn progress(&self) -> Result<Progress, StoreError> {
        Ok(self.beginning().await?.progress)
    }

    /// What the first entry says for good.
    pub(crate) async fn beginning(&self) -> Result<Beginning, StoreError> {
        let read = async || {
            let first = first_entry(self.reader()).await?.ok_or(StoreError::NotFound)?;
            let recorded_at = first.leaf.entry().recorded_at.instant();
            match first.event {
                Some(Event::RecordOpened { progress, .. }) => Ok(Beginning { progress, recorded_at }),
                _ => Err(StoreError::NotFound),
            }
        };
        self.0.beginning.get_or_try_init(read).await.copied()
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        self.database().reader()
    }

    pub(crate) fn direct_readers(&self) -> &DirectReaders {
        &self.0.direct_readers
    }

    pub(crate) fn database(&self) -> &Database {
        &self.0.database
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.0.memory
    }

    /// The counted state at a committed position.
    pub(crate) async fn snapshot(&self, p: Seq) -> Result<Arc<Snapshot>, StoreError> {
        self.memory().snapshot(self.database(), self.zone(), p).await
    }

    /// When updates are due, as the record stated it at a committed position.
    pub(crate) async fn reporting_rule(&self, p: Seq) -> Result<ReportingRule, StoreError> {
        self.memory().reporting_rule(self.database(), p).await
    }

    /// The report from which the status of each of these actions comes at a committed position.
    pub(crate) async fn last_reports(&self, actions: &[ActionId], p: Seq) -> Result<Vec<ReportId>, StoreError> {
        self.memory().last_reports(self.database(), actions, p).await
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
        self.direct_readers().shut();
        self.database().close().await
    }
}
