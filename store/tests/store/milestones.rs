//! Milestones: planned, moved, forecast, completed, reopened, withdrawn, verified.

use crate::engine::Place;
use crate::words::{day, sentence, title, web_link};
use crate::world::objects::{GROUP, HOTLINE, HOUSING, JUSTICE, SURVEY, TRAINING};
use crate::world::{NOT_FOUND, Said, World};
use domain::Event;
use domain::actor::Actor;
use domain::body::Party;
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, MilestoneId, Version};
use domain::milestone::{Milestone, MilestoneState, Reschedule};
use domain::slippage::{Cause, MoveReason};
use store::{Change, Versioned};
use uuid::Uuid;

on_both_engines!(
    the_lead_plans_a_milestone,
    the_secretariat_plans_one_on_behalf_of_the_lead,
    the_chair_of_a_group_plans_what_the_group_leads,
    a_milestone_that_moves_keeps_its_first_promise,
    a_forecast_leaves_the_date_that_the_agency_answers_for,
    a_completion_with_its_document_is_two_entries_of_one_change,
    a_completion_before_the_record_knew_the_milestone_needs_a_document_of_that_day,
    a_past_due_date_is_planned_by_the_secretariat_with_a_reason_that_stays,
    a_completion_is_taken_back_and_made_again,
    a_withdrawn_milestone_stays_to_be_read,
    the_secretariat_verifies_what_the_agency_claimed_and_not_what_it_claimed_itself,
    only_the_lead_keeps_the_milestones_of_an_action,
    without_a_lead_nobody_promises_anything,
    milestones_of_a_draft_are_not_found_by_those_who_were_not_asked,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0x11));
const PROOF: EvidenceId = EvidenceId(Uuid::from_u128(0x12));
const FIRST: Version = Version::FIRST;

async fn the_lead_plans_a_milestone(place: &Place) {
    let world = World::begin(place).await;
    let said = plan(&world, &world.justice, TRAINING).await;
    assert_eq!(said, Said::by(JUSTICE, Event::MilestonePlanned { due: day("2024-06-30") }));
    let seen = shown(&world).await;
    assert_eq!((seen.version, seen.value.original, seen.value.due), (FIRST, day("2024-06-30"), day("2024-06-30")));
    assert_eq!(world.view(&world.labor).await.milestones(TRAINING).await.unwrap(), [seen]);
}

async fn the_secretariat_plans_one_on_behalf_of_the_lead(place: &Place) {
    let world = World::begin(place).await;
    let said = plan(&world, &world.secretariat, TRAINING).await;
    assert_eq!(said, Said::on_behalf_of(JUSTICE, Event::MilestonePlanned { due: day("2024-06-30") }));
}

async fn the_chair_of_a_group_plans_what_the_group_leads(place: &Place) {
    let world = World::begin(place).await;
    let planned = Event::MilestonePlanned { due: day("2024-06-30") };
    assert_eq!(plan(&world, &world.justice, HOTLINE).await, Said::by(JUSTICE, planned.clone()));
    let other = MilestoneId(Uuid::from_u128(0x13));
    let said = world
        .does(&world.secretariat, async |change| {
            change.plan_milestone(other, HOTLINE, title("Second line"), day("2024-06-30"), None).await
        })
        .await;
    assert_eq!(said, Said { event: planned, agency: None, on_behalf_of: Some(Party::Body(GROUP)) });
}

async fn a_milestone_that_moves_keeps_its_first_promise(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let said =
        world.does(&world.justice, async |change| change.move_milestone(STEP, FIRST, to_september()).await).await;
    let (from, to) = (day("2024-06-30"), day("2024-09-30"));
    let moved = Event::MilestoneMoved { from, to, days: 92, reason: MoveReason::Clearance, cause: Cause::OwnWork };
    assert_eq!(said, Said::by(JUSTICE, moved));
    let seen = shown(&world).await;
    assert_eq!((seen.version, seen.value.original, seen.value.due), (Version(2), from, to));
    assert_eq!(seen.value.moves[0].sentence, sentence("Counsel has to read it."));
    let facts = world.view(&world.auditor).await.facts(TRAINING).unwrap().milestones.clone();
    assert_eq!((facts[0].original, facts[0].due, facts[0].booked.len()), (from, to, 1));
}

async fn a_forecast_leaves_the_date_that_the_agency_answers_for(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let expected = Some(day("2024-08-15"));
    let said = world.does(&world.justice, async |change| change.forecast_milestone(STEP, FIRST, expected).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::MilestoneForecast { expected }));
    let seen = shown(&world).await.value;
    assert_eq!((seen.due, seen.forecast), (day("2024-06-30"), expected));
    let again =
        world.refuses(&world.justice, async |change| change.forecast_milestone(STEP, Version(2), expected).await);
    assert_eq!(again.await, "No changes to save. This is already the current information.");
}

