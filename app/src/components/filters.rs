//! What the filters of lists share: choices, and what is applied with a way to remove each.

use crate::lists::{DueWindow, PlanFilter};
use crate::words;
use domain::body::Party;
use leptos::prelude::*;
use store::View;

/// A choice with its label. `any` is the choice that lets everything through; blank where one has to be chosen.
pub fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let options = choices
        .into_iter()
        .map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{words}</option> }
        })
        .collect_view();
    let any = (!any.is_empty()).then(|| view! { <option value="">{any}</option> });
    let id = format!("f-{name}");
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <select class="usa-select" id=id name=name>{any}{options}</select>
        </div>
    }
    .into_any()
}

/// The plans, newest first, and all that are in force.
pub fn plans(view: &View) -> Vec<(String, String)> {
    let all = view.plans().into_iter().rev().map(|plan| (plan.code.to_string(), plan.short_title.to_string()));
    std::iter::once(("in-force".to_owned(), "Plans in force".to_owned())).chain(all).collect()
}

/// How a filter by plan is said where it is applied.
pub fn plan_words(plan: &PlanFilter) -> String {
    match plan {
        PlanFilter::Any(codes) => format!("Plan: {}", codes.join(", ")),
        PlanFilter::InForce => "Plans in force".to_owned(),
    }
}

/// The windows in which something may be due.
pub fn dues() -> Vec<(String, String)> {
    let windows = [DueWindow::Overdue, DueWindow::Within(30), DueWindow::Within(90)];
    windows.map(|window| (window.code(), words::capitalized(&due_words(window)))).to_vec()
}

/// "within 30 days".
pub fn due_words(due: DueWindow) -> String {
    match due {
        DueWindow::Overdue => "overdue".to_owned(),
        DueWindow::Within(days) => format!("within {days} days"),
    }
}

/// The agencies that stand at the top or lead an action, and nobody.
pub fn leads(view: &View) -> Vec<(String, String)> {
    let leading: std::collections::BTreeSet<Party> = view.actions().filter_map(|facts| facts.lead).collect();
    let mut leads: Vec<(String, String)> = view
        .agencies()
        .filter(|agency| agency.parents.is_empty() || leading.contains(&Party::Agency(agency.id)))
        .map(|agency| (agency.code.to_string(), agency.short_name.to_string()))
        .collect();
    leads.sort_by_key(|(_, name)| name.to_lowercase());
    leads.insert(0, ("none".to_owned(), "No lead in force".to_owned()));
    leads
}

/// What is applied: its words, and the address of the list without it. `all` is the list without any.
pub fn applied_filters(applied: Vec<(String, String)>, all: String) -> Option<AnyView> {
    if applied.is_empty() {
        return None;
    }
    let item = |(words, address): (String, String)| {
        let label = format!("Remove {words}");
        view! { <li class="c-chip">{words}" "<a href=address aria-label=label>"Remove"</a></li> }
    };
    let items = applied.into_iter().map(item).collect_view();
    let view = view! { <div class="c-chips"><span>"Showing"</span><ul>{items}</ul><a href=all>"Clear all"</a></div> };
    Some(view.into_any())
}
