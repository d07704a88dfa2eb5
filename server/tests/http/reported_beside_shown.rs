//! What the page of an action says of its last update, beside what is shown and what happened since.

use crate::browser::Browser;
use crate::html;
use crate::world::{History, Who, World, day, instant, title};
use domain::evidence::Document;
use domain::ids::{MilestoneId, ReportId, Version};
use domain::link::Relation;
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::{Narrative, Sentence, WebLink};
use domain::update::{Confidence, ReportedStatus, Statement};
use store::Change;
use uuid::Uuid;

const ACTION: &str = "/actions/PLAN-2024/A-01";

/// The milestone as it stands when a test begins: planned, and moved once.
const AS_MOVED: Version = Version::FIRST.next();

async fn words(browser: &mut Browser, address: &str) -> String {
    html::words(browser.get(address).await.text())
}

fn said(quarter: &str, status: ReportedStatus, confidence: Confidence) -> Statement {
    let narrative = Narrative::parse("As agreed.").unwrap();
    Statement { quarter: quarter.parse().unwrap(), status, confidence, narrative }
}

fn document(name: &str) -> Document {
    let link = WebLink::parse("https://documents.example.gov/document").unwrap();
    Document { title: title(name), link, dated: day("2024-05-02") }
}

async fn report(world: &World, who: Who, reference: &str, said: Statement) {
    let view = world.view(who).await;
    let action = view.facts_by_reference("PLAN-2024", reference).unwrap().id;
    let last: Option<ReportId> = view.reports(action).await.unwrap().first().map(|seen| seen.value.id);
    world
        .does(who, async |change: &mut Change| {
            let id = change.new_id();
            change.report_progress(id, action, last, said).await
        })
        .await;
}

#[tokio::test]
async fn an_update_that_nothing_contradicts_agrees_and_an_old_one_agrees_with_nothing() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("No differences found. Nothing shown contradicts the update of April 10, 2024."), "{page}");
    // Fourteen months later nobody has said anything more.
    world.clock.set(instant("2025-06-10T15:00:00Z"));
    let page = words(&mut browser, ACTION).await;
    assert!(!page.contains("No differences found"), "{page}");
    let too_old = "The last update is out of date. It covers FY 2024 Q2 (January\u{2013}March 2024), and a later \
                   update is overdue. It can't be compared with what dates and evidence show now.";
    assert!(page.contains(too_old), "{page}");
}

#[tokio::test]
async fn what_happened_after_the_update_is_named_with_its_day_and_is_no_agreement() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    world
        .does(Who::Justice, async |change| {
            let sentence = Sentence::parse("The contract came late.").unwrap();
            let to = Reschedule { to: day("2024-12-31"), reason: MoveReason::Procurement, sentence };
            change.move_milestone(History::TRAINING_PLANNED, AS_MOVED, to).await
        })
        .await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("Since the update of April 10, 2024"), "{page}");
    let moved =
        "Curriculum written: due date changed from August 30 to December 31, 2024, 123 days later, on June 3, 2024.";
    assert!(page.contains(moved), "{page}");
    assert!(
        page.contains(
            "Changed since the update. The next update can confirm whether the reported status is still correct."
        ),
        "{page}"
    );
    // What was known before the move is not told after it.
    let before = words(&mut browser, &format!("{ACTION}?as_of=2024-05-31")).await;
    assert!(!before.contains("Since the update") && before.contains("No differences found."), "{before}");
}

#[tokio::test]
async fn every_milestone_completed_does_not_agree_with_in_progress() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let on = day("2024-06-01");
    world
        .does(Who::Justice, async |change| {
            change.complete_milestone(History::TRAINING_PLANNED, AS_MOVED, on, None).await
        })
        .await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("Curriculum written: completed June 1, 2024."), "{page}");
    let differ = "These don't match. Every milestone is completed, but the action is not reported as completed.";
    assert!(page.contains(differ), "{page}");
}

#[tokio::test]
async fn a_blocked_action_whose_linked_action_was_completed_since_does_not_agree() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let view = world.view(Who::Secretariat).await;
    let action = |reference: &str| view.facts_by_reference("PLAN-2024", reference).unwrap().id;
    let (train, shelters) = (action("A-01"), action("A-02"));
    world
        .does(Who::Secretariat, async |change| {
            let id = change.new_id();
            change.link_actions(id, (shelters, train), Relation::ContributesTo, None).await
        })
        .await;
    report(&world, Who::Justice, "A-01", said("FY2024-Q3", ReportedStatus::Blocked, Confidence::AtRisk)).await;
    let page = words(&mut browser, ACTION).await;
    assert!(!page.contains("Changed since the update"), "{page}");
    world.clock.set(instant("2024-06-05T15:00:00Z"));
    report(&world, Who::Health, "A-02", said("FY2024-Q3", ReportedStatus::Completed, Confidence::OnTrack)).await;
    let page = words(&mut browser, ACTION).await;
    let resolved = "A-02 Open shelters, a linked action: reported completed June 5, 2024.";
    assert!(page.contains(resolved) && page.contains("Changed since the update."), "{page}");
}

#[tokio::test]
async fn an_action_of_which_nothing_is_shown_has_nothing_to_compare() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    report(&world, Who::Justice, "A-04", said("FY2024-Q3", ReportedStatus::InProgress, Confidence::OnTrack)).await;
    let page = words(&mut browser, "/actions/PLAN-2024/A-04").await;
    let nothing = "Nothing to compare. No milestone or document shows what was reported.";
    assert!(page.contains(nothing), "{page}");
}