async fn a_completion_with_its_document_is_two_entries_of_one_change(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let on = day("2024-02-13");
    let said = world
        .does_all(&world.justice, async |change| {
            change.complete_milestone(STEP, FIRST, on, Some((PROOF, certificate()))).await
        })
        .await;
    let attached = Event::EvidenceAttached { dated: day("2024-02-01") };
    assert_eq!(said, [Said::by(JUSTICE, Event::MilestoneCompleted { on }), Said::by(JUSTICE, attached)]);
    assert_eq!(shown(&world).await.value.completion().unwrap().on, on);
    let view = world.view(&world.labor).await;
    assert_eq!(view.document(PROOF).await.unwrap().value.milestone, Some(STEP));
    assert_eq!(view.facts(TRAINING).unwrap().milestones[0].evidence, 1);
}

async fn a_completion_before_the_record_knew_the_milestone_needs_a_document_of_that_day(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let complete = async |change: &mut Change, on: &str| {
        change.complete_milestone(STEP, FIRST, day(on), Some((PROOF, certificate()))).await
    };
    let words = "This milestone was added to Concord on February 13, 2024. To mark it complete on February 12, 2024, attach a \
                 document with that date.";
    assert_eq!(world.refuses(&world.justice, async |c| complete(c, "2024-02-12").await).await, words);
    assert!(shown(&world).await.value.completion().is_none());
    world.does_all(&world.justice, async |c| complete(c, "2024-02-01").await).await;
    assert_eq!(shown(&world).await.value.completion().unwrap().on, certificate().dated);
}

async fn a_past_due_date_is_planned_by_the_secretariat_with_a_reason_that_stays(place: &Place) {
    let world = World::begin(place).await;
    let (due, reason) = (day("2024-01-31"), sentence("Agreed in January, entered in February."));
    let name = || title("Curriculum drafted");
    let plan = async |change: &mut Change, reason| change.plan_milestone(STEP, TRAINING, name(), due, reason).await;
    let words = "Enter a due date of today, February 13, 2024, or later. Only the secretariat can set an earlier one.";
    assert_eq!(world.refuses(&world.justice, async |c| plan(c, Some(reason.clone())).await).await, words);
    let words = "The due date is before today. Enter a reason for it.";
    assert_eq!(world.refuses(&world.secretariat, async |c| plan(c, None).await).await, words);
    world.does(&world.secretariat, async |c| plan(c, Some(reason.clone())).await).await;
    assert_eq!(shown(&world).await.value.planned_late, Some(reason));
}

async fn a_completion_is_taken_back_and_made_again(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    complete(&world, &world.justice, FIRST).await;
    let again = world.refuses(&world.justice, async |change| {
        change.complete_milestone(STEP, Version(2), day("2024-02-13"), None).await
    });
    assert_eq!(again.await, "This milestone is already complete (February 13, 2024). To correct it, reopen it first.");
    let said = world
        .does(&world.justice, async |change| change.reopen_milestone(STEP, Version(2), sentence("By mistake.")).await)
        .await;
    assert_eq!(said, Said::by(JUSTICE, Event::MilestoneReopened {}));
    assert_eq!(shown(&world).await.value.state, MilestoneState::Open);
    complete(&world, &world.justice, Version(3)).await;
    let early = world.refuses(&world.justice, async |change| {
        change.reopen_milestone(STEP, Version(3), sentence("By mistake.")).await
    });
    assert_eq!(early.await, crate::world::CHANGED_MEANWHILE);
}

async fn a_withdrawn_milestone_stays_to_be_read(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let reason = sentence("The course was merged into another.");
    let said =
        world.does(&world.justice, async |change| change.withdraw_milestone(STEP, FIRST, reason.clone()).await).await;
    assert_eq!(said, Said::by(JUSTICE, Event::MilestoneWithdrawn {}));
    let MilestoneState::Withdrawn(withdrawal) = shown(&world).await.value.state else { panic!("it is withdrawn") };
    assert_eq!((withdrawal.on, withdrawal.reason), (day("2024-02-13"), reason));
    let refused =
        world.refuses(&world.justice, async |change| change.move_milestone(STEP, Version(2), to_september()).await);
    assert_eq!(refused.await, "This milestone was withdrawn on February 13, 2024. Add a new milestone instead.");
}

async fn the_secretariat_verifies_what_the_agency_claimed_and_not_what_it_claimed_itself(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let verify = async |version| {
        let ground = sentence("Seen at the academy.");
        world
            .change(&world.secretariat, async |change| change.verify_completion(STEP, version, ground.clone()).await)
            .await
    };
    assert_eq!(verify(FIRST).await.unwrap_err().to_string(), "This milestone isn't complete yet.");
    complete(&world, &world.justice, FIRST).await;
    let ground = sentence("Seen at the academy.");
    let said = world
        .does(&world.secretariat, async |change| change.verify_completion(STEP, Version(2), ground.clone()).await)
        .await;
    assert_eq!(said, Said::by(JUSTICE, Event::CompletionVerified {}));
    assert_eq!(shown(&world).await.value.completion().unwrap().verified.clone().unwrap().ground, ground);

    world
        .does(&world.justice, async |change| change.reopen_milestone(STEP, Version(3), sentence("By mistake.")).await)
        .await;
    complete(&world, &world.secretariat, Version(4)).await;
    let own = verify(Version(5)).await.unwrap_err().to_string();
    assert_eq!(own, "You submitted this for the agency, so someone else must verify it.");
}

