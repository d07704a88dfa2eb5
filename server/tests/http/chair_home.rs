//! The home of the chair: what is off track and what recovered, what slipped and what was withdrawn, each with the dates that
//! its numbers stand for.

use crate::html::words;
use crate::world::{History, Who, World, day, instant};
use axum::http::StatusCode;
use domain::date::FiscalQuarter;
use domain::ids::{ReportId, Version};
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use domain::text::{Narrative, Sentence};
use domain::update::{Confidence, ReportedStatus, Statement};

/// The liaison of Justice says on a day how the training goes.
async fn reports(world: &World, on: &str, confidence: Confidence) {
    world.clock.set(instant(&format!("{on}T17:00:00Z")));
    let view = world.view(Who::Justice).await;
    let action = view.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let last = view.reports(action).await.unwrap().first().map(|seen| seen.value.id);
    let statement = Statement {
        quarter: "FY2024-Q3".parse::<FiscalQuarter>().unwrap(),
        status: ReportedStatus::InProgress,
        confidence,
        narrative: Narrative::parse(&format!("Said on {on}.")).unwrap(),
    };
    world
        .does(Who::Justice, async |change| {
            let id: ReportId = change.new_id();
            change.report_progress(id, action, last, statement).await
        })
        .await;
}

/// And moves the date of its milestone.
async fn moves(world: &World, on: &str, to: &str, reason: MoveReason) {
    world.clock.set(instant(&format!("{on}T17:00:00Z")));
    let seen = world.view(Who::Justice).await.milestone(History::TRAINING_PLANNED).await.unwrap().version;
    let to = Reschedule { to: day(to), reason, sentence: Sentence::parse("As agreed with counsel.").unwrap() };
    world.does(Who::Justice, async |change| change.move_milestone(History::TRAINING_PLANNED, seen, to).await).await;
}

async fn home(world: &World, since: &str) -> String {
    words(world.signed_in(Who::Chair).await.get(&format!("/?since={since}")).await.text())
}

#[tokio::test]
async fn the_chair_sees_since_when_an_action_is_off_track_and_when_it_recovered() {
    let world = World::begin().await;
    reports(&world, "2024-06-10", Confidence::OffTrack).await;
    reports(&world, "2024-07-10", Confidence::OffTrack).await;
    let page = home(&world, "2024-06-05").await;
    assert!(page.contains("Off track 1 At earlier meetings: February 13, 2024: 0. 1 more (was 0)"), "{page}");
    let row = "Justice A-01 Off track \u{201c}Said on 2024-07-10.\u{201d} Justice, July 10, 2024 June 10, 2024 30 days";
    assert!(page.contains(row), "since when, and what was said last: {page}");
    assert!(!page.contains("no longer reported off track"), "{page}");

    reports(&world, "2024-08-10", Confidence::AtRisk).await;
    reports(&world, "2024-08-20", Confidence::OnTrack).await;
    let page = home(&world, "2024-07-20").await;
    assert!(page.contains("Recovered: 1 no longer reported off track All 1"), "{page}");
    let since = "Justice On track since Aug. 20, 2024";
    assert!(page.contains(since), "on track since then; on August 10 it was at risk: {page}");
}

#[tokio::test]
async fn an_action_whose_off_track_update_was_retracted_did_not_recover() {
    let world = World::begin().await;
    reports(&world, "2024-06-10", Confidence::OffTrack).await;
    world.clock.set(instant("2024-07-10T17:00:00Z"));
    let view = world.view(Who::Secretariat).await;
    let action = view.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let last = view.reports(action).await.unwrap().into_iter().find(|seen| seen.value.stands()).unwrap();
    let reason = Sentence::parse("By mistake.").unwrap();
    world.does(Who::Secretariat, async |c| c.retract_report(last.value.id, last.version, reason).await).await;
    let page = home(&world, "2024-06-20").await;
    assert!(page.contains("Justice Update retracted"), "{page}");
    assert!(!page.contains("On track since"), "{page}");
}