#[tokio::test]
async fn the_page_lists_every_update_that_is_overdue_and_the_one_that_is_truly_next() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    world.clock.set(instant("2024-11-20T15:00:00Z"));
    let page = words(&mut browser, ACTION).await;
    let owed = "Overdue: FY 2024 Q3 (April\u{2013}June 2024), FY 2024 Q4 (July\u{2013}September 2024). \
                Next: FY 2025 Q1 (October\u{2013}December 2024), due January 15, 2025.";
    assert!(page.contains(owed), "{page}");
    report(&world, Who::Justice, "A-01", said("FY2024-Q4", ReportedStatus::InProgress, Confidence::AtRisk)).await;
    let page = words(&mut browser, ACTION).await;
    assert!(!page.contains("Overdue: FY"), "{page}");
    assert!(page.contains("Next: FY 2025 Q1 (October\u{2013}December 2024), due January 15, 2025."), "{page}");
    // It came before its day: it is not due any more.
    report(&world, Who::Justice, "A-01", said("FY2025-Q1", ReportedStatus::InProgress, Confidence::AtRisk)).await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("Next: FY 2025 Q2 (January\u{2013}March 2025), due April 15, 2025."), "{page}");
}

#[tokio::test]
async fn a_document_from_before_a_milestone_was_reopened_does_not_back_the_completion_of_now() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let (id, on) = (History::TRAINING_PLANNED, day("2024-06-01"));
    let milestone = format!("/milestones/{id}");
    let complete = async |version: Version, evidence| {
        world.does(Who::Justice, async |change| change.complete_milestone(id, version, on, evidence).await).await;
    };
    complete(AS_MOVED, Some((Uuid::now_v7().into(), document("The first curriculum")))).await;
    assert!(words(&mut browser, &milestone).await.contains("Verification Evidence attached"));
    world
        .does(Who::Justice, async |change| {
            change.reopen_milestone(id, AS_MOVED.next(), sentence("It was a draft.")).await
        })
        .await;
    complete(AS_MOVED.next().next(), None).await;
    let page = words(&mut browser, &milestone).await;
    assert!(page.contains("Verification Reported only"), "{page}");
    let action = words(&mut browser, ACTION).await;
    assert!(action.contains("Curriculum written: completed June 1, 2024. No evidence attached."), "{action}");
    assert!(action.contains("0 of 1 completed milestone with evidence or verified"), "{action}");
}

#[tokio::test]
async fn a_completed_action_has_evidence_only_where_each_of_its_milestones_has() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let train = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let (first, second, on) = (History::TRAINING_PLANNED, MilestoneId(Uuid::now_v7()), day("2024-06-01"));
    world
        .does(Who::Justice, async |change| {
            change
                .complete_milestone(first, AS_MOVED, on, Some((Uuid::now_v7().into(), document("Curriculum"))))
                .await?;
            change.plan_milestone(second, train, title("Trainers trained"), day("2024-06-03"), None).await?;
            change.complete_milestone(second, Version::FIRST, day("2024-06-03"), None).await
        })
        .await;
    report(&world, Who::Justice, "A-01", said("FY2024-Q3", ReportedStatus::Completed, Confidence::OnTrack)).await;
    let page = words(&mut browser, ACTION).await;
    // The draft that was attached while the work was in progress does not show that it is completed.
    let verification = "Verification Reported only 1 of 2 completed milestones with evidence or verified";
    assert!(page.contains(verification), "{page}");
    let only = "Reported only. 1 of 2 completed milestones has neither a document nor a verification.";
    assert!(page.contains(only), "{page}");
    world
        .does(Who::Justice, async |change| {
            let id = change.new_id();
            change.attach_evidence(id, train, Some(second), document("Attendance")).await
        })
        .await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("Verification Evidence attached 2 of 2 completed milestones"), "{page}");
    assert!(page.contains("No differences found."), "{page}");
}

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

#[tokio::test]
async fn on_track_and_a_milestone_that_the_agency_itself_expects_late_do_not_match() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let view = world.view(Who::Justice).await;
    let action = view.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let planned = view.milestones(action).await.unwrap();
    let due = planned.iter().find(|seen| seen.value.id == History::TRAINING_PLANNED).unwrap().value.due;
    let expect = async |seen: Version, expected| {
        world
            .does(Who::Justice, async |change: &mut Change| {
                change.forecast_milestone(History::TRAINING_PLANNED, seen, Some(expected)).await
            })
            .await;
    };
    expect(AS_MOVED, due).await;
    report(&world, Who::Justice, "A-01", said("FY2024-Q3", ReportedStatus::InProgress, Confidence::OnTrack)).await;
    let page = words(&mut browser, ACTION).await;
    assert!(page.contains("No differences found."), "expected on its due date: {page}");

    expect(AS_MOVED.next(), due + chrono::TimeDelta::days(40)).await;
    let page = words(&mut browser, ACTION).await;
    let differs = "These don't match. Reported as on track, but a milestone is expected after its due date.";
    assert!(page.contains(differs), "{page}");
    let expected = domain::date::in_table(due + chrono::TimeDelta::days(40));
    assert!(page.contains(&format!("expected {expected}")), "{page}");
    let file = world.signed_in(Who::Auditor).await.get("/exports/actions.json?q=A-01").await;
    assert!(file.text().contains("These don't match"), "the file of actions says so, too: {}", file.text());
}