async fn only_the_lead_keeps_the_milestones_of_an_action(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.justice, TRAINING).await;
    let words = "Only the lead agency, or the secretariat on its behalf, can do this.";
    let (due, reason) = (day("2024-06-30"), sentence("Not needed."));
    for actor in [&world.labor, &world.bureau, &world.chair, &world.auditor, &world.administrator, &Actor::Operator] {
        let other = MilestoneId(Uuid::from_u128(0x14));
        let refused = [
            world.refuses(actor, async |c| c.plan_milestone(other, TRAINING, title("Another"), due, None).await).await,
            world.refuses(actor, async |c| c.move_milestone(STEP, FIRST, to_september()).await).await,
            world.refuses(actor, async |c| c.forecast_milestone(STEP, FIRST, Some(due)).await).await,
            world.refuses(actor, async |c| c.complete_milestone(STEP, FIRST, day("2024-02-13"), None).await).await,
            world.refuses(actor, async |c| c.reopen_milestone(STEP, FIRST, sentence("By mistake.")).await).await,
            world.refuses(actor, async |c| c.withdraw_milestone(STEP, FIRST, reason.clone()).await).await,
        ];
        assert_eq!(refused, [words; 6], "{actor:?}");
        let verified = world.refuses(actor, async |c| c.verify_completion(STEP, FIRST, reason.clone()).await).await;
        assert_eq!(verified, "Only the secretariat can verify updates, milestones, and evidence.");
    }
}

async fn without_a_lead_nobody_promises_anything(place: &Place) {
    let world = World::begin(place).await;
    for actor in [&world.secretariat, &world.labor] {
        let refused = world
            .refuses(actor, async |c| c.plan_milestone(STEP, HOUSING, title("Beds"), day("2024-06-30"), None).await)
            .await;
        assert_eq!(refused, "This action has no lead agency. The secretariat or the chair must request one first.");
    }
}

async fn milestones_of_a_draft_are_not_found_by_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    plan(&world, &world.labor, SURVEY).await;
    for actor in [&world.secretariat, &world.chair, &world.labor, &Actor::Operator] {
        assert_eq!(world.view(actor).await.milestones(SURVEY).await.unwrap().len(), 1, "{actor:?}");
    }
    let (due, reason) = (day("2024-06-30"), sentence("Not needed."));
    for actor in [&world.justice, &world.bureau, &world.auditor, &world.administrator] {
        let view = world.view(actor).await;
        assert_eq!(view.milestones(SURVEY).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.milestone(STEP).await.unwrap_err().to_string(), NOT_FOUND);
        assert_eq!(view.milestone_texts(vec![STEP]).await.unwrap(), []);
        let other = MilestoneId(Uuid::from_u128(0x14));
        let refused = [
            world.refuses(actor, async |c| c.plan_milestone(other, SURVEY, title("Another"), due, None).await).await,
            world.refuses(actor, async |c| c.move_milestone(STEP, Version(7), to_september()).await).await,
            world.refuses(actor, async |c| c.forecast_milestone(STEP, FIRST, Some(due)).await).await,
            world.refuses(actor, async |c| c.complete_milestone(STEP, FIRST, due, None).await).await,
            world.refuses(actor, async |c| c.reopen_milestone(STEP, FIRST, sentence("By mistake.")).await).await,
            world.refuses(actor, async |c| c.withdraw_milestone(STEP, FIRST, reason.clone()).await).await,
            world.refuses(actor, async |c| c.verify_completion(STEP, FIRST, reason.clone()).await).await,
        ];
        assert_eq!(refused, [NOT_FOUND; 7], "{actor:?}");
    }
}

async fn plan(world: &World, actor: &Actor, action: ActionId) -> Said {
    world
        .does(actor, async |change| {
            change.plan_milestone(STEP, action, title("Curriculum drafted"), day("2024-06-30"), None).await
        })
        .await
}

async fn complete(world: &World, actor: &Actor, seen: Version) {
    world.does(actor, async |change| change.complete_milestone(STEP, seen, day("2024-02-13"), None).await).await;
}

async fn shown(world: &World) -> Versioned<Milestone> {
    world.view(&world.labor).await.milestone(STEP).await.unwrap()
}

fn to_september() -> Reschedule {
    Reschedule { to: day("2024-09-30"), reason: MoveReason::Clearance, sentence: sentence("Counsel has to read it.") }
}

fn certificate() -> Document {
    Document { title: title("Certificate"), link: web_link("https://agency.example/c"), dated: day("2024-02-01") }
}
