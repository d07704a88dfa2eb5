//! States by the plan's top level and by lead, stacked.

use super::PlanScope;
use super::slip::all_of;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::QueryError;
use crate::paths::borrowed;
use crate::tree::top_of;
use crate::words;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::progress::{Measure, State, StateCounts, grouped};
use reports::charts::{Segment, Stack, Stacks, Words};
use reports::{Cell, Column, Datatype};
use std::collections::{BTreeMap, HashMap};

/// One bar: its name, what the list of its rows is asked for, and its states.
struct Group {
    label: String,
    name: String,
    asked: Vec<(&'static str, String)>,
    counts: StateCounts,
    /// Delayed or blocked by status, with those that have updates overdue: as the figure counts them.
    held_up: usize,
}

pub(super) fn by_top_level(of: &PlanScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let view = of.scope.view;
    let tops_by_node = tops_by_node(of);
    let top_of = |facts: &ActionFacts| tops_by_node.get(&facts.node).copied();
    let by_top = grouped(&of.scope.counted, top_of);
    let held_up = held_up(of, top_of);
    let groups: Vec<Group> = tops(of)
        .into_iter()
        .filter_map(|id| {
            let (node, counts) = (view.node(id)?, *by_top.get(&Some(id))?);
            // Never "9 of 13", which reads as 9 completed: listed actions may combine or split what was published.
            let published =
                node.published_actions.map(|number| format!(" listed, {number} published")).unwrap_or_default();
            Some(Group {
                label: format!("{} ({}{published})", node.title, counts.total()),
                name: node.title.to_string(),
                asked: vec![("node", node.reference.to_string())],
                counts,
                held_up: held_up.get(&Some(id)).copied().unwrap_or_default(),
            })
        })
        .collect();
    let level = of.top_level();
    let title = most_delayed(&groups).unwrap_or_else(|| format!("Status by {level}"));
    let measure = format!("Actions by {level} and status.");
    sheet(of, ("parts", "Actions by top level and status"), title, measure, &groups)
}

pub(super) fn by_lead(of: &PlanScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let view = of.scope.view;
    let by_lead = grouped(&of.scope.counted, |facts| facts.lead);
    let held_up = held_up(of, |facts| facts.lead);
    let mut groups: Vec<Group> = by_lead
        .into_iter()
        .map(|(lead, counts)| {
            let name = lead.map_or_else(|| "No lead".to_owned(), |lead| view.short_name(lead));
            let asked = vec![("led-by", lead.map_or_else(|| "none".to_owned(), |lead| code_of_lead(of, lead)))];
            let held_up = held_up.get(&lead).copied().unwrap_or_default();
            Group { label: format!("{name} ({})", counts.total()), name, asked, counts, held_up }
        })
        .collect();
    groups.sort_by(|a, b| (b.counts.total(), &a.name).cmp(&(a.counts.total(), &b.name)));
    let apart = groups.first().is_some_and(|first| has_components_apart(of, first));
    let title = leads_most(&groups, apart, of.scope.actions.len());
    let title = title.unwrap_or_else(|| "Status by lead agency".to_owned());
    let bodies = groups_of_bodies(of);
    let measure = format!("Actions by lead agency and status.{bodies}");
    sheet(of, ("leads", "Actions by lead and status"), title, measure, &groups)
}

/// How many actions of each group are delayed or blocked.
fn held_up<K: Ord>(of: &PlanScope<'_>, group: impl Fn(&ActionFacts) -> K) -> BTreeMap<K, usize> {
    let mut held_up = BTreeMap::new();
    for counted in of.scope.counted.iter().filter(|counted| Measure::DelayedOrBlocked.counts(counted)) {
        *held_up.entry(group(counted.action)).or_default() += 1;
    }
    held_up
}

/// The sections of the plan's top level, in the plan's own order.
pub(super) fn tops(of: &PlanScope<'_>) -> Vec<NodeId> {
    of.scope.view.nodes_of(of.plan.id).iter().filter(|node| node.parent.is_none()).map(|node| node.id).collect()
}

/// The top-level section that each section of the plan belongs to.
pub(super) fn tops_by_node(of: &PlanScope<'_>) -> HashMap<NodeId, NodeId> {
    let view = of.scope.view;
    view.nodes_of(of.plan.id).iter().filter_map(|node| Some((node.id, top_of(view, node.id)?.id))).collect()
}

/// How lists ask for a lead.
pub(super) fn code_of_lead(of: &PlanScope<'_>, lead: Party) -> String {
    let view = of.scope.view;
    match lead {
        Party::Agency(id) => view.agency(id).map(|agency| agency.code.to_string()),
        Party::Body(id) => view.body(id).map(|body| body.code.to_string()),
    }
    .unwrap_or_default()
}

fn groups_of_bodies(of: &PlanScope<'_>) -> String {
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

/// "Prosecution has the most delayed or blocked actions: 3", where one section alone has.
fn most_delayed(groups: &[Group]) -> Option<String> {
    let number = |group: &Group| group.held_up;
    let most = groups.iter().map(number).max().filter(|most| *most > 0)?;
    let mut with_most = groups.iter().filter(|group| number(group) == most);
    match (with_most.next(), with_most.next()) {
        (Some(one), None) => Some(format!("{} has the most delayed or blocked actions: {most}", one.name)),
        _ => None,
    }
}

/// Whether components of the agency lead actions too: each bar is of one lead, and theirs are separate.
fn has_components_apart(of: &PlanScope<'_>, group: &Group) -> bool {
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

/// "Justice leads 15 of the 36 actions; 3 are delayed or blocked", or "Justice, without its components, leads 14 ..".
fn leads_most(groups: &[Group], is_without_components: bool, all: usize) -> Option<String> {
    let [first, second @ ..] = groups else { return None };
    if second.first().is_some_and(|second| second.counts.total() == first.counts.total()) || first.name == "No lead" {
        return None;
    }
    let held_up = match first.held_up {
        0 => "none are delayed or blocked".to_owned(),
        1 => "1 is delayed or blocked".to_owned(),
        number => format!("{number} are delayed or blocked"),
    };
    let name =
        if is_without_components { format!("{}, without its components,", first.name) } else { first.name.clone() };
    Some(format!("{name} leads {} of the {all} actions; {held_up}", first.counts.total()))
}

const fn column(name: &'static str, title: &'static str) -> Column {
    let definition = "Number of actions of the group in that state.";
    Column { name, title, datatype: Datatype::Integer, definition, is_generated: true }
}

const GROUP: Column = Column {
    name: "group",
    title: "Group",
    datatype: Datatype::Text,
    definition: "Section of the plan, or current lead agency.",
    is_generated: false,
};

const CODE: Column = Column {
    name: "code",
    title: "Code",
    datatype: Datatype::Text,
    definition: "Reference of the section, or code of the lead agency. Blank for no lead.",
    is_generated: false,
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
    column("silent", "Update overdue"),
    column("no_report", "No report"),
    column("withdrawn", "Withdrawn"),
    CODE,
];

fn sheet(
    of: &PlanScope<'_>,
    (id, name): (&'static str, &'static str),
    title: String,
    measure: String,
    groups: &[Group],
) -> Result<Option<Sheet>, QueryError> {
    if groups.is_empty() {
        return Ok(None);
    }
    let list = |group: &Group, state: State| of.scope.in_state(&group.asked, state);
    let whole = |group: &Group| of.scope.list("/actions", &borrowed(&group.asked));
    let stacks = groups.iter().map(|group| Stack {
        label: group.label.clone(),
        segments: group
            .counts
            .iter()
            .filter(|(_, number)| *number > 0)
            .map(|(state, number)| Segment { state, number: number as u32, rows: Some(list(group, state)) })
            .collect(),
    });
    let rows = groups.iter().map(|group| {
        let counts = group.counts.iter().map(|(_, number)| Cell::count(number));
        let code = group.asked.first().map(|(_, code)| code.as_str()).filter(|code| *code != "none");
        let before = [Cell::Text(group.name.clone()), Cell::count(group.counts.total())];
        before.into_iter().chain(counts).chain([Cell::text(code)]).collect()
    });
    let words = Words { id, title: title.clone(), description: measure.clone() };
    Ok(Some(Sheet {
        id,
        measure,
        rule: "status",
        key: Key::States,
        drawing: Drawing::Stacks(Stacks { words, rows: stacks.collect() }),
        table: table(of.scope.view, (id, name), &of.query(), &COLUMNS, rows.collect())?,
        links: groups.iter().map(|group| Some(whole(group))).collect(),
        rows: (words::count(of.scope.actions.len(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}
