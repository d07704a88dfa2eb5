//! A page that is not there says why, with everything around it that the reader needs to go on.

use crate::html;
use crate::world::{Who, World};
use axum::http::StatusCode;

#[tokio::test]
async fn a_reader_who_finds_nothing_still_has_navigation_lens_and_account() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for (address, status, said) in [
        (
            "/plans/NOPE",
            StatusCode::NOT_FOUND,
            "Page not found Check the address. Or you may not have access to this page.",
        ),
        (
            "/no/such/page",
            StatusCode::NOT_FOUND,
            "Page not found Check the address. Or you may not have access to this page.",
        ),
        (
            "/people",
            StatusCode::NOT_FOUND,
            "Page not found Check the address. Or you may not have access to this page.",
        ),
        ("/actions?status=done", StatusCode::BAD_REQUEST, "\"done\" isn't a valid value for \"status\"."),
        ("/actions?as_of=2034-01-01", StatusCode::BAD_REQUEST, "January 1, 2034, is in the future."),
    ] {
        let answer = browser.get(address).await;
        assert_eq!(answer.status, status, "{address}");
        let page = answer.text();
        let words = html::words(page);
        assert!(words.contains(said), "{address}: {words}");
        assert!(
            page.contains("aria-label=\"Main\"") && page.contains("c-lens") && words.contains("Sign out"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_day_before_the_record_leads_back_to_the_same_list_as_of_now() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Chair).await;
    let answer = browser.get("/actions?plan=PLAN-2024&sort=slip&as_of=2001-01-01").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(html::words(answer.text()).contains("Concord's information begins on "), "{}", answer.text());
    assert!(answer.text().contains("href=\"/actions?plan=PLAN-2024&amp;sort=slip\""), "{}", answer.text());
}

#[tokio::test]
async fn a_filter_that_is_not_known_leads_to_the_list_at_the_same_point() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Auditor).await;
    let page = browser.get("/actions?confidence=high&as_of=entry:9").await;
    assert!(page.text().contains("href=\"/actions?as_of=entry:9\""), "{}", page.text());
    assert!(html::words(page.text()).contains("You are viewing Concord as of February 20, 2024 (log entry 10)."));
}

#[tokio::test]
async fn who_is_not_signed_in_sees_nothing_of_the_record_around_it() {
    let world = World::begin().await;
    let answer = world.visitor().get("/no/such/page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!answer.text().contains("aria-label=\"Main\"") && !answer.text().contains("c-lens"), "{}", answer.text());
}
