//! Open dates that are later than they were at the earlier point.

use super::super::block::block_with;
use crate::dashboards::Scope;
use crate::paths::action_address;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::slippage::{Booked, Move, by_reason};
use leptos::prelude::*;
use queries::homes::{Changes, SlippedDate};
use ui::components::milestones::signed;
use ui::components::table::ColumnHead;
use ui::layout::Reading;

const SLIPPED: &[ColumnHead] = &[
    ColumnHead::text("Milestone or timeframe"),
    ColumnHead::text("Was due"),
    ColumnHead::text("Current due date"),
    ColumnHead::number("Days added"),
    ColumnHead::text("Reasons"),
];

/// Open milestones that are due later than they were then, and ends of timeframes, most days first: each with both dates,
/// the days between them, and every reason that was given in between. Those that are completed by now are one link away.
pub fn block(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let slipped = &changes.slipped;
    let list = |list: &str, state: &str| {
        let since = changes.since.as_of.to_string();
        now.list(list, &[("since", &since), ("changed", "later"), ("state", state)])
    };
    // The list of milestones holds no ends of timeframes, so these are counted and opened apart.
    let mut more = Vec::new();
    if slipped.open_milestones > 0 {
        more.push((format!("All {}", words::count(slipped.open_milestones, "milestone")), list("/milestones", "open")));
    }
    if slipped.open_ends > 0 {
        more.push(("All date changes".to_owned(), list("/date-changes", "open")));
    }
    let planned = (slipped.planned_since > 0).then(|| {
        let were = if slipped.planned_since == 1 {
            "1 of these was".to_owned()
        } else {
            format!("{} of these were", words::thousands(slipped.planned_since))
        };
        let day = in_sentence(changes.then.today());
        format!("{were} added after {day}: days count from the original due date. ")
    });
    let completed = (slipped.completed_milestones + slipped.completed_ends > 0).then(|| {
        let all = slipped.completed_milestones + slipped.completed_ends;
        let number = words::count(slipped.completed_milestones, "other milestone");
        let ends = Some(slipped.completed_ends).filter(|ends| *ends > 0);
        let ends = ends.map(|ends| format!(" and {}", words::count(ends, "other timeframe")));
        let completed = list("/milestones", "completed");
        let have =
            if all == 1 { " slipped and has since been completed." } else { " slipped and have since been completed." };
        view! { <a href=completed>{number}</a>{ends}{have} }.into_any()
    });
    let note = (planned.is_some() || completed.is_some()).then(|| view! { {planned}{completed} }.into_any());
    let title = slipped_title(slipped.open_milestones, slipped.open_ends, &in_sentence(changes.then.today()));
    let rows = slipped.shown.iter().map(|date| slipped_row(reading, date)).collect();
    block_with(title, (note, more), SLIPPED, rows, "No due dates moved later.")
}

fn slipped_row(reading: &Reading, SlippedDate { facts, milestone, slipped, moves }: &SlippedDate<'_>) -> AnyView {
    let (address, name) = match milestone {
        Some((id, title)) => (reading.paths.milestone(*id), title.to_string()),
        None => (action_address(&reading.view, &reading.paths, facts), "End of the timeframe".to_owned()),
    };
    let planned_since = slipped.was_planned_since.then(|| view! { <span class="sub">"Added since"</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=address>{name}</a>
                <span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span>
            </th>
            <td data-l="Was due" class="c-nowrap">{in_table(slipped.was)}{planned_since}</td>
            <td data-l="Current due date" class="c-nowrap">{in_table(slipped.now)}</td>
            <td data-l="Days added" class="c-num">{signed(slipped.days())}</td>
            <td data-l="Reasons">{reasons(moves)}</td>
        </tr>
    }
    .into_any()
}

/// "15 open milestones and 1 timeframe slipped since February 13, 2024".
fn slipped_title(milestones: usize, ends: usize, day: &str) -> String {
    let (number, ended) = (words::count(milestones, "open milestone"), words::count(ends, "timeframe"));
    match (milestones, ends) {
        (0, 0) => format!("No due dates slipped since {day}"),
        (_, 0) => format!("{number} slipped since {day}"),
        (0, _) => format!("{ended} slipped since {day}"),
        (_, _) => format!("{number} and {ended} slipped since {day}"),
    }
}

/// "Clearance +61; Funding +30": the days of slip under each reason of a span, as the list of date changes counts them. They
/// come to the days between its dates.
fn reasons(moves: &[Move]) -> String {
    let booked: Vec<Booked> = moves.iter().map(Booked::from).collect();
    let each = by_reason(&booked).into_iter();
    let each = each.map(|of| format!("{} {}", words::move_reason(of.reason), signed(i64::from(of.days))));
    each.collect::<Vec<_>>().join("; ")
}
