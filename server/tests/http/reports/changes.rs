//! The change report: everything that differs between two dates, from what to what, why, and by which log entry.

use super::{grid, of_kind};
use crate::browser::Browser;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use serde_json::Value;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_change_report_names_every_action_of_the_list_of_changed_actions() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let query = "plan=NAP-2021&since=meeting:PITF-M-2024&as_of=2024-09-30";
    let report = of_kind(&mut chair, "changes", query).await;
    let rows = grid(&report, "Every change");
    let reference = |row: &_| -> String {
        let row: &std::collections::BTreeMap<String, Value> = row;
        row["Plan or action"].as_str().unwrap().split(' ').next().unwrap().to_owned()
    };
    let named: BTreeSet<String> = rows.iter().map(reference).collect();
    let list = chair.get(&format!("/exports/actions.json?{query}&step=changed")).await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    let listed: BTreeSet<String> =
        list["rows"].as_array().unwrap().iter().map(|row| row["reference"].as_str().unwrap().to_owned()).collect();
    assert!(!listed.is_empty() && listed.is_subset(&named), "{listed:?} {named:?}");
    // Without an earlier date there is nothing to compare with.
    assert_eq!(chair.get("/exports/reports/changes.pdf?plan=NAP-2021").await.status, 400);
}

#[tokio::test]
async fn every_date_change_since_is_a_row_with_its_reason_and_the_log_entry_of_the_list() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let query = "plan=NAP-2021&since=2024-02-13&as_of=2024-09-30";
    let report = of_kind(&mut chair, "changes", query).await;
    let list = chair.get(&format!("/exports/date-changes.json?{query}")).await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    let key = |row: &Value| ["action", "entry", "from", "to", "reason"].map(|name| row[name].to_string());
    let listed: BTreeSet<_> = list["rows"].as_array().unwrap().iter().map(key).collect();
    let table = &report["tables"][0];
    assert_eq!(table["name"], "changes");
    let is_date = |row: &&Value| row["change"] == "Due date" || row["change"] == "End of the timeframe";
    let of_report = table["rows"].as_array().unwrap().iter().filter(is_date).filter(|row| !row["reason"].is_null());
    let of_report: BTreeSet<_> = of_report.map(key).collect();
    assert!(!listed.is_empty());
    assert!(listed.is_subset(&of_report), "{:?}", listed.difference(&of_report).collect::<Vec<_>>());
    assert_eq!(table["rows"].as_array().unwrap().len(), grid(&report, "Every change").len());
}

/// The rows about one action: what changed, from what, to what, and the explanation.
async fn rows(browser: &mut Browser, since: &str, reference: &str) -> Vec<[String; 4]> {
    let answer = browser.get(&format!("/exports/reports/changes.json?since=entry:{since}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let report: Value = serde_json::from_slice(&answer.body).unwrap();
    let of_action = |row: &&Value| text(&row["action"]) == reference;
    let said = |row: &Value| ["change", "from", "to", "reason_in_words"].map(|name| text(&row[name]));
    report["tables"][0]["rows"].as_array().unwrap().iter().filter(of_action).map(said).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_edited_commitment_is_shown_from_what_to_what_with_the_reason_and_the_entry() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Fresh").await;
    let since = (world.size().await - 1).to_string();
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let fields = [
        ("title", "Fresh: train the new trainers"),
        ("promise", "Another commitment."),
        ("kind", "changes-commitment"),
        ("reason", "The task force agreed."),
    ];
    let page = target.fill("/actions/{plan}/{reference}/amend");
    secretariat.send_form(&page, "/api/amend_action", &fields).await;
    let entry = world.size().await - 1;
    let found = rows(&mut secretariat, &since, &target.fill("{reference}")).await;
    let of = |what: &str| found.iter().find(|row| row[0] == what).unwrap_or_else(|| panic!("{what}: {found:?}"));
    assert_eq!(of("Title")[2..], ["Fresh: train the new trainers", "The task force agreed."]);
    assert_eq!(of("Commitment")[2], "Another commitment.");
    assert_ne!(of("Commitment")[1], "");
    let csv = secretariat.get(&format!("/exports/reports/changes.csv?since=entry:{since}")).await;
    let line = csv.text().lines().find(|line| line.contains("Another commitment.")).unwrap().to_owned();
    assert!(line.contains(&format!(",{entry},")), "{line}");
}

#[tokio::test]
async fn a_withdrawn_action_and_one_that_was_added_are_changes_and_a_draft_is_not_shown() {
    let world = World::begin().await;
    let old = Target::make(&world, Thing::Action, Object::OfHealth, "Older").await;
    let since = (world.size().await - 1).to_string();
    let new = Target::make(&world, Thing::OpenMilestone, Object::OfJustice, "Newer").await;
    Target::make(&world, Thing::Action, Object::InDraft, "Marmalade").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let page = old.fill("/actions/{plan}/{reference}/withdraw");
    secretariat.send_form(&page, "/api/withdraw_action", &[("reason", "The law was repealed.")]).await;
    let withdrawn = rows(&mut secretariat, &since, &old.fill("{reference}")).await;
    let is_said = |row: &[String; 4]| row[0] == "Action withdrawn" && row[3] == "The law was repealed.";
    assert!(withdrawn.iter().any(is_said), "{withdrawn:?}");
    let added = rows(&mut secretariat, &since, &new.fill("{reference}")).await;
    assert_eq!(added[0][0], "Action added", "{added:?}");
    assert!(added.iter().any(|row| row[0] == "Milestone added"), "{added:?}");
    let all = secretariat.get(&format!("/exports/reports/changes.json?since=entry:{since}")).await;
    assert!(!all.text().contains("Marmalade"));
    let mut auditor = world.signed_in(Who::Auditor).await;
    let answer = auditor.get(&format!("/exports/reports/changes.json?plan=QUICKSILVER-2025&since=entry:{since}")).await;
    assert!(!answer.text().contains("Marmalade"));
}

#[tokio::test]
async fn what_was_verified_since_is_a_change_with_the_ground_and_the_entry() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::CompletedMilestone, Object::OfHealth, "Counted").await;
    let since = (world.size().await - 1).to_string();
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let page = target.fill("/milestones/{milestone}/verify");
    secretariat.send_form(&page, "/api/verify_completion", &[("ground", "The list was read.")]).await;
    let entry = world.size().await - 1;
    let found = rows(&mut secretariat, &since, &target.fill("{reference}")).await;
    let is_said = |row: &[String; 4]| row[0] == "Completion verified" && row[3] == "The list was read.";
    assert!(found.iter().any(is_said), "{found:?}");
    let csv = secretariat.get(&format!("/exports/reports/changes.csv?since=entry:{since}")).await;
    let line = csv.text().lines().find(|line| line.contains("The list was read.")).unwrap().to_owned();
    assert!(line.contains(&format!(",{entry},")), "{line}");
}

