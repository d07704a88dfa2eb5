//! Contents keep the number of the form in which they were written, and are read by it.

use crate::engine::Place;
use crate::tampering::forge;
use crate::world::World;
use crate::world::objects::TRAINING;
use domain::ids::Kind;
use domain::search::Search;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use store::{StoreError, VerifyFault};

on_both_engines! {
    what_a_newer_version_wrote_is_refused_by_name_wherever_it_is_read,
    a_content_of_a_form_that_never_was_is_no_sound_record,
}

async fn what_a_newer_version_wrote_is_refused_by_name_wherever_it_is_read(place: &Place) {
    let world = World::begin(place).await;
    let (raw, today) = (place.owner().await, Kind::Action.schema());
    forge::drop_guards(&raw).await;
    number(&raw, today + 1).await;

    let view = world.view(&world.justice).await;
    let words = format!(
        "This action was written by a newer version of Concord, in form {}. Use that version, or a newer one.",
        today + 1
    );
    assert_eq!(view.action(TRAINING).await.unwrap_err().to_string(), words);
    assert_eq!(view.search(&Search::read("training")).await.unwrap_err().to_string(), words);
    // A new form comes with a migration, and this database has none that is new: somebody changed the number.
    let fault = world.store.verify(None).await.unwrap_err();
    let is_found = |found: i64| found == today + 1;
    assert!(matches!(&fault, VerifyFault::SchemaNumber { found, .. } if is_found(*found)), "{fault}");

    number(&raw, today).await;
    view.action(TRAINING).await.unwrap();
    world.store.verify(None).await.unwrap();
}

async fn a_content_of_a_form_that_never_was_is_no_sound_record(place: &Place) {
    let world = World::begin(place).await;
    let raw = place.owner().await;
    forge::drop_guards(&raw).await;
    number(&raw, 0).await;
    let refused = world.view(&world.justice).await.action(TRAINING).await;
    assert!(matches!(refused, Err(StoreError::Damaged(_))), "{refused:?}");
    let fault = world.store.verify(None).await.unwrap_err();
    assert_eq!(fault.seq(), Some(domain::ledger::Seq(1)), "{fault}");
}

async fn number(raw: &DatabaseConnection, number: i64) {
    raw.execute_unprepared(&format!("UPDATE action_contents SET schema_number = {number}")).await.unwrap();
}
