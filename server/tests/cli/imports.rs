//! `concord import`.

use crate::place::{PLAN, Place};

#[test]
fn a_plan_file_is_loaded_once_and_the_second_time_changes_nothing() {
    let place = Place::with_a_plan();
    let before = place.run(&["verify"]).succeeded();
    let said = place.run(&["import", "housing.json"]).succeeded();
    assert!(said.contains("The record already has everything in this file. Nothing was written."), "{said}");
    let after = before.replace("an earlier checkpoint over 1 ", "an earlier checkpoint over 2 ");
    assert_eq!(place.run(&["verify"]).succeeded(), after);
}

#[test]
fn a_file_with_faults_is_refused_with_each_of_them_and_changes_nothing() {
    let place = Place::with_a_plan();
    let before = place.run(&["export", "ledger"]).succeeded();
    let wrong = PLAN
        .replace(r#""party": "HUD""#, r#""party": "HUX""#)
        .replace(r#""node": "1", "node_basis": "inferred""#, r#""node": "9", "node_basis": "inferred""#);
    std::fs::write(place.path("wrong.json"), wrong).unwrap();
    let refusal = place.run(&["import", "wrong.json"]).refused(2);
    assert!(refusal.starts_with("wrong.json: import failed; no changes made.\n"), "{refusal}");
    assert!(refusal.contains("HUX") && refusal.contains("plans[0].actions[0]"), "{refusal}");
    assert!(refusal.contains("plans[0].actions[1]"), "{refusal}");
    assert_eq!(place.run(&["export", "ledger"]).succeeded(), before);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let refusal = Place::with_a_plan().run(&["import", "nowhere.json"]).refused(2);
    assert!(refusal.starts_with("nowhere.json: No such file"), "{refusal}");
}

#[test]
fn the_plans_that_come_with_concord_are_loaded_and_the_record_is_whole() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    place.run(&["import", "--shipped"]).succeeded();
    let actions = place.run(&["export", "actions", "--format", "json"]).succeeded();
    let actions: serde_json::Value = serde_json::from_str(&actions).unwrap();
    assert_eq!(actions["count"], 141);
    let verified = place.run(&["verify"]).succeeded();
    assert!(verified.starts_with("No problems found.\n"), "{verified}");
}
