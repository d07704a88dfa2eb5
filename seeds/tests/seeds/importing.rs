//! A file is imported once, over itself, in a new edition, and over what users changed since.

use crate::world::{TODAY, World, plan_file, reference_file};
use domain::Object;
use domain::action::Action;
use domain::actor::{Acting, Actor, Role};
use domain::assignment::{Assignment, AssignmentState, CarrierRole, Ending};
use domain::body::Party;
use domain::ids::{ActionId, Kind, PersonId};
use domain::ledger::Hash;
use domain::link::Relation;
use domain::milestone::Verified;
use domain::plan::{Plan, PlanState, Withdrawal};
use domain::retraction::Retraction;
use domain::text::{Sentence, Title};
use seeds::check::check;
use seeds::import::{BuildContext, build};
use seeds::objects::Baseline;
use seeds::read::read;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The small plan, with its first action changed.
fn with_action(change: impl FnOnce(&mut Value)) -> String {
    let mut file = plan_file();
    change(&mut file["plans"][0]["actions"][0]);
    file.to_string()
}

fn action(world: &World, reference: &str) -> Action {
    world.baseline.now.actions.iter().find(|action| action.reference.as_str() == reference).unwrap().clone()
}

fn lead(world: &World) -> Assignment {
    let first = action(world, "A-1").id;
    let mut of_action =
        world.baseline.now.assignments.iter().filter(|one| one.action == first && one.role == CarrierRole::Lead);
    of_action.next_back().unwrap().clone()
}

fn plan(world: &World, code: &str) -> Plan {
    world.baseline.now.plans.iter().find(|plan| plan.code.as_str() == code).unwrap().clone()
}

fn agency(world: &World, code: &str) -> Party {
    Party::Agency(world.baseline.now.agencies.iter().find(|agency| agency.code.as_str() == code).unwrap().id)
}

fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

fn lines(report: &seeds::report::ImportReport) -> Vec<String> {
    report.kept.iter().map(ToString::to_string).collect()
}

#[test]
fn an_import_says_what_it_added() {
    let mut world = World::default();
    world.import(&reference_file().to_string());
    let report = world.import(&plan_file().to_string());
    let added: Vec<(Kind, u32)> = report.added.iter().map(|(kind, count)| (*kind, *count)).collect();
    assert_eq!(added, [(Kind::Plan, 1), (Kind::Node, 2), (Kind::Action, 2), (Kind::Assignment, 2), (Kind::Report, 1)]);
    assert!(
        report.to_string().starts_with("Added: plans, 1; sections, 2; actions, 2; roles, 2; status updates, 1\n"),
        "{report}"
    );
}

#[test]
fn a_stated_lead_carries_the_action_from_the_day_of_issue_and_a_guess_carries_nothing() {
    let world = World::with_small_plan();
    let stated = lead(&world);
    assert_eq!(stated.state, AssignmentState::Stated);
    assert_eq!(stated.in_force_from, Some(plan(&world, "PLAN-1").issued));
    let guess = world.baseline.now.assignments.iter().find(|one| one.role == CarrierRole::Support).unwrap();
    assert_eq!((&guess.state, guess.in_force_from), (&AssignmentState::Assumed, None));
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut world = World::with_small_plan();
    let (objects, report) = world.build(&plan_file().to_string());
    assert_eq!((objects, report.unchanged, report.kept.len()), (vec![], 8, 0));
    assert!(report.to_string().starts_with("The record already has everything in this file. Nothing was written."));
}

#[test]
fn a_changed_row_is_a_new_version_of_the_same_object() {
    let mut world = World::with_small_plan();
    let before = action(&world, "A-1");
    let report = world.import(&with_action(|row| row["title"] = json!("Open two shelters")));
    assert_eq!(report.changed, ["action PLAN-1/A-1"]);
    assert_eq!(action(&world, "A-1"), Action { title: Title::parse("Open two shelters").unwrap(), ..before });
}

