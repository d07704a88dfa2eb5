//! The rows of a list in groups, each with the size of the whole group.

mod actions;
mod milestones;

pub use actions::groups_of_actions;
pub use milestones::groups_of_milestones;

use super::MilestoneRow;
use super::order::places_of_plans;
use crate::tree::top_of;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::plan::Node;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use store::View;

/// Rows that belong together, in the order of the list.
#[derive(Debug)]
pub struct Group<R> {
    pub name: String,
    /// How many rows it has, and of how many in all.
    pub coverage: String,
    pub rows: Vec<R>,
}

/// An action, or what belongs to one.
trait OfAction: Copy {
    fn action(&self) -> &ActionFacts;
}

impl OfAction for &ActionFacts {
    fn action(&self) -> &ActionFacts {
        self
    }
}

impl OfAction for MilestoneRow<'_> {
    fn action(&self) -> &ActionFacts {
        self.action
    }
}

/// The rows by top-level section, in the order of the plans. Names include the plan where there are several.
fn by_part<'v, R: OfAction>(view: &'v View, rows: &[R]) -> Vec<(Option<&'v Node>, String, Vec<R>)> {
    let plans = places_of_plans(view);
    let names_plans = rows.iter().map(|row| row.action().plan).collect::<BTreeSet<_>>().len() > 1;
    let key = |row: &R| {
        let facts = row.action();
        let top = top_of(view, facts.node);
        (plans.get(&facts.plan).copied(), top.map_or(u32::MAX, |top| top.position), top.map(|top| top.id))
    };
    let group = |((_, _, id), rows): ((_, _, Option<_>), Vec<R>)| {
        let top = id.and_then(|id| view.node(id));
        let plan = rows.first().and_then(|row| view.plan(row.action().plan).ok());
        let name = top.map_or_else(|| "No section".to_owned(), |top| top.title.to_string());
        let name = match plan.filter(|_| names_plans) {
            Some(plan) => format!("{}: {name}", plan.short_title),
            None => name,
        };
        (top, name, rows)
    };
    taken_apart(rows, key).into_iter().map(group).collect()
}

/// The rows under the leads of their actions, by name and the unknown one last.
fn by_lead<R: OfAction>(view: &View, rows: &[R]) -> Vec<(Option<Party>, String, Vec<R>)> {
    let name = |lead: Option<Party>| lead.map_or_else(|| "No lead agency".to_owned(), |lead| view.short_name(lead));
    let key = |row: &R| {
        let lead = row.action().lead;
        (lead.is_none(), name(lead).to_lowercase(), lead)
    };
    taken_apart(rows, key).into_iter().map(|((_, _, lead), rows)| (lead, name(lead), rows)).collect()
}

/// Rows with the same key together, in the order of the keys.
fn taken_apart<R: Copy, K: Ord>(rows: &[R], key: impl Fn(&R) -> K) -> BTreeMap<K, Vec<R>> {
    let mut parts: BTreeMap<K, Vec<R>> = BTreeMap::new();
    for row in rows {
        parts.entry(key(row)).or_default().push(*row);
    }
    parts
}

/// How often each key occurs.
fn tally<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut tally = HashMap::new();
    for key in keys {
        *tally.entry(key).or_default() += 1;
    }
    tally
}