#[tokio::test]
async fn a_link_is_a_change_of_both_of_its_actions_and_one_with_a_draft_of_neither() {
    let world = World::begin().await;
    let since = (world.size().await - 1).to_string();
    let target = Target::make(&world, Thing::Link, Object::OfHealth, "Linked").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let answer = secretariat.get(&format!("/exports/reports/changes.json?since=entry:{since}")).await;
    let report: Value = serde_json::from_slice(&answer.body).unwrap();
    let of_links = |row: &&Value| row["change"] == "Linked action added";
    let found: Vec<&Value> = report["tables"][0]["rows"].as_array().unwrap().iter().filter(of_links).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|row| row["to"] == "Same as" && row["reason_in_words"] == "Linked: the same beds."));
    let one = found.iter().find(|row| row["action"] == target.fill("{reference}")).unwrap();
    let other = found.iter().find(|row| row["action"] != target.fill("{reference}")).unwrap();
    assert!(one["subject"].as_str().unwrap().starts_with(other["action"].as_str().unwrap()), "{found:?}");

    Target::make(&world, Thing::Link, Object::InDraft, "Marmalade").await;
    let all = secretariat.get(&format!("/exports/reports/changes.json?since=entry:{since}")).await;
    assert!(!all.text().contains("Marmalade"));
    let page = target.fill("/links/{link}/withdraw");
    secretariat.send_form(&page, "/api/withdraw_link", &[("reason", "Other beds.")]).await;
    let withdrawn = rows(&mut secretariat, &since, &target.fill("{reference}")).await;
    assert!(withdrawn.iter().any(|row| row[0] == "Link withdrawn" && row[3] == "Other beds."), "{withdrawn:?}");
}

#[tokio::test]
async fn sections_that_were_added_renamed_or_withdrawn_are_changes_of_their_plan() {
    let world = World::begin().await;
    let since = (world.size().await - 1).to_string();
    let target = Target::make(&world, Thing::EmptyNode, Object::OfHealth, "Prevention").await;
    let later = (world.size().await - 1).to_string();
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let added = rows(&mut secretariat, &since, "").await;
    assert!(added.iter().any(|row| row[0] == "Section added" && row[2] == "Prevention: a pillar"), "{added:?}");
    let page = target.fill("/nodes/{node}/amend");
    let fields = [("title", "Prevention: a renamed pillar"), ("note", "")];
    secretariat.send_form(&page, "/api/amend_node", &fields).await;
    let renamed = rows(&mut secretariat, &later, "").await;
    let is_said =
        |row: &[String; 4]| row[..3] == ["Section title", "Prevention: a pillar", "Prevention: a renamed pillar"];
    assert!(renamed.iter().any(is_said), "{renamed:?}");
    let page = target.fill("/nodes/{node}/withdraw");
    secretariat.send_form(&page, "/api/withdraw_node", &[("reason", "It stays empty.")]).await;
    let withdrawn = rows(&mut secretariat, &later, "").await;
    let is_said = |row: &[String; 4]| row[0] == "Section withdrawn" && row[3] == "It stays empty.";
    assert!(withdrawn.iter().any(is_said), "{withdrawn:?}");
}