#[test]
fn what_is_not_in_the_file_stays_and_is_named() {
    let mut world = World::with_small_plan();
    let mut file = plan_file();
    file["plans"][0]["actions"].as_array_mut().unwrap().truncate(1);
    file["plans"][0]["actions"][0]["supporters"] = json!([]);
    let (objects, report) = world.build(&file.to_string());
    assert_eq!(objects, []);
    assert_eq!(report.only_in_record, ["action PLAN-1/A-2", "assignment supporter GROUP of PLAN-1/A-1"]);
}

#[test]
fn a_text_that_users_edited_stays_while_the_rest_of_the_row_follows_the_file() {
    let mut world = World::with_small_plan();
    let title = Title::parse("Open a large shelter").unwrap();
    world.users_change(Action { title: title.clone(), ..action(&world, "A-1") });
    let report = world.import(&with_action(|row| {
        row["title"] = json!("Open one shelter");
        row["promise"] = json!("Open it by March.");
    }));
    assert_eq!(lines(&report), ["action PLAN-1/A-1: users changed title, so the import did not"]);
    let after = action(&world, "A-1");
    assert_eq!((after.title, after.promise.as_str()), (title, "Open it by March."));
}

#[test]
fn a_withdrawn_action_is_not_changed_by_a_file() {
    let mut world = World::with_small_plan();
    let withdrawn = Some(Withdrawal { on: TODAY, reason: sentence("No money.") });
    let withdrawn = Action { withdrawn, ..action(&world, "A-1") };
    world.users_change(withdrawn.clone());
    let report = world.import(&with_action(|row| row["title"] = json!("Open two shelters")));
    assert_eq!(
        lines(&report),
        [
            "action PLAN-1/A-1: it was withdrawn, retracted, verified, or transferred, so the import did not change title"
        ]
    );
    assert_eq!(action(&world, "A-1"), withdrawn);
}

#[test]
fn a_retracted_action_is_not_changed_by_a_file_and_another_with_its_reference_is() {
    let mut world = World::with_small_plan();
    let retracted = Some(Retraction { on: TODAY, reason: sentence("Added twice.") });
    let retracted = Action { retracted, ..action(&world, "A-1") };
    world.users_change(retracted.clone());
    let report = world.import(&with_action(|row| row["title"] = json!("Open two shelters")));
    assert_eq!(
        lines(&report),
        [
            "action PLAN-1/A-1: it was withdrawn, retracted, verified, or transferred, so the import did not change title"
        ]
    );
    let new = Action { id: ActionId(Uuid::from_u128(1_000)), retracted: None, ..retracted.clone() };
    world.users_change(new.clone());
    // The order in which they stand says nothing of which of them has the reference.
    world.users_change(retracted.clone());
    world.import(&with_action(|row| row["title"] = json!("Open three shelters")));
    let all = &world.baseline.now.actions;
    let title = |id| all.iter().find(|action| action.id == id).unwrap().title.to_string();
    assert_eq!(title(retracted.id), "Open a shelter");
    assert_eq!(title(new.id), "Open a shelter", "users made it, so a file does not change it");
    assert!(
        !world
            .baseline
            .now
            .actions
            .iter()
            .any(|action| action.id != new.id && action.retracted.is_none() && action.reference == new.reference)
    );
}

#[test]
fn a_retracted_report_is_not_changed_by_a_file_and_is_not_missed() {
    let mut world = World::with_small_plan();
    let mut report = world.baseline.now.reports[0].clone();
    report.retracted = Some(Retraction { on: TODAY, reason: sentence("Another document.") });
    world.users_change(report.clone());
    let again = world.import(&plan_file().to_string());
    assert_eq!((lines(&again), again.written()), (vec![], 0));
    world.import(&with_action(|row| row["reports"][0]["narrative"] = json!("It was not opened.")));
    assert_eq!(world.baseline.now.reports, [report]);
    let without = world.import(&with_action(|row| row["reports"] = json!([])));
    assert_eq!(without.only_in_record, [""; 0], "what counts no more is not missed");
}

