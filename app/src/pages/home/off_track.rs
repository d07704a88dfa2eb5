//! What went off track between two points, and what is off track no longer.

use super::block::block_with;
use super::moved::{SHOWN, lead, link};
use crate::components::table::Column;
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::AppError;
use crate::layout::Reading;
use crate::words;
use domain::Date;
use domain::date::short;
use domain::facts::{ActionFacts, Status};
use domain::ids::ActionId;
use domain::movement::Course;
use domain::progress::Measure;
use domain::update::{Confidence, Report};
use leptos::prelude::*;
use std::collections::HashMap;

const NEWLY: &[Column] = &[
    Column::text("Action"),
    Column::text("Lead"),
    Column::text("Off track since"),
    Column::text("Last status update"),
];
const NO_LONGER: &[Column] =
    &[Column::text("Action"), Column::text("Lead"), Column::text("Now"), Column::text("Since")];

/// Open actions that are reported off track now and were not then: since when, and what their agency said last.
pub async fn newly(reading: &Reading, now: &Scope<'_>, then: &Scope<'_>, since: &Since) -> Result<AnyView, AppError> {
    let found = Course::NewlyOffTrack.taken(&then.actions, &now.actions);
    let shown: Vec<&ActionFacts> = found.iter().copied().take(SHOWN).collect();
    let all_reports = reports(reading, &shown).await?;
    let mut rows = Vec::new();
    for facts in shown {
        let reports = all_reports.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
        let became = began(reports, |report| is_off_track(facts, report));
        let said = reports.first().map(|report| report.narrative.to_string()).unwrap_or_default();
        let view = view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Off track since" class="c-nowrap">{became.map(short)}</td>
                <td data-l="Last status update">{said}</td>
            </tr>
        };
        rows.push(view.into_any());
    }
    let all = now.count(Measure::OffTrack);
    let mut more = to_list(now, since, "newly-off-track", found.len());
    let of_all =
        if all == 1 { "1 off track in all".to_owned() } else { format!("All {} off track", words::thousands(all)) };
    more.extend((all > 0).then(|| (of_all, now.rows(Measure::OffTrack))));
    let title = format!("Newly off track: {}", words::thousands(found.len()));
    Ok(block_with(title, (None, more), NEWLY, rows, "Nothing went off track."))
}

/// Actions that were off track then and are not now, with what became of each.
pub async fn no_longer(
    reading: &Reading,
    now: &Scope<'_>,
    then: &Scope<'_>,
    since: &Since,
) -> Result<AnyView, AppError> {
    let found = Course::NoLongerOffTrack.taken(&then.actions, &now.actions);
    let shown: Vec<&ActionFacts> = found.iter().copied().take(SHOWN).collect();
    let all_reports = reports(reading, &shown).await?;
    let mut rows = Vec::new();
    for facts in shown {
        let reports = all_reports.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
        // The secretariat withdraws, in no status update.
        let came_back = began(reports, |report| !is_off_track(facts, report)).filter(|_| !facts.is_withdrawn);
        let view = view! {
            <tr>
                <th scope="row">{link(reading, facts)}</th>
                <td data-l="Lead" class="c-nowrap">{lead(reading, facts)}</td>
                <td data-l="Now" class="c-nowrap">{outcome(facts)}</td>
                <td data-l="Since" class="c-nowrap">{came_back.map(short)}</td>
            </tr>
        };
        rows.push(view.into_any());
    }
    let title = format!("No longer off track: {}", words::thousands(found.len()));
    let more = to_list(now, since, "no-longer-off-track", found.len());
    Ok(block_with(title, (None, more), NO_LONGER, rows, "Nothing recovered."))
}

/// The status updates of each action that stand, the last one first.
async fn reports(reading: &Reading, actions: &[&ActionFacts]) -> Result<HashMap<ActionId, Vec<Report>>, AppError> {
    let ids: Vec<ActionId> = actions.iter().map(|facts| facts.id).collect();
    let mut by_action: HashMap<ActionId, Vec<Report>> = HashMap::new();
    for seen in reading.view.reports_of(&ids).await?.into_iter().filter(|seen| seen.value.stands()) {
        by_action.entry(seen.value.action).or_default().push(seen.value);
    }
    Ok(by_action)
}

/// The day on which something began that holds of every status update since, the last one first. `None` where it does
/// not hold of the last one.
fn began(reports: &[Report], holds: impl Fn(&Report) -> bool) -> Option<Date> {
    reports.iter().take_while(|report| holds(report)).last().map(|report| report.submitted)
}

/// Whether the action was off track by that status update, as it is judged by its last one.
fn is_off_track(facts: &ActionFacts, report: &Report) -> bool {
    let status = Status::shown(false, facts.recurs, Some(report.status));
    status.is_open() && report.confidence == Some(Confidence::OffTrack)
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
