//! Actions: added, amended, withdrawn.

use crate::engine::Place;
use crate::words::{citation, code, day, narrative, sentence, title, why};
use crate::world::objects::{DRAFT, DRAFT_PILLAR, JUSTICE, PILLAR_1, PILLAR_2, PLAN, SURVEY, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::action::{Amendment, EditKind, Strength, Timeframe, Wording};
use domain::actor::Actor;
use domain::facts::Status;
use domain::ids::{ActionId, MilestoneId, NodeId, Version};
use domain::plan::Basis;
use store::NewAction;
use uuid::Uuid;

on_both_engines!(
    the_secretariat_adds_an_action_to_a_plan,
    a_reference_stands_once_in_a_plan_also_after_a_withdrawal,
    an_action_stands_under_a_node_of_its_own_plan,
    the_secretariat_amends_an_action,
    an_amendment_changes_something_and_ends_after_it_starts,
    a_withdrawn_action_stays_in_every_count,
    a_retracted_action_counts_nowhere_and_is_still_there,
    the_reference_of_a_retracted_action_can_be_used_again,
    an_action_with_an_update_or_a_milestone_is_not_retracted,
    only_the_secretariat_keeps_actions,
    actions_of_a_draft_are_not_found_by_those_who_were_not_asked,
);

const NEW: ActionId = ActionId(Uuid::from_u128(0x21));
const FIRST: Version = Version::FIRST;

async fn the_secretariat_adds_an_action_to_a_plan(place: &Place) {
    let world = World::begin(place).await;
    let said = world.does(&world.secretariat, async |change| change.add_action(NEW, new("A-09")).await).await;
    assert_eq!(said, Said::for_nobody(Event::ActionAdded { reference: "A-09".to_owned() }));
    let view = world.view(&world.justice).await;
    let seen = view.action(NEW).await.unwrap();
    assert_eq!((seen.version, seen.value.title.as_str()), (FIRST, "Publish a guide"));
    let facts = view.facts_by_reference("NAP-2021", "A-09").unwrap();
    assert_eq!((facts.id, facts.status(), facts.lead), (NEW, Status::NoReport, None));
    assert_eq!(view.action_texts(vec![NEW, SURVEY]).await.unwrap(), [seen]);
}

async fn a_reference_stands_once_in_a_plan_also_after_a_withdrawal(place: &Place) {
    let world = World::begin(place).await;
    let taken = "Reference \"A-01\" is already used in this plan. Enter a different one.";
    let refused = world.refuses(&world.secretariat, async |change| change.add_action(NEW, new("A-01")).await).await;
    assert_eq!(refused, taken);
    withdraw(&world).await;
    let refused = world.refuses(&world.secretariat, async |change| change.add_action(NEW, new("A-01")).await).await;
    assert_eq!(refused, taken);
    // The same reference in another plan is another reference.
    assert_eq!(world.view(&world.chair).await.facts_by_reference("NAP-2025", "A-01").unwrap().id, SURVEY);
}

async fn an_action_stands_under_a_node_of_its_own_plan(place: &Place) {
    let world = World::begin(place).await;
    for node in [DRAFT_PILLAR, NodeId(Uuid::from_u128(0x22))] {
        let elsewhere = NewAction { text: amendment(node, "Publish a guide"), ..new("A-09") };
        let refused = world.refuses(&world.secretariat, async |change| change.add_action(NEW, elsewhere.clone()).await);
        assert_eq!(refused.await, NOT_FOUND);
        let moved = amendment(node, "Train all consular officers");
        let refused = world
            .refuses(&world.secretariat, async |change| change.amend_action(TRAINING, FIRST, (moved, why())).await);
        assert_eq!(refused.await, NOT_FOUND);
    }
}

async fn the_secretariat_amends_an_action(place: &Place) {
    let world = World::begin(place).await;
    let said = world
        .does(&world.secretariat, async |change| change.amend_action(TRAINING, FIRST, (expanded(), why())).await)
        .await;
    assert_eq!(said, Said::for_nobody(Event::ActionAmended { kind: Some(EditKind::ChangesCommitment) }));
    let view = world.view(&world.labor).await;
    let seen = view.action(TRAINING).await.unwrap();
    assert_eq!((seen.version, seen.value.title.as_str()), (Version(2), "Train all consular and customs officers"));
    let facts = view.facts(TRAINING).unwrap();
    assert_eq!((&*facts.title, facts.node), ("Train all consular and customs officers", PILLAR_2));
}

async fn an_amendment_changes_something_and_ends_after_it_starts(place: &Place) {
    let world = World::begin(place).await;
    world
        .does(&world.secretariat, async |change| change.amend_action(TRAINING, FIRST, (expanded(), why())).await)
        .await;
    let again = world.refuses(&world.secretariat, async |change| {
        change.amend_action(TRAINING, Version(2), (expanded(), why())).await
    });
    assert_eq!(again.await, "No changes to save. This is already the current information.");
    let mut backwards = expanded();
    backwards.timeframe.starts = Some(day("2025-01-01"));
    let refused = world.refuses(&world.secretariat, async |change| {
        change.amend_action(TRAINING, Version(2), (backwards.clone(), why())).await
    });
    assert_eq!(refused.await, "The end date (December 31, 2024) is before the start date (January 1, 2025).");
}

async fn a_withdrawn_action_stays_in_every_count(place: &Place) {
    let world = World::begin(place).await;
    assert_eq!(withdraw(&world).await, Said::for_nobody(Event::ActionWithdrawn {}));
    let view = world.view(&world.justice).await;
    assert_eq!(view.facts(TRAINING).unwrap().status(), Status::Withdrawn);
    assert_eq!(view.actions().count(), 4);
    let withdrawal = view.action(TRAINING).await.unwrap().value.withdrawn.unwrap();
    assert_eq!((withdrawal.on, withdrawal.reason.as_str()), (day("2024-02-13"), "The office was closed."));
    let again = world.refuses(&world.secretariat, async |change| {
        change.withdraw_action(TRAINING, Version(2), sentence("Twice.")).await
    });
    assert_eq!(again.await, "This action was withdrawn on February 13, 2024. You can't report on it or change it.");
}

async fn a_retracted_action_counts_nowhere_and_is_still_there(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    assert_eq!(retract(&world, TRAINING, FIRST).await, Said::for_nobody(Event::ActionRetracted {}));
    let view = world.view(&world.justice).await;
    assert_eq!((view.actions().count(), view.retracted_actions().count()), (3, 1));
    assert!(view.actions().all(|facts| facts.id != TRAINING));
    let facts = view.facts(TRAINING).unwrap();
    assert!(facts.is_retracted && !facts.owes_reports());
    assert_eq!(view.facts_by_reference("NAP-2021", "A-01").unwrap().id, TRAINING, "nothing else has its reference");
    let retraction = view.action(TRAINING).await.unwrap().value.retracted.unwrap();
    assert_eq!((retraction.on, retraction.reason.as_str()), (day("2024-02-13"), "Added twice."));
    let events: Vec<_> =
        view.history_of_action(TRAINING).await.unwrap().into_iter().filter_map(|entry| entry.entry.event).collect();
    assert_eq!(events.first(), Some(&Event::ActionRetracted {}));
    // As of the entry before, it counts as it did.
    assert_eq!(world.view_at(&world.justice, before).await.actions().count(), 4);
    // Nothing more is done with it.
    let words = "This action was retracted on February 13, 2024. You can't report on it or change it.";
    let refused = [
        world
            .refuses(&world.secretariat, async |c| c.amend_action(TRAINING, Version(2), (expanded(), why())).await)
            .await,
        world
            .refuses(&world.secretariat, async |c| c.withdraw_action(TRAINING, Version(2), sentence("No.")).await)
            .await,
        world
            .refuses(&world.secretariat, async |c| c.retract_action(TRAINING, Version(2), sentence("No.")).await)
            .await,
    ];
    assert_eq!(refused, [words; 3]);
}

async fn the_reference_of_a_retracted_action_can_be_used_again(place: &Place) {
    let world = World::begin(place).await;
    retract(&world, TRAINING, FIRST).await;
    world.does(&world.secretariat, async |change| change.add_action(NEW, new("A-01")).await).await;
    let view = world.view(&world.justice).await;
    assert_eq!(view.facts_by_reference("NAP-2021", "A-01").unwrap().id, NEW, "the one that stands");
    assert_eq!(view.facts_by_reference("NAP-2021", &TRAINING.to_string()).unwrap().id, TRAINING);
    let other = ActionId(Uuid::from_u128(0x23));
    let taken = world.refuses(&world.secretariat, async |change| change.add_action(other, new("A-01")).await).await;
    assert_eq!(taken, "Reference \"A-01\" is already used in this plan. Enter a different one.");
    // Both with one reference may be retracted, and a third takes it.
    retract(&world, NEW, FIRST).await;
    world.does(&world.secretariat, async |change| change.add_action(other, new("A-01")).await).await;
    world.store.verify(None).await.unwrap();
}

async fn an_action_with_an_update_or_a_milestone_is_not_retracted(place: &Place) {
    let world = World::begin(place).await;
    let (id, due) = (MilestoneId(Uuid::from_u128(0x24)), day("2024-12-31"));
    world.does(&world.justice, async |c| c.plan_milestone(id, TRAINING, title("Sites chosen"), due, None).await).await;
    let refused = async || {
        world.refuses(&world.secretariat, async |c| c.retract_action(TRAINING, FIRST, sentence("No.")).await).await
    };
    assert_eq!(refused().await, "This action has 1 milestone. Withdraw the action instead.");
    world.does(&world.justice, async |c| c.withdraw_milestone(id, FIRST, sentence("Merged.")).await).await;
    retract(&world, TRAINING, FIRST).await;
}

async fn retract(world: &World, id: ActionId, seen: Version) -> Said {
    world.does(&world.secretariat, async |c| c.retract_action(id, seen, sentence("Added twice.")).await).await
}

async fn only_the_secretariat_keeps_actions(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.justice, &world.labor, &world.chair, &world.auditor, &world.administrator] {
        let refused = [
            world.refuses(actor, async |c| c.add_action(NEW, new("A-09")).await).await,
            world.refuses(actor, async |c| c.amend_action(TRAINING, FIRST, (expanded(), why())).await).await,
            world.refuses(actor, async |c| c.withdraw_action(TRAINING, FIRST, sentence("No.")).await).await,
            world.refuses(actor, async |c| c.retract_action(TRAINING, FIRST, sentence("No.")).await).await,
        ];
        assert_eq!(refused, ["Only the secretariat can edit plans and actions."; 4], "{actor:?}");
    }
}

