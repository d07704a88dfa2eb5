//! Newly off track, slipped, silent: what a meeting is about.

use super::block::block;
use crate::components::mark::{Axis, Mark};
use crate::components::milestones::signed;
use crate::components::table::Column;
use crate::dashboards::Scope;
use crate::error::AppError;
use crate::layout::Reading;
use crate::paths::ActionKey;
use crate::words;
use domain::date::short;
use domain::facts::ActionFacts;
use domain::movement::{Slipped, newly, slipped as slipped_since};
use domain::progress::Measure;
use leptos::prelude::*;
use std::collections::HashMap;

/// Rows of a block; the rest is one link away.
const SHOWN: usize = 8;

const OFF_TRACK: &[Column] =
    &[Column::text("Action"), Column::text("Lead"), Column::text("What was said"), Column::text("Said")];
const SLIPPED: &[Column] = &[
    Column::text("Action"),
    Column::text("First"),
    Column::text("Now"),
    Column::number("Days"),
    Column::text("Reason"),
];
const SILENT: &[Column] =
    &[Column::text("Action"), Column::text("Lead"), Column::text("Reporting"), Column::text("Last report")];

/// Open actions that are reported off track now and were not then, with what their agency said.
pub async fn newly_off_track(reading: &Reading, now: &Scope<'_>, then: &Scope<'_>) -> Result<AnyView, AppError> {
    let found = newly(Measure::OffTrack, (&then.actions, then.judged()), (&now.actions, now.judged()));
    let number = found.len();
    let mut rows = Vec::new();
    for id in found.iter().take(SHOWN) {
        let facts = reading.view.facts(*id)?;
        let reports = reading.view.reports(*id).await?;
        let report = reports.into_iter().next().map(|seen| seen.value);
        let said = report.as_ref().map(|report| report.narrative.to_string()).unwrap_or_default();
        let view = view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="What was said">{said}</td>
                <td data-l="Said" class="c-nowrap">{report.map(|report| short(report.submitted))}</td>
            </tr>
        };
        rows.push(view.into_any());
    }
    let all = now.count(Measure::OffTrack);
    let more = (all > 0).then(|| (format!("All {all} off track"), now.rows(Measure::OffTrack)));
    Ok(block(format!("Newly off track: {number}"), more, OFF_TRACK, rows, "Nothing went off track."))
}

/// Milestones whose date was moved later since, most days first.
pub async fn slipped(reading: &Reading, now: &Scope<'_>, then: &Scope<'_>) -> Result<AnyView, AppError> {
    let found = slipped_since(&then.actions, &now.actions);
    let shown: Vec<&Slipped> = found.iter().take(SHOWN).collect();
    let texts = reading.view.milestone_texts(shown.iter().map(|one| one.milestone).collect()).await?;
    let texts: HashMap<_, _> = texts.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let rows = shown.into_iter().filter_map(|one| {
        let facts = reading.view.facts(one.action).ok()?;
        let milestone = texts.get(&one.milestone)?;
        let reason = milestone.moves.last().map(|made| words::move_reason(made.reason));
        let address = reading.paths.milestone(one.milestone);
        let view = view! {
            <tr>
                <th scope="row">
                    <a href=address>{milestone.title.to_string()}</a>
                    <span class="sub">{facts.reference.to_string()}" "{facts.title.to_string()}</span>
                </th>
                <td data-l="First" class="c-nowrap">{short(one.first)}</td>
                <td data-l="Now" class="c-nowrap">{short(one.now)}</td>
                <td data-l="Days" class="c-num">{signed(one.days())}</td>
                <td data-l="Reason">{reason}</td>
            </tr>
        };
        Some(view.into_any())
    });
    let title = match found.len() {
        1 => "Slipped: 1 date moved later".to_owned(),
        number => format!("Slipped: {number} dates moved later"),
    };
    let more = (!found.is_empty())
        .then(|| ("All moved".to_owned(), now.list("/milestones", &[("moved", "yes"), ("sort", "slip")])));
    Ok(block(title, more, SLIPPED, rows.collect(), "No date was moved later."))
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

fn link(reading: &Reading, facts: &ActionFacts) -> AnyView {
    let plan = reading.view.plan(facts.plan).map(|plan| plan.code.to_string()).unwrap_or_default();
    let address = reading.paths.action(ActionKey { plan: &plan, reference: &facts.reference });
    view! { <a href=address>{facts.title.to_string()}</a> }.into_any()
}

fn lead(reading: &Reading, facts: &ActionFacts) -> String {
    facts.lead.map_or_else(|| "No lead".to_owned(), |lead| reading.view.short_name(lead))
}
