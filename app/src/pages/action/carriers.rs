//! The agencies responsible for an action, and how each responded.

use crate::words;
use commands::roles::{
    ACCEPT_ROLE, ASK_AGAIN, DECLINE_ROLE, END_ROLE, HAND_BACK_ROLE, SEND_REMINDER, WITHDRAW_REQUEST,
};
use domain::assignment::{Assignment, AssignmentState, Carriers};
use domain::body::Party;
use domain::date::in_table;
use domain::plan::Basis;
use leptos::prelude::*;
use store::{HistoryEntry, Versioned, View};
use ui::components::command_buttons::{row_links, way};
use ui::components::party::party_link;
use ui::reading::Reading;

/// The table of agencies: leads first, then supporters; current roles before ended ones.
pub fn carriers_table(
    reading: &Reading,
    (assignments, carriers): (&[Versioned<Assignment>], &Carriers),
    history: &[HistoryEntry],
) -> AnyView {
    if assignments.is_empty() {
        return view! { <p class="c-quiet">"No agencies listed. The source doesn't name a lead or supporting agency."</p> }
            .into_any();
    }
    let mut ordered: Vec<&Versioned<Assignment>> = assignments.iter().collect();
    ordered
        .sort_by_key(|seen| (seen.value.role, !seen.value.is_in_force(), !seen.value.is_unanswered(), seen.value.id));
    let rows = ordered.into_iter().map(|seen| row(reading, seen, carriers, history)).collect_view();
    view! {
        <table class="c-t c-t--tight">
            <caption class="c-sr">"Responsible agencies"</caption>
            <thead><tr><th scope="col">"Agency"</th><th scope="col">"Role"</th><th scope="col">"Response"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(
    reading: &Reading,
    seen: &Versioned<Assignment>,
    carriers: &Carriers,
    history: &[HistoryEntry],
) -> impl IntoView + use<> {
    let assignment = &seen.value;
    let (view, paths) = (&reading.view, &reading.paths);
    let through = assignment.through.map(|through| {
        let name = view.short_name(Party::Agency(through.agency));
        let guess = if through.basis == Basis::Stated { "" } else { ", inferred by Concord" };
        view! { <span class="sub">"through "{name}{guess}</span> }
    });
    let note = assignment.note.as_ref().map(|note| view! { <span class="sub">{note.to_string()}</span> });
    view! {
        <tr>
            <th scope="row">{party_link(view, paths, assignment.party)}{through}</th>
            <td>{words::carrier_role(assignment.role)}</td>
            <td>{answer(view, assignment, &answered_for(view, seen, history))}{links(reading, assignment, carriers)}<span class="sub">{basis(assignment)}</span>{note}</td>
        </tr>
    }
}

fn answer(view: &View, assignment: &Assignment, by: &str) -> String {
    match &assignment.state {
        AssignmentState::Stated => "Named in the source; not yet accepted in Concord".to_owned(),
        AssignmentState::Assumed => "No request sent".to_owned(),
        AssignmentState::Offered { on } => format!("Requested {}; no response", in_table(*on)),
        AssignmentState::Accepted { on } => format!("Accepted {}{by}", in_table(*on)),
        AssignmentState::Declined { on, reason } => format!("Declined {}{by}: {reason}", in_table(*on)),
        AssignmentState::HandedOver { on, to } => {
            format!("Transferred to {} on {}", view.short_name(*to), in_table(*on))
        }
        AssignmentState::Ended { on, reason, how } => {
            format!("{} on {}{by}: {reason}", words::ending(*how), in_table(*on))
        }
    }
}

/// ", by the secretariat on behalf of Justice": blank where the agency itself responded.
fn answered_for(view: &View, seen: &Versioned<Assignment>, history: &[HistoryEntry]) -> String {
    let entry = history.iter().find(|entry| entry.seq() == seen.since);
    let party = entry.and_then(|entry| entry.entry.on_behalf_of());
    party.map(|party| format!(", by the secretariat on behalf of {}", view.short_name(party))).unwrap_or_default()
}

/// The basis of a role that Concord inferred. Every other role shows its basis by its response.
fn basis(assignment: &Assignment) -> Option<&'static str> {
    match assignment.basis {
        Basis::Inferred => Some("Inferred by Concord"),
        Basis::Stated | Basis::Requested | Basis::Unknown => None,
    }
}

/// What this reader can do about this role now.
fn links(reading: &Reading, role: &Assignment, carriers: &Carriers) -> Option<AnyView> {
    let actor = reading.request.actor();
    let is_pending = matches!(role.state, AssignmentState::Offered { .. });
    let ask = if is_pending { SEND_REMINDER } else { ASK_AGAIN.command };
    let offered = [
        (role.may_accept(actor, carriers).is_ok(), ACCEPT_ROLE.command),
        (role.may_decline(actor).is_ok(), DECLINE_ROLE.command),
        (role.may_ask(actor, carriers).is_ok(), ask),
        (role.may_withdraw_request(actor, carriers).is_ok(), WITHDRAW_REQUEST.command),
        (role.may_hand_back(actor).is_ok(), HAND_BACK_ROLE.command),
        (role.may_end(actor).is_ok(), END_ROLE.command),
    ];
    row_links(offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&role.id])))
}
