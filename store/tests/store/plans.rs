//! Plans and their nodes: read, added to, amended, withdrawn, put in force.

use crate::engine::Place;
use crate::words::{citation, code, narrative, sentence, title};
use crate::world::objects::{DRAFT, DRAFT_PILLAR, LABOR, PILLAR_1, PILLAR_2, PLAN, SURVEY, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::body::Party;
use domain::ids::{NodeId, Version};
use domain::plan::PlanState;
use store::{Change, NewNode, StoreError};
use uuid::Uuid;

on_both_engines!(
    the_secretariat_adds_a_node_after_its_last_sibling,
    a_reference_stands_once_among_the_nodes_of_a_plan,
    a_node_stands_under_one_that_stands_in_the_same_plan,
    the_secretariat_amends_a_node,
    a_node_is_withdrawn_once_nothing_stands_under_it,
    a_draft_that_comes_into_force_is_seen_by_everybody,
    only_the_secretariat_keeps_plans,
    a_draft_plan_is_not_found_by_those_who_were_not_asked,
);

const NEW: NodeId = NodeId(Uuid::from_u128(0x71));
const BELOW: NodeId = NodeId(Uuid::from_u128(0x72));
const FIRST: Version = Version::FIRST;

async fn the_secretariat_adds_a_node_after_its_last_sibling(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.secretariat, async |change| change.add_node(NEW, new("P3", None)).await).await;
    assert_eq!(said, Said::for_nobody(Event::NodeAdded { reference: "P3".to_owned() }));
    world.does(&world.secretariat, async |change| change.add_node(BELOW, new("P3.1", Some(NEW))).await).await;
    let view = world.view(&world.labor).await;
    let places: Vec<_> = view.nodes_of(PLAN).into_iter().map(|node| (node.id, node.position)).collect();
    assert_eq!(places, [(PILLAR_1, 0), (BELOW, 0), (PILLAR_2, 1), (NEW, 2)]);
    assert_eq!(view.node(BELOW).unwrap().parent, Some(NEW));
}

async fn a_reference_stands_once_among_the_nodes_of_a_plan(place: &Place) {
    let world = World::begin(place).await;
    let refused = world.refuses(&world.secretariat, async |change| change.add_node(NEW, new("P2", None)).await).await;
    assert_eq!(refused, "Reference \"P2\" is already used in this plan. Enter a different one.");
}

async fn a_node_stands_under_one_that_stands_in_the_same_plan(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.secretariat, async |change| change.add_node(NEW, new("P3", None)).await).await;
    world.does(&world.secretariat, async |change| withdraw(change, NEW, FIRST).await).await;
    for parent in [DRAFT_PILLAR, NEW, NodeId(Uuid::from_u128(0x73))] {
        let below = new("P3.1", Some(parent));
        let refused = world.refuses(&world.secretariat, async |change| change.add_node(BELOW, below).await).await;
        assert_eq!(refused, NOT_FOUND);
    }
}

async fn the_secretariat_amends_a_node(place: &Place) {
    let world = World::begin(place).await;
    let (name, note) = (title("Protection"), Some(narrative("Renamed by the task force.")));
    let amend = async |change: &mut Change, seen| change.amend_node(PILLAR_1, seen, name.clone(), note.clone()).await;
    let said = world.does(&world.secretariat, async |change| amend(change, FIRST).await).await;
    assert_eq!(said, Said::for_nobody(Event::NodeAmended {}));
    let view = world.view(&world.labor).await;
    assert_eq!((&view.node(PILLAR_1).unwrap().title, &view.node(PILLAR_1).unwrap().note), (&name, &note));
    let again = world.refuses(&world.secretariat, async |change| amend(change, Version(2)).await).await;
    assert_eq!(again, "No changes to save. This is already the current information.");
}

async fn a_node_is_withdrawn_once_nothing_stands_under_it(place: &Place) {
    let world = World::begin(place).await;
    let refused = world.refuses(&world.secretariat, async |change| withdraw(change, PILLAR_1, FIRST).await).await;
    assert_eq!(refused, "This section still has 2 active items. Move or withdraw them first.");
    world.does(&world.secretariat, async |change| change.add_node(NEW, new("P3", None)).await).await;
    world.does(&world.secretariat, async |change| change.add_node(BELOW, new("P3.1", Some(NEW))).await).await;
    let refused = world.refuses(&world.secretariat, async |change| withdraw(change, NEW, FIRST).await).await;
    assert_eq!(refused, "This section still has 1 active item. Move or withdraw it first.");
    let said = world.does(&world.secretariat, async |change| withdraw(change, BELOW, FIRST).await).await;
    assert_eq!(said, Said::for_nobody(Event::NodeWithdrawn {}));
    world.does(&world.secretariat, async |change| withdraw(change, NEW, FIRST).await).await;
    assert!(world.view(&world.labor).await.node(NEW).unwrap().withdrawn.is_some());
    let again = world.refuses(&world.secretariat, async |change| withdraw(change, NEW, Version(2)).await).await;
    assert_eq!(again, "This was withdrawn on February 13, 2024.");
}

