//! What people set for themselves: beside the record, and each for their own.

use crate::engine::Place;
use crate::words::title;
use crate::world::objects::{CHAIR, LABOR_LIAISON};
use crate::world::{NOT_FOUND, World};
use domain::actor::Actor;
use domain::ids::{PersonId, SavedViewId};
use domain::saved_view::SavedView;
use store::{Preferences, StoreError};
use uuid::Uuid;

on_both_engines!(
    a_person_turns_single_keys_off_and_on_for_nobody_else,
    a_view_is_kept_found_renamed_and_removed_by_its_owner,
    a_view_of_somebody_else_is_not_found,
    a_shared_view_is_seen_by_everybody_and_shared_by_those_who_may,
);

fn view(number: u128, owner: PersonId, is_shared: bool) -> SavedView {
    SavedView {
        id: SavedViewId(Uuid::from_u128(number)),
        owner,
        name: title("Off track"),
        list: "/actions".to_owned(),
        query: "confidence=off-track&q=100%25+%22here%22".to_owned(),
        as_of: Some("meeting:MEETING".to_owned()),
        is_shared,
    }
}

async fn keep(world: &World, actor: &Actor, view: SavedView) -> Result<(), StoreError> {
    let change = world.store.unrecorded_change(actor).await?;
    change.keep_view(view).await?;
    change.commit().await
}

async fn remove(world: &World, actor: &Actor, id: SavedViewId) -> Result<(), StoreError> {
    let change = world.store.unrecorded_change(actor).await?;
    change.remove_view(id).await?;
    change.commit().await
}

async fn a_person_turns_single_keys_off_and_on_for_nobody_else(place: &Place) {
    let World { store, labor, .. } = World::begin(place).await;
    for single_keys in [false, true, false] {
        let change = store.unrecorded_change(&labor).await.unwrap();
        change.keep_preferences(LABOR_LIAISON, Preferences { single_keys, ..Preferences::default() }).await.unwrap();
        change.commit().await.unwrap();
        assert_eq!(
            store.preferences(LABOR_LIAISON).await.unwrap(),
            Preferences { single_keys, ..Preferences::default() }
        );
    }
    assert_eq!(store.preferences(CHAIR).await.unwrap(), Preferences::default());
}

async fn a_view_is_kept_found_renamed_and_removed_by_its_owner(place: &Place) {
    let world = World::begin(place).await;
    let (store, own, head) = (&world.store, view(1, LABOR_LIAISON, false), world.head().await);
    keep(&world, &world.labor, own.clone()).await.unwrap();
    assert_eq!(store.saved_views(&world.labor).await.unwrap(), std::slice::from_ref(&own));
    let change = store.unrecorded_change(&world.labor).await.unwrap();
    change.rename_view(own.id, &title("Needs help")).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(store.saved_view(&world.labor, own.id).await.unwrap().name, title("Needs help"));
    remove(&world, &world.labor, own.id).await.unwrap();
    assert_eq!(store.saved_views(&world.labor).await.unwrap(), []);
    assert_eq!(world.head().await, head, "none of this is in the record");
}

async fn a_view_of_somebody_else_is_not_found(place: &Place) {
    let world = World::begin(place).await;
    let own = view(1, LABOR_LIAISON, false);
    keep(&world, &world.labor, own.clone()).await.unwrap();
    for other in [&world.justice, &world.chair, &world.secretariat, &world.administrator] {
        assert_eq!(world.store.saved_views(other).await.unwrap(), []);
        let change = world.store.unrecorded_change(other).await.unwrap();
        let renamed = change.rename_view(own.id, &title("Mine")).await.unwrap_err();
        drop(change);
        let removed = remove(&world, other, own.id).await.unwrap_err();
        assert_eq!((renamed.to_string().as_str(), removed.to_string().as_str()), (NOT_FOUND, NOT_FOUND));
    }
    assert!(keep(&world, &world.justice, view(2, LABOR_LIAISON, false)).await.is_err(), "in another's name");
}

async fn a_shared_view_is_seen_by_everybody_and_shared_by_those_who_may(place: &Place) {
    let world = World::begin(place).await;
    let refused = "Only the secretariat and the chair can share saved views or edit the views that others share.";
    let by_labor = keep(&world, &world.labor, view(1, LABOR_LIAISON, true)).await.unwrap_err();
    assert_eq!(by_labor.to_string(), refused);
    let shared = view(2, CHAIR, true);
    keep(&world, &world.chair, shared.clone()).await.unwrap();
    assert_eq!(world.store.saved_views(&world.labor).await.unwrap(), std::slice::from_ref(&shared));
    assert_eq!(remove(&world, &world.labor, shared.id).await.unwrap_err().to_string(), refused);
    remove(&world, &world.secretariat, shared.id).await.unwrap();
    assert_eq!(world.store.saved_views(&world.chair).await.unwrap(), []);
}
