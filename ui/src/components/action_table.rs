//! Actions as a table: status, confidence, reporting, verification, the next milestone due, and slip.

use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::party::party_link;
use crate::components::status::status;
use crate::components::table::{ColumnHead, Table};
use crate::lists::{ActionQuery, ListQuery};
use crate::paths::{Paths, action_address};
use crate::reading::Reading;
use crate::tree::plan_name;
use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::facts::{ActionFacts, Reporting};
use leptos::prelude::*;
use queries::lead_words;
use store::View;

/// How many rows a section shows before it leads to the list of actions.
const SHOWN: usize = 25;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Ref."),
    ColumnHead::text("Action"),
    ColumnHead::text("Plan"),
    ColumnHead::text("Lead agency"),
    ColumnHead::text("Status"),
    ColumnHead::text("Confidence"),
    ColumnHead::text("Reporting"),
    ColumnHead::text("Verification"),
    ColumnHead::text("Next milestone due"),
    ColumnHead::number("Slip (days)"),
];

/// A section of a page with the actions that a query finds, and the way to the same list in full.
pub fn action_section(reading: &Reading, id: &'static str, heading: &'static str, query: &ActionQuery) -> AnyView {
    let found = query.select(&reading.view);
    let list = reading.paths.with_pairs("/actions", &query.pairs());
    let rows: Vec<_> = found.iter().take(SHOWN).map(|facts| row(reading, facts)).collect();
    // Where only active plans are counted, a link leads to the actions of all plans.
    let everywhere = query.plan.is_some().then(|| {
        let query = ActionQuery { plan: None, ..query.clone() };
        let address = reading.paths.with_pairs("/actions", &query.pairs());
        (query.select(&reading.view).len(), address)
    });
    let everywhere = everywhere.filter(|(number, _)| *number > found.len()).map(|(number, address)| {
        view! { " "<a class="c-small" href=address>{words::count(number, "action")}" in all plans"</a> }
    });
    let all = (!found.is_empty()).then(|| {
        let words = if found.len() > SHOWN { "View all {}" } else { "View {} in the list" };
        let words = words.replace("{}", &words::count(found.len(), "action"));
        view! { <a class="c-small" href=list>{words}</a> }
    });
    view! {
        <section class="c-section" id=id>
            <div class="c-h2row"><h2>{heading}</h2><span>{all}{everywhere}</span></div>
            <Table label=heading columns=COLUMNS rows empty="No actions to show."/>
        </section>
    }
    .into_any()
}

fn row(reading: &Reading, facts: &ActionFacts) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let today = view.position().day;
    let reporting = facts.reporting(today, view.reporting_rule());
    // An old update is shown faded, whatever it reports.
    let old = reporting.is_some_and(Reporting::is_silent).then_some("c-old");
    let mark = |axis: Option<Axis>| axis.map(|of| view! { <Mark of/> });
    view! {
        <tr>
            <td class="ref">{facts.reference.to_string()}</td>
            <th scope="row"><a href=action_address(view, paths, facts)>{facts.title.to_string()}</a></th>
            <td data-l="Plan">{plan_name(view, facts)}</td>
            <td data-l="Lead agency">{lead(view, paths, facts)}</td>
            <td data-l="Status">{status(reading, facts)}</td>
            <td data-l="Confidence" class=old>{mark(facts.confidence().map(Axis::Confidence))}</td>
            <td data-l="Reporting">{mark(reporting.map(Axis::Reporting))}</td>
            <td data-l="Verification">{mark(facts.verification().map(Axis::Verification))}</td>
            <td data-l="Next milestone due" class="c-nowrap">{next_due(facts, today)}</td>
            <td data-l="Slip (days)" class="c-num">{slip(facts)}</td>
        </tr>
    }
    .into_any()
}

/// The date, and that it is past where it is. Blank where no milestone is open.
fn next_due(facts: &ActionFacts, today: Date) -> Option<AnyView> {
    let due = facts.next_due()?;
    let overdue = (due < today).then(|| view! { <span class="sub">"Overdue"</span> });
    Some(view! { {in_table(due)}{overdue} }.into_any())
}

/// "+153", "0", "−30". Blank where no milestone counts and the end was never moved.
pub fn slip(facts: &ActionFacts) -> Option<String> {
    let is_counted = facts.committed_dates().any(|date| date.milestone.is_some() || !date.booked.is_empty());
    is_counted.then(|| signed(facts.slip()))
}

/// The lead agency, linked to its page; or why there is none.
pub fn lead(view: &View, paths: &Paths, facts: &ActionFacts) -> AnyView {
    match (facts.lead, facts.lead_offered_to) {
        (Some(lead), _) => party_link(view, paths, lead),
        (None, Some(_)) => lead_words::no_lead(view, facts).into_any(),
        (None, None) => view! { <span class="c-quiet">{lead_words::no_lead(view, facts)}</span> }.into_any(),
    }
}
