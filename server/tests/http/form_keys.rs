//! The key of a form: the server gives it out with the page, and what was saved under it is not saved again.

use crate::browser::{Browser, fields};
use crate::forms_sent_twice::{TOLD, filled};
use crate::html::{self, Form};
use crate::rights::Object;
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use futures::future::join_all;
use std::collections::BTreeSet;
use uuid::Uuid;

fn row(function: &str) -> &'static CommandRow {
    COMMAND_ROWS.iter().find(|row| row.function == function).unwrap()
}

/// The form with which a milestone is planned, filled in, and who opened it: the secretariat.
async fn planning(world: &World) -> (Browser, Form, Target) {
    let target = Target::make(world, Thing::Action, Object::OfHealth, "Fresh").await;
    let row = row("/api/plan_milestone");
    let mut browser = world.signed_in(Who::Secretariat).await;
    let form = html::form(browser.get(&target.fill(row.page)).await.text(), row.function).unwrap();
    let form = row.fields.iter().fold(form, |form, (name, value)| form.with(name, &target.fill(value)));
    (browser, form, target)
}

#[tokio::test]
async fn a_form_has_another_key_each_time_that_it_is_opened() {
    let world = World::begin().await;
    let mut keys = BTreeSet::new();
    for _ in 0..3 {
        for row in COMMAND_ROWS.iter().filter(|row| row.done_to == Thing::Action) {
            let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
            let (_, form) = filled(&world, row, &target).await;
            let key = form.get("form_key");
            assert!(key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit()), "{}: {key}", row.function);
            assert!(keys.insert(key.to_owned()), "{}", row.function);
        }
    }
    let (mut browser, _, target) = planning(&world).await;
    let page = target.fill(row("/api/plan_milestone").page);
    let mut opened = async || html::form(browser.get(&page).await.text(), "/api/plan_milestone").unwrap();
    assert_ne!(opened().await.get("form_key"), opened().await.get("form_key"), "the page is not kept");
}

