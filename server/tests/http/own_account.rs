//! People and their own account: the sessions that they see and end, the password that they change, and what they are told
//! when a session is over.

use crate::browser::{Answer, Browser, fields};
use crate::html::{self, Form};
use crate::world::{PASSWORD, Who, World};
use axum::http::StatusCode;

const CHOSEN: &str = "nine patient herons";

async fn words(browser: &mut Browser, address: &str) -> String {
    html::words(browser.get(address).await.text())
}

async fn password_form(browser: &mut Browser, current: &str, new: &str, again: &str) -> Form {
    let page = browser.get("/settings/password").await;
    let form = html::form(page.text(), "/settings/password").unwrap();
    form.with("current_password", current).with("password", new).with("again", again)
}

async fn change(browser: &mut Browser, current: &str, new: &str, again: &str) -> Answer {
    let form = password_form(browser, current, new, again).await;
    let sent = browser.post("/settings/password", &form.fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let to = sent.location().to_owned();
    browser.get(&to).await
}

#[tokio::test]
async fn a_person_sees_where_they_are_signed_in_and_ends_a_session_elsewhere() {
    let world = World::begin().await;
    let (mut here, mut there) = (world.signed_in(Who::Justice).await, world.signed_in(Who::Justice).await);
    let settings = here.get("/settings").await;
    let shown = html::words(settings.text());
    assert_eq!(shown.matches("This session").count(), 1, "{shown}");
    let ends: Vec<String> = html::tags(settings.text())
        .iter()
        .filter_map(|tag| tag.attribute("href").map(str::to_owned))
        .filter(|link| link.starts_with("/settings/sessions/"))
        .collect();
    assert_eq!(ends.len(), 1, "{shown}");
    let told = here.send_form(&ends[0], "/api/end_session", &[]).await;
    assert!(html::words(told.text()).contains("Session ended."), "{}", html::words(told.text()));
    assert_eq!(there.get("/").await.location(), "/sign-in");
    assert!(words(&mut there, "/sign-in").await.contains("You were signed out. The session was ended on"));
    assert_eq!(here.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_person_changes_their_password_and_only_their_other_sessions_end() {
    let world = World::begin().await;
    let (mut here, mut there) = (world.signed_in(Who::Justice).await, world.signed_in(Who::Justice).await);
    let mut another = world.signed_in(Who::Health).await;
    let form = password_form(&mut here, PASSWORD, CHOSEN, CHOSEN).await;
    here.post("/settings/password", &form.fields).await;
    let told = words(&mut here, "/settings").await;
    assert!(told.contains("Your password was changed. Your other sessions were ended."), "{told}");
    assert_eq!(there.get("/").await.location(), "/sign-in");
    assert_eq!(another.get("/").await.status, StatusCode::OK);
    assert_eq!(world.visitor().sign_in(&Who::Justice.address(), CHOSEN).await.location(), "/");
    assert_ne!(world.visitor().sign_in(&Who::Justice.address(), PASSWORD).await.location(), "/");

    // A second press of the button is no wrong guess at the password.
    here.post("/settings/password", &form.fields).await;
    let told = words(&mut here, "/settings").await;
    assert!(told.contains("You already submitted this form. It was saved once."), "{told}");
}

#[tokio::test]
async fn a_password_is_not_changed_without_the_current_one_and_wrong_ones_count_as_guesses() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for (current, new, again, fault) in [
        (PASSWORD, "q9z", "q9z", "Use 12 to 256 characters."),
        (PASSWORD, CHOSEN, "nine patient heron", "The passwords don't match. Enter the same password twice."),
        ("not this one", CHOSEN, CHOSEN, "This is not your current password."),
    ] {
        let told = change(&mut browser, current, new, again).await;
        let shown = html::words(told.text());
        assert!(
            shown.contains("There is 1 error on this page. Your changes were not saved.") && shown.contains(fault),
            "{shown}"
        );
        assert!(!told.text().contains(current) && !told.text().contains(new), "no password comes back");
    }
    // As if the one that was wrong had been tried twenty times more.
    world.tamper("UPDATE guesses SET failed = failed + 20").await;
    let told = change(&mut browser, PASSWORD, CHOSEN, CHOSEN).await;
    assert!(
        html::words(told.text()).contains("Too many failed attempts. Try again in"),
        "{}",
        html::words(told.text())
    );
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "the session goes on");
}

#[tokio::test]
async fn a_password_form_that_another_person_opened_changes_nothing() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let form = password_form(&mut browser, PASSWORD, CHOSEN, CHOSEN).await;
    browser.sign_in(&Who::Health.address(), PASSWORD).await;
    let sent = browser.post("/settings/password", &form.fields).await;
    let told = words(&mut browser, sent.location()).await;
    assert!(told.contains("This form was opened under another account."), "{told}");
    assert_eq!(world.visitor().sign_in(&Who::Health.address(), PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn a_wrong_password_while_signed_in_keeps_the_session() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let cookie = browser.cookie.clone();
    let refused = browser.sign_in(&Who::Health.address(), "not this one").await;
    let told = words(&mut browser, refused.location()).await;
    assert!(told.contains("Email or password is incorrect."), "{told}");
    assert_eq!(browser.cookie, cookie);
    assert!(words(&mut browser, "/").await.contains("Jo Reyes"));
}

#[tokio::test]
async fn whoever_is_signed_in_and_opens_the_sign_in_page_stays_signed_in_and_is_told_so() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let told = words(&mut browser, "/sign-in").await;
    assert!(told.contains("You are signed in as Jo Reyes."), "{told}");
    assert!(words(&mut browser, "/").await.contains("Jo Reyes"));
}

#[tokio::test]
async fn the_sign_in_page_says_why_a_session_is_over() {
    let world = World::begin().await;
    for (sql, why) in [
        (
            "UPDATE sessions SET seen_at = seen_at - 1800000000",
            "You were signed out because you were inactive for 30 minutes.",
        ),
        (
            "UPDATE sessions SET created_at = created_at - 43200000000",
            "You were signed out because a session lasts at most 12 hours.",
        ),
        ("DELETE FROM sessions", "You were signed out. The session was ended on another device"),
    ] {
        let mut browser = world.signed_in(Who::Justice).await;
        world.tamper(sql).await;
        let sent = browser.get("/actions").await;
        assert_eq!(sent.location(), "/sign-in?next=%2Factions");
        let told = words(&mut browser, sent.location()).await;
        assert!(told.contains(why), "{told}");
    }
    let mut browser = world.signed_in(Who::Justice).await;
    browser.post("/sign-out", &fields(&[])).await;
    assert!(!words(&mut browser, "/sign-in").await.contains("You were signed out"), "they know");
}
