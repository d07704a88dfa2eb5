//! Pages that browsers fetch before their link is followed: what is said once, and what is noted, waits for the reader.

use crate::browser::{Answer, Browser, request};
use crate::html;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::body::Body;
use axum::http::Method;
use axum::http::header::ACCEPT;

async fn ahead(browser: &mut Browser, path: &str) -> Answer {
    let request = request(Method::GET, path).header(ACCEPT, "text/html").header("sec-purpose", "prefetch");
    browser.send(request, Body::empty()).await
}

#[tokio::test]
async fn a_page_fetched_ahead_is_the_page_that_is_asked_for() {
    let world = World::begin().await;
    let mut chair = world.signed_in(Who::Chair).await;
    let fetched = ahead(&mut chair, "/actions").await;
    assert_eq!((fetched.status.as_u16(), fetched.text()), (200, chair.get("/actions").await.text()));
}

#[tokio::test]
async fn what_was_done_is_said_to_the_reader_and_not_to_a_page_fetched_ahead() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let action = Target::make(&world, Thing::Action, Object::OfHealth, "Shelters").await;
    let page = action.fill("/actions/{plan}/{reference}");
    let form = html::form(browser.get(&format!("{page}/amend")).await.text(), "/api/amend_action").unwrap();
    let typed = [("title", "Open other shelters"), ("kind", "changes-commitment"), ("reason", "As agreed.")];
    let form = typed.iter().fold(form, |form, (name, value)| form.with(name, value));
    browser.post("/api/amend_action", &form.fields).await;
    assert_eq!(ahead(&mut browser, &page).await.status, 503);
    assert!(browser.get(&page).await.text().contains("role=\"status\""), "the reader is told");
    assert_eq!(ahead(&mut browser, &page).await.status, 200, "and then there is nothing left to say");
}

#[tokio::test]
async fn a_file_is_neither_handed_out_ahead_nor_noted() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let before = (world.rows("access_log").await, world.rows("security_log").await);
    for path in ["/exports/actions.csv", "/exports/ledger.jsonl"] {
        assert_eq!(ahead(&mut auditor, path).await.status, 503, "{path}");
    }
    assert_eq!((world.rows("access_log").await, world.rows("security_log").await), before);
    assert_eq!(auditor.get("/exports/actions.csv").await.status, 200);
    assert_eq!(world.rows("access_log").await, before.0 + 1);
}

#[tokio::test]
async fn every_page_names_the_rules_and_no_file_does() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let page = auditor.get("/").await;
    let rules = page.header("speculation-rules");
    assert!(rules.ends_with("/speculation-rules.json\""), "{rules}");
    assert_eq!(auditor.get("/exports/actions.csv").await.header("speculation-rules"), "");
    let file = auditor.get(rules.trim_matches('"')).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/speculationrules+json"));
}
