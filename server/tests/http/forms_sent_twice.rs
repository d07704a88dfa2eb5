//! A form that is sent twice is saved once, and whoever sent it again is told so: every form of the site, twenty times at
//! once.

use crate::browser::{Answer, Browser};
use crate::html::{self, Form};
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::rights::settings::SETTINGS;
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use futures::future::join_all;

const SENDS: usize = 20;

/// What the second is told.
pub const TOLD: &str = "You already submitted this form. It was saved once.";

/// A form of its page, filled in, with the browser of somebody who may send it.
pub async fn filled(world: &World, row: &CommandRow, target: &Target) -> (Browser, Form) {
    let who = Who::SIGNED_IN.into_iter().rev().find(|who| row.rights.of(*who, Object::OfHealth) == Decision::Allowed);
    let mut browser = world.signed_in(who.unwrap()).await;
    let page = browser.get(&target.fill(row.page)).await;
    let form = html::form(page.text(), row.function).unwrap_or_else(|| panic!("{} has no form", row.page));
    (browser, row.fields.iter().fold(form, |form, (name, value)| form.with(&target.fill(name), &target.fill(value))))
}

/// Sends a form many times at once, each time over a connection of its own.
async fn at_once(browser: &Browser, function: &'static str, form: &Form) -> Vec<Answer> {
    let sends = (0..SENDS).map(|_| {
        let (mut browser, fields) = (browser.clone(), form.fields.clone());
        tokio::spawn(async move { browser.call(function, &fields).await })
    });
    join_all(sends).await.into_iter().map(Result::unwrap).collect()
}

