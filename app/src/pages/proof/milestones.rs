//! The sources of a number of milestones, and of a number of changes of their dates.

use super::{Proved, action_address, decided, draw, linked};
use crate::components::milestones::signed;
use crate::components::table::Column;
use crate::error::AppError;
use crate::layout::{Reading, page};
use crate::lists::{
    DateChangeQuery, DateChangeRow, ListQuery, MilestoneQuery, MilestoneRow, PAGE, on_page, sources_of,
};
use crate::words;
use domain::date::in_table;
use domain::ids::MilestoneId;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};
use store::DateSources;

const MILESTONES: &[Column] = &[
    Column::text("Milestone"),
    Column::text("Action"),
    Column::text("First promised"),
    Column::text("Now due"),
    Column::text("Deciding entry"),
    Column::text("Every version of it and its documents"),
];
const DATE_CHANGES: &[Column] = &[
    Column::text("Date of"),
    Column::text("Change"),
    Column::number("Days"),
    Column::text("Reason"),
    Column::text("Deciding entry"),
    Column::text("Every version, and every one of its documents"),
];

const OF_MILESTONES: &str = "The deciding entry made the version of the milestone that is read.";
const OF_DATE_CHANGES: &str = "The deciding entry made that change of the date.";

type Sources = HashMap<MilestoneId, DateSources>;

async fn sources(reading: &Reading, ids: impl Iterator<Item = MilestoneId>) -> Result<Sources, AppError> {
    let ids: BTreeSet<MilestoneId> = ids.collect();
    Ok(reading.view.milestone_sources(&ids.into_iter().collect::<Vec<_>>()).await?)
}

/// `/proof/milestones` with the query of the list of milestones.
#[component]
pub fn MilestonesProofPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = MilestoneQuery::read(&reading.request.query_without_as_of())?;
        query.check(&reading.view)?;
        let found = query.rows(&reading.view).await?.milestones;
        let shown: Vec<_> = found.iter().skip(query.layout.rows_before()).take(PAGE).collect();
        let sources = sources(&reading, shown.iter().map(|row| row.milestone.id)).await?;
        let rows = shown.iter().map(|row| milestone(&reading, row, sources.get(&row.milestone.id))).collect();
        let (pairs, page, number) = (query.pairs(), query.layout.page, found.len());
        let (list, list_title, thing) = ("milestones", "Milestones", "milestone");
        let proved =
            Proved { list, list_title, thing, pairs, page, number, columns: MILESTONES, rows, decides: OF_MILESTONES };
        draw(&reading, proved).await
    })
}

/// `/proof/date-changes` with the query of the list of date changes.
#[component]
pub fn DateChangesProofPage() -> impl IntoView {
    page(async |reading: Reading| {
        let query = DateChangeQuery::read(&reading.request.query_without_as_of())?;
        let found = query.rows(&reading.view).await?;
        let shown = on_page(&query, &found);
        let sources = sources_of(&reading.view, shown).await?;
        let rows = shown.iter().map(|row| date_change(&reading, row, sources.get(&row.date()))).collect();
        let (pairs, page, number) = (query.pairs(), query.page(), found.len());
        let (list, list_title, thing) = ("date-changes", "Date changes", "date change");
        let (columns, decides) = (DATE_CHANGES, OF_DATE_CHANGES);
        draw(&reading, Proved { list, list_title, thing, pairs, page, number, columns, rows, decides }).await
    })
}

fn milestone(reading: &Reading, row: &MilestoneRow<'_>, sources: Option<&DateSources>) -> AnyView {
    let MilestoneRow { action, milestone } = row;
    let deciding = sources.and_then(DateSources::deciding);
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.milestone(milestone.id)>{milestone.title.to_string()}</a></th>
            <td data-l="Action"><a href=action_address(reading, action)>{action.reference.to_string()}</a></td>
            <td data-l="First promised" class="c-nowrap">{in_table(milestone.original)}</td>
            <td data-l="Now due" class="c-nowrap">{in_table(milestone.due)}</td>
            <td data-l="Deciding entry">{decided(reading, None, deciding)}</td>
            <td data-l="Every version">{linked(reading, sources.into_iter().flat_map(DateSources::all))}</td>
        </tr>
    }
    .into_any()
}

fn date_change(reading: &Reading, row: &DateChangeRow<'_>, sources: Option<&DateSources>) -> AnyView {
    let DateChangeRow { action, milestone, change } = row;
    let (address, name) = match milestone {
        Some(milestone) => (reading.paths.milestone(milestone.id), milestone.title.to_string()),
        None => (action_address(reading, action), "End of the timeframe".to_owned()),
    };
    let deciding = sources.and_then(|sources| sources.of_date_change(change.place));
    let moved = format!("{} to {}", in_table(change.from), in_table(change.to));
    let under = format!("{} {}", action.reference, action.title);
    view! {
        <tr>
            <th scope="row">
                <a href=address>{name}</a>
                <span class="sub">{under}</span>
            </th>
            <td data-l="Change">{moved}</td>
            <td data-l="Days" class="c-num">{signed(i64::from(change.booked.days))}</td>
            <td data-l="Reason">{words::move_reason(change.booked.reason)}</td>
            <td data-l="Deciding entry">{decided(reading, None, deciding)}</td>
            <td data-l="Every version">{linked(reading, sources.into_iter().flat_map(DateSources::all))}</td>
        </tr>
    }
    .into_any()
}
