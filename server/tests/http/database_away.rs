//! What people are told while the database does not answer or cannot keep what they send, and that nothing typed is lost.

use crate::browser::{Answer, Browser, fields};
use crate::html::{self, Form};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use faults::Faults;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

const SUMMARY: &str = "Two of three regions trained.\nThe third waits for a room & a <trainer>.";

/// A liaison with a filled form.
async fn at_the_form(world: &World) -> (Browser, Form) {
    let mut liaison = world.signed_in(Who::Justice).await;
    let action = Target::make(world, Thing::Action, Object::OfJustice, "Train").await;
    let page = action.fill("/actions/{plan}/{reference}/report");
    let form = html::form(liaison.get(&page).await.text(), "/api/report_progress").unwrap();
    let form = form.with("status", "in-progress").with("confidence", "at-risk").with("narrative", SUMMARY);
    (liaison, form)
}

fn gives_everything_back(answer: &Answer, form: &Form) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.header("retry-after").is_empty());
    assert!(answer.header("content-security-policy").contains("form-action 'self'"));
    let again = html::form(answer.text(), "/api/report_progress").unwrap();
    for (name, typed) in &form.fields {
        assert_eq!(again.get(name), typed, "{name}");
    }
    assert!(answer.text().contains(">Submit again</button>"), "{}", answer.text());
    let summary = html::tags(answer.text()).into_iter().find(|tag| tag.attribute("name") == Some("narrative"));
    assert_eq!(summary.unwrap().name, "textarea", "several lines, as in the form");
    assert!(answer.text().contains("aria-label=\"About this site\""), "it says what site it is");
}

#[tokio::test]
async fn a_liaison_who_submits_while_the_database_is_away_gets_everything_back_that_was_typed() {
    let world = World::begin().await;
    let (mut liaison, form) = at_the_form(&world).await;
    world.store.clone().close().await.unwrap();
    let answer = liaison.post("/api/report_progress", &form.fields).await;
    gives_everything_back(&answer, &form);
    assert!(answer.text().contains("The database isn't responding. Nothing was saved."), "{}", answer.text());
    assert!(liaison.cookie.is_some(), "the session is not given up");
}

#[tokio::test]
async fn a_program_that_submits_while_the_database_is_away_is_told_so_in_words() {
    let world = World::begin().await;
    let (mut liaison, form) = at_the_form(&world).await;
    world.store.clone().close().await.unwrap();
    let answer = liaison.call("/api/report_progress", &form.fields).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.text(), "The database isn't responding. Nothing was saved.");
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_answered_as_saved_and_when_there_is_room_again_the_same_form_is() {
    let folder = tempfile::tempdir().unwrap();
    // Watched before the database is opened.
    let disk = Faults::in_folder(folder.path()).unwrap();
    let world = World::in_folder(folder).await;
    let (mut liaison, form) = at_the_form(&world).await;
    let before = world.size().await;
    disk.full_disk();
    for _ in 0..2 {
        let answer = liaison.post("/api/report_progress", &form.fields).await;
        gives_everything_back(&answer, &form);
        assert!(answer.text().contains("The disk of the database is full. Nothing was saved."), "{}", answer.text());
    }
    assert!(liaison.get("/readyz").await.text().starts_with("no: The disk of the database is full."));
    assert_eq!(world.size().await, before);
    disk.heal();
    let answer = liaison.post("/api/report_progress", &form.fields).await;
    assert!(answer.status.is_redirection(), "{}", answer.text());
    // Asked past the store: what another process finds, and a restart.
    assert_eq!(size_on_disk(&world).await, before + 1);
    assert_eq!(world.signed_in(Who::Chair).await.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refused_form_that_cannot_be_left_for_its_page_is_given_back_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Faults::in_folder(folder.path()).unwrap();
    let world = World::in_folder(folder).await;
    let (mut liaison, form) = at_the_form(&world).await;
    // Refused by a rule, and so nothing of it is written but the notice.
    let form = form.with("quarter", "FY2025-Q4");
    disk.full_disk();
    let answer = liaison.post("/api/report_progress", &form.fields).await;
    gives_everything_back(&answer, &form);
    assert!(answer.text().contains("Nothing was saved."), "{}", answer.text());
}

/// What a process finds that opens the file.
async fn size_on_disk(world: &World) -> u64 {
    let head = Statement::from_string(DbBackend::Sqlite, "SELECT size FROM head");
    let row = world.raw().await.query_one_raw(head).await.unwrap().unwrap();
    u64::try_from(row.try_get::<i64>("", "size").unwrap()).unwrap()
}

#[tokio::test]
async fn a_password_is_not_sent_back_when_the_database_is_away() {
    let world = World::begin().await;
    let mut visitor = world.visitor();
    world.store.clone().close().await.unwrap();
    let typed = [("address", "ana@agency.example"), ("password", "nine patient herons"), ("next", "/plans")];
    let answer = visitor.post("/sign-in", &fields(&typed)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("ana@agency.example"), "{}", answer.text());
    assert!(!answer.text().contains("herons"), "{}", answer.text());
}

#[tokio::test]
async fn whoever_watches_the_server_hears_that_it_lives_without_the_database_and_that_it_is_not_ready() {
    let world = World::begin().await;
    let mut watcher = world.signed_in(Who::Justice).await;
    assert_eq!(watcher.get("/readyz").await.text(), "yes\n");
    world.store.clone().close().await.unwrap();
    let asked = std::time::Instant::now();
    assert_eq!(watcher.get("/healthz").await.text(), "yes\n");
    assert!(asked.elapsed().as_millis() < 500, "no session is looked up for it");
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let answer = watcher.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().starts_with("no: The database isn't responding."), "{}", answer.text());
}

#[tokio::test]
async fn a_page_says_that_the_database_is_away_and_asks_to_come_back() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    world.store.clone().close().await.unwrap();
    let answer = chair.get("/plans").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "5");
    assert!(answer.text().contains("The database isn't responding"), "{}", answer.text());
}
