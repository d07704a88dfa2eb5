//! The lists: what their addresses ask for, which rows that is, and the same rows as a table for exports.

mod agencies;
mod any_of;
mod bounds;
mod date_changes;
mod filter;
mod groups;
mod known;
mod layout;
mod milestones;
mod order;
mod parts;
mod query;
mod rows;
mod said;
mod saved;
mod shape;
mod whole;

pub use agencies::{
    AgencyQuery, AgencySort, Carried, Plans, Standing, Whose, rows_of_figure, rows_supported, table_of_agencies,
};
pub use any_of::AnyOf;
pub use bounds::supporters;
pub use date_changes::{
    DateChangeQuery, DateChangeRow, DateOf, date_changes_of, moves_of, on_page, sources_of, table_of_date_changes,
};
pub use filter::{
    DecisionFilter, DueWindow, LeadBasisFilter, PlanFilter, ReportFilter, ReportingFilter, StatusFilter, StepFilter,
};
pub use groups::{Group, groups_of_actions, groups_of_milestones};
pub use layout::{Captioned, Choice, ColumnChoice, LAYOUT_NAMES, Layout, ListQuery, SortChoice};
pub use milestones::{
    ChangedFilter, ComparedMilestones, MilestoneColumn, MilestoneGroup, MilestoneLayout, MilestoneQuery, MilestoneRow,
    MilestoneRows, MilestoneSort, StateFilter, milestones,
};
pub use parts::{
    party_names, roles_of, table_of_evidence, table_of_roles, table_of_updates, table_of_verifications, updates_of,
};
pub use query::ActionQuery;
pub use rows::{Compared, Rows};
pub use saved::{SavedList, written_query};
pub use shape::{ActionColumn, ActionLayout, GroupBy, Sort};
pub use whole::{AccessQuery, table_of_access, table_of_plans, table_of_rules, table_of_sections};

use crate::error::QueryError;
use crate::point::about;
use crate::tree::path;
use crate::verdicts::verdicts;
use domain::action::Action;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, MilestoneId};
use domain::milestone::Milestone;
use domain::progress::Measure;
use reports::actions::{ActionRow, NamedCarrier};
use reports::belongs::PartyNames;
use std::collections::HashMap;
use store::{Versioned, View};

/// Rows on one page of the list.
pub const PAGE: usize = 50;

/// What the list of actions is asked for to show the rows that a figure counts.
pub const fn rows_of(measure: Measure) -> &'static [(&'static str, &'static str)] {
    match measure {
        Measure::Tracked => &[],
        Measure::Open => &[("status", "open")],
        Measure::Completed => &[("status", "completed")],
        Measure::DelayedOrBlocked => &[("status", "delayed-or-blocked")],
        Measure::OffTrack => &[("status", "open"), ("confidence", "off-track")],
        Measure::Overdue => &[("due", "overdue")],
        Measure::Silent => &[("reporting", "silent")],
        Measure::NoLead => &[("lead", "none"), ("status", "open")],
        Measure::TimeframeEnded => &[("timeframe", "ended")],
    }
}

/// The rows of a query as a table: what every export of actions is made from.
///
/// # Errors
/// When the database does not answer.
pub async fn table(view: &View, query: &ActionQuery) -> Result<reports::Table, QueryError> {
    query.check(view)?;
    let selected = query.rows(view).await?.actions;
    actions_of(view, &selected, &query.pairs()).await
}

/// Actions that were found before, as a table. `pairs` is what they were asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn actions_of(
    view: &View,
    selected: &[&ActionFacts],
    pairs: &[(&'static str, String)],
) -> Result<reports::Table, QueryError> {
    let ids: Vec<ActionId> = selected.iter().map(|facts| facts.id).collect();
    let carriers = view.assignments_by_action(&ids).await?;
    let reports = view.last_report_by_action(&ids).await?;
    let texts = view.action_texts(ids).await?;
    let verdicts = verdicts(view, selected).await?;
    let texts: HashMap<ActionId, Versioned<Action>> = texts.into_iter().map(|seen| (seen.value.id, seen)).collect();
    let rows: Vec<ActionRow<'_>> = selected
        .iter()
        .filter_map(|facts| {
            let carriers = carriers.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
            Some(ActionRow {
                facts,
                action: &texts.get(&facts.id)?.value,
                entry: texts.get(&facts.id)?.since,
                last_report_entry: reports.get(&facts.id).map(|seen| seen.since),
                plan: view.plan(facts.plan).ok()?,
                path: path(view, facts.node),
                carriers: carriers
                    .iter()
                    .map(|assignment| {
                        let PartyNames { code, name } = party_names(view, assignment.party);
                        NamedCarrier { code, name, assignment }
                    })
                    .collect(),
                last_report: reports.get(&facts.id).map(|seen| &seen.value),
                verdict: verdicts.get(&facts.id).copied(),
            })
        })
        .collect();
    let about = about(view, ("actions", "Priority actions"), pairs);
    reports::actions::table(about, view.reporting_rule(), &rows).map_err(QueryError::from)
}

/// The milestones of a query as a table.
///
/// # Errors
/// When the point that is compared cannot be read.
pub async fn table_of_milestones(view: &View, query: &MilestoneQuery) -> Result<reports::Table, QueryError> {
    query.check(view)?;
    let found = query.rows(view).await?.milestones;
    milestones_of(view, found, &query.pairs()).await
}

/// Milestones that were found before, as a table. `pairs` is what they were asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn milestones_of(
    view: &View,
    found: Vec<MilestoneRow<'_>>,
    pairs: &[(&'static str, String)],
) -> Result<reports::Table, QueryError> {
    let ids: Vec<MilestoneId> = found.iter().map(|row| row.milestone.id).collect();
    let texts = view.milestone_texts(ids).await?;
    let texts: HashMap<MilestoneId, Versioned<Milestone>> =
        texts.into_iter().map(|seen| (seen.value.id, seen)).collect();
    let rows: Vec<_> = found
        .into_iter()
        .filter_map(|MilestoneRow { action, milestone }| {
            let lead = action.lead.map(|lead| party_names(view, lead));
            let plan = view.plan(action.plan).ok()?.code.as_str();
            let seen = texts.get(&milestone.id);
            let (entry, planned_by) = (seen.map(|seen| seen.since), seen.map(|seen| seen.born));
            let text = seen.map(|seen| &seen.value);
            Some(reports::milestones::MilestoneRow { plan, action, milestone, lead, text, entry, planned_by })
        })
        .collect();
    let about = about(view, ("milestones", "Milestones"), pairs);
    reports::milestones::table(about, &rows).map_err(QueryError::from)
}
