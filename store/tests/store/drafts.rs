//! Drafts of status updates: whose they are, who finds them, and when they go.

use crate::engine::Place;
use crate::words::{instant, narrative};
use crate::world::World;
use crate::world::objects::{JUSTICE, OUTREACH, TRAINING};
use domain::actor::Actor;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::draft::{Draft, DraftCopy};
use domain::ids::{ActionId, ReportId};
use domain::update::{Confidence, ReportedStatus, Statement};
use std::collections::BTreeMap;
use store::{AsOf, StoreError};
use uuid::Uuid;

on_both_engines! {
    a_draft_is_found_by_those_who_write_for_the_agency_and_by_no_one_else,
    a_draft_makes_no_entry_and_goes_when_the_update_is_submitted,
    what_the_secretariat_submits_leaves_the_draft_of_the_agency_alone,
    of_two_forms_that_are_open_the_second_one_is_told,
    only_the_secretariat_learns_where_something_was_begun,
}

fn quarter() -> FiscalQuarter {
    "FY2024-Q2".parse().unwrap()
}

fn copy(name: &str) -> DraftCopy {
    DraftCopy::parse(name).unwrap()
}

async fn save(world: &World, actor: &Actor, text: &str, copies: (&str, &str)) -> Result<(), StoreError> {
    let fields = BTreeMap::from([("narrative".to_owned(), text.to_owned())]);
    let change = world.store.unrecorded_change(actor).await?;
    change.save_draft((TRAINING, quarter()), fields, (copy(copies.0), copy(copies.1))).await?;
    change.commit().await
}

async fn draft(world: &World, actor: &Actor, action: ActionId) -> Option<Draft> {
    world.view(actor).await.drafts(&[TRAINING, OUTREACH]).await.unwrap().remove(&action)
}

async fn a_draft_is_found_by_those_who_write_for_the_agency_and_by_no_one_else(place: &Place) {
    let world = World::begin(place).await;
    save(&world, &world.justice, "Two courses were held.", ("a", "")).await.unwrap();
    let found = draft(&world, &world.justice, TRAINING).await.unwrap();
    assert_eq!((found.party, found.quarter, found.saved_at), (Party::Agency(JUSTICE), quarter(), world.now()));
    assert_eq!(found.fields["narrative"], "Two courses were held.");
    for actor in world.everybody().into_iter().filter(|actor| **actor != world.justice) {
        assert_eq!(draft(&world, actor, TRAINING).await, None, "{actor:?}");
        let refused = save(&world, actor, "Taken over.", ("b", "a")).await.unwrap_err();
        assert!(matches!(refused, StoreError::Refused(_)), "{actor:?}: {refused}");
        let change = world.store.unrecorded_change(actor).await.unwrap();
        assert!(change.discard_draft(TRAINING).await.is_err(), "{actor:?}");
    }
    let then = world.store.view(&world.justice, &AsOf::Entry(world.head().await)).await.unwrap();
    assert!(then.drafts(&[TRAINING]).await.unwrap().is_empty(), "a draft is of now");
    let change = world.store.unrecorded_change(&world.justice).await.unwrap();
    change.discard_draft(TRAINING).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(draft(&world, &world.justice, TRAINING).await, None);
}

async fn a_draft_makes_no_entry_and_goes_when_the_update_is_submitted(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    save(&world, &world.justice, "Two courses were held.", ("a", "")).await.unwrap();
    assert_eq!(world.head().await, before);
    let said = Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("Two of three courses were held."),
    };
    // A change that is dropped takes nothing with it.
    let mut change = world.store.change(&world.justice).await.unwrap();
    let id = ReportId(Uuid::from_u128(0x71));
    change.report_progress(id, TRAINING, None, said.clone()).await.unwrap();
    drop(change);
    assert!(draft(&world, &world.justice, TRAINING).await.is_some());
    world.does(&world.justice, async |change| change.report_progress(id, TRAINING, None, said).await).await;
    assert_eq!(draft(&world, &world.justice, TRAINING).await, None);
}

async fn what_the_secretariat_submits_leaves_the_draft_of_the_agency_alone(place: &Place) {
    let world = World::begin(place).await;
    save(&world, &world.justice, "Two courses were held.", ("a", "")).await.unwrap();
    let said = Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("As told by telephone."),
    };
    let id = ReportId(Uuid::from_u128(0x72));
    world.does(&world.secretariat, async |change| change.report_progress(id, TRAINING, None, said).await).await;
    assert_eq!(draft(&world, &world.justice, TRAINING).await.unwrap().fields["narrative"], "Two courses were held.");
}

async fn of_two_forms_that_are_open_the_second_one_is_told(place: &Place) {
    let world = World::begin(place).await;
    save(&world, &world.justice, "One.", ("a", "")).await.unwrap();
    save(&world, &world.justice, "One and two.", ("a", "")).await.unwrap();
    // Another device had opened the form before there was a draft.
    let refused = save(&world, &world.justice, "Three.", ("b", "")).await.unwrap_err();
    assert!(matches!(refused, StoreError::ChangedMeanwhile), "{refused}");
    assert_eq!(draft(&world, &world.justice, TRAINING).await.unwrap().fields["narrative"], "One and two.");
    // It has seen the draft now, and takes its place.
    save(&world, &world.justice, "Three.", ("b", "a")).await.unwrap();
    let refused = save(&world, &world.justice, "One, two, and more.", ("a", "")).await.unwrap_err();
    assert!(matches!(refused, StoreError::ChangedMeanwhile), "{refused}");
}

async fn only_the_secretariat_learns_where_something_was_begun(place: &Place) {
    let world = World::begin(place).await;
    save(&world, &world.justice, "Two courses were held.", ("a", "")).await.unwrap();
    for actor in world.everybody() {
        let begun = world.view(actor).await.begun(quarter()).await.unwrap();
        let is_told = [&Actor::Operator, &world.secretariat].contains(&actor);
        assert_eq!(begun.contains(&Party::Agency(JUSTICE)), is_told, "{actor:?}");
        assert!(world.view(actor).await.begun(quarter().next()).await.unwrap().is_empty());
    }
    world.clock.set(instant("2024-03-01T15:00:00Z"));
    let past = world.store.view(&world.secretariat, &AsOf::Entry(world.head().await)).await.unwrap();
    assert!(past.begun(quarter()).await.unwrap().is_empty());
}
