//! Two people at one thing: the second is told, sees both texts, and loses nothing.

use crate::browser::Browser;
use crate::html::{self, Form};
use crate::rights::Object;
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;

/// What the second one types: other words in every field that holds words, another day in every field that holds one.
fn in_other_words(form: Form, row: &CommandRow) -> Form {
    row.fields.iter().fold(form, |form, (name, _)| match *name {
        "title" | "promise" | "reason" | "ground" | "narrative" | "sentence" | "note" if !is_choice(row, name) => {
            form.with(name, &format!("The second one's {name}."))
        }
        "due" => form.with(name, "May 30, 2025"),
        // What is not done yet is expected later.
        "on" if row.function == "/api/forecast_milestone" => form.with(name, "May 30, 2025"),
        "on" | "dated" => form.with(name, "May 30, 2024"),
        _ => form,
    })
}

/// In the form that moves a date the reason is a choice.
fn is_choice(row: &CommandRow, name: &str) -> bool {
    row.function.starts_with("/api/move_") && name == "reason"
}

/// What the second one typed, as it must be found again.
fn typed(form: &Form) -> Vec<&str> {
    let said = form.fields.iter().map(|(_, value)| value.as_str());
    said.filter(|value| value.starts_with("The second one's ") || value.starts_with("May 30, ")).collect()
}

#[tokio::test]
async fn the_second_is_told_and_nothing_that_was_typed_is_lost() {
    let world = World::begin().await;
    let versioned =
        COMMAND_ROWS.iter().filter(|row| row.fields.iter().any(|(name, _)| *name == "version" || *name == "after"));
    for row in versioned.filter(|row| !row.page.starts_with("/people")) {
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let (mut first, mut second) =
            (world.signed_in(Who::Secretariat).await, world.signed_in(Who::Secretariat).await);
        let page = target.fill(row.page);
        let open = |text: &str| html::form(text, row.function).unwrap_or_else(|| panic!("{} has no form", row.page));
        let (firsts, seconds) = (open(first.get(&page).await.text()), open(second.get(&page).await.text()));
        let firsts = row.fields.iter().fold(firsts, |form, (name, value)| form.with(name, &target.fill(value)));
        let seconds = row.fields.iter().fold(seconds, |form, (name, value)| form.with(name, &target.fill(value)));
        let seconds = in_other_words(seconds, row);
        first.post(row.function, &firsts.fields).await;
        let after_the_first = world.size().await;

        let answer = second.post(row.function, &seconds.fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, page.as_str()), "{}", row.function);
        assert_eq!(world.size().await, after_the_first, "{}: nothing is overwritten", row.function);
        let told = second.get(&page).await;
        assert_eq!(told.status, StatusCode::OK, "{}", row.function);
        assert!(html::title(told.text()).starts_with("Error: "), "{}", row.function);
        let shown = shown(told.text());
        for text in typed(&seconds) {
            assert!(shown.contains(text), "{}: {text:?} is lost in {shown}", row.function);
        }
        assert_told_why(row, &shown);
    }
}

/// All that a reader sees, the texts in the fields included.
fn shown(page: &str) -> String {
    let fields: Vec<String> =
        html::forms(page).into_iter().flat_map(|form| form.fields).map(|(_, value)| value).collect();
    format!("{} {}", html::words(page), fields.join(" "))
}

fn assert_told_why(row: &CommandRow, shown: &str) {
    let reasons = [
        "Someone else saved a change while you were editing.",
        "is already complete (",
        "was withdrawn on",
        "Already verified on",
        "isn't complete yet",
        "There is no pending request.",
        "This role has ended.",
        "was retracted on",
    ];
    assert!(reasons.iter().any(|reason| shown.contains(reason)), "{}: {shown}", row.function);
}

