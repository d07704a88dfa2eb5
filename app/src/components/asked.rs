//! What an agency was asked to carry and has not answered, and where it is named without carrying anything.

use crate::components::action_table::{action_address, plan_name};
use crate::components::party::party_link;
use crate::components::table::{Column, Table};
use crate::error::AppError;
use crate::layout::Reading;
use crate::{reference_words, words};
use domain::agency::Agency;
use domain::assignment::Assignment;
use domain::body::Party;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId};
use leptos::prelude::*;
use std::collections::BTreeSet;

const COLUMNS: &[Column] = &[
    Column::text("Ref."),
    Column::text("Action"),
    Column::text("Plan"),
    Column::text("Who"),
    Column::text("Role"),
    Column::text("How it stands"),
];

const NOT_NAMED: &str = "It has no offer to answer, and stands nowhere as assumed, declined or over.";

/// How many rows are shown. Offers stand first, so none of them is left out.
const MOST: usize = 100;

/// Offers first, then the rest. What the agency carries is not repeated.
pub async fn asked_section(reading: &Reading, agency: &Agency) -> Result<AnyView, AppError> {
    let reach = reading.view.with_components(agency.id);
    let mut rows = named_in(reading, &reach).await?;
    rows.sort_by_key(|row| (!row.assignment.is_unanswered(), row.facts.plan, row.facts.reference));
    let more = rows.len().checked_sub(MOST).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="c-small c-quiet">{words::thousands(more)}" more are not shown."</p> });
    let rows: Vec<_> = rows.iter().take(MOST).map(|row| named_row(reading, row)).collect();
    let view = view! {
        <section class="c-section" id="asked">
            <h2>"Asked to carry, or only named"</h2>
            <Table label="Asked to carry, or only named" columns=COLUMNS rows empty=NOT_NAMED/>
            {more}
        </section>
    };
    Ok(view.into_any())
}

/// An assignment that is not in force, with its action.
struct Named<'a> {
    facts: &'a ActionFacts,
    assignment: Assignment,
}

async fn named_in<'a>(reading: &'a Reading, reach: &BTreeSet<AgencyId>) -> Result<Vec<Named<'a>>, AppError> {
    let is_within = |party: Party| matches!(party, Party::Agency(agency) if reach.contains(&agency));
    let is_named = |facts: &ActionFacts| {
        facts.carriers.iter().any(|carrier| !carrier.standing.is_in_force() && is_within(carrier.party))
    };
    // The texts are read only where the facts say that there is one to show.
    let named: Vec<ActionId> = reading.view.actions().filter(|facts| is_named(facts)).map(|facts| facts.id).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let mut assignments = reading.view.assignments_by_action(&named).await?;
    // In the order of the actions, so that the page does not change between two looks.
    let assignments = named.iter().filter_map(|action| assignments.remove(action)).flatten().collect::<Vec<_>>();
    let assignments = assignments.into_iter();
    let named = assignments.filter(|assignment| !assignment.is_in_force() && is_within(assignment.party));
    let with_facts =
        |assignment: Assignment| Some(Named { facts: reading.view.facts(assignment.action).ok()?, assignment });
    Ok(named.filter_map(with_facts).collect())
}

fn named_row(reading: &Reading, row: &Named<'_>) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let Named { facts, assignment } = row;
    let state = reference_words::assignment_state(&assignment.state, |party| view.short_name(party));
    view! {
        <tr>
            <td class="ref">{facts.reference.to_string()}</td>
            <th scope="row"><a href=action_address(view, paths, facts)>{facts.title.to_string()}</a></th>
            <td data-l="Plan">{plan_name(view, facts)}</td>
            <td data-l="Who">{party_link(view, paths, assignment.party)}</td>
            <td data-l="Role">{words::carrier_role(assignment.role)}</td>
            <td data-l="How it stands">{state}</td>
        </tr>
    }
    .into_any()
}
