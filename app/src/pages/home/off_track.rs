//! What went off track between two points, and what is off track no longer.

use super::block::block_with;
use super::moved::{lead, link};
use crate::components::table::ColumnHead;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::layout::Reading;
use crate::words;
use domain::date::in_table;
use domain::facts::{ActionFacts, Status};
use domain::progress::Measure;
use leptos::prelude::*;
use queries::homes::{Changes, Few, Recovered, WentOffTrack};

const NEWLY: &[ColumnHead] = &[
    ColumnHead::text("Action"),
    ColumnHead::text("Lead"),
    ColumnHead::text("Off track since"),
    ColumnHead::text("Last status update"),
];
const NO_LONGER: &[ColumnHead] =
    &[ColumnHead::text("Action"), ColumnHead::text("Lead"), ColumnHead::text("Now"), ColumnHead::text("Since")];

/// Open actions that are reported off track now and were not then: since when, and what their agency said last.
pub fn newly(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let Few { all: number, shown } = &changes.newly_off_track;
    let row = |WentOffTrack { facts, since, said }: &WentOffTrack<'_>| {
        view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Off track since" class="c-nowrap">{since.map(in_table)}</td>
                <td data-l="Last status update">{said.as_ref().map(ToString::to_string).unwrap_or_default()}</td>
            </tr>
        }
        .into_any()
    };
    let all = now.count(Measure::OffTrack);
    let mut more = to_list(now, changes.since, "newly-off-track", *number);
    let of_all =
        if all == 1 { "1 off track in all".to_owned() } else { format!("All {} off track", words::thousands(all)) };
    more.extend((all > 0).then(|| (of_all, now.rows(Measure::OffTrack))));
    let title = format!("Newly off track: {}", words::thousands(*number));
    let none =
        if all == 0 { "No action is off track now." } else { "Each action that is off track now was off track then." };
    block_with(title, (None, more), NEWLY, shown.iter().map(row).collect(), none)
}

/// Actions that were off track then and are not now, with what became of each.
pub fn no_longer(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let Few { all: number, shown } = &changes.no_longer_off_track;
    let row = |Recovered { facts, since, is_retracted }: &Recovered<'_>| {
        view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Now" class="c-nowrap">{if *is_retracted { "Its update was retracted".to_owned() } else { outcome(facts) }}</td>
                <td data-l="Since" class="c-nowrap">{since.map(in_table)}</td>
            </tr>
        }
        .into_any()
    };
    let title = format!("No longer off track: {}", words::thousands(*number));
    let more = to_list(now, changes.since, "no-longer-off-track", *number);
    block_with(
        title,
        (None, more),
        NO_LONGER,
        shown.iter().map(row).collect(),
        "No action that was off track then has left it.",
    )
}

/// "Recovered: at risk", "Completed".
fn outcome(facts: &ActionFacts) -> String {
    match (facts.status(), facts.confidence()) {
        (status @ (Status::Completed | Status::Withdrawn), _) => words::status(status).to_owned(),
        (_, Some(confidence)) => format!("Recovered: {}", words::confidence(confidence).to_lowercase()),
        (status, None) => words::status(status).to_owned(),
    }
}

fn to_list(now: &Scope<'_>, since: &Since, step: &str, number: usize) -> Vec<(String, String)> {
    let address = || now.list("/actions", &[("since", &since.as_of.to_string()), ("step", step)]);
    match number {
        0 => Vec::new(),
        1 => vec![("See it: 1".to_owned(), address())],
        number => vec![(format!("See the {}", words::thousands(number)), address())],
    }
}
