//! Every action: filtered, sorted and paged by the address, which downloads carry too.

mod compared;
pub(in crate::pages) mod filters;

use crate::components::downloads::downloads;
use crate::components::mark::{Axis, Mark, sample};
use crate::components::milestones::signed;
use crate::components::pagination::pagination;
use crate::components::party::party_link;
use crate::layout::{Page, Reading, Section, page};
use crate::lists::{ActionQuery, Compared, PAGE, PlanFilter, Rows, Sort};
use crate::pages::plans::coverage;
use crate::paths::ActionKey;
use crate::words;
use domain::date::short;
use domain::facts::{ActionFacts, Reporting};
use domain::visibility::takes_files;
use leptos::prelude::*;

#[component]
pub fn ActionsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = ActionQuery::read(&reading.request.query_without_as_of())?;
        let rows = query.rows(&reading.view).await?;
        Ok(Page { title: "Actions".to_owned(), section: Section::Actions, body: body(&reading, &query, &rows) })
    })
}

fn body(reading: &Reading, query: &ActionQuery, rows: &Rows<'_>) -> AnyView {
    let found = &rows.actions;
    let all = reading.view.actions().count();
    let plan = query.plan.as_ref().and_then(PlanFilter::one).and_then(|code| reading.view.plan_by_code(code).ok());
    let covered = plan.map(|plan| format!(" {}: {}.", plan.short_title, coverage(&reading.view, plan)));
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>"Actions"</h1>
                <p><b>{words::thousands(found.len())}" of "{words::thousands(all)}</b>" actions."{covered}</p>
            </div>
            {takes_files(reading.request.actor()).then(|| downloads(reading, "actions", &query.pairs(), found.len()))}
        </div>
        {filters::form(reading, query)}
        {filters::chips(reading, query)}
        {rows.compared.as_ref().map(compared::bridge)}
        {table(reading, query, rows)}
        {pagination(query.page, found.len().div_ceil(PAGE), |page| filters::address(reading, &ActionQuery { page, ..query.clone() }))}
    }
    .into_any()
}

fn table(reading: &Reading, query: &ActionQuery, rows: &Rows<'_>) -> AnyView {
    let found = &rows.actions;
    let compared = rows.compared.as_ref();
    if found.is_empty() {
        return view! { <p class="c-empty">"No action fits these filters. "<a href=reading.paths.actions()>"Show all"</a></p> }.into_any();
    }
    let first = (query.page - 1).saturating_mul(PAGE);
    let shown = found.iter().skip(first).take(PAGE);
    let number = shown.len();
    let rows = shown.map(|facts| row(reading, facts, compared)).collect_view();
    let caption = format!(
        "Rows {} to {} of {}, {}. As of {}, entry {}.",
        first.saturating_add(usize::from(number > 0)),
        first.saturating_add(number),
        words::thousands(found.len()),
        in_order_of(query.sort),
        domain::date::long(reading.view.position().day),
        words::thousands(reading.view.position().seq.0 as usize),
    );
    let column = |sort: Sort, name: &'static str| heading(reading, query, sort, name);
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label="Actions">
            <table class="c-t c-t--tight c-t--stack c-t--flow">
                <caption class="c-quiet">{caption}{sample()}</caption>
                <thead>
                    <tr>
                        {column(Sort::Reference, "Ref.")}
                        {column(Sort::Title, "Action")}
                        {column(Sort::Lead, "Lead")}
                        {column(Sort::Status, "Status")}
                        <th scope="col">"Confidence"</th>
                        <th scope="col">"Reporting"</th>
                        <th scope="col">"Verification"</th>
                        {column(Sort::NextDue, "Next due")}
                        {column(Sort::Slip, "Slip, days")}
                        {compared.map(|compared| view! { <th scope="col">{compared::heading(compared)}</th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn heading(reading: &Reading, query: &ActionQuery, sort: Sort, name: &'static str) -> AnyView {
    let class = if sort == Sort::Slip { "c-num" } else { "" };
    if query.sort == sort {
        let (order, arrow) =
            if sort == Sort::Slip { ("descending", "\u{a0}\u{2193}") } else { ("ascending", "\u{a0}\u{2191}") };
        return view! { <th scope="col" class=class aria-sort=order>{name}<span aria-hidden="true">{arrow}</span></th> }.into_any();
    }
    let sorted = ActionQuery { sort, page: 1, ..query.clone() };
    let address = filters::address(reading, &sorted);
    view! { <th scope="col" class=class><a class="sort" href=address>{name}</a></th> }.into_any()
}

fn in_order_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Reference => "by plan and reference",
        Sort::Title => "by title",
        Sort::Lead => "by lead",
        Sort::Status => "by status",
        Sort::NextDue => "the next due first",
        Sort::Slip => "the most slip first",
    }
}

fn row(reading: &Reading, facts: &ActionFacts, compared: Option<&Compared>) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let Ok(plan) = view.plan(facts.plan) else { return ().into_any() };
    let address = paths.action(ActionKey { plan: plan.code.as_str(), reference: &facts.reference });
    let reporting = facts.reporting(view.position().day, view.reporting_rule());
    let class = if reporting.is_some_and(Reporting::is_silent) { "c-old" } else { "" };
    let lead = match (facts.lead, facts.lead_offered_to) {
        (Some(lead), _) => party_link(view, paths, lead),
        (None, Some(asked)) => format!("Offered to {}", view.short_name(asked)).into_any(),
        (None, None) => view! { <span class="c-quiet">"Not known"</span> }.into_any(),
    };
    view! {
        <tr class=class>
            <td class="ref" data-l="Ref.">{facts.reference.to_string()}<span class="sub">{plan.short_title.to_string()}</span></td>
            <th scope="row"><a href=address>{facts.title.to_string()}</a></th>
            <td data-l="Lead">{lead}</td>
            <td data-l="Status"><Mark of=Axis::Status(facts.status())/></td>
            <td data-l="Confidence">{facts.confidence().map(|of| view! { <Mark of=Axis::Confidence(of)/> })}</td>
            <td data-l="Reporting">{reporting.map(|of| view! { <Mark of=Axis::Reporting(of)/> })}</td>
            <td data-l="Verification">{facts.verification().map(|of| view! { <Mark of=Axis::Verification(of)/> })}</td>
            <td class="c-nowrap" data-l="Next due">{facts.next_due().map(short)}</td>
            <td class="c-num" data-l="Slip, days">{(!facts.milestones.is_empty()).then(|| signed(facts.slip()))}</td>
            {compared.map(|compared| view! { <td data-l="Changed">{compared::changed(view, compared, facts)}</td> })}
        </tr>
    }
    .into_any()
}