async fn a_draft_that_comes_into_force_is_seen_by_everybody(place: &Place) {
    let world = World::begin(place).await;
    let (from, to) = (PlanState::Draft, PlanState::InForce);
    let said = world.does(&world.secretariat, async |change| change.change_plan_state(DRAFT, FIRST, to).await).await;
    assert_eq!(said, Said::for_nobody(Event::PlanStateChanged { from, to }));
    for actor in world.everybody() {
        let view = world.view(actor).await;
        assert_eq!(view.plans().iter().map(|plan| plan.id).collect::<Vec<_>>(), [PLAN, DRAFT], "{actor:?}");
        assert_eq!(view.facts(SURVEY).unwrap().lead, Some(Party::Agency(LABOR)));
    }
    let again = world.refuses(&world.secretariat, async |change| change.change_plan_state(DRAFT, Version(2), to).await);
    assert_eq!(again.await, "The plan is already in that state.");
}

async fn only_the_secretariat_keeps_plans(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.justice, &world.labor, &world.chair, &world.auditor, &world.administrator] {
        let refused = [
            world.refuses(actor, async |c| c.add_node(NEW, new("P3", None)).await).await,
            world.refuses(actor, async |c| c.amend_node(PILLAR_1, FIRST, title("Mine"), None).await).await,
            world.refuses(actor, async |c| withdraw(c, PILLAR_1, FIRST).await).await,
            world.refuses(actor, async |c| c.change_plan_state(PLAN, FIRST, PlanState::Closed).await).await,
        ];
        assert_eq!(refused, ["Only the secretariat can edit plans and actions."; 4], "{actor:?}");
    }
}

async fn a_draft_plan_is_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.secretariat, &world.chair, &world.labor, &Actor::Operator] {
        let view = world.view(actor).await;
        assert_eq!((view.plan(DRAFT).unwrap().id, view.nodes_of(DRAFT).len()), (DRAFT, 1), "{actor:?}");
    }
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.plans().iter().map(|plan| plan.id).collect::<Vec<_>>(), [PLAN], "{actor:?}");
        assert_eq!(view.plan(DRAFT).unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.plan_by_code("NAP-2025").unwrap_err().to_string(), NOT_FOUND);
        assert_eq!((view.nodes_of(DRAFT).len(), view.node(DRAFT_PILLAR)), (0, None));
        let into_the_draft = NewNode { plan: DRAFT, ..new("P3", None) };
        let refused = [
            world.refuses(actor, async |c| c.add_node(NEW, into_the_draft).await).await,
            world.refuses(actor, async |c| c.amend_node(DRAFT_PILLAR, Version(7), title("Mine"), None).await).await,
            world.refuses(actor, async |c| withdraw(c, DRAFT_PILLAR, FIRST).await).await,
            world.refuses(actor, async |c| c.change_plan_state(DRAFT, FIRST, PlanState::InForce).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 4], "{actor:?}");
    }
    // Labor was asked to carry a part of it: it is told that it may not.
    let refused =
        world.refuses(&world.labor, async |c| c.change_plan_state(DRAFT, FIRST, PlanState::InForce).await).await;
    assert_eq!(refused, "Only the secretariat can edit plans and actions.");
    assert_eq!(world.view(&world.labor).await.facts(TRAINING).unwrap().node, PILLAR_1);
}

async fn withdraw(change: &mut Change, id: NodeId, seen: Version) -> Result<(), StoreError> {
    change.withdraw_node(id, seen, sentence("Merged into another.")).await
}

fn new(reference: &str, parent: Option<NodeId>) -> NewNode {
    NewNode {
        plan: PLAN,
        parent,
        reference: code(reference),
        level: title("Pillar"),
        title: title("Partnership"),
        note: None,
        source: citation("Letter of the chair"),
    }
}
