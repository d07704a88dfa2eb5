//! What the filters of lists share: choices, and what is applied with a way to remove each.

use crate::lists::{DueWindow, PlanFilter};
use crate::words;
use domain::body::Party;
use domain::ids::NodeId;
use domain::plan::Node;
use leptos::prelude::*;
use queries::filter_words;
use std::collections::BTreeSet;
use store::View;

/// A choice with its label. `any` is the choice that lets everything through; blank where one has to be chosen.
pub fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    select_with_id(format!("f-{name}"), (name, label), any, choices, chosen)
}

/// The same on a page with several forms, where the field has an id of its own.
pub fn select_with_id(
    id: String,
    (name, label): (&'static str, &'static str),
    any: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    // What a link asked for stays chosen, also where it is not among the choices.
    let other = (!chosen.is_empty() && choices.iter().all(|(value, _)| value != chosen))
        .then(|| (chosen.to_owned(), chosen.to_owned()));
    let options = choices
        .into_iter()
        .chain(other)
        .map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{words}</option> }
        })
        .collect_view();
    let any = (!any.is_empty()).then(|| view! { <option value="">{any}</option> });
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <select class="usa-select" id=id name=name>{any}{options}</select>
        </div>
    }
    .into_any()
}

/// A field in which one has to be chosen. `none` is shown until then, and cannot be sent.
pub fn required_select(
    id: String,
    (name, label): (&'static str, &'static str),
    none: &'static str,
    choices: Vec<(String, String)>,
) -> AnyView {
    let options = choices.into_iter().map(|(value, words)| view! { <option value=value>{words}</option> });
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <select class="usa-select" id=id name=name required>
                <option value="">{none}</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The plans, newest first, and all active ones.
pub fn plans(view: &View) -> Vec<(String, String)> {
    let all = view.plans().into_iter().rev().map(|plan| (plan.code.to_string(), plan.short_title.to_string()));
    std::iter::once(("in-force".to_owned(), "Active plans".to_owned())).chain(all).collect()
}

/// The windows in which something may be due.
pub fn dues() -> Vec<(String, String)> {
    let windows = [DueWindow::Overdue, DueWindow::Within(30), DueWindow::Within(90)];
    windows.map(|window| (window.code(), words::capitalized(&filter_words::due(window)))).to_vec()
}

/// The agencies at the top level or that lead an action, and none.
pub fn leads(view: &View) -> Vec<(String, String)> {
    agencies(view, view.actions().filter_map(|facts| facts.lead).collect(), "No lead agency")
}

/// The agencies at the top level or that support an action, and none.
pub fn supporters(view: &View) -> Vec<(String, String)> {
    agencies(view, view.actions().flat_map(crate::lists::supporters).collect(), "No supporting agency")
}

fn agencies(view: &View, responsible: BTreeSet<Party>, none: &str) -> Vec<(String, String)> {
    let mut agencies: Vec<(String, String)> = view
        .agencies()
        .filter(|agency| agency.parents.is_empty() || responsible.contains(&Party::Agency(agency.id)))
        .map(|agency| (agency.code.to_string(), agency.short_name.to_string()))
        .collect();
    agencies.sort_by_key(|(_, name)| name.to_lowercase());
    agencies.insert(0, ("none".to_owned(), none.to_owned()));
    agencies
}

/// The sections of the one plan that is asked for, each under its parent. None where several plans are meant: two plans
/// may use the same label.
pub fn parts(view: &View, plan: Option<&PlanFilter>) -> Vec<(String, String)> {
    let plan = plan.and_then(PlanFilter::one).and_then(|code| view.plan_by_code(code).ok());
    let nodes = plan.map(|plan| view.nodes_of(plan.id)).unwrap_or_default();
    let mut parts = Vec::with_capacity(nodes.len());
    add_parts(&nodes, None, 0, &mut parts);
    parts
}

fn add_parts(nodes: &[&Node], parent: Option<NodeId>, depth: usize, parts: &mut Vec<(String, String)>) {
    for node in nodes.iter().filter(|node| node.parent == parent) {
        let indent = "\u{a0}".repeat(3 * depth);
        parts.push((node.reference.to_string(), format!("{indent}{} {}", node.reference, node.title)));
        add_parts(nodes, Some(node.id), depth + 1, parts);
    }
}

/// What is applied: its words, and the address of the list without it. `all` is the list without any, where there is one.
pub fn applied_filters(applied: Vec<(String, String)>, all: Option<String>) -> Option<AnyView> {
    let all = all.map(|all| view! { <a href=all>"Clear filters"</a> })?;
    let item = |(words, address): (String, String)| {
        let label = format!("Remove {words}");
        view! { <li class="c-chip">{words}" "<a href=address aria-label=label>"Remove"</a></li> }
    };
    let items = (!applied.is_empty()).then(|| {
        let items = applied.into_iter().map(item).collect_view();
        view! { <span>"Showing"</span><ul>{items}</ul> }
    });
    Some(view! { <div class="c-chips">{items}{all}</div> }.into_any())
}
