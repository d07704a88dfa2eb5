//! States by the plan's top level and by lead, stacked.

use super::ChartScope;
use super::names::{all_of, by_reference, tied};
use super::status::name_of;
use crate::dashboards::cards::Card;
use crate::dashboards::sheet::{Sheet, table};
use crate::error::QueryError;
use crate::paths::borrowed;
use crate::tree::top_of;
use crate::words;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::plan::{Node, Plan};
use domain::progress::{Counted, Measure, State, StateCounts, grouped};
use reports::charts::{Chart, Segment, Stack, Stacks, Words};
use reports::{Cell, Column, Datatype};
use std::collections::{BTreeMap, HashMap};

/// One bar: its name, what the list of its rows is asked for, and its states.
struct Group<'a> {
    label: String,
    name: String,
    asked: Vec<(&'static str, String)>,
    counts: StateCounts,
    /// The same at the point that is compared.
    then: StateCounts,
    actions: Vec<&'a Counted<'a>>,
}

impl Group<'_> {
    /// Delayed or blocked by status, with those that have updates overdue: as the figure counts them.
    fn held_up(&self) -> usize {
        Measure::DelayedOrBlocked.count(self.actions.iter().copied())
    }
}

/// A group as titles compare it.
struct Ranked {
    name: String,
    actions: usize,
    held_up: usize,
}

fn ranked(groups: &[Group<'_>]) -> Vec<Ranked> {
    let of = |group: &Group<'_>| Ranked {
        name: group.name.clone(),
        actions: group.counts.total(),
        held_up: group.held_up(),
    };
    groups.iter().map(of).collect()
}

/// The actions of each group, and the states of then.
struct Groups<'a, K> {
    now: BTreeMap<K, Vec<&'a Counted<'a>>>,
    then: BTreeMap<K, StateCounts>,
}

impl<'a, K: Ord> Groups<'a, K> {
    fn of(of: &'a ChartScope<'_>, group: impl Fn(&ActionFacts) -> K) -> Groups<'a, K> {
        let mut now: BTreeMap<K, Vec<&Counted<'_>>> = BTreeMap::new();
        for counted in &of.scope.counted {
            now.entry(group(counted.action)).or_default().push(counted);
        }
        let then = of.then.as_ref().map(|then| grouped(&then.scope.counted, group)).unwrap_or_default();
        Groups { now, then }
    }

    /// What a bar is made of.
    fn take(&mut self, key: &K) -> Option<(StateCounts, StateCounts, Vec<&'a Counted<'a>>)> {
        let actions = by_reference(self.now.remove(key)?);
        let counts = StateCounts::of_actions(actions.iter().copied());
        Some((counts, self.then.get(key).copied().unwrap_or_default(), actions))
    }
}

pub(super) fn by_top_level(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let view = of.scope.view;
    let tops_by_node = tops_by_node(of);
    let mut by_top = Groups::of(of, |facts| tops_by_node.get(&facts.node).copied());
    let groups: Vec<Group<'_>> = tops(of)
        .into_iter()
        .filter_map(|id| {
            let (node, (counts, then, actions)) = (view.node(id)?, by_top.take(&Some(id))?);
            // Never "9 of 13", which reads as 9 completed: listed actions may combine or split what was published.
            let published =
                node.published_actions.map(|number| format!(" listed, {number} published")).unwrap_or_default();
            Some(Group {
                label: format!("{} ({}{published})", node.title, counts.total()),
                name: node.title.to_string(),
                asked: vec![("node", node.reference.to_string())],
                counts,
                then,
                actions,
            })
        })
        .collect();
    let level = of.top_level();
    let title = most_delayed(&ranked(&groups), &plural(&level)).unwrap_or_else(|| format!("Status by {level}"));
    let measure = format!("Actions by {level} and status.");
    let empty: Vec<String> = tops(of)
        .into_iter()
        .filter_map(|id| view.node(id).map(|node| node.title.to_string()))
        .filter(|title| groups.iter().all(|group| group.name != *title))
        .collect();
    let foot = (!empty.is_empty()).then(|| format!("No actions listed: {}.", empty.join(", ")));
    sheet(of, ("parts", "Actions by top level and status"), (title, measure, foot), &groups)
}