#[tokio::test]
async fn what_slipped_shows_the_dates_between_which_its_days_lie_and_every_reason_in_between() {
    let world = World::begin().await;
    moves(&world, "2024-06-10", "2024-09-30", MoveReason::Clearance).await;
    moves(&world, "2024-07-10", "2024-10-30", MoveReason::Funding).await;
    let page = home(&world, "2024-06-05").await;
    assert!(page.contains("1 open milestone slipped since June 5, 2024 All 1 milestone"), "{page}");
    assert!(page.contains("Aug. 30, 2024 Oct. 30, 2024 +61 Clearance or approval +31; Funding +30"), "{page}");

    let seen = world.view(Who::Justice).await.milestone(History::TRAINING_PLANNED).await.unwrap().version;
    let on = day("2024-07-09");
    world
        .does(Who::Justice, async |change| change.complete_milestone(History::TRAINING_PLANNED, seen, on, None).await)
        .await;
    let page = home(&world, "2024-06-05").await;
    assert!(page.contains("No due dates slipped since June 5, 2024"), "{page}");
    assert!(page.contains("1 other milestone slipped and has since been completed."), "{page}");
}

#[tokio::test]
async fn a_list_of_date_changes_comes_to_the_days_and_the_number_that_lead_there() {
    let world = World::begin().await;
    moves(&world, "2024-06-10", "2024-09-30", MoveReason::Clearance).await;
    moves(&world, "2024-07-10", "2024-10-30", MoveReason::Funding).await;
    let mut browser = world.signed_in(Who::Chair).await;
    let dashboard = words(browser.get("/plans/PLAN-2024/dashboard").await.text());
    assert!(dashboard.contains("152 days in 3 date changes."), "{dashboard}");
    let page = words(browser.get("/date-changes?plan=PLAN-2024").await.text());
    assert!(page.contains("3 date changes of 1 milestone that was not withdrawn"), "{page}");
    assert!(page.contains("Total of 3 changes +152"), "{page}");
    assert!(
        page.contains(
            "Mar. 4, 2024 May 31, 2024 Aug. 30, 2024 +91 Clearance or approval The reviewers asked for more time."
        ),
        "{page}"
    );
    let page = words(browser.get("/date-changes?plan=PLAN-2024&reason=funding").await.text());
    assert!(page.contains("1 date change of 1 milestone") && page.contains("Total of 1 change +30"), "{page}");
    let page = words(browser.get("/date-changes?since=2024-06-05").await.text());
    assert!(page.contains("2 date changes of 1 milestone") && page.contains("Total of 2 changes +61"), "{page}");
    let refused = browser.get("/date-changes?plan=NOPE").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let beyond = words(browser.get("/date-changes?page=9").await.text());
    assert!(beyond.contains("Page 9 doesn't exist."), "{beyond}");
    let draft = words(world.signed_in(Who::Auditor).await.get("/date-changes?plan=QUICKSILVER-2025").await.text());
    assert!(draft.contains("We couldn't find a plan with the code \"QUICKSILVER-2025\"."), "{draft}");
}

#[tokio::test]
async fn the_chair_is_shown_what_was_withdrawn_since_with_its_slip_and_its_reason() {
    let world = World::begin().await;
    let before = home(&world, "2024-06-02").await;
    assert!(
        before.contains("0 actions and milestones withdrawn")
            && before.contains("No actions or milestones were withdrawn."),
        "{before}"
    );
    world
        .does(Who::Secretariat, async |change| {
            let reason = Sentence::parse("The states write their own.").unwrap();
            change.withdraw_milestone(History::TRAINING_PLANNED, Version::FIRST.next(), reason).await
        })
        .await;
    let page = home(&world, "2024-06-02").await;
    assert!(page.contains("1 action or milestone withdrawn View 1 milestone"), "{page}");
    assert!(page.contains("+91 The states write their own."), "{page}");
    let list = "/milestones?plan=in-force&state=withdrawn&since=2024-06-02&changed=withdrawn";
    let opened = words(world.signed_in(Who::Chair).await.get(list).await.text());
    assert!(opened.contains("Curriculum written"), "the list that the number opens: {opened}");
}
