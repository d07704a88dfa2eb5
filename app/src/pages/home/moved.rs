//! Slipped, silent: what a meeting is about, beside what went off track.

use super::block::{block, block_with};
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::table::ColumnHead;
use crate::dashboards::Scope;
use crate::layout::Reading;
use crate::paths::action_address;
use crate::words;
use domain::date::{in_sentence, in_table};
use domain::facts::ActionFacts;
use domain::progress::Measure;
use domain::slippage::{Booked, Move, by_reason};
use leptos::prelude::*;
use queries::homes::{Changes, Few, SlippedDate};

const SLIPPED: &[ColumnHead] = &[
    ColumnHead::text("Date of"),
    ColumnHead::text("Due then"),
    ColumnHead::text("Due now"),
    ColumnHead::number("Days"),
    ColumnHead::text("Reasons"),
];
const SILENT: &[ColumnHead] = &[
    ColumnHead::text("Action"),
    ColumnHead::text("Lead"),
    ColumnHead::text("Reporting"),
    ColumnHead::text("Last report"),
];

/// Open milestones that are due later than they were then, and ends of timeframes, most days first: each with both dates,
/// the days between them, and every reason that was given in between. Those that are completed by now are one link away.
pub fn slipped(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let slipped = &changes.slipped;
    let list = |list: &str, state: &str| {
        let since = changes.since.as_of.to_string();
        now.list(list, &[("since", &since), ("changed", "later"), ("state", state)])
    };
    // The list of milestones holds no ends of timeframes, so these are counted and opened apart.
    let mut more = Vec::new();
    if slipped.open_milestones > 0 {
        more.push((format!("See all {}", words::thousands(slipped.open_milestones)), list("/milestones", "open")));
    }
    if slipped.open_ends > 0 {
        more.push(("See the date changes".to_owned(), list("/date-changes", "open")));
    }
    let planned = (slipped.planned_since > 0).then(|| {
        let were = if slipped.planned_since == 1 {
            "1 of these was".to_owned()
        } else {
            format!("{} of these were", words::thousands(slipped.planned_since))
        };
        format!("{were} planned since then: days count from the date first promised. ")
    });
    let completed = (slipped.completed_milestones + slipped.completed_ends > 0).then(|| {
        let number = words::count(slipped.completed_milestones, "more milestone");
        let ends = Some(slipped.completed_ends).filter(|ends| *ends > 0);
        let ends = ends.map(|ends| format!(" and {}", words::count(ends, "more timeframe")));
        let completed = list("/milestones", "completed");
        view! { <a href=completed>{number}</a>{ends}" slipped since then, now completed." }.into_any()
    });
    let note = (planned.is_some() || completed.is_some()).then(|| view! { {planned}{completed} }.into_any());
    let title = slipped_title(slipped.open_milestones, slipped.open_ends, &in_sentence(changes.then.today()));
    let rows = slipped.shown.iter().map(|date| slipped_row(reading, date)).collect();
    block_with(title, (note, more), SLIPPED, rows, "No open milestone or timeframe slipped.")
}

fn slipped_row(reading: &Reading, SlippedDate { facts, milestone, slipped, moves }: &SlippedDate<'_>) -> AnyView {
    let (address, name) = match milestone {
        Some((id, title)) => (reading.paths.milestone(*id), title.to_string()),
        None => (action_address(&reading.view, &reading.paths, facts), "End of the timeframe".to_owned()),
    };
    let planned_since = slipped.was_planned_since.then(|| view! { <span class="sub">"Planned since"</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=address>{name}</a>
                <span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span>
            </th>
            <td data-l="Due then" class="c-nowrap">{in_table(slipped.was)}{planned_since}</td>
            <td data-l="Due now" class="c-nowrap">{in_table(slipped.now)}</td>
            <td data-l="Days" class="c-num">{signed(slipped.days())}</td>
            <td data-l="Reasons">{reasons(moves)}</td>
        </tr>
    }
    .into_any()
}

/// "Slipped since February 13, 2024: 15 open milestones and 1 timeframe".
fn slipped_title(milestones: usize, ends: usize, day: &str) -> String {
    let (number, ended) = (words::count(milestones, "open milestone"), words::count(ends, "timeframe"));
    match (milestones, ends) {
        (_, 0) => format!("Slipped since {day}: {number}"),
        (0, _) => format!("Slipped since {day}: {ended}"),
        (_, _) => format!("Slipped since {day}: {number} and {ended}"),
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

/// Actions that owed a report and sent none.
pub fn silent(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> AnyView {
    let judged = now.judged();
    let Few { all: number, shown } = &changes.silent;
    let rows = shown.iter().map(|facts| {
        let reporting = facts.reporting(judged.today, judged.rule);
        let last = facts.last_report.map_or_else(|| "None".to_owned(), |report| in_table(report.submitted));
        view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Reporting" class="c-nowrap">{reporting.map(|of| view! { <Mark of=Axis::Reporting(of)/> })}</td>
                <td data-l="Last report" class="c-nowrap">{last}</td>
            </tr>
        }
        .into_any()
    });
    let more = (*number > 0).then(|| (format!("See all {number}"), now.rows(Measure::Silent)));
    let title = format!("Silent: {number} owed a report and sent none");
    block(title, more, SILENT, rows.collect(), "Every report that was owed came.")
}

pub(super) fn link(reading: &Reading, facts: &ActionFacts) -> AnyView {
    let address = action_address(&reading.view, &reading.paths, facts);
    view! { <a href=address>{facts.title.to_string()}</a> }.into_any()
}

pub(super) fn lead(reading: &Reading, facts: &ActionFacts) -> String {
    facts.lead.map_or_else(|| "No lead".to_owned(), |lead| reading.view.short_name(lead))
}