/// By plan, in the order in which the plans were issued.
pub(super) fn by_plan(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let mut by_plan = Groups::of(of, |facts| facts.plan);
    let mut plans: Vec<&Plan> = by_plan.now.keys().filter_map(|id| of.scope.view.plan(*id).ok()).collect();
    plans.sort_by(|a, b| (a.issued, &a.code).cmp(&(b.issued, &b.code)));
    let groups: Vec<Group<'_>> = plans
        .into_iter()
        .filter_map(|plan| {
            let (counts, then, actions) = by_plan.take(&plan.id)?;
            let name = plan.short_title.to_string();
            let asked = vec![("plan", plan.code.to_string())];
            Some(Group { label: format!("{name} ({})", counts.total()), name, asked, counts, then, actions })
        })
        .collect();
    let title = most_delayed(&ranked(&groups), "plans").unwrap_or_else(|| "Status by plan".to_owned());
    let measure = "Actions by plan and status.".to_owned();
    sheet(of, ("plans", "Actions by plan and status"), (title, measure, None), &groups)
}

pub(super) fn by_lead(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let view = of.scope.view;
    let mut by_lead = Groups::of(of, |facts| facts.lead);
    let leads: Vec<Option<Party>> = by_lead.now.keys().copied().collect();
    let mut groups: Vec<Group<'_>> = leads
        .into_iter()
        .filter_map(|lead| {
            let (counts, then, actions) = by_lead.take(&lead)?;
            let name = lead.map_or_else(|| "No lead".to_owned(), |lead| view.short_name(lead));
            let asked = vec![("led-by", lead.map_or_else(|| "none".to_owned(), |lead| code_of_lead(of, lead)))];
            Some(Group { label: format!("{name} ({})", counts.total()), name, asked, counts, then, actions })
        })
        .collect();
    groups.sort_by(|a, b| (b.counts.total(), &a.name).cmp(&(a.counts.total(), &b.name)));
    let apart = groups.first().is_some_and(|first| has_components_apart(of, first));
    let title = leads_most(&ranked(&groups), apart, of.scope.actions.len());
    let title = title.unwrap_or_else(|| "Status by lead agency".to_owned());
    let bodies = groups_of_bodies(of);
    let measure = format!("Actions by lead agency and status.{bodies}");
    sheet(of, ("leads", "Actions by lead and status"), (title, measure, None), &groups)
}

/// The sections of the plan's top level, in the plan's own order.
pub(super) fn tops(of: &ChartScope<'_>) -> Vec<NodeId> {
    nodes(of).filter(|node| node.parent.is_none()).map(|node| node.id).collect()
}

/// The top-level section that each section of the plan belongs to.
pub(super) fn tops_by_node(of: &ChartScope<'_>) -> HashMap<NodeId, NodeId> {
    let view = of.scope.view;
    nodes(of).filter_map(|node| Some((node.id, top_of(view, node.id)?.id))).collect()
}

/// The sections of the one plan.
fn nodes<'a>(of: &'a ChartScope<'_>) -> impl Iterator<Item = &'a Node> {
    of.plan.into_iter().flat_map(move |plan| of.scope.view.nodes_of(plan.id))
}

/// How lists ask for a lead.
pub(super) fn code_of_lead(of: &ChartScope<'_>, lead: Party) -> String {
    let view = of.scope.view;
    match lead {
        Party::Agency(id) => view.agency(id).map(|agency| agency.code.to_string()),
        Party::Body(id) => view.body(id).map(|body| body.code.to_string()),
    }
    .unwrap_or_default()
}

fn groups_of_bodies(of: &ChartScope<'_>) -> String {
    let mut bodies: Vec<String> = of
        .scope
        .facts()
        .filter_map(|facts| facts.lead)
        .filter(|lead| matches!(lead, Party::Body(_)))
        .map(|lead| of.scope.view.short_name(lead))
        .collect();
    bodies.sort();
    bodies.dedup();
    match bodies.as_slice() {
        [] => String::new(),
        [one] => format!(" {one} is an interagency group."),
        many => format!(" {} are interagency groups.", all_of(many)),
    }
}

