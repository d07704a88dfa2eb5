//! Finding things by their words: by everybody what they may see, at every position what stood there.

use crate::engine::Place;
use crate::words::{day, narrative, title};
use crate::world::World;
use crate::world::objects::{HOTLINE, PLAN, SURVEY, TRAINING};
use domain::Kind;
use domain::actor::Actor;
use domain::ids::{MilestoneId, ReportId, Version};
use domain::ledger::Seq;
use domain::search::{Search, searched};
use domain::update::{Confidence, ReportedStatus, Statement};
use store::Found;
use uuid::Uuid;

on_both_engines!(
    an_action_is_found_by_its_title_its_reference_and_its_promise,
    what_a_progress_update_says_is_found_from_the_entry_that_made_it,
    a_title_that_was_changed_is_found_where_it_stood,
    a_draft_is_not_found_by_those_who_were_not_asked,
    nothing_that_is_typed_is_taken_for_a_command,
    hits_stand_by_kind_and_those_called_so_first,
    an_action_says_what_is_said_of_it_from_the_entry_that_said_it,
    a_milestone_is_found_with_what_its_action_is_called,
    what_a_draft_says_is_said_to_nobody_who_was_not_asked,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0x61));
const UPDATE: ReportId = ReportId(Uuid::from_u128(0x62));

async fn found_at(world: &World, actor: &Actor, p: Seq, typed: &str) -> Vec<Found> {
    world.view_at(actor, p).await.search(&Search::read(typed)).await.unwrap()
}

async fn found(world: &World, actor: &Actor, typed: &str) -> Vec<Found> {
    found_at(world, actor, world.head().await, typed).await
}

fn hit(kind: Kind, id: impl Into<Uuid>) -> Found {
    Found { kind, id: id.into() }
}

async fn an_action_is_found_by_its_title_its_reference_and_its_promise(place: &Place) {
    let world = World::begin(place).await;
    let training = vec![hit(Kind::Action, TRAINING)];
    assert_eq!(found(&world, &world.auditor, "CONSULAR train").await, training);
    assert_eq!(found(&world, &world.auditor, "\"a-01\"").await, training);
    assert_eq!(found(&world, &world.auditor, "consular \"agency will do\"").await, training);
    assert_eq!(found(&world, &world.auditor, "consular nothing").await, []);
    let view = world.view(&world.auditor).await;
    let objects = view.found_objects(&training).await.unwrap();
    assert_eq!(
        objects.iter().map(|object| (object.kind(), object.id())).collect::<Vec<_>>(),
        [(Kind::Action, TRAINING.0)]
    );
}

async fn what_a_progress_update_says_is_found_from_the_entry_that_made_it(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    assert_eq!(found(&world, &world.auditor, "marmalade").await, []);
    let said = Statement {
        quarter: "FY2024-Q1".parse().unwrap(),
        status: ReportedStatus::Delayed,
        confidence: Confidence::AtRisk,
        narrative: narrative("The marmalade vendor is late."),
    };
    world.does(&world.justice, async |c| c.report_progress(UPDATE, TRAINING, None, said).await).await;
    assert_eq!(found(&world, &world.auditor, "marmalade").await, [hit(Kind::Report, UPDATE)]);
    assert_eq!(found_at(&world, &world.auditor, before, "marmalade").await, []);
    // A store that opens later reads the same.
    let later = World::of(place.store(&world.clock).await, world.clock.clone()).await;
    assert_eq!(found(&later, &later.auditor, "marmalade").await, [hit(Kind::Report, UPDATE)]);
}

async fn a_title_that_was_changed_is_found_where_it_stood(place: &Place) {
    let world = World::begin(place).await;
    let due = day("2024-06-30");
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, title("Curriculum ready"), due, None).await)
        .await;
    let planned = world.head().await;
    world
        .does(&world.secretariat, async |c| {
            let reason = crate::words::sentence("The zeppelin was not needed.");
            c.withdraw_milestone(STEP, Version::FIRST, reason).await
        })
        .await;
    for p in [planned, world.head().await] {
        assert_eq!(found_at(&world, &world.labor, p, "curricul").await, [hit(Kind::Milestone, STEP)]);
    }
    assert_eq!(found_at(&world, &world.labor, Seq(planned.0 - 1), "curricul").await, []);
}

