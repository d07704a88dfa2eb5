//! Dates that cannot be bent on the pages: who is offered what, what the forms ask for, and what stays visible.

use crate::html::{self, words};
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World, day, instant, title};
use axum::http::StatusCode;
use domain::Version;
use domain::evidence::Document;
use domain::text::{Sentence, WebLink};

const ACTION: &str = "/actions/PLAN-2024/A-01";

fn milestone() -> String {
    format!("/milestones/{}", History::TRAINING_PLANNED)
}

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

/// The milestone of the history that was moved once, by 91 days.
async fn withdrawn(world: &World) {
    let reason = sentence("Merged with another.");
    world
        .does(Who::Secretariat, async |change| {
            change.withdraw_milestone(History::TRAINING_PLANNED, Version(2), reason).await
        })
        .await;
}

#[tokio::test]
async fn only_the_secretariat_is_asked_for_the_reason_of_a_past_due_date() {
    let world = World::begin().await;
    let form = format!("{ACTION}/plan-milestone");
    let asks =
        async |who| words(world.signed_in(who).await.get(&form).await.text()).contains("Reason for a past due date");
    assert!(asks(Who::Secretariat).await);
    assert!(!asks(Who::Justice).await);
}

#[tokio::test]
async fn a_liaison_who_types_a_day_that_is_past_is_told_so_at_the_due_date_and_loses_nothing() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let page = browser.get(&format!("{ACTION}/plan-milestone")).await;
    let form = html::form(page.text(), "/api/plan_milestone").unwrap().with("title", "Sites chosen");
    let before = world.size().await;
    let answer = browser.post("/api/plan_milestone", &form.with("due", "May 31, 2024").fields).await;
    assert_eq!(world.size().await, before);
    let page = browser.get(answer.location()).await;
    let told = "Enter a due date of today, June 3, 2024, or later. Only the secretariat can set an earlier one.";
    assert!(words(page.text()).contains(told), "{}", words(page.text()));
    assert_eq!(html::form(page.text(), "/api/plan_milestone").unwrap().get("title"), "Sites chosen");
}

#[tokio::test]
async fn a_milestone_that_was_moved_is_withdrawn_by_the_secretariat_and_the_agency_is_told_to_ask() {
    let world = World::begin().await;
    let form = format!("{}/withdraw", milestone());
    let mut liaison = world.signed_in(Who::Justice).await;
    assert!(!liaison.get(&milestone()).await.text().contains(&form));
    let told = words(liaison.get(&form).await.text());
    assert!(told.contains("The due date of this milestone was changed. Ask the secretariat to withdraw it."), "{told}");
    let id = History::TRAINING_PLANNED.to_string();
    let typed = [("id", id.as_str()), ("version", "2"), ("reason", "Not needed.")];
    let typed: Vec<(String, String)> = typed.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    let before = world.size().await;
    assert_ne!(liaison.call("/api/withdraw_milestone", &typed).await.status, StatusCode::OK);
    assert_eq!(world.size().await, before);

    let mut secretariat = world.signed_in(Who::Secretariat).await;
    assert!(secretariat.get(&milestone()).await.text().contains(&form));
    let page = secretariat.get(&form).await;
    let filled = html::form(page.text(), "/api/withdraw_milestone").unwrap().with("reason", "Merged with another.");
    secretariat.post("/api/withdraw_milestone", &filled.fields).await;
    assert_eq!(world.size().await, before + 1);
}