/// "Prosecution has the most delayed or blocked actions: 3"; who ties is named.
fn most_delayed(groups: &[Ranked], things: &str) -> Option<String> {
    let most = groups.iter().map(|group| group.held_up).max().filter(|most| *most > 0)?;
    let with_most = groups.iter().filter(|group| group.held_up == most);
    let names: Vec<String> = with_most.map(|group| group.name.clone()).collect();
    if let [one] = names.as_slice() {
        return Some(format!("{one} has the most delayed or blocked actions: {most}"));
    }
    let number = words::count(most, "delayed or blocked action");
    let subject = tied(&names, things);
    Some(if names.len() <= 3 {
        format!("{subject} each have {number}")
    } else {
        format!("{subject} have {number} each")
    })
}

/// "pillars"; of several names of a level the last one, "pillar or priorities".
fn plural(level: &str) -> String {
    level.strip_suffix('y').map_or_else(|| format!("{level}s"), |stem| format!("{stem}ies"))
}

/// Whether components of the agency lead actions too: each bar is of one lead, and theirs are separate.
fn has_components_apart(of: &ChartScope<'_>, group: &Group<'_>) -> bool {
    let view = of.scope.view;
    let code = group.asked.first().map_or("", |(_, code)| code);
    let Ok(agency) = view.agency_by_code(code) else { return false };
    let components = view.with_components(agency.id);
    let lead = |facts: &ActionFacts| match facts.lead {
        Some(Party::Agency(lead)) => lead != agency.id && components.contains(&lead),
        Some(Party::Body(_)) | None => false,
    };
    of.scope.facts().any(lead)
}

/// "Justice leads 15 of the 36 actions; 3 are delayed or blocked", or "Justice, without its components, leads 14 ..". Leads
/// that tie are named: "HHS and State each lead 5 of the 36 actions".
fn leads_most(groups: &[Ranked], is_without_components: bool, all: usize) -> Option<String> {
    let first = groups.first()?;
    let number = first.actions;
    let with_most: Vec<String> =
        groups.iter().filter(|group| group.actions == number).map(|group| group.name.clone()).collect();
    if with_most.iter().any(|name| name == "No lead") {
        return None;
    }
    if with_most.len() > 1 {
        let subject = tied(&with_most, "leads");
        return Some(if with_most.len() <= 3 {
            format!("{subject} each lead {number} of the {all} actions")
        } else {
            format!("{subject} have {} each", words::count(number, "action"))
        });
    }
    let held_up = match first.held_up {
        0 => "none are delayed or blocked".to_owned(),
        1 => "1 is delayed or blocked".to_owned(),
        number => format!("{number} are delayed or blocked"),
    };
    let name =
        if is_without_components { format!("{}, without its components,", first.name) } else { first.name.clone() };
    Some(format!("{name} leads {number} of the {all} actions; {held_up}"))
}

const fn column(name: &'static str, title: &'static str) -> Column {
    let definition = "Number of actions of the group with that status.";
    Column { name, title, datatype: Datatype::Integer, definition, is_generated: true }
}

const GROUP: Column = Column {
    name: "group",
    title: "Group",
    datatype: Datatype::Text,
    definition: "Section of the plan, plan, or current lead agency.",
    is_generated: false,
};

const CODE: Column = Column {
    name: "code",
    title: "Code",
    datatype: Datatype::Text,
    definition: "Reference of the section, or code of the plan or the lead agency. Blank for no lead.",
    is_generated: false,
};

const UPDATE_OVERDUE: Column = Column {
    name: "update_overdue",
    title: "Update overdue",
    datatype: Datatype::Integer,
    definition: "Number of actions of the group, whatever their status, of which an update was due and not received.",
    is_generated: true,
};

const COLUMNS: [Column; 12] = [
    GROUP,
    column("actions", "Actions"),
    column("completed", "Completed"),
    column("in_progress", "In progress"),
    column("recurring", "Recurring"),
    column("delayed", "Delayed"),
    column("blocked", "Blocked"),
    column("not_started", "Not started"),
    column("no_report", "No update"),
    column("withdrawn", "Withdrawn"),
    UPDATE_OVERDUE,
    CODE,
];

