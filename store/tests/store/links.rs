//! Links between actions: made and withdrawn.

use crate::engine::Place;
use crate::words::{narrative, sentence};
use crate::world::objects::{HOTLINE, HOUSING, SURVEY, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::ids::{LinkId, Version};
use domain::link::Relation;
use store::{Change, StoreError};
use uuid::Uuid;

on_both_engines!(
    a_link_is_read_from_both_ends,
    two_actions_are_linked_once_in_each_way,
    a_withdrawn_link_makes_room_for_another,
    only_the_secretariat_links_actions,
    a_link_into_a_draft_is_not_found_by_those_who_were_not_asked,
);

const LINK: LinkId = LinkId(Uuid::from_u128(0x61));
const OTHER: LinkId = LinkId(Uuid::from_u128(0x62));
const FIRST: Version = Version::FIRST;

async fn a_link_is_read_from_both_ends(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.secretariat, async |change| link(change, LINK).await).await;
    assert_eq!(said, Said::for_nobody(Event::ActionsLinked { relation: Relation::Continues }));
    let view = world.view(&world.justice).await;
    let from = view.links(TRAINING).await.unwrap();
    assert_eq!((from.len(), from[0].value.from, from[0].value.to), (1, TRAINING, HOTLINE));
    assert_eq!(view.links(HOTLINE).await.unwrap(), from);
    assert_eq!(view.links(HOUSING).await.unwrap(), []);
    for end in [TRAINING, HOTLINE] {
        let history = view.history_of_action(end).await.unwrap();
        assert_eq!(history[0].entry.event, Some(Event::ActionsLinked { relation: Relation::Continues }));
    }
}

async fn two_actions_are_linked_once_in_each_way(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.secretariat, async |change| link(change, LINK).await).await;
    let again = world.refuses(&world.secretariat, async |change| link(change, OTHER).await).await;
    assert_eq!(again, "These actions already have this link.");
    let with_itself = world.refuses(&world.secretariat, async |change| {
        change.link_actions(OTHER, (TRAINING, TRAINING), Relation::SameAs, None).await
    });
    assert_eq!(with_itself.await, "You can't link an action to itself.");
}

async fn a_withdrawn_link_makes_room_for_another(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.secretariat, async |change| link(change, LINK).await).await;
    let said = world.does(&world.secretariat, async |change| withdraw(change, FIRST).await).await;
    assert_eq!(said, Said::for_nobody(Event::LinkWithdrawn {}));
    let again = world.refuses(&world.secretariat, async |change| withdraw(change, Version(2)).await).await;
    assert_eq!(again, "This was withdrawn on February 13, 2024.");
    world.does(&world.secretariat, async |change| link(change, OTHER).await).await;
    assert_eq!(world.view(&world.labor).await.links(TRAINING).await.unwrap().len(), 2);
}

async fn only_the_secretariat_links_actions(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.secretariat, async |change| link(change, LINK).await).await;
    for actor in [&world.justice, &world.labor, &world.chair, &world.auditor, &world.administrator] {
        let refused = [
            world.refuses(actor, async |change| link(change, OTHER).await).await,
            world.refuses(actor, async |change| withdraw(change, FIRST).await).await,
        ];
        assert_eq!(refused, ["Only the secretariat can edit plans and actions."; 2], "{actor:?}");
    }
}

async fn a_link_into_a_draft_is_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    let into_the_draft =
        async |change: &mut Change, id, relation| change.link_actions(id, (TRAINING, SURVEY), relation, None).await;
    world.does(&world.secretariat, async |change| into_the_draft(change, LINK, Relation::Supersedes).await).await;
    for actor in [&world.secretariat, &world.chair, &world.labor, &Actor::Operator] {
        assert_eq!(world.view(actor).await.links(TRAINING).await.unwrap().len(), 1, "{actor:?}");
    }
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.links(TRAINING).await.unwrap(), [], "{actor:?}");
        assert_eq!(view.links(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        let refused = [
            world.refuses(actor, async |change| into_the_draft(change, OTHER, Relation::Continues).await).await,
            world.refuses(actor, async |change| withdraw(change, Version(7)).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 2], "{actor:?}");
    }
}

async fn link(change: &mut Change, id: LinkId) -> Result<(), StoreError> {
    change.link_actions(id, (TRAINING, HOTLINE), Relation::Continues, Some(narrative("The same office."))).await
}

async fn withdraw(change: &mut Change, seen: Version) -> Result<(), StoreError> {
    change.withdraw_link(LINK, seen, sentence("They differ.")).await
}