async fn a_draft_is_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    for actor in world.everybody() {
        let sees = world.view(actor).await.facts(SURVEY).is_ok();
        let expected = if sees { vec![hit(Kind::Action, SURVEY)] } else { Vec::new() };
        assert_eq!(found(&world, actor, "inspectors").await, expected, "{actor:?}");
    }
    assert_eq!(found(&world, &world.auditor, "inspectors").await, []);
    assert_eq!(found(&world, &world.labor, "inspectors").await.len(), 1);
}

async fn nothing_that_is_typed_is_taken_for_a_command(place: &Place) {
    let world = World::begin(place).await;
    for typed in ["", "\"", "*", "%", "_", "' OR 1=1 --", "NEAR(train officers)", "title:train", "\u{1f600}", "hot%ne"]
    {
        assert_eq!(found(&world, &world.secretariat, typed).await, [], "{typed}");
    }
    for typed in ["hotline*", "\"hotline", "hotline%", "hotline \u{1f600}"] {
        assert_eq!(found(&world, &world.secretariat, typed).await, [hit(Kind::Action, HOTLINE)], "{typed}");
    }
}

async fn hits_stand_by_kind_and_those_called_so_first(place: &Place) {
    let world = World::begin(place).await;
    let name = title("Ask about the plan");
    world.does(&world.justice, async |c| c.plan_milestone(STEP, HOTLINE, name, day("2024-06-30"), None).await).await;
    let found = found(&world, &world.auditor, "plan").await;
    let places: Vec<usize> =
        found.iter().map(|hit| searched().iter().position(|kind| *kind == hit.kind).unwrap()).collect();
    assert!(places.is_sorted(), "{found:?}");
    assert!(found.contains(&hit(Kind::Milestone, STEP)) && found.contains(&hit(Kind::Plan, PLAN)), "{found:?}");
}

async fn an_action_says_what_is_said_of_it_from_the_entry_that_said_it(place: &Place) {
    let world = World::begin(place).await;
    let said_at = async |p: Seq, typed: &str| {
        let view = world.view_at(&world.auditor, p).await;
        view.actions_that_say(&Search::read(typed)).await.unwrap().into_iter().collect::<Vec<_>>()
    };
    let before = world.head().await;
    let due = day("2024-06-30");
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, title("Zeppelin ready"), due, None).await)
        .await;
    let now = world.head().await;
    assert_eq!(said_at(now, "zeppelin").await, [TRAINING]);
    assert_eq!(said_at(before, "zeppelin").await, []);
    assert_eq!(said_at(now, "consular").await, [TRAINING], "its own texts");
    // All words have to stand in one thing: so each action of the list is a hit of the search, too.
    assert_eq!(said_at(now, "consular zeppelin").await, []);
    assert_eq!(said_at(now, "--").await, []);
}

async fn a_milestone_is_found_with_what_its_action_is_called(place: &Place) {
    let world = World::begin(place).await;
    let due = day("2024-06-30");
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, title("Zeppelin ready"), due, None).await)
        .await;
    let view = world.view(&world.auditor).await;
    let said = async |typed: &str| {
        view.milestones_that_say(&Search::read(typed)).await.unwrap().into_iter().collect::<Vec<_>>()
    };
    for found in ["zeppelin", "a-01", "consular ready"] {
        assert_eq!(said(found).await, [STEP], "{found}");
    }
    for missed in ["\"agency will do\"", "zeppelin hotline", "--", ""] {
        assert_eq!(said(missed).await, [], "{missed}");
    }
}

async fn what_a_draft_says_is_said_to_nobody_who_was_not_asked(place: &Place) {
    let world = World::begin(place).await;
    for actor in world.everybody() {
        let view = world.view(actor).await;
        let said = view.actions_that_say(&Search::read("inspectors")).await.unwrap();
        assert_eq!(said.contains(&SURVEY), view.facts(SURVEY).is_ok(), "{actor:?}");
        assert_eq!(said.len(), usize::from(view.facts(SURVEY).is_ok()), "{actor:?}");
    }
}