fn sheet(
    of: &ChartScope<'_>,
    (id, name): (&'static str, &'static str),
    (title, measure, foot): (String, String, Option<String>),
    groups: &[Group<'_>],
) -> Result<Option<Sheet>, QueryError> {
    if groups.is_empty() {
        return Ok(None);
    }
    let whole = |group: &Group<'_>| of.scope.list("/actions", &borrowed(&group.asked));
    let mut cards = Vec::new();
    let stacks: Vec<Stack> = groups
        .iter()
        .map(|group| {
            let drawn = group.counts.iter().filter(|(_, number)| *number > 0);
            let segments = drawn.map(|(state, number)| Segment {
                state,
                number: number as u32,
                rows: Some(of.scope.in_state(&group.asked, state)),
                card: card(of, group, state, number).among(&mut cards),
            });
            let short = Some(format!("{} ({})", group.name, group.counts.total()));
            Stack { label: group.label.clone(), short, status: None, segments: segments.collect() }
        })
        .collect();
    let rows = groups.iter().map(|group| {
        let counts = group.counts.by_status().map(|(_, number)| Cell::count(number));
        let code = group.asked.first().map(|(_, code)| code.as_str()).filter(|code| *code != "none");
        let before = [Cell::Text(group.name.clone()), Cell::count(group.counts.total())];
        let after = [Cell::count(group.counts.overdue()), Cell::text(code)];
        before.into_iter().chain(counts).chain(after).collect()
    });
    let words = Words { id, title: title.clone(), description: measure.clone(), foot: foot.into_iter().collect() };
    Ok(Some(Sheet {
        id,
        measure,
        rule: "status",
        drawing: Chart::Stacks(Stacks { words, rows: stacks, has_sums: false }),
        cards,
        table: table(of.scope.view, (id, name), &of.query(), &COLUMNS, rows.collect())?,
        links: groups.iter().map(|group| Some(whole(group))).collect(),
        rows: (words::count(of.scope.actions.len(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

fn card(of: &ChartScope<'_>, group: &Group<'_>, state: State, number: usize) -> Card {
    let title =
        format!("{}, {}: {}", group.name, name_of(&group.counts, state).to_lowercase(), words::thousands(number));
    let then = of.then.as_ref().map(|_| group.then.of(state) as i64);
    let actions: Vec<_> = group.actions.iter().filter(|counted| counted.state() == state).collect();
    let rows = actions.iter().map(|counted| of.scope.action_row(counted.action));
    Card::titled(title).changed(of, number as i64, then, "").with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The titles of groups of two actions, of which so many are delayed or blocked.
    fn titles(held_up: &[(&str, usize)]) -> (Option<String>, Option<String>) {
        let group =
            |(name, held_up): &(&str, usize)| Ranked { name: (*name).to_owned(), actions: 2, held_up: *held_up };
        let groups: Vec<Ranked> = held_up.iter().map(group).collect();
        (most_delayed(&groups, "agencies"), leads_most(&groups, false, 36))
    }

    #[test]
    fn ties_are_named_in_titles_and_from_four_on_counted() {
        let tied = [("HHS", 1), ("Homeland Security", 1), ("OVC", 1), ("State", 1)];
        let most = |number: usize| titles(&tied[..number]);
        assert_eq!(most(1).0.as_deref(), Some("HHS has the most delayed or blocked actions: 1"));
        assert_eq!(most(2).0.as_deref(), Some("HHS and Homeland Security each have 1 delayed or blocked action"));
        assert_eq!(most(3).0.as_deref(), Some("HHS, Homeland Security, and OVC each have 1 delayed or blocked action"));
        assert_eq!(most(4).0.as_deref(), Some("4 agencies have 1 delayed or blocked action each"));
        assert_eq!(titles(&[("HHS", 0)]).0, None);
        assert_eq!(most(1).1.as_deref(), Some("HHS leads 2 of the 36 actions; 1 is delayed or blocked"));
        assert_eq!(most(2).1.as_deref(), Some("HHS and Homeland Security each lead 2 of the 36 actions"));
        assert_eq!(most(4).1.as_deref(), Some("4 leads have 2 actions each"));
    }

    #[test]
    fn levels_have_a_plural() {
        assert_eq!(["pillar", "priority"].map(plural), ["pillars", "priorities"]);
    }
}