/// One answer says that the form was saved; all others say that it was saved before.
fn assert_saved_once(function: &str, answers: &[Answer]) {
    let saved = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    let is_told = |answer: &&Answer| answer.status == StatusCode::CONFLICT && answer.text().contains(TOLD);
    let told = answers.iter().filter(is_told).count();
    let all: Vec<_> = answers.iter().map(|answer| (answer.status.as_u16(), answer.text())).collect();
    assert_eq!((saved, told), (1, SENDS - 1), "{function}: {all:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_sends_of_each_form_of_the_record_one_is_saved_and_nineteen_are_told() {
    let world = World::begin().await;
    for row in COMMAND_ROWS {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let (browser, form) = filled(&world, row, &target).await;
        let before = world.size().await;
        assert_saved_once(row.function, &at_once(&browser, row.function, &form).await);
        // A milestone is completed and its document attached, an account is renamed and its address changed: two entries.
        let has_two = ["/api/complete_milestone", "/api/change_person"].contains(&row.function);
        let entries = if has_two { 2 } else { 1 };
        assert_eq!(world.size().await, before + entries, "{}", row.function);
    }
}

/// How many views somebody sees, and how often one of them was given the name that the form gives.
async fn views(world: &World, who: Who) -> (usize, usize) {
    let views = world.store.saved_views(&world.actor(who).await).await.unwrap();
    (views.len(), views.iter().filter(|view| view.name.as_str() == "Another name").count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_sends_of_each_form_beside_the_record_one_is_saved_and_nineteen_are_told() {
    let world = World::begin().await;
    for row in SETTINGS {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let owner = if row.done_to == Thing::SavedView { Who::Health } else { Who::Auditor };
        let (browser, form) = filled(&world, row, &target).await;
        let (views_before, before) = (views(&world, owner).await, world.size().await);
        assert_saved_once(row.function, &at_once(&browser, row.function, &form).await);
        let (all, named) = views_before;
        let expected = match row.function {
            "/api/save_view" => (all + 1, named),
            "/api/rename_view" => (all, named + 1),
            "/api/remove_view" => (all - 1, named),
            _ => (all, named),
        };
        assert_eq!(views(&world, owner).await, expected, "{}", row.function);
        assert_eq!(world.size().await, before, "{} is no part of the record", row.function);
    }
    assert!(!world.store.preferences(Who::Auditor.person()).await.unwrap().single_keys);
}

/// A browser that sends a form twice shows what came of the second: the page of the thing, which says so.
#[tokio::test]
async fn a_second_press_of_the_button_leads_to_the_page_of_the_thing_which_says_so() {
    let world = World::begin().await;
    for row in COMMAND_ROWS.iter().chain(SETTINGS) {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let (mut browser, form) = filled(&world, row, &target).await;
        let mut again = browser.clone();
        let (first, second) =
            futures::join!(browser.post(row.function, &form.fields), again.post(row.function, &form.fields));
        assert_eq!((first.status, second.status), (StatusCode::FOUND, StatusCode::FOUND), "{}", row.function);
        let third = browser.post(row.function, &form.fields).await;
        assert_eq!(third.location(), form.get("back"), "{}", row.function);
        let told = browser.get(third.location()).await;
        assert_eq!(told.status, StatusCode::OK, "{}", row.function);
        assert!(html::words(told.text()).contains(TOLD), "{}: {}", row.function, html::words(told.text()));
        assert!(!html::title(told.text()).starts_with("Error: "), "{}: it is no error", row.function);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_report_again_is_saved_once_too() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Fresh").await;
    let mut browser = world.signed_in(Who::Health).await;
    let page = browser.get(&target.fill("/actions/{plan}/{reference}/report")).await;
    let forms = html::forms(page.text());
    let same = forms.iter().rfind(|form| form.action == "/api/report_progress").unwrap();
    assert_eq!(same.get("narrative"), "Fresh: two sites are late.", "this is the button without fields");
    let before = world.size().await;
    assert_saved_once("The same again", &at_once(&browser, "/api/report_progress", same).await);
    assert_eq!(world.size().await, before + 1);
}

#[tokio::test]
async fn the_link_of_a_new_account_is_not_lost_by_a_second_press_of_the_button() {
    let world = World::begin().await;
    let row = COMMAND_ROWS.iter().find(|row| row.function == "/api/add_person").unwrap();
    let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
    let (mut browser, form) = filled(&world, row, &target).await;
    for _ in 0..3 {
        browser.post(row.function, &form.fields).await;
    }
    let told = html::words(browser.get("/people").await.text());
    assert!(told.contains(TOLD) && told.contains("/welcome/"), "{told}");
    assert_eq!(told.matches(TOLD).count(), 1, "{told}");
}

/// A browser that goes back asks for the form anew, with a new key, and shows what was typed.
#[tokio::test]
async fn what_a_liaison_sends_again_after_going_back_makes_no_second_milestone_and_no_second_document() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let milestone =
        ("plan-milestone", "/api/plan_milestone", [("title", "Trainers chosen"), ("due", "December 1, 2024")]);
    let told = "This action already has an open milestone with this title and due date.";
    let before = world.size().await;
    for (number, words) in [(1, "Milestone added."), (1, told)] {
        let (page, endpoint, typed) = &milestone;
        let page = format!("/actions/PLAN-2024/A-01/{page}");
        let shown = html::words(browser.send_form(&page, endpoint, typed).await.text());
        assert!(shown.contains(words), "{shown}");
        assert_eq!(world.size().await, before + number);
    }
    let later = [("title", "Trainers chosen"), ("due", "December 2, 2024")];
    browser.send_form("/actions/PLAN-2024/A-01/plan-milestone", "/api/plan_milestone", &later).await;
    assert_eq!(world.size().await, before + 2, "another date is another milestone");

    let link = ("link", "https://documents.example.gov/list");
    let document = [("title", "The list"), link, ("dated", "June 1, 2024")];
    for (number, words) in [(3, "attached"), (3, "This document is already attached here, with this title and date.")] {
        let page = "/actions/PLAN-2024/A-01/attach-evidence";
        let shown = html::words(browser.send_form(page, "/api/attach_evidence", &document).await.text());
        assert!(shown.contains(words), "{shown}");
        assert_eq!(world.size().await, before + number);
    }
}