/// Where the row can still be done, the form comes back with the version of now: sent again it is taken.
#[tokio::test]
async fn the_second_can_send_theirs_again_and_the_record_keeps_both() {
    let world = World::begin().await;
    for function in [
        "/api/move_milestone",
        "/api/forecast_milestone",
        "/api/amend_action",
        "/api/amend_node",
        "/api/report_progress",
    ] {
        let row = COMMAND_ROWS.iter().find(|row| row.function == function).unwrap();
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let page = target.fill(row.page);
        let (mut agency, mut secretariat) =
            (world.signed_in(Who::Health).await, world.signed_in(Who::Secretariat).await);
        let second = if row.rights.of(Who::Health, Object::OfHealth) == crate::rights::Decision::Allowed {
            &mut agency
        } else {
            &mut secretariat.clone()
        };
        let opened = async |browser: &mut Browser| {
            let form = html::form(browser.get(&page).await.text(), function).unwrap();
            row.fields.iter().fold(form, |form, (name, value)| form.with(name, &target.fill(value)))
        };
        let (firsts, seconds) = (opened(&mut secretariat).await, opened(second).await);
        secretariat.post(function, &firsts.fields).await;

        let refused = second.post(function, &in_other_words(seconds, row).fields).await;
        let told = second.get(refused.location()).await;
        let words = html::words(told.text());
        assert!(words.contains("Current version") && words.contains("Your version"), "{function}: {words}");
        assert!(words.contains("The current version was saved in log entry"), "{function}: {words}");
        let before = world.size().await;
        let again = html::form(told.text(), function).unwrap();
        let done = second.post(function, &again.fields).await;
        assert_eq!(
            world.size().await,
            before + 1,
            "{function}: {}",
            html::words(second.get(done.location()).await.text())
        );
    }
}

#[tokio::test]
async fn both_texts_stand_side_by_side() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Fresh").await;
    let page = target.fill("/milestones/{milestone}/move");
    let (mut health, mut secretariat) = (world.signed_in(Who::Health).await, world.signed_in(Who::Secretariat).await);
    let open =
        async |browser: &mut Browser| html::form(browser.get(&page).await.text(), "/api/move_milestone").unwrap();
    let (firsts, seconds) = (open(&mut secretariat).await, open(&mut health).await);
    let moved = |form: Form, due: &str, reason: &str, sentence: &str| {
        form.with("due", due).with("reason", reason).with("sentence", sentence)
    };
    secretariat
        .post(
            "/api/move_milestone",
            &moved(firsts, "November 15, 2024", "clearance", "The lawyers are reading.").fields,
        )
        .await;
    health
        .post("/api/move_milestone", &moved(seconds, "December 1, 2024", "staffing", "Two posts are vacant.").fields)
        .await;

    let told = health.get(&page).await;
    let words = html::words(told.text());
    for both in ["New due date November 15, 2024 December 1, 2024", "The lawyers are reading. Two posts are vacant."] {
        assert!(words.contains(both), "{words}");
    }
    let again = html::form(told.text(), "/api/move_milestone").unwrap();
    assert_eq!((again.get("version"), again.get("due"), again.get("reason")), ("2", "December 1, 2024", "staffing"));
    health.post("/api/move_milestone", &again.fields).await;
    let milestone = html::words(health.get(&target.fill("/milestones/{milestone}")).await.text());
    for said in ["The lawyers are reading.", "Two posts are vacant.", "Changed 2 times"] {
        assert!(milestone.contains(said), "{milestone}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_taken_once() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    for function in [
        "/api/accept_role",
        "/api/complete_milestone",
        "/api/withdraw_action",
        "/api/report_progress",
        "/api/move_milestone",
    ] {
        let row = COMMAND_ROWS.iter().find(|row| row.function == function).unwrap();
        let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
        let form = target.fields(row.page, row.then, row.fields);
        let before = world.size().await;
        let mut again = browser.clone();
        let (one, other) = futures::join!(browser.call(function, &form), again.call(function, &form));
        let statuses = [one.status, other.status];
        assert!(
            statuses.contains(&StatusCode::OK) && statuses.contains(&StatusCode::CONFLICT),
            "{function}: {statuses:?}"
        );
        let entries = if function == "/api/complete_milestone" { 2 } else { 1 };
        assert_eq!(world.size().await, before + entries, "{function}");
    }
}
