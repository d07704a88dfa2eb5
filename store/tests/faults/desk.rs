//! A store on a disk that can fail, what whoever submitted was told, and what a crash at this moment would leave.

use crate::engine::key;
use crate::words::{day, instant, narrative, title};
use crate::world::objects::{PILLAR_1, PLAN, TRAINING, action};
use crate::world::{BEGINNING, World};
use domain::action::Action;
use domain::actor::Actor;
use domain::date::Zone;
use domain::ids::{ActionId, MilestoneId};
use domain::import::Import;
use domain::ledger::SignedCheckpoint;
use faults::Faults;
use migrations::Migrator;
use sea_orm::{ConnectOptions, Database};
use sea_orm_migration::MigratorTrait;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use store::{Clock, Store, StoreError, StoreOptions};
use tempfile::TempDir;
use uuid::Uuid;

/// How soon writing has to work again once the disk is sound.
const AT_WORK_WITHIN: Duration = Duration::from_secs(1);

pub struct Desk {
    folder: TempDir,
    pub faults: Faults,
    pub world: World,
    told: Told,
    submitted: u128,
}

/// What the answers said.
#[derive(Clone, Default)]
struct Told {
    saved: BTreeSet<MilestoneId>,
    /// For certain not saved.
    refused: BTreeSet<MilestoneId>,
    /// Not known to be saved.
    unconfirmed: BTreeSet<MilestoneId>,
    /// The signed head that was shown after the last answer.
    head: Option<SignedCheckpoint>,
}

/// What whoever submitted something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved,
    Refused,
    Unconfirmed,
}

impl Answer {
    /// What an answer of the store promises.
    pub fn of(result: &Result<(), StoreError>) -> Answer {
        match result {
            Ok(()) => Answer::Saved,
            Err(StoreError::Unconfirmed(_)) => Answer::Unconfirmed,
            Err(_) => Answer::Refused,
        }
    }
}

