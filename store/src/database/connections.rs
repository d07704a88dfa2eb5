//! The connections of a store: one that writes, those that read, and the file behind them.

use crate::database::away::why_away;
use crate::database::pools::{ConnectionLimits, Trust, check_engine, connect_sqlite_readers, connect_writer};
use crate::database::room::Room;
use crate::database::sqlite::file_of;
use crate::error::StoreError;
use sea_orm::{DatabaseConnection, DbBackend};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{OwnedRwLockReadGuard, RwLock};

#[derive(Debug)]
pub(crate) struct Database {
    url: String,
    limits: ConnectionLimits,
    trust: Trust,
    room: Room,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// Of SQLite.
    file: Option<PathBuf>,
    /// Held by anyone who reads the file beside the pool for long.
    readings: Arc<RwLock<()>>,
    statements_sent: Arc<AtomicU64>,
}

impl Database {
    /// # Errors
    /// When the database cannot be reached, or is an SQLite with a known corruption bug.
    pub async fn open(url: String, limits: ConnectionLimits) -> Result<Database, StoreError> {
        let trust = Trust::default();
        let statements_sent = Arc::new(AtomicU64::new(0));
        let mut writer = match connect_writer(&url, limits, trust.clone()).await {
            Ok(writer) => writer,
            Err(failure) => return Err(why_away(&url, limits, failure).await),
        };
        check_engine(&writer).await?;
        count_statements(&mut writer, &statements_sent);
        let reader = match writer.get_database_backend() {
            DbBackend::Sqlite => {
                let mut reader = connect_sqlite_readers(&url, limits).await?;
                count_statements(&mut reader, &statements_sent);
                reader
            }
            DbBackend::Postgres | DbBackend::MySql | _ => writer.clone(),
        };
        let file = file_of(&url);
        Ok(Database {
            url,
            limits,
            trust,
            room: Room::default(),
            writer,
            reader,
            file,
            readings: Arc::default(),
            statements_sent,
        })
    }

    pub fn limits(&self) -> ConnectionLimits {
        self.limits
    }

    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    pub fn room(&self) -> &Room {
        &self.room
    }

    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The file of an SQLite database.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// While this is held the database is not closed.
    pub async fn keep_open(&self) -> OwnedRwLockReadGuard<()> {
        Arc::clone(&self.readings).read_owned().await
    }

    /// How many statements were sent through the two pools.
    pub fn statements_sent(&self) -> u64 {
        self.statements_sent.load(Ordering::Relaxed)
    }

    /// The same failure with its cause, where the database cannot be reached.
    pub async fn why_away(&self, failure: StoreError) -> StoreError {
        why_away(&self.url, self.limits, failure).await
    }

    /// # Errors
    /// When the database refuses.
    pub async fn close(&self) -> Result<(), StoreError> {
        let _nobody_reads = self.readings.write().await;
        self.reader.clone().close().await?;
        Ok(self.writer.clone().close().await?)
    }
}

fn count_statements(connection: &mut DatabaseConnection, sent: &Arc<AtomicU64>) {
    let sent = Arc::clone(sent);
    connection.set_metric_callback(move |_| {
        sent.fetch_add(1, Ordering::Relaxed);
    });
}