#[test]
fn a_verified_report_is_not_changed_by_a_file() {
    let mut world = World::with_small_plan();
    let mut report = world.baseline.now.reports[0].clone();
    report.verified = Some(Verified { on: TODAY, ground: sentence("I was there.") });
    world.users_change(report.clone());
    world.import(&with_action(|row| row["reports"][0]["narrative"] = json!("It was not opened.")));
    assert_eq!(world.baseline.now.reports, [report]);
}

#[test]
fn a_lead_that_was_accepted_stays_accepted() {
    let mut world = World::with_small_plan();
    world.users_change(Assignment { state: AssignmentState::Accepted { on: TODAY }, ..lead(&world) });
    let (objects, report) = world.build(&plan_file().to_string());
    assert_eq!(objects, []);
    assert_eq!(lines(&report), ["lead HOUSING of PLAN-1/A-1: users changed state, so the import did not"]);
}

#[test]
fn where_the_file_names_another_lead_the_former_ends_in_the_same_entry() {
    let mut world = World::with_small_plan();
    let former = lead(&world);
    let report = world.import(&with_action(|row| row["lead"] = json!({"party": "LABOR", "basis": "stated"})));
    assert_eq!(report.changed, ["lead HOUSING of PLAN-1/A-1: ended"]);
    let former = world.baseline.now.assignments.iter().find(|one| one.id == former.id).unwrap();
    let reason = sentence("The plan file names LABOR as the lead.");
    assert_eq!(former.state, AssignmentState::Ended { on: TODAY, reason, how: Ending::TakenBack });
    assert_eq!((lead(&world).party, lead(&world).state), (agency(&world, "LABOR"), AssignmentState::Stated));
}

#[test]
fn a_lead_that_one_file_took_back_another_can_give_again() {
    let mut world = World::with_small_plan();
    world.import(&with_action(|row| row["lead"] = json!({"party": "LABOR", "basis": "stated"})));
    let report = world.import(&plan_file().to_string());
    assert_eq!(report.changed, ["lead LABOR of PLAN-1/A-1: ended"]);
    assert_eq!((lead(&world).party, lead(&world).state), (agency(&world, "HOUSING"), AssignmentState::Stated));
    let (objects, report) = world.build(&plan_file().to_string());
    assert_eq!((objects, report.only_in_record), (vec![], vec![]));
}

#[test]
fn a_lead_that_agencies_agreed_on_is_not_changed_by_a_file() {
    let mut world = World::with_small_plan();
    let former = lead(&world);
    let offices = agency(&world, "HOUSING-GRANTS");
    let handed_over = AssignmentState::HandedOver { on: TODAY, to: offices };
    let accepted = Assignment {
        id: domain::ids::AssignmentId(Uuid::from_u128(1_000)),
        party: offices,
        state: AssignmentState::Accepted { on: TODAY },
        ..former.clone()
    };
    world.users_change(Assignment { state: handed_over, ..former });
    world.users_change(accepted.clone());
    let report = world.import(&with_action(|row| row["lead"] = json!({"party": "LABOR", "basis": "stated"})));
    assert_eq!(
        lines(&report),
        ["action PLAN-1/A-1: the file names LABOR as lead, but the record names HOUSING-GRANTS"]
    );
    assert_eq!((report.written(), lead(&world)), (0, accepted));
}

#[test]
fn a_guessed_supporter_that_a_later_file_states_carries_the_action() {
    let mut world = World::with_small_plan();
    world.import(&with_action(|row| row["supporters"][0]["basis"] = json!("stated")));
    let supporter = world.baseline.now.assignments.iter().find(|one| one.role == CarrierRole::Support).unwrap();
    assert!(supporter.is_in_force());
    assert_eq!(supporter.in_force_from, Some(plan(&world, "PLAN-1").issued));
}

/// A second edition that takes the place of the first, with one action that replaces the first action of it.
fn new_edition() -> Value {
    let mut file = plan_file();
    let edition = &mut file["plans"][0];
    edition["code"] = json!("PLAN-2");
    edition["supersedes"] = json!("PLAN-1");
    edition["actions"][0]["reference"] = json!("B-7");
    edition["actions"][0]["replaces"] = json!(["PLAN-1/A-1"]);
    edition["actions"].as_array_mut().unwrap().truncate(1);
    file
}

