//! What a file says is checked against itself and against the record; every fault is found, and nothing is built.

use crate::world::{World, plan_file, reference_file};
use serde_json::{Value, json};

fn world() -> World {
    let mut world = World::default();
    world.import(&reference_file().to_string());
    world
}

/// The faults of the small plan after it was changed.
fn faults_of_plan(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut file = plan_file();
    change(&mut file["plans"][0]);
    world().faults(&file)
}

fn faults_of_reference(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut file = reference_file();
    change(&mut file);
    World::default().faults(&file)
}

#[test]
fn an_unknown_lead_is_refused_with_its_place() {
    let faults = faults_of_plan(|plan| plan["actions"][0]["lead"]["party"] = json!("DOX"));
    assert_eq!(faults, ["plans[0].actions[0] (A-1).lead.party: there is no agency or body with the code \"DOX\""]);
}

#[test]
fn a_code_may_stand_for_something_that_only_the_record_has() {
    // The small plan names HOUSING, which only the reference file brought.
    let mut world = world();
    assert_eq!(world.import(&plan_file().to_string()).added[&domain::Kind::Action], 2);
}

#[test]
fn all_faults_are_found_not_only_the_first() {
    let faults = faults_of_plan(|plan| {
        plan["vocabulary"] = json!("NO-WORDS");
        plan["supersedes"] = json!("PLAN-0");
        plan["co_chairs"] = json!(["LABOR", "NOBODY"]);
        plan["actions"][0]["node"] = json!("9-z");
        plan["actions"][0]["lead"]["through"]["agency"] = json!("NO-OFFICE");
        plan["actions"][1]["contributes_to"] = json!("PLAN-1/7");
        plan["actions"][1]["replaces"] = json!(["PLAN-1/A-9"]);
    });
    let expected = [
        "plans[0] (PLAN-1).supersedes: there is no plan with the code \"PLAN-0\"",
        "plans[0] (PLAN-1).vocabulary: there is no vocabulary with the code \"NO-WORDS\"",
        "plans[0] (PLAN-1).co_chairs[1]: there is no agency with the code \"NOBODY\"",
        "plans[0].actions[0] (A-1).node: the plan PLAN-1 has no node \"9-z\"",
        "plans[0].actions[0] (A-1).lead.through.agency: there is no agency with the code \"NO-OFFICE\"",
        "plans[0].actions[1] (A-2).contributes_to: the plan PLAN-1 has no node \"7\"",
        "plans[0].actions[1] (A-2).replaces[0]: the plan PLAN-1 has no action \"A-9\"",
    ];
    for fault in expected {
        assert!(faults.iter().any(|found| found == fault), "{fault}\n{faults:#?}");
    }
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
}

#[test]
fn a_duplicate_code_is_refused() {
    let faults = faults_of_reference(|file| file["agencies"][1]["code"] = json!("HOUSING"));
    assert!(
        faults.contains(&"agencies[1] (HOUSING): HOUSING is already in agencies[0] (HOUSING)".to_owned()),
        "{faults:#?}"
    );
    let faults = faults_of_plan(|plan| plan["actions"][1]["reference"] = json!("A-1"));
    assert_eq!(faults, ["plans[0].actions[1] (A-1): A-1 is already in plans[0].actions[0] (A-1)"]);
}

#[test]
fn a_party_has_one_part_in_an_action() {
    let faults =
        faults_of_plan(|plan| plan["actions"][0]["supporters"] = json!([{"party": "HOUSING", "basis": "stated"}]));
    assert_eq!(
        faults,
        ["plans[0].actions[0] (A-1).supporters[0]: HOUSING is already in plans[0].actions[0] (A-1).lead"]
    );
}

#[test]
fn parents_that_lead_back_are_refused() {
    let faults = faults_of_reference(|file| file["agencies"][0]["parents"] = json!(["HOUSING-GRANTS"]));
    assert_eq!(
        faults,
        [
            "agencies[0] (HOUSING).parents: HOUSING leads back to itself",
            "agencies[2] (HOUSING-GRANTS).parents: HOUSING-GRANTS leads back to itself",
        ]
    );
    let faults = faults_of_plan(|plan| plan["nodes"][0]["parent"] = json!("1-a"));
    assert!(
        faults.iter().any(|fault| fault.starts_with("plans[0].nodes[0] (1).parent: 1 leads back to itself")),
        "{faults:#?}"
    );
}

#[test]
fn a_way_that_leads_back_through_the_record_is_refused_too() {
    let mut file = reference_file();
    file["agencies"] = json!([{"code": "HOUSING", "name": "H", "short_name": "H", "kind": "department",
        "parents": ["HOUSING-GRANTS"], "source": "A list"}]);
    let faults = world().faults(&file);
    assert_eq!(faults, ["agencies[0] (HOUSING).parents: HOUSING leads back to itself"]);
}

