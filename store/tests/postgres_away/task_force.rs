//! People who go on submitting while PostgreSQL goes away, and what each of them was told.

use crate::cluster::Cluster;
use crate::engine::key;
use crate::words::{day, instant, title};
use crate::world::objects::TRAINING;
use crate::world::{BEGINNING, World};
use domain::date::Zone;
use domain::ids::MilestoneId;
use domain::ledger::{SignedCheckpoint, TreeSize};
use migrations::Migrator;
use sea_orm::{ConnectOptions, Database};
use sea_orm_migration::MigratorTrait;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Clock, Store, StoreError, StoreOptions};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How long an answer may take, whatever became of the database: five seconds, and one for a machine that is busy.
pub const ANSWERS_WITHIN: Duration = Duration::from_secs(6);
/// How soon writing works again once the database does.
const AT_WORK_WITHIN: Duration = Duration::from_secs(10);

pub struct TaskForce {
    pub world: World,
    url: String,
    submitted: AtomicU64,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    saved: BTreeSet<MilestoneId>,
    /// For certain not saved.
    refused: BTreeSet<MilestoneId>,
    /// Not known to be saved.
    unconfirmed: BTreeSet<MilestoneId>,
    /// The longest signed head that was shown, with its size.
    head: Option<(TreeSize, SignedCheckpoint)>,
    slowest: Duration,
}

/// What whoever submitted something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Saved,
    Refused,
    /// It may be there or not: whoever submitted was told so, or waited in vain.
    Unconfirmed,
}

impl Answer {
    /// What an answer of the store promises.
    fn of(result: &Result<(), StoreError>) -> Answer {
        match result {
            Ok(()) => Answer::Saved,
            Err(StoreError::Unconfirmed(_)) => Answer::Unconfirmed,
            Err(_) => Answer::Refused,
        }
    }
}

impl TaskForce {
    /// The record of the world on a cluster that runs.
    pub async fn begin(cluster: &Cluster) -> Arc<TaskForce> {
        let url = cluster.url();
        let mut options = ConnectOptions::new(&url);
        options.sqlx_logging(false).max_connections(1);
        let connection = Database::connect(options).await.unwrap();
        Migrator::up(&connection, None).await.unwrap();
        connection.close().await.unwrap();
        let clock = Clock::standing_at(instant(BEGINNING));
        let world = World::begin_in(open(&url, &clock).await.unwrap(), clock).await;
        Arc::new(TaskForce { world, url, submitted: AtomicU64::new(0), told: Mutex::default() })
    }

    /// The Justice liaison plans a milestone, and remembers what the answer was and how long it took.
    pub async fn submit(&self) -> Answer {
        let id = MilestoneId(Uuid::from_u128(0x9000 + u128::from(self.submitted.fetch_add(1, Ordering::SeqCst))));
        let begin = Instant::now();
        // Whoever waits in vain is given up on, so that a test ends.
        let result = tokio::time::timeout(ANSWERS_WITHIN, self.plan(id)).await;
        let took = begin.elapsed();
        let answer = result.map_or(Answer::Unconfirmed, |result| Answer::of(&result));
        let head = if answer == Answer::Saved { self.world.store.head().await.ok() } else { None };
        let mut told = self.told.lock().unwrap();
        told.slowest = told.slowest.max(took);
        match answer {
            Answer::Saved => told.saved.insert(id),
            Answer::Refused => told.refused.insert(id),
            Answer::Unconfirmed => told.unconfirmed.insert(id),
        };
        if let Some(head) = head {
            let shown = SignedCheckpoint::parse(&head.checkpoint).unwrap();
            if told.head.as_ref().is_none_or(|(size, _)| *size < head.size) {
                told.head = Some((head.size, shown));
            }
        }
        answer
    }

    /// So many people submit one thing each, all at once.
    pub async fn submit_at_once(self: &Arc<Self>, people: usize) -> Vec<Answer> {
        let mut all = JoinSet::new();
        for _ in 0..people {
            let own = Arc::clone(self);
            all.spawn(async move { own.submit().await });
        }
        all.join_all().await
    }