#[test]
fn a_new_edition_takes_the_place_of_the_old_and_keeps_all_of_it() {
    let mut world = World::with_small_plan();
    let old = action(&world, "A-1");
    let report = world.import(&new_edition().to_string());
    assert_eq!(report.changed, ["plan PLAN-1: superseded"]);
    assert_eq!(plan(&world, "PLAN-1").state, PlanState::Superseded);
    assert_eq!(plan(&world, "PLAN-2").supersedes, Some(plan(&world, "PLAN-1").id));
    let link = &world.baseline.now.links[0];
    assert_eq!((link.from, link.to, link.relation), (action(&world, "B-7").id, old.id, Relation::Supersedes));
    assert_eq!(action(&world, "A-1"), old);
    assert_eq!(world.build(&new_edition().to_string()).0, []);
    assert_eq!(world.build(&plan_file().to_string()).0, [], "the old file does not put the old edition back in force");
}

#[test]
fn an_edition_that_users_put_back_in_force_stays_in_force() {
    let mut world = World::with_small_plan();
    world.import(&new_edition().to_string());
    world.users_change(Plan { state: PlanState::InForce, ..plan(&world, "PLAN-1") });
    assert_eq!(world.build(&new_edition().to_string()).0, []);
    assert_eq!(world.build(&plan_file().to_string()).0, []);
}

#[test]
fn a_draft_does_not_supersede_a_plan() {
    let mut world = World::with_small_plan();
    let mut draft = new_edition();
    draft["plans"][0]["state"] = json!("draft");
    world.import(&draft.to_string());
    assert_eq!(plan(&world, "PLAN-1").state, PlanState::InForce);
}

#[test]
fn two_editions_in_one_file_make_one_version_of_each() {
    let mut world = World::default();
    world.import(&reference_file().to_string());
    let mut file = plan_file();
    let edition = new_edition()["plans"][0].clone();
    file["plans"].as_array_mut().unwrap().push(edition);
    let (objects, _) = world.build(&file.to_string());
    let plans = objects.iter().filter_map(|object| match object {
        Object::Plan(plan) => Some((plan.code.as_str(), plan.state)),
        _ => None,
    });
    assert_eq!(plans.collect::<Vec<_>>(), [("PLAN-1", PlanState::Superseded), ("PLAN-2", PlanState::InForce)]);
    world.import(&file.to_string());
    assert_eq!(world.build(&file.to_string()).0, []);
}

#[test]
fn the_row_of_a_parent_is_written_before_those_of_its_children() {
    let mut world = World::default();
    world.import(&reference_file().to_string());
    let mut file = plan_file();
    file["plans"][0]["nodes"].as_array_mut().unwrap().reverse();
    let (objects, _) = world.build(&file.to_string());
    let nodes = objects.iter().filter_map(|object| match object {
        Object::Node(node) => Some(node.reference.as_str()),
        _ => None,
    });
    assert_eq!(nodes.collect::<Vec<_>>(), ["1", "1-a"]);
}

#[test]
fn only_who_keeps_plans_imports_them() {
    let baseline = Baseline::default();
    let text = reference_file().to_string();
    let file = read(&text).unwrap();
    for role in [Role::Administrator, Role::Chair, Role::Liaison, Role::Auditor] {
        let person = PersonId(Uuid::from_u128(1));
        let actor = Actor::Person(Acting::new(person, role, None, BTreeSet::new(), &[]));
        let context = BuildContext {
            actor: &actor,
            today: TODAY,
            new_id: &mut || Uuid::from_u128(7),
            file: Hash::of(&[text.as_bytes()]),
        };
        let refused = build(check(&file, &baseline).unwrap(), context).unwrap_err();
        assert_eq!(refused.to_string(), "Only the secretariat can edit plans and actions.", "{role:?}");
    }
}

#[test]
fn the_example_of_the_documentation_is_imported() {
    let page = include_str!("../../../docs/plan-file.md");
    let (_, rest) = page.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let report = World::default().import(example);
    assert_eq!(report.added.get(&Kind::Action), Some(&1));
}