impl Desk {
    /// The record of the world on a sound disk, opened by a store.
    pub async fn begin() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(template(), file_in(&folder)).unwrap();
        let faults = Faults::in_folder(folder.path()).unwrap();
        let clock = Clock::standing_at(instant(BEGINNING));
        let world = World::of(open(&folder, &clock).await, clock).await;
        Desk { folder, faults, world, told: Told::default(), submitted: 0 }
    }

    /// The Justice liaison plans a milestone, and remembers what the answer was.
    pub async fn submit(&mut self) -> Answer {
        self.submitted += 1;
        let id = MilestoneId(Uuid::from_u128(0x9000 + self.submitted));
        let name = title(&format!("Milestone {}", self.submitted));
        let planned =
            async |change: &mut store::Change| change.plan_milestone(id, TRAINING, name, day("2024-06-30"), None).await;
        let result = self.world.change(&self.world.justice, planned).await;
        let answer = Answer::of(&result);
        match answer {
            Answer::Saved => {
                // Reading it may fail too where reading was made to fail: then no head was shown.
                if let Ok(head) = self.world.store.head().await {
                    self.told.head = Some(SignedCheckpoint::parse(&head.checkpoint).unwrap());
                }
                self.told.saved.insert(id)
            }
            Answer::Refused => self.told.refused.insert(id),
            Answer::Unconfirmed => self.told.unconfirmed.insert(id),
        };
        answer
    }

    /// The same as somebody does it who tries again, on a disk that is sound again.
    pub async fn submit_until_saved(&mut self) {
        let begin = Instant::now();
        while self.submit().await != Answer::Saved {
            assert!(begin.elapsed() < AT_WORK_WITHIN, "nothing is saved though the disk is sound again");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The operator imports 800 long actions in one change: some 5 MB, where SQLite keeps 2 in memory and writes the log
    /// back into the file after 4.
    pub async fn import_much(&self) -> Result<(), StoreError> {
        let mut import = Import::begin(&Actor::Operator).unwrap();
        let promise = narrative(&"Two of three courses are held each year. ".repeat(140));
        for number in 0..800 {
            let id = ActionId(Uuid::from_u128(0x7000 + number));
            let told = action(id, (PLAN, PILLAR_1), &format!("B-{number}"), "Hold courses");
            import.take(Action::add(&Actor::Operator, Action { promise: promise.clone(), ..told }).unwrap(), true);
        }
        let mut change = self.world.store.change(&Actor::Operator).await?;
        change.save(import.finish(&Actor::Operator, "1".repeat(64))).await?;
        change.commit().await
    }

    /// Opens what a crash at this moment would leave, and compares it with what was told.
    pub async fn holds_after_a_crash(&self, when: &str) {
        let left = self.after_a_crash().await;
        let view = left.world.view(&left.world.labor).await;
        let there: BTreeSet<MilestoneId> =
            view.milestones(TRAINING).await.unwrap().iter().map(|seen| seen.value.id).collect();
        let lost = self.told.saved.difference(&there).count();
        assert_eq!(lost, 0, "{when}: {lost} of {} answered as saved are gone", self.told.saved.len());
        let not_saved = self.told.refused.intersection(&there).count();
        assert_eq!(not_saved, 0, "{when}: {not_saved} answered as not saved are there");
        let known = |id: &&MilestoneId| !self.told.saved.contains(id) && !self.told.unconfirmed.contains(id);
        assert_eq!(there.iter().filter(known).count(), 0, "{when}: more is there than was submitted");
        let verified = left.world.store.verify(self.told.head.as_ref()).await;
        assert!(verified.is_ok(), "{when}: {}", verified.unwrap_err());
    }

    /// The files as they lie there now, opened by a store on a disk without faults.
    pub async fn after_a_crash(&self) -> Left {
        let folder = tempfile::tempdir().unwrap();
        // The index of the log is left out, as after a power failure. The files are copied by another process: closing a
        // file here would take SQLite's locks on it away from this process.
        for name in ["concord.db", "concord.db-wal"] {
            let from = self.folder.path().join(name);
            if from.exists() {
                assert!(Command::new("cp").arg(from).arg(folder.path()).status().unwrap().success());
            }
        }
        let clock = self.world.clock.clone();
        let world = World::of(open(&folder, &clock).await, clock).await;
        Left { world, _folder: folder }
    }

    /// Another process that has the same database open.
    pub fn other_process(&self) -> rusqlite::Connection {
        let connection = rusqlite::Connection::open(file_in(&self.folder)).unwrap();
        connection.busy_timeout(AT_WORK_WITHIN).unwrap();
        connection
    }

    /// Another server on the same database.
    pub async fn other_server(&self) -> Store {
        open(&self.folder, &self.world.clock).await
    }
}

/// What a crash left.
pub struct Left {
    pub world: World,
    _folder: TempDir,
}

fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("concord.db")
}

async fn open(folder: &TempDir, clock: &Clock) -> Store {
    open_file(&file_in(folder), clock).await
}

async fn open_file(file: &Path, clock: &Clock) -> Store {
    let url = format!("sqlite://{}", file.display());
    let (zone, clock) = (Zone::NEW_YORK, clock.clone());
    Store::open(StoreOptions { url, zone, clock, key: key() }).await.unwrap()
}

/// A closed database with the world in it, made once by each run of the tests.
fn template() -> &'static Path {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let made =
        MADE.get_or_init(|| std::thread::spawn(|| crate::engine::runtime().block_on(make_template())).join().unwrap());
    &made.1
}

async fn make_template() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = file_in(&folder);
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    options.sqlx_logging(false).max_connections(1);
    let connection = Database::connect(options).await.unwrap();
    Migrator::up(&connection, None).await.unwrap();
    connection.close().await.unwrap();
    let clock = Clock::standing_at(instant(BEGINNING));
    let world = World::begin_in(open_file(&file, &clock).await, clock).await;
    world.store.close().await.unwrap();
    (folder, file)
}
