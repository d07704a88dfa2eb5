//! Checks plans, their trees, and the links between actions.

use super::known::Known;
use super::{action, check_names, check_order, check_unique, no_such};
use crate::fault::Faults;
use crate::format::{InPlan, NodeRow, PlanFile, PlanRow};
use crate::place::Place;
use domain::text::{Code, Title};

pub fn check(file: &PlanFile, known: &Known, faults: &mut Faults) {
    let plans = Place::root().field("plans");
    check_unique(file.plans.iter().enumerate().map(|(index, plan)| (plans.row(index, &plan.code), &plan.code)), faults);
    for (index, plan) in file.plans.iter().enumerate() {
        check_plan(plan, known, &plans.row(index, &plan.code), faults);
    }
    check_links(file, known, faults);
}

fn check_plan(plan: &PlanRow, known: &Known, place: &Place, faults: &mut Faults) {
    check_order(Some(plan.starts.0), plan.ends.map(|day| day.0), place.field("ends"), faults);
    for (name, earlier) in [("supersedes", &plan.supersedes), ("relates_to", &plan.relates_to)] {
        if let Some(code) = earlier {
            check_names(&known.plans, "plan", place.field(name), code, faults);
        }
    }
    if let Some(code) = plan.vocabulary.as_ref().filter(|code| !known.vocabularies.contains_key(code)) {
        faults.add(place.field("vocabulary"), no_such("vocabulary", code));
    }
    for (index, chair) in plan.co_chairs.iter().enumerate() {
        check_names(&known.agencies, "agency", place.field("co_chairs").index(index), chair, faults);
    }
    check_nodes(plan, known, &place.field("nodes"), faults);
    let actions = place.field("actions");
    let references = plan.actions.iter().enumerate();
    check_unique(references.map(|(index, row)| (actions.row(index, &row.reference), &row.reference)), faults);
    for (index, row) in plan.actions.iter().enumerate() {
        action::check(plan, row, known, &actions.row(index, &row.reference), faults);
    }
}

fn check_nodes(plan: &PlanRow, known: &Known, nodes: &Place, faults: &mut Faults) {
    let references = plan.nodes.iter().enumerate();
    check_unique(references.map(|(index, row)| (nodes.row(index, &row.reference), &row.reference)), faults);
    for (index, row) in plan.nodes.iter().enumerate() {
        let place = nodes.row(index, &row.reference);
        check_level(plan, row, &place, faults);
        if let Some(parent) = &row.parent {
            check_node(plan, parent, known, place.field("parent"), faults);
        }
    }
}

/// A node has one of the plan's levels, deeper than its parent's.
fn check_level(plan: &PlanRow, row: &NodeRow, place: &Place, faults: &mut Faults) {
    let depth = |level: &Title| plan.levels.iter().position(|names| names.contains(level));
    let Some(own) = depth(&row.level) else {
        let names: Vec<&str> = plan.levels.iter().flatten().map(Title::as_str).collect();
        faults.add(
            place.field("level"),
            format!("\"{}\" is not a level of this plan: its levels are {}", row.level, names.join(", ")),
        );
        return;
    };
    let parent = plan.nodes.iter().find(|other| Some(&other.reference) == row.parent.as_ref());
    if let Some(above) = parent.filter(|parent| depth(&parent.level).is_some_and(|above| own <= above)) {
        let words =
            format!("a {} cannot be placed under a {}: check the order of the plan's levels", row.level, above.level);
        faults.add(place.field("level"), words);
    }
}

/// Adds a fault for a reference to an unknown node of the plan.
pub fn check_node(plan: &PlanRow, reference: &Code, known: &Known, place: Place, faults: &mut Faults) {
    if !known.nodes.contains(&InPlan { plan: plan.code.clone(), reference: reference.clone() }) {
        faults.add(place, format!("the plan {} has no node \"{reference}\"", plan.code));
    }
}

/// Adds a fault for an unknown action.
pub fn check_action(named: &InPlan, known: &Known, place: Place, faults: &mut Faults) {
    if !known.plans.contains(&named.plan) {
        faults.add(place, no_such("plan", &named.plan));
    } else if !known.actions.contains(named) {
        faults.add(place, format!("the plan {} has no action \"{}\"", named.plan, named.reference));
    }
}

fn check_links(file: &PlanFile, known: &Known, faults: &mut Faults) {
    let links = Place::root().field("links");
    check_unique(file.links.iter().enumerate().map(|(index, link)| (links.index(index), link.in_words())), faults);
    for (index, link) in file.links.iter().enumerate() {
        let place = links.index(index);
        check_action(&link.from, known, place.field("from"), faults);
        check_action(&link.to, known, place.field("to"), faults);
        if link.from == link.to {
            faults.add(place.field("to"), "an action cannot be linked to itself");
        }
    }
}