async fn actions_of_a_draft_are_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.secretariat, &world.chair, &world.labor, &Actor::Operator] {
        let view = world.view(actor).await;
        assert_eq!((view.actions().count(), view.action(SURVEY).await.unwrap().version), (5, FIRST), "{actor:?}");
    }
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.actions().count(), 4, "{actor:?}");
        assert_eq!(view.facts(SURVEY).unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.facts_by_reference("NAP-2025", "A-01").unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.action(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.action_texts(vec![SURVEY]).await.unwrap(), []);
        assert_eq!(view.history_of_action(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        let into_the_draft = NewAction { plan: DRAFT, text: amendment(DRAFT_PILLAR, "A guide"), ..new("A-09") };
        let refused = [
            world.refuses(actor, async |c| c.add_action(NEW, into_the_draft).await).await,
            world.refuses(actor, async |c| c.amend_action(SURVEY, FIRST, (expanded(), why())).await).await,
            world.refuses(actor, async |c| c.withdraw_action(SURVEY, Version(7), sentence("No.")).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 3], "{actor:?}");
    }
    assert_eq!(
        world.view(&world.justice).await.facts(TRAINING).unwrap().lead,
        Some(domain::body::Party::Agency(JUSTICE))
    );
}

async fn withdraw(world: &World) -> Said {
    let reason = sentence("The office was closed.");
    world.does(&world.secretariat, async |change| change.withdraw_action(TRAINING, FIRST, reason).await).await
}

fn new(reference: &str) -> NewAction {
    let text = amendment(PILLAR_1, "Publish a guide");
    NewAction { plan: PLAN, reference: code(reference), text, source: citation("Letter of the chair") }
}

fn expanded() -> Amendment {
    amendment(PILLAR_2, "Train all consular and customs officers")
}

fn amendment(node: NodeId, name: &str) -> Amendment {
    Amendment {
        node,
        node_basis: Basis::Stated,
        official_number: Some(title("1.1.1")),
        title: title(name),
        promise: narrative("The agency will do so."),
        wording: Wording::Published,
        strength: Strength::Advance,
        timeframe: Timeframe {
            stated: title("2024"),
            starts: None,
            ends: Some(day("2024-12-31")),
            basis: Basis::Stated,
        },
        note: None,
    }
}
