//! Roles of an agency that are pending, inferred, declined or ended.

use crate::paths::action_address;
use crate::tree::plan_name;
use crate::{reference_words, words};
use leptos::prelude::*;
use queries::dossiers::AgencyRequest;
use ui::components::party::party_link;
use ui::components::table::{ColumnHead, Table};
use ui::reading::Reading;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Ref."),
    ColumnHead::text("Action"),
    ColumnHead::text("Plan"),
    ColumnHead::text("Agency"),
    ColumnHead::text("Role"),
    ColumnHead::text("Status"),
];

const NOT_NAMED: &str = "This agency has no pending, inferred, declined, or ended roles.";

/// How many rows are shown. Pending requests come first, so none of them is left out.
const MOST: usize = 100;

/// Pending requests first, then the rest. Accepted roles are not repeated.
pub fn asked_section(reading: &Reading, requests: &[AgencyRequest<'_>]) -> AnyView {
    let more = requests.len().checked_sub(MOST).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p class="c-small c-quiet">{words::thousands(more)}" more not shown."</p> });
    let rows: Vec<_> = requests.iter().take(MOST).map(|request| request_row(reading, request)).collect();
    view! {
        <section class="c-section" id="asked">
            <h2>"Pending, inferred, or ended roles"</h2>
            <Table label="Pending, inferred, or ended roles" columns=COLUMNS rows empty=NOT_NAMED/>
            {more}
        </section>
    }
    .into_any()
}

fn request_row(reading: &Reading, request: &AgencyRequest<'_>) -> AnyView {
    let Reading { view, paths, .. } = reading;
    let AgencyRequest { facts, assignment } = request;
    let state = reference_words::assignment_state(&assignment.state, |party| view.short_name(party));
    view! {
        <tr>
            <td class="ref">{facts.reference.to_string()}</td>
            <th scope="row"><a href=action_address(view, paths, facts)>{facts.title.to_string()}</a></th>
            <td data-l="Plan">{plan_name(view, facts)}</td>
            <td data-l="Agency">{party_link(view, paths, assignment.party)}</td>
            <td data-l="Role">{words::carrier_role(assignment.role)}</td>
            <td data-l="Status">{state}</td>
        </tr>
    }
    .into_any()
}