#[tokio::test]
async fn withdrawn_milestones_stay_visible_and_are_counted_apart_with_their_slip() {
    let world = World::begin().await;
    withdrawn(&world).await;
    let mut browser = world.signed_in(Who::Justice).await;
    let action = words(browser.get(ACTION).await.text());
    assert!(action.contains("1 withdrawn, 91 days of slip"), "{action}");
    let list = browser.get("/milestones").await;
    assert!(words(list.text()).contains("Not included: 1 withdrawn, 91 days of slip"), "{}", words(list.text()));
    assert!(list.text().contains("/milestones?state=withdrawn"));
    assert!(!list.text().contains(&milestone()));
    let apart = browser.get("/milestones?state=withdrawn").await;
    assert!(words(apart.text()).contains("1 withdrawn, 91 days of slip."), "{}", words(apart.text()));
    assert!(apart.text().contains(&milestone()));
    let file = browser.get("/exports/milestones.csv?state=withdrawn").await;
    assert_eq!(file.status, StatusCode::OK);
    let row = file.text().lines().find(|line| line.contains(&History::TRAINING_PLANNED.to_string())).unwrap();
    assert!(row.contains("Withdrawn") && row.contains("91"), "{row}");
}

#[tokio::test]
async fn reopening_says_that_it_ends_the_verification_and_keeps_the_reason() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::CompletedMilestone, crate::rights::Object::OfHealth, "Fresh").await;
    let id: domain::ids::MilestoneId = target.fill("{milestone}").parse().unwrap();
    world
        .does(Who::Secretariat, async |change| {
            change.verify_completion(id, Version(2), sentence("The list was read.")).await
        })
        .await;
    let mut browser = world.signed_in(Who::Health).await;
    let page = browser.get(&target.fill("/milestones/{milestone}/reopen")).await;
    assert!(words(page.text()).contains("Reopening ends the verification of June 3, 2024."), "{}", words(page.text()));
    let form = html::form(page.text(), "/api/reopen_milestone").unwrap();
    let before = world.size().await;
    browser.post("/api/reopen_milestone", &form.fields).await;
    assert_eq!(world.size().await, before, "a reason is required");
    browser.post("/api/reopen_milestone", &form.with("reason", "Two sites were counted twice.").fields).await;
    let page = words(browser.get(&target.fill("/milestones/{milestone}")).await.text());
    let note = "Reopened June 3, 2024: Two sites were counted twice. This ended the completion of June 3, 2024 and its \
                verification of June 3, 2024.";
    assert!(page.contains(note), "{page}");
}

#[tokio::test]
async fn an_action_past_its_own_timeframe_is_overdue_on_its_page_and_in_the_list() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    assert!(!browser.get("/actions?timeframe=ended").await.text().contains(ACTION));
    world.clock.set(instant("2025-04-30T15:00:00Z"));
    let page = words(browser.get(ACTION).await.text());
    assert!(page.contains("The timeframe ended December 31, 2024, 120 days ago."), "{page}");
    assert!(browser.get("/actions?timeframe=ended").await.text().contains(ACTION));
    assert_eq!(browser.get("/actions?timeframe=begun").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_document_that_is_attached_already_shows_the_completion_of_its_day() {
    let world = World::begin().await;
    let milestone = milestone();
    let mut justice = world.signed_in(Who::Justice).await;
    let complete = format!("{milestone}/complete");
    let before = world.size().await;
    let early = [("on", "January 31, 2024")];
    let told = words(justice.send_form(&complete, "/api/complete_milestone", &early).await.text());
    assert!(told.contains("To mark it complete on January 31, 2024, attach a document with that date."), "{told}");
    assert_eq!(world.size().await, before);
    let link = WebLink::parse("https://documents.example.gov/curriculum").unwrap();
    let document = Document { title: title("Curriculum"), link, dated: day("2024-01-31") };
    world
        .does(Who::Justice, async |change| {
            let action = History::TRAINING_PLANNED;
            let (id, of) = (change.new_id(), world.view(Who::Justice).await.milestone(action).await?.value.action);
            change.attach_evidence(id, of, Some(action), document).await
        })
        .await;
    let told = words(justice.send_form(&complete, "/api/complete_milestone", &early).await.text());
    assert!(told.contains("Milestone completed, with evidence."), "{told}");
    assert_eq!(world.size().await, before + 2);
}