    /// So many people submit one thing after the other until they are told to stop.
    pub fn go_on_submitting(self: &Arc<Self>, people: usize) -> AtWork {
        let (mut writers, stop) = (JoinSet::new(), Arc::new(AtomicBool::new(false)));
        for _ in 0..people {
            let (own, stop) = (Arc::clone(self), Arc::clone(&stop));
            writers.spawn(async move {
                while !stop.load(Ordering::SeqCst) {
                    if own.submit().await != Answer::Saved {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                }
            });
        }
        AtWork { writers, stop }
    }

    /// Submits as somebody does who tries again, on a database that works again.
    pub async fn submit_until_saved(&self) {
        let begin = Instant::now();
        while self.submit().await != Answer::Saved {
            assert!(begin.elapsed() < AT_WORK_WITHIN, "nothing is saved though the database works again");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// How many things were answered as saved until now.
    pub fn saved(&self) -> usize {
        self.told.lock().unwrap().saved.len()
    }

    /// Waits until so many more are answered as saved.
    pub async fn until_saved_more(&self, more: usize) {
        let (goal, begin) = (self.saved() + more, Instant::now());
        while self.saved() < goal {
            assert!(begin.elapsed() < Duration::from_secs(60), "{} of {goal} saved in a minute", self.saved());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Another server that opens the same database.
    pub async fn open_again(&self) -> Result<Store, StoreError> {
        open(&self.url, &self.world.clock).await
    }

    /// Compares what is in the database with what was told.
    pub async fn holds(&self, what: &str) {
        let store = self.open_again().await.unwrap();
        let view = store.view(&self.world.labor, &store::AsOf::Now).await.unwrap();
        let there: BTreeSet<MilestoneId> =
            view.milestones(TRAINING).await.unwrap().iter().map(|seen| seen.value.id).collect();
        let head = {
            let told = self.told.lock().unwrap();
            let (saved, refused, unconfirmed) = (told.saved.len(), told.refused.len(), told.unconfirmed.len());
            let slowest = told.slowest.as_secs_f32();
            println!(
                "{what}: {saved} saved, {refused} refused, {unconfirmed} unconfirmed, slowest answer {slowest:.1} s"
            );
            let lost = told.saved.difference(&there).count();
            assert_eq!(lost, 0, "{what}: {lost} of {saved} answered as saved are gone");
            let not_saved = told.refused.intersection(&there).count();
            assert_eq!(not_saved, 0, "{what}: {not_saved} of {refused} answered as not saved are there");
            told.head.as_ref().map(|(_, head)| head.clone())
        };
        let verified = store.verify(head.as_ref()).await;
        assert!(verified.is_ok(), "{what}: {}", verified.unwrap_err());
        store.close().await.unwrap();
    }

    /// Nobody waited in vain.
    pub fn everybody_was_answered(&self) {
        let told = self.told.lock().unwrap();
        assert!(told.slowest < ANSWERS_WITHIN, "somebody still waited for an answer after {:?}", told.slowest);
    }

    async fn plan(&self, id: MilestoneId) -> Result<(), StoreError> {
        let name = title(&format!("Milestone {id}"));
        let mut change = self.world.store.change(&self.world.justice).await?;
        change.plan_milestone(id, TRAINING, name, day("2024-06-30"), None).await?;
        change.commit().await
    }
}

/// People who submit.
pub struct AtWork {
    writers: JoinSet<()>,
    stop: Arc<AtomicBool>,
}

impl AtWork {
    /// Lets everybody end what they do.
    pub async fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.writers.join_all().await;
    }
}

async fn open(url: &str, clock: &Clock) -> Result<Store, StoreError> {
    let (zone, clock) = (Zone::NEW_YORK, clock.clone());
    Store::open(StoreOptions { url: url.to_owned(), zone, clock, key: key() }).await
}
