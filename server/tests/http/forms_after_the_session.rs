//! A form that is sent after its session has ended waits for whoever wrote it, and for nobody else.

use crate::browser::{Browser, fields};
use crate::html::{self, Form};
use crate::rights::Object;
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::targets::{Target, Thing};
use crate::world::{PASSWORD, Who, World};
use axum::http::StatusCode;

const WORDS: &str = "The award letters wait for a signature.";

fn reporting() -> &'static CommandRow {
    COMMAND_ROWS.iter().find(|row| row.function == "/api/report_progress").unwrap()
}

/// A report that Justice has written, and the page that it was written on.
async fn written(world: &World) -> (Browser, String, Form) {
    let target = Target::make(world, Thing::Action, Object::OfJustice, "Fresh").await;
    let page = target.fill(reporting().page);
    let mut browser = world.signed_in(Who::Justice).await;
    let form = html::form(browser.get(&page).await.text(), reporting().function).unwrap();
    (browser, page, form.with("narrative", WORDS))
}

async fn shown(browser: &mut Browser, page: &str) -> String {
    let answer = browser.get(page).await;
    html::form(answer.text(), reporting().function).map(|form| form.get("narrative").to_owned()).unwrap_or_default()
}

#[tokio::test]
async fn what_was_typed_comes_back_when_the_same_person_signs_in_again() {
    let world = World::begin().await;
    let (mut browser, page, form) = written(&world).await;
    world.tamper("UPDATE sessions SET seen_at = 0, created_at = 0").await;
    let before = world.size().await;

    let sent = browser.post(reporting().function, &form.fields).await;
    assert!(sent.location().starts_with("/sign-in?next="), "{}", sent.location());
    assert_eq!(world.size().await, before);
    let door = browser.get(sent.location()).await;
    assert!(html::words(door.text()).contains("We kept what you typed."), "{}", html::words(door.text()));
    // A slip of the finger on the way in does not lose it.
    browser.sign_in(&Who::Justice.address(), "not the password").await;
    let entered = browser.sign_in(&Who::Justice.address(), PASSWORD).await;
    assert_eq!(entered.location(), "/");

    let page = browser.get(&page).await;
    assert!(html::title(page.text()).starts_with("Error: "));
    assert!(html::words(page.text()).contains("Your text is below. Review it and submit again."));
    let again = html::form(page.text(), reporting().function).unwrap();
    assert_eq!(again.get("narrative"), WORDS);
}

#[tokio::test]
async fn another_person_who_signs_in_there_does_not_find_it() {
    let world = World::begin().await;
    let (mut browser, page, form) = written(&world).await;
    let mut other = browser.clone();
    other.post("/sign-out", &fields(&[])).await;
    browser.post(reporting().function, &form.fields).await;
    browser.sign_in(&Who::Secretariat.address(), PASSWORD).await;
    assert_eq!(shown(&mut browser, &page).await, "");
}

#[tokio::test]
async fn a_form_of_somebody_who_left_is_not_sent_in_anothers_name() {
    let world = World::begin().await;
    let (mut browser, page, form) = written(&world).await;
    browser.sign_in(&Who::Secretariat.address(), PASSWORD).await;
    let before = world.size().await;
    let sent = browser.post(reporting().function, &form.fields).await;
    assert_eq!((sent.location(), world.size().await), (page.as_str(), before));
    let answer = browser.get(&page).await;
    assert!(html::words(answer.text()).contains("This form was opened under another account."));
    assert!(!answer.text().contains(WORDS));
}

#[tokio::test]
async fn nothing_is_kept_for_people_there_are_not() {
    let world = World::begin().await;
    let (_, _, form) = written(&world).await;
    let mut stranger = world.visitor();
    let made_up = form.with("writer", "0193aaaa-0000-7000-8000-000000000000");
    let sent = stranger.post(reporting().function, &made_up.fields).await;
    assert_eq!((sent.status, stranger.cookie), (StatusCode::UNAUTHORIZED, None));
    assert_eq!(world.rows("sessions").await, 1, "that of the writer");
}

#[tokio::test]
async fn whoever_never_signed_in_makes_the_database_keep_nothing_in_the_name_of_an_account() {
    let world = World::begin().await;
    let (_, _, form) = written(&world).await;
    let mut stranger = world.visitor();
    for _ in 0..20 {
        let sent = stranger.post(reporting().function, &form.fields).await;
        assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
        // Nothing that was typed is lost.
        let again = html::form(sent.text(), reporting().function).unwrap();
        assert_eq!(again.get("narrative"), WORDS);
        assert!(html::words(sent.text()).contains("Sign in in another tab of this browser"), "{}", sent.text());
    }
    assert_eq!((world.rows("sessions").await, world.rows("notices").await), (1, 0));
}

#[tokio::test]
async fn a_form_that_another_account_wrote_is_not_kept_in_a_session_that_ended() {
    let world = World::begin().await;
    let (mut browser, _, form) = written(&world).await;
    world.tamper("UPDATE sessions SET seen_at = 0, created_at = 0").await;
    let of_another = form.with("writer", &Who::Health.person().to_string());
    assert_eq!(browser.post(reporting().function, &of_another.fields).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_form_of_more_than_64_kb_is_handed_back_and_kept_nowhere() {
    let world = World::begin().await;
    let (mut browser, page, form) = written(&world).await;
    let long = "The award letters wait for a signature. ".repeat(2_000);
    let sent = browser.post(reporting().function, &form.with("narrative", &long).fields).await;
    assert_eq!(sent.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(html::words(sent.text()).contains("more than 64 kB of text"), "{}", html::words(sent.text()));
    assert_eq!(html::form(sent.text(), reporting().function).unwrap().get("narrative").trim(), long.trim());
    assert_eq!(world.rows("notices").await, 0);
    assert_eq!(shown(&mut browser, &page).await, "");
}

#[tokio::test]
async fn a_session_keeps_the_forms_of_twenty_pages_and_the_server_forgets_them_after_an_hour() {
    let world = World::begin().await;
    let (mut browser, page, form) = written(&world).await;
    for number in 0..25 {
        let other = form.clone().with("quarter", "no quarter").with("page", &format!("{page}?number={number}"));
        browser.post(reporting().function, &other.fields).await;
    }
    assert_eq!(world.rows("notices").await, 20);
    let now = chrono::Utc::now();
    world.store.forget_notices_until(now - chrono::TimeDelta::hours(1)).await.unwrap();
    assert_eq!(world.rows("notices").await, 20);
    world.store.forget_notices_until(now + chrono::TimeDelta::seconds(1)).await.unwrap();
    assert_eq!(world.rows("notices").await, 0);
}
