//! Verifying a record that is written meanwhile: no false alarm, and nothing is passed over.

use crate::engine::Place;
use crate::tampering::forge;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::TRAINING;
use domain::ids::{MilestoneId, Version};
use domain::ledger::Seq;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::task::JoinHandle;
use uuid::Uuid;

on_both_engines!(
    a_record_that_is_written_meanwhile_gives_no_false_alarm,
    what_no_entry_made_is_found_while_others_write,
    what_no_entry_made_is_found_beyond_the_head,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xd1));
const VERIFIED: usize = 20;

async fn a_record_that_is_written_meanwhile_gives_no_false_alarm(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    let writer = Writer::begin(&world);
    let mut sizes = Vec::new();
    for _ in 0..VERIFIED {
        let older = world.checkpoint().await;
        let report = world.store.verify(Some(&older)).await.unwrap();
        assert!(report.entries >= older.unverified().size, "what was committed before is verified");
        sizes.push(report.entries);
    }
    writer.end().await;
    assert!(sizes.is_sorted());
    assert!(sizes.first() < sizes.last(), "the record grew while it was verified");
}

/// The state that is verified is one that was committed, so there is no need to wait for a pause of the writers.
async fn what_no_entry_made_is_found_while_others_write(place: &Place) {
    let world = Arc::new(World::begin(place).await);
    forge::identity(&place.owner().await, Uuid::from_u128(0xd2), Seq(1_000_000)).await;
    let writer = Writer::begin(&world);
    for _ in 0..VERIFIED {
        let found = world.store.verify(None).await.unwrap_err().to_string();
        let said = "milestone 00000000-0000-0000-0000-0000000000d2 is in the database from entry 1000000 on, but no entry created it";
        assert_eq!(found, said);
    }
    writer.end().await;
}

async fn what_no_entry_made_is_found_beyond_the_head(place: &Place) {
    let world = World::begin(place).await;
    let next = world.head().await.tree_size().next_seq();
    forge::milestone(&place.owner().await, Uuid::from_u128(0xd2), TRAINING, next).await;
    let found = world.store.verify(None).await.unwrap_err().to_string();
    let said = format!(
        "milestone 00000000-0000-0000-0000-0000000000d2 is in the database from entry {next} on, but no entry created it"
    );
    assert_eq!(found, said);
}

/// Moves the forecast of a milestone until it is told to end.
struct Writer {
    is_over: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Writer {
    fn begin(world: &Arc<World>) -> Writer {
        let (is_over, world) = (Arc::new(AtomicBool::new(false)), Arc::clone(world));
        let task = tokio::spawn(write_until(world, Arc::clone(&is_over)));
        Writer { is_over, task }
    }

    async fn end(self) {
        self.is_over.store(true, Ordering::SeqCst);
        self.task.await.unwrap();
    }
}

async fn write_until(world: Arc<World>, is_over: Arc<AtomicBool>) {
    let mut change = world.store.change(&world.justice).await.unwrap();
    change.plan_milestone(STEP, TRAINING, title("Curriculum"), day("2024-06-30"), None).await.unwrap();
    change.commit().await.unwrap();
    for version in 1.. {
        if is_over.load(Ordering::SeqCst) {
            return;
        }
        let forecast = (version % 2 == 1).then(|| day("2024-08-01"));
        let mut change = world.store.change(&world.justice).await.unwrap();
        change.forecast_milestone(STEP, Version(version), forecast).await.unwrap();
        change.commit().await.unwrap();
    }
}