#[tokio::test]
async fn the_key_of_another_account_does_nothing_for_this_one() {
    let world = World::begin().await;
    let (mut secretariat, form, _) = planning(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let theirs = form.clone().with("writer", &Who::Health.person().to_string()).with("title", "Sites chosen by Health");
    let before = world.size().await;
    assert_eq!(health.call(&form.action, &theirs.fields).await.status, StatusCode::OK);
    assert_eq!(secretariat.call(&form.action, &form.fields).await.status, StatusCode::OK);
    assert_eq!(world.size().await, before + 2);
    assert_eq!(health.call(&form.action, &theirs.fields).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_refused_form_keeps_its_key_because_nothing_was_saved_under_it() {
    let world = World::begin().await;
    let (mut browser, form, _) = planning(&world).await;
    let refused = browser.post(&form.action, &form.clone().with("due", "next week").fields).await;
    let again = html::form(browser.get(refused.location()).await.text(), &form.action).unwrap();
    assert_eq!(again.get("form_key"), form.get("form_key"));
    let (mended, before) = (again.with("due", "November 30, 2024"), world.size().await);
    browser.post(&form.action, &mended.fields).await;
    let second = browser.post(&form.action, &mended.fields).await;
    assert!(html::words(browser.get(second.location()).await.text()).contains(TOLD));
    assert_eq!(world.size().await, before + 1);
}

/// Whoever goes back in the browser finds the form as it was sent, and may write something else into it.
#[tokio::test]
async fn what_was_typed_into_a_form_that_is_saved_already_is_not_lost() {
    let world = World::begin().await;
    let (mut browser, form, _) = planning(&world).await;
    browser.post(&form.action, &form.fields).await;
    let (before, other) = (world.size().await, form.clone().with("title", "Sites opened"));
    let told = browser.post(&form.action, &other.fields).await;
    assert_eq!((told.location(), world.size().await), (form.get("page"), before));
    let page = browser.get(told.location()).await;
    let words = html::words(page.text());
    assert!(words.contains("Your changes were not saved. You already submitted this form, and it was saved once."));
    assert!(!words.contains("The milestone was not added."), "it was, with the words before: {words}");
    let again = html::form(page.text(), &form.action).unwrap();
    assert_eq!(again.get("title"), "Sites opened");
    assert_ne!(again.get("form_key"), form.get("form_key"));
    browser.post(&form.action, &again.fields).await;
    assert_eq!(world.size().await, before + 1);
    let program = browser.call(&form.action, &other.fields).await;
    assert_eq!(program.status, StatusCode::CONFLICT, "{}", program.text());
}

/// Where there is no form any more, what was typed stands on its page.
#[tokio::test]
async fn what_was_typed_after_it_was_done_is_shown_and_not_called_unsaved_as_a_whole() {
    let world = World::begin().await;
    let row = row("/api/complete_milestone");
    let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
    let (mut browser, form) = filled(&world, row, &target).await;
    browser.post(row.function, &form.fields).await;
    let told = browser.post(row.function, &form.with("on", "May 30, 2024").fields).await;
    let words = html::words(browser.get(told.location()).await.text());
    for said in ["Your changes were not saved. ", "already complete (June 3, 2024)", "May 30, 2024"] {
        assert!(words.contains(said), "{words}");
    }
    for wrong in ["Nothing was saved.", "The milestone was not marked complete."] {
        assert!(!words.contains(wrong), "{words}");
    }
}

#[tokio::test]
async fn a_form_without_a_key_is_taken_each_time_and_one_with_a_made_up_key_is_none() {
    let world = World::begin().await;
    let (mut browser, form, _) = planning(&world).await;
    let before = world.size().await;
    let mut bare = form.fields.clone();
    bare.retain(|(name, _)| name != "form_key");
    for title in ["Sites chosen", "Sites named"] {
        bare.retain(|(name, _)| name != "title");
        bare.push(("title".to_owned(), title.to_owned()));
        assert_eq!(browser.call(&form.action, &bare).await.status, StatusCode::OK);
    }
    assert_eq!(world.size().await, before + 2);
    for made_up in ["1", &"G".repeat(32), &"0".repeat(34)] {
        let tampered = form.clone().with("form_key", made_up);
        assert_eq!(browser.call(&form.action, &tampered.fields).await.status, StatusCode::BAD_REQUEST, "{made_up}");
    }
    let refused = browser.post(&form.action, &form.clone().with("form_key", "1").fields).await;
    let again = html::form(browser.get(refused.location()).await.text(), &form.action).unwrap();
    assert_eq!(again.get("form_key").len(), 32, "it comes back with a key that is good");
    assert_eq!(world.size().await, before + 2);
}

/// Ids are made by the server. One that a browser sends is no id of what is new, so it tells nothing about what there is.
#[tokio::test]
async fn an_id_that_somebody_sends_does_not_tell_what_stands_in_a_hidden_draft() {
    let world = World::begin().await;
    let hidden = Target::make(&world, Thing::OpenMilestone, Object::InDraft, "Hidden").await.fill("{milestone}");
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let mut health = world.signed_in(Who::Health).await;
    let row = row("/api/plan_milestone");
    let mut answers = Vec::new();
    for (id, title) in [(hidden.clone(), "Sites chosen"), (Uuid::now_v7().to_string(), "Sites named")] {
        let mut sent = target.fields(row.page, row.then, row.fields);
        sent.retain(|(name, _)| name != "title");
        sent.push(("title".to_owned(), title.to_owned()));
        sent.extend(fields(&[("once", &id), ("id", &id)]));
        let answer = health.call(row.function, &sent).await;
        let made = health.get(&format!("/milestones/{id}")).await.status;
        answers.push((answer.status, answer.text().to_owned(), made));
    }
    assert_eq!(answers[0], (StatusCode::OK, answers[1].1.clone(), StatusCode::NOT_FOUND));
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_form_that_waited_for_its_writer_keeps_its_key() {
    let world = World::begin().await;
    let (mut browser, form, _) = planning(&world).await;
    world.tamper("UPDATE sessions SET seen_at = 0, created_at = 0").await;
    browser.post(&form.action, &form.fields).await;
    browser.sign_in(&Who::Secretariat.address(), crate::world::PASSWORD).await;
    let again = html::form(browser.get(form.get("page")).await.text(), &form.action).unwrap();
    assert_eq!(again.get("form_key"), form.get("form_key"));
    let before = world.size().await;
    browser.post(&form.action, &again.fields).await;
    assert_eq!(world.size().await, before + 1);
}

#[tokio::test]
async fn of_twenty_sends_of_a_new_password_one_is_saved_and_nineteen_are_told() {
    let world = World::begin().await;
    let token = world.store.invite(Who::Justice.person(), Utc::now() + TimeDelta::hours(1)).await.unwrap().text();
    let page = world.visitor().get(&format!("/welcome/{token}")).await;
    let form = html::form(page.text(), "/welcome").unwrap();
    let form = form.with("password", "nine patient herons").with("again", "nine patient herons");
    let sends = (0..20).map(|_| {
        let (mut browser, fields) = (world.visitor(), form.fields.clone());
        async move {
            let sent = browser.post("/welcome", &fields).await;
            let page = browser.get(sent.location()).await;
            (sent.status, page.status, html::words(page.text()).contains(TOLD))
        }
    });
    let answers = join_all(sends).await;
    let ended =
        |told| answers.iter().filter(|answer| **answer == (StatusCode::SEE_OTHER, StatusCode::OK, told)).count();
    assert_eq!((ended(false), ended(true)), (1, 19), "{answers:?}");
    assert_eq!(world.visitor().sign_in(&Who::Justice.address(), "nine patient herons").await.location(), "/");
}
