//! The rows of a list in groups, each with what is known of the whole that it is a part of.

use super::shape::GroupBy;
use crate::dashboards::top_of;
use crate::words;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::View;

/// Rows that belong together, in the order of the list.
#[derive(Debug)]
pub struct Group<'a> {
    pub name: String,
    /// How many rows it has, and of how many in the record.
    pub coverage: String,
    pub actions: Vec<&'a ActionFacts>,
}

/// The place of a plan among the plans, that of its part in it, and the part.
type PlaceOfPart = (Option<usize>, u32, Option<NodeId>);

/// Takes the rows apart. Parts of plans stand in the order of their plans, leads by name and the unknown one last.
pub fn groups<'a>(view: &View, by: GroupBy, actions: &[&'a ActionFacts]) -> Vec<Group<'a>> {
    match by {
        GroupBy::Part => by_part(view, actions),
        GroupBy::Lead => by_lead(view, actions),
    }
}

fn by_part<'a>(view: &View, actions: &[&'a ActionFacts]) -> Vec<Group<'a>> {
    let plans: HashMap<_, _> =
        view.plans().into_iter().rev().enumerate().map(|(place, plan)| (plan.id, place)).collect();
    let names_plans = actions.iter().map(|facts| facts.plan).collect::<BTreeSet<_>>().len() > 1;
    let mut tracked: HashMap<NodeId, usize> = HashMap::new();
    for top in view.actions().filter_map(|facts| top_of(view, facts.node)) {
        *tracked.entry(top.id).or_default() += 1;
    }
    let mut parts: BTreeMap<PlaceOfPart, Vec<&ActionFacts>> = BTreeMap::new();
    for facts in actions {
        let top = top_of(view, facts.node);
        let key = (plans.get(&facts.plan).copied(), top.map_or(u32::MAX, |top| top.position), top.map(|top| top.id));
        parts.entry(key).or_default().push(facts);
    }
    let group = |((_, _, id), actions): (_, Vec<&'a ActionFacts>)| {
        let top = Option::and_then(id, |id| view.node(id));
        let plan = actions.first().and_then(|facts| view.plan(facts.plan).ok());
        let name = top.map_or_else(|| "No part".to_owned(), |top| top.title.to_string());
        let name = match plan.filter(|_| names_plans) {
            Some(plan) => format!("{}: {name}", plan.short_title),
            None => name,
        };
        let all = top.and_then(|top| tracked.get(&top.id)).copied().unwrap_or_default();
        let stand = if all == 1 { "stands" } else { "stand" };
        let published = match top.and_then(|top| top.published_actions) {
            Some(published) => format!("{} {stand} for {published} published actions", words::entries(all)),
            None => format!("{} in the record", words::entries(all)),
        };
        Group { name, coverage: format!("{} here; {published}", words::thousands(actions.len())), actions }
    };
    parts.into_iter().map(group).collect()
}

fn by_lead<'a>(view: &View, actions: &[&'a ActionFacts]) -> Vec<Group<'a>> {
    let mut led: HashMap<Option<Party>, usize> = HashMap::new();
    for facts in view.actions() {
        *led.entry(facts.lead).or_default() += 1;
    }
    let name = |lead: Option<Party>| lead.map_or_else(|| "No lead in force".to_owned(), |lead| view.short_name(lead));
    let mut parts: BTreeMap<(bool, String, Option<Party>), Vec<&ActionFacts>> = BTreeMap::new();
    for facts in actions {
        let key = (facts.lead.is_none(), name(facts.lead).to_lowercase(), facts.lead);
        parts.entry(key).or_default().push(facts);
    }
    let group = |((_, _, lead), actions): ((bool, String, Option<Party>), Vec<&'a ActionFacts>)| {
        let all = words::count(led.get(&lead).copied().unwrap_or_default(), "action");
        let whole = if lead.is_some() { "that it leads itself" } else { "without a lead" };
        let coverage = format!("{} of {all} {whole}", words::thousands(actions.len()));
        Group { name: name(lead), coverage, actions }
    };
    parts.into_iter().map(group).collect()
}
