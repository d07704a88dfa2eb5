//! The end of an action's own timeframe is a commitment: moved with a reason, counted as slip, and never edited away.

use crate::html::{self, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};

const MOVE: &str = "/api/move_action";
const EDIT: &str = "/api/amend_action";

/// Sends a form of the action's page, and gives what the page then says.
async fn send(world: &World, target: &Target, (form, function): (&str, &str), fields: &[(&str, &str)]) -> String {
    let mut browser = world.signed_in(Who::Secretariat).await;
    let page = target.fill(&format!("/actions/{{plan}}/{{reference}}/{form}"));
    words(browser.send_form(&page, function, fields).await.text())
}

async fn moved(world: &World, due: &str) -> (Target, String) {
    let target = Target::make(world, Thing::Action, Object::OfHealth, "Fresh").await;
    let fields = [("due", due), ("reason", "funding"), ("sentence", "The funds come a year later.")];
    let page = send(world, &target, ("move-end", MOVE), &fields).await;
    (target, page)
}

#[tokio::test]
async fn a_moved_end_keeps_the_original_and_counts_as_slip_where_days_are_counted() {
    let world = World::begin().await;
    let (target, page) = moved(&world, "June 30, 2026").await;
    assert!(
        page.contains("Original end date Dec. 31, 2025 (inferred by Concord); 1 date change, 181 days later"),
        "{page}"
    );
    assert!(
        page.contains("Action end date changed from Dec. 31, 2025, to June 30, 2026 (181 days later). Reason: funding"),
        "{page}"
    );
    assert!(page.contains("The funds come a year later."), "{page}");

    let mut chair = world.signed_in(Who::Chair).await;
    let list = target.fill("/date-changes?plan={plan}&reason=funding");
    let changes = words(chair.get(&list).await.text());
    assert!(changes.contains("End of the timeframe"), "{changes}");
    assert!(changes.contains("1 date change of the end of the timeframe of 1 action"), "{changes}");
    let actions = chair.get(&target.fill("/exports/actions.csv?plan={plan}")).await;
    let row = actions.text().lines().find(|line| line.contains(&target.fill("{reference}")));
    let row = row.unwrap_or_else(|| panic!("no row in {}", actions.text()));
    assert!(row.contains("2026-06-30") && row.contains("2025-12-31") && row.contains("181"), "{row}");
}

#[tokio::test]
async fn the_end_is_moved_by_the_secretariat_alone_and_nobody_else_is_offered_it() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let action = target.fill("/actions/{plan}/{reference}");
    let (mut health, mut secretariat) = (world.signed_in(Who::Health).await, world.signed_in(Who::Secretariat).await);
    assert!(words(secretariat.get(&action).await.text()).contains("Change end date"));
    assert!(!words(health.get(&action).await.text()).contains("Change end date"));
    let refused = words(health.get(&format!("{action}/move-end")).await.text());
    assert!(refused.contains("Only the secretariat can edit plans and actions."), "{refused}");
}

#[tokio::test]
async fn an_edit_that_changes_the_end_in_passing_is_refused_at_the_field_and_loses_nothing() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let fields =
        [("ends", "June 30, 2026"), ("kind", "changes-commitment"), ("reason", "It takes longer."), ("note", "Kept.")];
    let page = send(&world, &target, ("amend", EDIT), &fields).await;
    assert!(page.contains("A new end date counts as slip."), "{page}");
    let mut browser = world.signed_in(Who::Secretariat).await;
    let refused = browser.send_form(&target.fill("/actions/{plan}/{reference}/amend"), EDIT, &fields).await;
    let form = html::form(refused.text(), EDIT).unwrap();
    for (name, typed) in fields {
        assert_eq!(form.get(name), typed, "{name}");
    }
}

#[tokio::test]
async fn an_edit_shows_what_left_and_what_came_word_by_word_with_its_reason() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let fields = [
        ("title", "Fresh: train the new trainers"),
        ("kind", "corrects-error"),
        ("reason", "The plan says new trainers."),
    ];
    let mut browser = world.signed_in(Who::Secretariat).await;
    let page = browser.send_form(&target.fill("/actions/{plan}/{reference}/amend"), EDIT, &fields).await;
    let said = words(page.text());
    assert!(said.contains("Action edited: corrects an error. The plan says new trainers."), "{said}");
    assert!(page.text().contains("<ins>") && !page.text().contains("<del>"), "one word came and none left");
    assert!(said.contains("Title Fresh: train the Added: new trainers"), "{said}");
    let mut auditor = world.signed_in(Who::Auditor).await;
    let seen = words(auditor.get(&target.fill("/actions/{plan}/{reference}")).await.text());
    assert!(seen.contains("Added: new"), "whoever reads the action reads the edit: {seen}");
}

#[tokio::test]
async fn an_edit_without_a_reason_or_without_saying_what_it_does_is_refused() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let before = world.size().await;
    let page = send(&world, &target, ("amend", EDIT), &[("title", "Another title")]).await;
    assert!(page.contains("Select what this edit does."), "{page}");
    assert_eq!(world.size().await, before);
}

#[tokio::test]
async fn the_chair_sees_a_moved_end_counted_apart_from_milestones_and_each_count_opens_its_own_list() {
    let world = World::begin().await;
    let (_, _) = moved(&world, "June 30, 2026").await;
    let mut chair = world.signed_in(Who::Chair).await;
    let home = words(chair.get("/?since=entry:12").await.text());
    assert!(home.contains("1 timeframe slipped since April 11, 2024"), "{home}");
    assert!(home.contains("End of the timeframe") && home.contains("All date changes"), "{home}");
    let list = words(chair.get("/date-changes?plan=in-force&since=entry:12&changed=later").await.text());
    assert!(list.contains("End of the timeframe"), "{list}");
}

#[tokio::test]
async fn an_end_that_was_reported_against_or_has_passed_is_not_edited_away() {
    let world = World::begin().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let edit = "/actions/PLAN-2024/A-01/amend";
    let before = world.size().await;
    for ends in ["December 31, 2027", ""] {
        let typed = [("ends", ends), ("kind", "corrects-error"), ("reason", "It was mistyped.")];
        let told = words(secretariat.send_form(edit, EDIT, &typed).await.text());
        assert!(
            told.contains("Use \"Change end date\" on the action's page") || told.contains("Change end date"),
            "{told}"
        );
    }
    assert_eq!(world.size().await, before);
}
