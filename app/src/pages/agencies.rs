//! Every agency with its components below it: what it leads and supports, and what it owes.

use crate::components::agency_tree::{Place, branch, roots_by_kind};
use crate::components::head::page_head;
use crate::components::party::in_one_line;
use crate::components::table::{Column, Table};
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{ActionQuery, DueWindow, ReportingFilter};
use crate::{reference_words, words};
use domain::agency::{Agency, AgencyKind};
use leptos::prelude::*;
use store::View;

const COLUMNS: &[Column] = &[
    Column::text("Agency"),
    Column::text("Code"),
    Column::number("Leads"),
    Column::number("Supports"),
    Column::text("Owes"),
];

#[component]
pub fn AgenciesPage() -> impl IntoView {
    page(async |reading: Reading| {
        let number = words::thousands(reading.view.agencies().count());
        let lead = format!(
            "{number} agencies and offices. Each line counts an agency together with everything below it, so a \
             department includes its components."
        );
        let all: Vec<&Agency> = reading.view.agencies().collect();
        let groups = roots_by_kind(&all).into_iter().map(|(kind, roots)| group(&reading, &all, kind, &roots));
        let groups: Vec<_> = groups.collect();
        let body = view! {
            {page_head("Agencies", lead)}
            <Table label="Agencies" columns=COLUMNS rows=groups/>
        }
        .into_any();
        Ok(Page { title: "Agencies".to_owned(), section: Section::Agencies, body })
    })
}

fn group(reading: &Reading, all: &[&Agency], kind: AgencyKind, roots: &[&Agency]) -> AnyView {
    let rows: Vec<_> = roots.iter().flat_map(|root| branch(all, root)).map(|place| row(reading, &place)).collect();
    let kinds = reference_words::agency_kinds(kind);
    view! {
        <tr class="grp">
            <th colspan=COLUMNS.len() scope="rowgroup">{kinds}<span>{roots.len()}</span></th>
        </tr>
        {rows}
    }
    .into_any()
}

fn row(reading: &Reading, place: &Place<'_>) -> AnyView {
    let code = place.agency.code.as_str();
    let address = reading.paths.agency(code);
    // Beyond the third level the indentation stays, so that narrow screens keep room for the name.
    let class = format!("c-level-{}", place.depth.min(3));
    view! {
        <tr class=class>
            <th scope="row"><a href=address>{place.agency.name.to_string()}</a>{joint_note(&reading.view, place)}</th>
            <td data-l="Code" class="c-nowrap">{code.to_owned()}</td>
            {load_cells(reading, code)}
        </tr>
    }
    .into_any()
}

/// Says that a joint center stands below others as well.
fn joint_note(view: &View, place: &Place<'_>) -> Option<AnyView> {
    if place.other_parents.is_empty() {
        return None;
    }
    let others =
        place.other_parents.iter().filter_map(|id| view.agency(*id)).map(|agency| agency.short_name.to_string());
    let words = format!("Joint with {}; it stands below each of them.", others.collect::<Vec<_>>().join(", "));
    Some(view! { <span class="sub">{words}</span> }.into_any())
}

/// What an agency carries and owes: each figure is the length of the list that it leads to.
fn load_cells(reading: &Reading, code: &str) -> AnyView {
    let view = &reading.view;
    let today = view.position().day;
    let led = ActionQuery { lead: Some(code.to_owned()), ..ActionQuery::default() };
    let supported = ActionQuery { supporter: Some(code.to_owned()), ..ActionQuery::default() };
    let leads = led.select(view);
    let silent = leads.iter().filter(|facts| facts.is_silent(today, view.reporting_rule())).count();
    let overdue: usize = leads.iter().map(|facts| facts.overdue_milestones(today)).sum();
    let owes = [
        (silent > 0).then(|| {
            let query = ActionQuery { reporting: Some(ReportingFilter::Silent), ..led.clone() };
            linked(reading, &query, format!("{} silent", words::thousands(silent)))
        }),
        (overdue > 0).then(|| {
            let query = ActionQuery { due: Some(DueWindow::Overdue), ..led.clone() };
            linked(reading, &query, format!("{} overdue", words::count(overdue, "milestone")))
        }),
    ];
    view! {
        <td data-l="Leads" class="c-num">{figure(reading, &led, leads.len())}</td>
        <td data-l="Supports" class="c-num">{figure(reading, &supported, supported.select(view).len())}</td>
        <td data-l="Owes">{in_one_line(owes.into_iter().flatten())}</td>
    }
    .into_any()
}

/// A figure that opens into its rows; none is a plain 0.
fn figure(reading: &Reading, query: &ActionQuery, number: usize) -> AnyView {
    if number == 0 { "0".into_any() } else { linked(reading, query, words::thousands(number)) }
}

fn linked(reading: &Reading, query: &ActionQuery, words: String) -> AnyView {
    let pairs = query.pairs();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let address = reading.paths.with_query("/actions", &pairs);
    view! { <a href=address>{words}</a> }.into_any()
}
