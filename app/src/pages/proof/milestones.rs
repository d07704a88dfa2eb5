//! The sources of a number of milestones, and of a number of changes of their dates.

use super::{Sourced, action_address, decided, draw, linked};
use crate::lists::{
    DateChangeQuery, DateChangeRow, ListQuery, MilestoneQuery, MilestoneRow, PAGE, on_page, sources_of,
};
use crate::words;
use domain::date::in_table;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, MilestoneId};
use domain::ledger::Seq;
use leptos::prelude::*;
use queries::filter_words;
use std::collections::{BTreeSet, HashMap};
use store::DateSources;
use ui::components::milestones::signed;
use ui::components::table::ColumnHead;
use ui::error::AppError;
use ui::layout::{Reading, page};

const MILESTONES: &[ColumnHead] = &[
    ColumnHead::text("Milestone"),
    ColumnHead::text("Action"),
    ColumnHead::text("Original due date"),
    ColumnHead::text("Current due date"),
    ColumnHead::text("Deciding entry"),
    ColumnHead::text("Every version, with documents"),
];
const DATE_CHANGES: &[ColumnHead] = &[
    ColumnHead::text("Milestone or timeframe"),
    ColumnHead::text("Change"),
    ColumnHead::number("Days"),
    ColumnHead::text("Reason"),
    ColumnHead::text("Deciding entry"),
    ColumnHead::text("Every version, with documents"),
];

const OF_ONE: &str = "every version of the milestone (or of the action whose timeframe changed) and of its documents";
const OF_MILESTONES: &str = "The deciding entry created the current version of the milestone. If the action was \
                             withdrawn, the entry of the withdrawal decides as well.";
const OF_DATE_CHANGES: &str = "The deciding entry changed the date. If the action was withdrawn, the entry of the \
                                withdrawal decides as well.";

type Sources = HashMap<MilestoneId, DateSources>;

async fn sources(reading: &Reading, ids: impl Iterator<Item = MilestoneId>) -> Result<Sources, AppError> {
    let ids: BTreeSet<MilestoneId> = ids.collect();
    Ok(reading.view.milestone_sources(&ids.into_iter().collect::<Vec<_>>()).await?)
}

/// The entries that withdrew those of the actions that were withdrawn.
async fn withdrawals<'a>(
    reading: &Reading,
    actions: impl Iterator<Item = &'a ActionFacts>,
) -> Result<HashMap<ActionId, Seq>, AppError> {
    let withdrawn: BTreeSet<ActionId> = actions.filter(|action| action.is_withdrawn).map(|action| action.id).collect();
    let versions = reading.view.action_date_sources(&withdrawn.into_iter().collect::<Vec<_>>()).await?;
    // Nothing changes an action once it is withdrawn.
    Ok(versions.into_iter().filter_map(|(action, sources)| Some((action, sources.deciding()?))).collect())
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
        let withdrawals = withdrawals(&reading, shown.iter().map(|row| row.action)).await?;
        let row = |row: &&MilestoneRow<'_>| {
            milestone(&reading, row, sources.get(&row.milestone.id), withdrawals.get(&row.action.id).copied())
        };
        let rows = shown.iter().map(row).collect();
        let (pairs, page, number) = (query.pairs(), query.layout.page, found.len());
        let (list, list_title, thing) = ("milestones", "Milestones", "milestone");
        let sourced = Sourced {
            list,
            list_title,
            thing,
            pairs,
            filters: filter_words::of_milestones(&query),
            page,
            number,
            columns: MILESTONES,
            rows,
            versions: OF_ONE,
            decides: OF_MILESTONES,
        };
        draw(&reading, sourced).await
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
        let withdrawals = withdrawals(&reading, shown.iter().map(|row| row.action)).await?;
        let row = |row: &DateChangeRow<'_>| {
            date_change(&reading, row, sources.get(&row.date()), withdrawals.get(&row.action.id).copied())
        };
        let rows = shown.iter().map(row).collect();
        let (pairs, page, number) = (query.pairs(), query.page(), found.len());
        let (list, list_title, thing) = ("date-changes", "Date changes", "date change");
        let filters = filter_words::of_milestones(&query.milestones);
        let (columns, decides) = (DATE_CHANGES, OF_DATE_CHANGES);
        draw(
            &reading,
            Sourced { list, list_title, thing, pairs, filters, page, number, columns, rows, versions: OF_ONE, decides },
        )
        .await
    })
}

fn milestone(
    reading: &Reading,
    row: &MilestoneRow<'_>,
    sources: Option<&DateSources>,
    withdrawn: Option<Seq>,
) -> AnyView {
    let MilestoneRow { action, milestone } = row;
    let deciding = sources.and_then(DateSources::deciding);
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.milestone(milestone.id)>{milestone.title.to_string()}</a></th>
            <td data-l="Action"><a href=action_address(reading, action)>{action.reference.to_string()}</a></td>
            <td data-l="Original due date" class="c-nowrap">{in_table(milestone.original)}</td>
            <td data-l="Current due date" class="c-nowrap">{in_table(milestone.due)}</td>
            <td data-l="Deciding entry">
                {decided(reading, None, deciding)}
                {decided(reading, Some("Action withdrawn"), withdrawn)}
            </td>
            <td data-l="Every version">{linked(reading, sources.into_iter().flat_map(DateSources::all).chain(withdrawn))}</td>
        </tr>
    }
    .into_any()
}

fn date_change(
    reading: &Reading,
    row: &DateChangeRow<'_>,
    sources: Option<&DateSources>,
    withdrawn: Option<Seq>,
) -> AnyView {
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
            <td data-l="Deciding entry">
                {decided(reading, None, deciding)}
                {decided(reading, Some("Action withdrawn"), withdrawn)}
            </td>
            <td data-l="Every version">{linked(reading, sources.into_iter().flat_map(DateSources::all).chain(withdrawn))}</td>
        </tr>
    }
    .into_any()
}
