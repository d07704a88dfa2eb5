//! Slipped, silent: what a meeting is about, beside what went off track.

use super::block::{block, block_with};
use crate::components::action_table::action_address;
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::table::Column;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::AppError;
use crate::layout::Reading;
use crate::paths::borrowed;
use crate::words;
use domain::date::{long, short};
use domain::facts::ActionFacts;
use domain::movement::{Slipped, slipped as slipped_since};
use domain::progress::Measure;
use domain::slippage::{Booked, Move, by_reason};
use leptos::prelude::*;
use std::collections::HashMap;

/// Rows of a block; the rest is one link away.
pub(super) const SHOWN: usize = 8;

const SLIPPED: &[Column] = &[
    Column::text("Date of"),
    Column::text("Due then"),
    Column::text("Due now"),
    Column::number("Days"),
    Column::text("Reasons"),
];
const SILENT: &[Column] =
    &[Column::text("Action"), Column::text("Lead"), Column::text("Reporting"), Column::text("Last report")];

/// Open milestones that are due later than they were then, and ends of timeframes, most days first: each with both dates,
/// the days between them, and every reason that was given in between. Those that are completed by now are one link away.
pub async fn slipped(reading: &Reading, now: &Scope<'_>, then: &Scope<'_>, since: &Since) -> Result<AnyView, AppError> {
    let (completed, open): (Vec<Slipped>, Vec<Slipped>) =
        slipped_since(&then.actions, &now.actions).into_iter().partition(|one| one.is_completed);
    let shown = open.iter().take(SHOWN);
    let texts = reading.view.milestone_texts(shown.clone().filter_map(|one| one.milestone).collect()).await?;
    let texts: HashMap<_, _> = texts.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let of_ends = shown.clone().filter(|one| one.milestone.is_none()).map(|one| one.action).collect();
    let actions = reading.view.action_texts(of_ends).await?;
    let actions: HashMap<_, _> = actions.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let rows = shown.filter_map(|one| {
        let facts = reading.view.facts(one.action).ok()?;
        let (address, name, moves) = match one.milestone {
            Some(id) => {
                let milestone = texts.get(&id)?;
                (reading.paths.milestone(id), milestone.title.to_string(), &milestone.moves)
            }
            None => {
                let action = actions.get(&one.action)?;
                (action_address(&reading.view, &reading.paths, facts), "End of the timeframe".to_owned(), &action.moves)
            }
        };
        let planned_since = one.was_planned_since.then(|| view! { <span class="sub">"Planned since"</span> });
        let view = view! {
            <tr>
                <th scope="row">
                    <a href=address>{name}</a>
                    <span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span>
                </th>
                <td data-l="Due then" class="c-nowrap">{short(one.was)}{planned_since}</td>
                <td data-l="Due now" class="c-nowrap">{short(one.now)}</td>
                <td data-l="Days" class="c-num">{signed(one.days())}</td>
                <td data-l="Reasons">{reasons(moves.get(one.moves_then..).unwrap_or_default())}</td>
            </tr>
        };
        Some(view.into_any())
    });
    let rows = rows.collect();
    let list = |state: &str| {
        let asked = [("since", since.as_of.to_string()), ("changed", "later".to_owned()), ("state", state.to_owned())];
        now.list("/milestones", &borrowed(&asked))
    };
    let day = long(then.today());
    // The list of milestones holds no ends of timeframes, so these are counted and opened apart.
    let milestones = |slipped: &[Slipped]| slipped.iter().filter(|one| one.milestone.is_some()).count();
    let (open_milestones, ends) = (milestones(&open), open.len() - milestones(&open));
    let (completed, completed_ends) = (milestones(&completed), completed.len() - milestones(&completed));
    let title = slipped_title(open_milestones, ends, &day);
    let mut more = Vec::new();
    if open_milestones > 0 {
        more.push((format!("See all {}", words::thousands(open_milestones)), list("open")));
    }
    if ends > 0 {
        let asked = [("since", since.as_of.to_string()), ("changed", "later".to_owned()), ("state", "open".to_owned())];
        more.push(("See the date changes".to_owned(), now.list("/date-changes", &borrowed(&asked))));
    }
    let planned = open.iter().filter(|one| one.was_planned_since).count();
    let planned = (planned > 0).then(|| {
        let were = if planned == 1 {
            "1 of these was".to_owned()
        } else {
            format!("{} of these were", words::thousands(planned))
        };
        format!("{were} planned since then: days count from the date first promised. ")
    });
    let completed = (completed + completed_ends > 0).then(|| {
        let number = words::count(completed, "more milestone");
        let ends = (completed_ends > 0).then(|| format!(" and {}", words::count(completed_ends, "more timeframe")));
        view! { <a href=list("completed")>{number}</a>{ends}" slipped since then, now completed." }.into_any()
    });
    let note = (planned.is_some() || completed.is_some()).then(|| view! { {planned}{completed} }.into_any());
    Ok(block_with(title, (note, more), SLIPPED, rows, "No open milestone or timeframe slipped."))
}

/// "Slipped since 13 February 2024: 15 open milestones and 1 timeframe".
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
pub fn silent(reading: &Reading, now: &Scope<'_>) -> AnyView {
    let judged = now.judged();
    let mut found: Vec<&ActionFacts> =
        now.counted.iter().filter(|of| Measure::Silent.counts(of)).map(|of| of.action).collect();
    found.sort_by_key(|facts| (facts.last_report.map(|report| report.submitted), facts.reference));
    let rows = found.iter().take(SHOWN).map(|facts| {
        let reporting = facts.reporting(judged.today, judged.rule);
        let last = facts.last_report.map_or_else(|| "None".to_owned(), |report| short(report.submitted));
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
    let number = found.len();
    let more = (number > 0).then(|| (format!("See all {number}"), now.rows(Measure::Silent)));
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
