//! Commitments that were withdrawn between two points: nothing of them is counted any more, so they are named.

use super::super::block::block_with;
use super::super::row::lead;
use crate::dashboards::Scope;
use crate::paths::action_address;
use crate::words;
use domain::date::in_table;
use leptos::prelude::*;
use queries::homes::{Changes, Withdrawn, WithdrawnCommitment};
use ui::components::milestones::signed;
use ui::components::table::ColumnHead;
use ui::layout::Reading;

const WITHDRAWN: &[ColumnHead] = &[
    ColumnHead::text("Commitment"),
    ColumnHead::text("Lead"),
    ColumnHead::text("Withdrawn"),
    ColumnHead::number("Days of slip"),
    ColumnHead::text("Reason"),
];

/// Each action and milestone that was withdrawn since, with its reason and the slip that it had.
pub fn since_then(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let Withdrawn { all, milestones, shown } = &changes.withdrawn;
    let since = changes.since.as_of.to_string();
    let of_milestones = (*milestones > 0).then(|| {
        let asked = [("state", "withdrawn"), ("since", since.as_str()), ("changed", "withdrawn")];
        (format!("View {}", words::count(*milestones, "milestone")), now.list("/milestones", &asked))
    });
    let actions = all - milestones;
    let of_actions = (actions > 0).then(|| {
        let asked = [("since", since.as_str()), ("step", "newly-withdrawn")];
        (format!("View {}", words::count(actions, "action")), now.list("/actions", &asked))
    });
    let more = of_milestones.into_iter().chain(of_actions).collect();
    let title = match *all {
        1 => "1 action or milestone withdrawn".to_owned(),
        number => format!("{} actions and milestones withdrawn", words::thousands(number)),
    };
    let rows = shown.iter().map(|commitment| row(reading, commitment)).collect();
    block_with(title, (None, more), WITHDRAWN, rows, "No actions or milestones were withdrawn.")
}

fn row(reading: &Reading, commitment: &WithdrawnCommitment<'_>) -> AnyView {
    let WithdrawnCommitment { facts, milestone, withdrawal, slip } = commitment;
    let (address, name) = match milestone {
        Some((id, title)) => (reading.paths.milestone(*id), title.to_string()),
        None => (action_address(&reading.view, &reading.paths, facts), "The action as a whole".to_owned()),
    };
    view! {
        <tr>
            <th scope="row"><a href=address>{name}</a><span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span></th>
            <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
            <td data-l="Withdrawn" class="c-nowrap">{in_table(withdrawal.on)}</td>
            <td data-l="Days of slip" class="c-num">{signed(*slip)}</td>
            <td data-l="Reason">{withdrawal.reason.to_string()}</td>
        </tr>
    }
    .into_any()
}
