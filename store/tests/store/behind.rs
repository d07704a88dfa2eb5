//! The entries behind what is counted, and what is kept beside the record: checks and downloads.

use crate::engine::Place;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::{AUDITOR, SURVEY, TRAINING};
use domain::actor::Actor;
use domain::ids::{MilestoneId, Version};
use domain::ledger::Seq;
use std::collections::BTreeSet;
use store::{AsOf, StoreError, Taken, Verification};
use uuid::Uuid;

on_both_engines!(
    the_entries_behind_an_action_are_those_that_made_what_is_read_now,
    nothing_stands_behind_a_draft_for_those_who_were_not_asked,
    a_check_is_found_from_its_time_on,
    downloads_are_found_by_auditors_and_by_no_liaison,
);

const MILESTONE: MilestoneId = MilestoneId(Uuid::from_u128(0x31));

async fn the_entries_behind_an_action_are_those_that_made_what_is_read_now(place: &Place) {
    let world = World::begin(place).await;
    let import = Seq(1);
    let behind = async |as_of: &AsOf| {
        let view = world.store.view(&world.auditor, as_of).await.unwrap();
        view.entries_behind(&[TRAINING]).await.unwrap().remove(&TRAINING).unwrap()
    };
    assert_eq!(behind(&AsOf::Now).await, BTreeSet::from([import]));

    let planned = title("Curriculum drafted");
    world
        .does(&world.justice, async |c| c.plan_milestone(MILESTONE, TRAINING, planned, day("2024-03-01"), None).await)
        .await;
    let made = world.head().await;
    assert_eq!(behind(&AsOf::Now).await, BTreeSet::from([import, made]));
    let renamed = day("2024-05-01");
    world.does(&world.justice, async |c| c.forecast_milestone(MILESTONE, Version::FIRST, Some(renamed)).await).await;
    // The version that is read now was made later; the one before it is read no more.
    assert_eq!(behind(&AsOf::Now).await, BTreeSet::from([import, world.head().await]));
    assert_eq!(behind(&AsOf::Entry(made)).await, BTreeSet::from([import, made]));
}

async fn nothing_stands_behind_a_draft_for_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    let behind = async |actor: &Actor| world.view(actor).await.entries_behind(&[SURVEY]).await.unwrap();
    assert_eq!(behind(&world.labor).await.len(), 1);
    for actor in [&world.justice, &world.auditor, &world.administrator] {
        assert!(behind(actor).await.is_empty());
    }
}

async fn a_check_is_found_from_its_time_on(place: &Place) {
    let world = World::begin(place).await;
    assert_eq!(world.view(&world.chair).await.last_verification().await.unwrap(), None);
    let first =
        Verification { at: world.now(), to: Seq(8), version: "1.0.0".to_owned(), fault: None, fault_entry: None };
    world.store.note_verification(&first).await.unwrap();
    let before = world.now();
    world.pass(chrono::TimeDelta::days(1));
    let second = Verification { at: world.now(), fault: Some("entry 3".to_owned()), ..first.clone() };
    world.store.note_verification(&second).await.unwrap();
    assert_eq!(world.view(&world.chair).await.last_verification().await.unwrap(), Some(second));
    let then = world.store.view(&world.chair, &AsOf::Instant(before)).await.unwrap();
    assert_eq!(then.last_verification().await.unwrap(), Some(first));
}

async fn downloads_are_found_by_auditors_and_by_no_liaison(place: &Place) {
    let world = World::begin(place).await;
    let (what, query) = ("actions.csv".to_owned(), "plan=NAP-2021".to_owned());
    let taken = Taken { at: world.now(), person: AUDITOR, what, query, position: Seq(8), rows: 4 };
    world.store.note_taken(&taken).await.unwrap();
    assert_eq!(world.view(&world.auditor).await.taken_lately(5).await.unwrap(), [taken]);
    for actor in [&world.justice, &world.chair, &world.secretariat] {
        assert!(matches!(world.view(actor).await.taken_lately(5).await, Err(StoreError::NotFound)));
    }
}
