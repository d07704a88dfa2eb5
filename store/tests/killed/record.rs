//! The record that is written to, and what stands in it after a kill.

use crate::engine::{key, runtime};
use crate::words::instant;
use crate::world::{BEGINNING, World};
use domain::date::Zone;
use domain::ledger::{SignedCheckpoint, TreeSize};
use migrations::Migrator;
use sea_orm::{ConnectOptions, Database};
use sea_orm_migration::MigratorTrait;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use store::{Clock, Store, StoreOptions};
use tempfile::TempDir;
use uuid::Uuid;

pub struct Record {
    folder: TempDir,
}

impl Record {
    /// The world of the tests in a file.
    pub fn begin() -> Record {
        let record = Record { folder: tempfile::tempdir().unwrap() };
        runtime().block_on(async {
            let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", record.file().display()));
            options.sqlx_logging(false).max_connections(1);
            let connection = Database::connect(options).await.unwrap();
            Migrator::up(&connection, None).await.unwrap();
            connection.close().await.unwrap();
            let world = World::begin_in(open(&record.file()).await, clock()).await;
            world.store.close().await.unwrap();
        });
        record
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("concord.db")
    }

    /// The milestones in the file, read past the store.
    pub fn milestones(&self) -> BTreeSet<Uuid> {
        let connection = rusqlite::Connection::open(self.file()).unwrap();
        let mut asked = connection.prepare("SELECT id FROM milestones").unwrap();
        let ids = asked.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        ids.map(|id| Uuid::from_slice(&id.unwrap()).unwrap()).collect()
    }

    /// Nothing is half there, and every head that was shown is one of this history.
    pub fn is_whole_and_has(&self, heads: &BTreeMap<u64, String>) {
        runtime().block_on(async {
            let store = open(&self.file()).await;
            let (_, last) = heads.last_key_value().unwrap();
            store.verify(Some(&SignedCheckpoint::parse(last).unwrap())).await.unwrap();
            for (size, shown) in heads {
                let entry = TreeSize(*size).position().unwrap();
                assert_eq!(store.head_at(entry).await.unwrap().checkpoint, *shown, "the head after {size} entries");
            }
            store.close().await.unwrap();
        });
        let connection = rusqlite::Connection::open(self.file()).unwrap();
        let integrity: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(integrity, "ok");
    }
}

pub async fn open(file: &Path) -> Store {
    let (zone, clock) = (Zone::NEW_YORK, clock());
    let url = format!("sqlite://{}", file.display());
    Store::open(StoreOptions { url, zone, clock, key: key() }).await.unwrap()
}

fn clock() -> Clock {
    Clock::standing_at(instant(BEGINNING))
}
