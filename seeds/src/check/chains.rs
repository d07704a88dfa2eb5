//! Chains that must not be cycles: parents of agencies, bodies, and nodes, and plans that supersede others.

use crate::fault::Faults;
use crate::format::{PlanFile, PlanRow};
use crate::objects::Objects;
use crate::place::Place;
use domain::text::Code;
use std::collections::{HashMap, HashSet};

/// The parents of each code. A row of the file overrides the record.
type Above<'a> = HashMap<&'a Code, Vec<&'a Code>>;

pub fn check(file: &PlanFile, record: &Objects, faults: &mut Faults) {
    let above = agencies(file, record);
    for (index, row) in file.agencies.iter().enumerate() {
        let place = Place::root().field("agencies").row(index, &row.code).field("parents");
        check_ends(&row.code, &above, place, faults);
    }
    let above = bodies(file, record);
    for (index, row) in file.bodies.iter().enumerate() {
        let place = Place::root().field("bodies").row(index, &row.code).field("parent");
        check_ends(&row.code, &above, place, faults);
    }
    let above = plans(file, record);
    for (index, plan) in file.plans.iter().enumerate() {
        let place = Place::root().field("plans").row(index, &plan.code);
        check_ends(&plan.code, &above, place.field("supersedes"), faults);
        let above = nodes(plan, record);
        for (index, row) in plan.nodes.iter().enumerate() {
            let place = place.field("nodes").row(index, &row.reference).field("parent");
            check_ends(&row.reference, &above, place, faults);
        }
    }
}

fn check_ends<'a>(start: &'a Code, above: &Above<'a>, place: Place, faults: &mut Faults) {
    if is_in_cycle(start, above) {
        faults.add(place, format!("{start} leads back to itself"));
    }
}

/// Whether `start` is among its own ancestors.
fn is_in_cycle<'a>(start: &'a Code, above: &Above<'a>) -> bool {
    let mut seen = HashSet::new();
    let mut ahead: Vec<&Code> = above.get(start).cloned().unwrap_or_default();
    while let Some(code) = ahead.pop() {
        if code == start {
            return true;
        }
        if seen.insert(code) {
            ahead.extend(above.get(code).into_iter().flatten());
        }
    }
    false
}

fn agencies<'a>(file: &'a PlanFile, record: &'a Objects) -> Above<'a> {
    let codes: HashMap<_, _> = record.agencies.iter().map(|agency| (agency.id, &agency.code)).collect();
    let recorded = record
        .agencies
        .iter()
        .map(|agency| (&agency.code, agency.parents.iter().filter_map(|parent| codes.get(parent).copied()).collect()));
    recorded.chain(file.agencies.iter().map(|row| (&row.code, row.parents.iter().collect()))).collect()
}

fn bodies<'a>(file: &'a PlanFile, record: &'a Objects) -> Above<'a> {
    let codes: HashMap<_, _> = record.bodies.iter().map(|body| (body.id, &body.code)).collect();
    let recorded = record
        .bodies
        .iter()
        .map(|body| (&body.code, body.parent.iter().filter_map(|parent| codes.get(parent).copied()).collect()));
    recorded.chain(file.bodies.iter().map(|row| (&row.code, row.parent.iter().collect()))).collect()
}

fn plans<'a>(file: &'a PlanFile, record: &'a Objects) -> Above<'a> {
    let codes: HashMap<_, _> = record.plans.iter().map(|plan| (plan.id, &plan.code)).collect();
    let recorded = record
        .plans
        .iter()
        .map(|plan| (&plan.code, plan.supersedes.iter().filter_map(|earlier| codes.get(earlier).copied()).collect()));
    recorded.chain(file.plans.iter().map(|row| (&row.code, row.supersedes.iter().collect()))).collect()
}

fn nodes<'a>(plan: &'a PlanRow, record: &'a Objects) -> Above<'a> {
    let plan_id = record.plans.iter().find(|recorded| recorded.code == plan.code).map(|recorded| recorded.id);
    let in_plan = || record.nodes.iter().filter(|node| Some(node.plan) == plan_id);
    let references: HashMap<_, _> = in_plan().map(|node| (node.id, &node.reference)).collect();
    let recorded = in_plan().map(|node| {
        (&node.reference, node.parent.iter().filter_map(|parent| references.get(parent).copied()).collect())
    });
    recorded.chain(plan.nodes.iter().map(|row| (&row.reference, row.parent.iter().collect()))).collect()
}
