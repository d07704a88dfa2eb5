//! The heads of earlier entries, over a history that is longer than what is read at a time.

use crate::engine::Place;
use crate::sql;
use crate::tampering::forge;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::TRAINING;
use domain::ids::MilestoneId;
use domain::ledger::{Frontier, Hash, Seq, TreeSize, verify_consistency};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Query;
use store::Head;
use uuid::Uuid;

on_both_engines!(
    the_head_of_an_earlier_entry_is_the_one_that_was_signed_then,
    what_no_longer_leads_to_the_head_gets_no_signature,
    a_proof_leads_from_every_earlier_head_to_the_newest,
);

/// A record of that many entries.
async fn grow(world: &World, size: u64) -> Head {
    let first = world.head().await.tree_size().0;
    let planned = world.change(&world.justice, async |change| {
        for number in first..size {
            let id = MilestoneId(Uuid::from_u128(0x1_0000 + u128::from(number)));
            change.plan_milestone(id, TRAINING, title("Curriculum"), day("2024-06-30"), None).await?;
        }
        Ok(())
    });
    planned.await.unwrap();
    let head = world.store.head().await.unwrap();
    assert_eq!(head.size, TreeSize(size));
    head
}

async fn the_head_of_an_earlier_entry_is_the_one_that_was_signed_then(place: &Place) {
    let world = World::begin(place).await;
    let mut signed = vec![world.store.head().await.unwrap()];
    for size in [600, 1_023, 1_024, 1_025, 2_047, 2_048, 2_100] {
        signed.push(grow(&world, size).await);
        // Once after each growth, so that the way is gone on from where it ended, and once from its beginning.
        let fresh = World::of(place.store(&world.clock).await, world.clock.clone()).await;
        for head in &signed {
            let last = head.size.position().unwrap();
            for store in [&world.store, &fresh.store] {
                let found = store.head_at(last).await.unwrap();
                let expected = (head.size, head.root, head.checkpoint.as_str());
                assert_eq!((found.size, found.root, found.checkpoint.as_str()), expected);
            }
        }
    }
    assert!(world.store.head_at(Seq(2_100)).await.is_err(), "there is no such entry yet");
}

async fn what_no_longer_leads_to_the_head_gets_no_signature(place: &Place) {
    let world = World::begin(place).await;
    grow(&world, 2_100).await;
    world.store.head_at(Seq(900)).await.unwrap();
    let raw = place.owner().await;
    forge::drop_guards(&raw).await;
    let another = "UPDATE ledger SET leaf = (SELECT leaf FROM ledger WHERE seq = 0) WHERE seq = 1500";
    assert_eq!(raw.execute_unprepared(another).await.unwrap().rows_affected(), 1);
    let astray = "Data error: the ledger does not lead to its head";
    // This one knows that what lies before led to the head, and sees that what lies here does not.
    world.store.head_at(Seq(900)).await.unwrap();
    assert_eq!(world.store.head_at(Seq(1_400)).await.unwrap_err().to_string(), astray);
    let fresh = World::of(place.store(&world.clock).await, world.clock.clone()).await;
    for entry in [900, 1_400, 1_600] {
        assert_eq!(fresh.store.head_at(Seq(entry)).await.unwrap_err().to_string(), astray, "{entry}");
    }
    assert_eq!(fresh.store.consistency(TreeSize(900)).await.unwrap_err().to_string(), astray);
    // Nor does a head help that stands for the leaves as they are now, and that nobody signed.
    let mut rewritten = Frontier::new();
    for row in sql::rows(&raw, "SELECT leaf FROM ledger ORDER BY seq").await {
        let leaf: Vec<u8> = row.try_get("", "leaf").unwrap();
        rewritten.append(Hash::try_from(leaf.as_slice()).unwrap());
    }
    let forged = Query::update().table("head").value("root", rewritten.root().as_bytes().to_vec()).to_owned();
    raw.execute(&forged).await.unwrap();
    assert_eq!(fresh.store.head().await.unwrap().root, rewritten.root());
    assert_eq!(fresh.store.head_at(Seq(900)).await.unwrap_err().to_string(), astray);
}

async fn a_proof_leads_from_every_earlier_head_to_the_newest(place: &Place) {
    let world = World::begin(place).await;
    let mut signed = vec![world.store.head().await.unwrap()];
    for size in [13, 16, 40] {
        signed.push(grow(&world, size).await);
    }
    for older in &signed {
        let (newest, proof) = world.store.consistency(older.size).await.unwrap();
        assert_eq!(newest.size, TreeSize(40));
        verify_consistency((older.size, older.root), (newest.size, newest.root), &proof).unwrap();
        let other = (older.size, Hash([7; 32]));
        assert!(verify_consistency(other, (newest.size, newest.root), &proof).is_err());
    }
    let (newest, proof) = world.store.consistency(TreeSize(41)).await.unwrap();
    assert_eq!((newest.size, proof), (TreeSize(40), Vec::new()), "there are not so many entries");
}