#[test]
fn a_plan_that_supersedes_itself_is_refused() {
    let faults = faults_of_plan(|plan| plan["supersedes"] = json!("PLAN-1"));
    assert_eq!(faults, ["plans[0] (PLAN-1).supersedes: PLAN-1 leads back to itself"]);
}

#[test]
fn a_node_has_a_level_of_its_plan_and_a_deeper_one_than_its_parent() {
    let faults = faults_of_plan(|plan| plan["nodes"][1]["level"] = json!("Pillar"));
    assert_eq!(
        faults,
        [
            "plans[0].nodes[1] (1-a).level: \"Pillar\" is not a level of this plan: its levels are Goal, Objective, Action"
        ]
    );
    let faults = faults_of_plan(|plan| plan["nodes"][1]["level"] = json!("Goal"));
    assert_eq!(
        faults,
        ["plans[0].nodes[1] (1-a).level: a Goal cannot be placed under a Goal: check the order of the plan's levels"]
    );
}

#[test]
fn days_in_the_wrong_order_are_refused() {
    let faults = faults_of_plan(|plan| {
        plan["ends"] = json!("2023-12-31");
        plan["actions"][0]["timeframe"]["ends"] = json!("2023-12-31");
        plan["actions"][0]["reports"][0]["submitted"] = json!("2023-12-31");
    });
    assert_eq!(
        faults,
        [
            "plans[0].actions[0] (A-1).reports[0].submitted: December 31, 2023 is before January to March 2024 began",
            "plans[0].actions[0] (A-1).timeframe.ends: December 31, 2023 is before the start date, January 1, 2024",
            "plans[0] (PLAN-1).ends: December 31, 2023 is before the start date, January 1, 2024",
        ]
    );
    let seat = json!([{"agency": "HOUSING", "from": "2020-01-01", "to": "2019-01-01"}]);
    let faults = faults_of_reference(|file| file["bodies"][0]["members"] = seat);
    assert_eq!(faults, ["bodies[0] (GROUP).members[0].to: January 1, 2019 is before the start date, January 1, 2020"]);
}

#[test]
fn a_native_word_comes_from_the_vocabulary_of_the_plan_and_means_what_it_means_there() {
    let word =
        |word: &'static str| move |plan: &mut Value| plan["actions"][0]["reports"][0]["native_word"] = json!(word);
    assert_eq!(
        faults_of_plan(word("Finished")),
        ["plans[0].actions[0] (A-1).reports[0].native_word: the vocabulary WORDS has no word \"Finished\""]
    );
    let faults = faults_of_plan(|plan| plan["actions"][0]["reports"][0]["status"] = json!("delayed"));
    assert_eq!(
        faults,
        [
            "plans[0].actions[0] (A-1).reports[0].native_word: in the vocabulary WORDS, this word means a different status from \
             the one given here"
        ]
    );
    let faults = faults_of_plan(|plan| drop(plan.as_object_mut().unwrap().remove("vocabulary")));
    assert_eq!(
        faults,
        ["plans[0].actions[0] (A-1).reports[0].native_word: the plan names no vocabulary for this word"]
    );
}

#[test]
fn a_recurring_action_is_never_completed() {
    let faults =
        faults_of_plan(|plan| plan["actions"][0]["recurrence"] = json!({"stated": "yearly", "times_a_year": 0}));
    assert_eq!(
        faults,
        [
            "plans[0].actions[0] (A-1).recurrence.times_a_year: a recurring action must recur at least once a year",
            "plans[0].actions[0] (A-1).reports[0].status: a recurring action is never completed: use in-progress",
        ]
    );
}

#[test]
fn a_code_that_is_both_an_agency_and_a_body_must_say_which() {
    let mut file = reference_file();
    file["agencies"][1]["code"] = json!("GROUP");
    file["bodies"][0]["chairs"] = json!([]);
    let mut world = World::default();
    world.import(&file.to_string());
    assert_eq!(
        world.faults(&plan_file()),
        [
            "plans[0].actions[0] (A-1).supporters[0].party: both an agency and a body have the code \"GROUP\": write agency:GROUP \
             or body:GROUP"
        ]
    );
    let mut plan = plan_file();
    plan["plans"][0]["actions"][0]["supporters"][0]["party"] = json!("body:GROUP");
    world.import(&plan.to_string());
}

#[test]
fn links_join_two_actions_that_exist_once() {
    let link = |to: &str| json!({"from": "PLAN-1/A-1", "to": to, "relation": "continues", "basis": "inferred"});
    let mut file = plan_file();
    file["links"] =
        json!([link("PLAN-1/A-2"), link("PLAN-1/A-2"), link("PLAN-1/A-1"), link("PLAN-1/A-9"), link("PLAN-9/A-1")]);
    assert_eq!(
        world().faults(&file),
        [
            "links[1]: PLAN-1/A-1 continues PLAN-1/A-2 is already in links[0]",
            "links[2].to: an action cannot be linked to itself",
            "links[3].to: the plan PLAN-1 has no action \"A-9\"",
            "links[4].to: there is no plan with the code \"PLAN-9\"",
        ]
    );
}
