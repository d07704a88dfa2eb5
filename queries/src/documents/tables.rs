//! The tables of reports, and the rows that reports are counted from.

use crate::dashboards::Scope;
use crate::error::QueryError;
use crate::homes::agency_troubles;
use crate::lists::{ActionQuery, MilestoneRow, actions_of, date_changes_of, milestones_of, updates_of};
use domain::facts::{ActionFacts, Status};
use domain::ids::PlanId;
use domain::progress::{Counted, Measure};
use reports::document::{Grid, Head};
use reports::{Cell, Table};
use std::collections::BTreeMap;
use store::View;

/// Said under the counts of plans.
pub(super) const PARTLY: &str = "Concord may list only some of the actions that a plan published. Use no count here to calculate a percentage of a \
     plan unless every published action is listed.";

/// How many actions there are of each plan.
pub(super) fn plans(now: &Scope<'_>) -> Grid {
    let mut by_plan = BTreeMap::<PlanId, Vec<&Counted<'_>>>::new();
    for counted in &now.counted {
        by_plan.entry(counted.action.plan).or_default().push(counted);
    }
    let mut plans: Vec<_> =
        by_plan.into_iter().filter_map(|(id, counted)| Some((now.view.plan(id).ok()?, counted))).collect();
    plans.sort_by(|(a, _), (b, _)| (a.issued, &a.code).cmp(&(b.issued, &b.code)));
    let counts = |counted: &[&Counted<'_>]| {
        let status = |status| Cell::count(counted.iter().filter(|of| of.action.status() == status).count());
        let open = counted.iter().filter(|of| Measure::Open.counts(of)).count();
        [Cell::count(counted.len()), status(Status::Completed), status(Status::Withdrawn), Cell::count(open)]
    };
    let mut rows: Vec<Vec<Cell>> = plans
        .iter()
        .map(|(plan, counted)| {
            let [listed, completed, withdrawn, open] = counts(counted);
            let published = match plan.published_actions {
                Some(number) => crate::words::thousands(number as usize),
                None => "Unknown".to_owned(),
            };
            let title = Cell::Text(plan.short_title.to_string());
            vec![title, listed, Cell::Text(published), completed, withdrawn, open]
        })
        .collect();
    let all: Vec<&Counted<'_>> = now.counted.iter().collect();
    let [listed, completed, withdrawn, open] = counts(&all);
    rows.push(vec![Cell::Text("Total".to_owned()), listed, Cell::Blank, completed, withdrawn, open]);
    let heads = vec![
        Head::text("Plan").wide(1),
        Head::number("Listed here"),
        Head::number("Published"),
        Head::number("Completed"),
        Head::number("Withdrawn"),
        Head::number("Open"),
    ];
    Grid::new("Actions of each plan", heads, rows).with_total()
}

/// Who leads the actions, the worst first.
pub(super) fn agencies(now: &Scope<'_>) -> Grid {
    let rows = agency_troubles(now).into_iter().map(|of| {
        let troubles = of.troubles;
        vec![
            Cell::Text(of.name),
            Cell::count(troubles.off_track),
            Cell::count(troubles.overdue),
            Cell::count(troubles.updates_overdue),
            Cell::Text(format!("{} of {}", troubles.updates_received(), troubles.updates_due)),
        ]
    });
    let heads = vec![
        Head::text("Lead agency, with components").wide(1),
        Head::number("Off track"),
        Head::number("With an overdue milestone"),
        Head::number("Updates overdue"),
        Head::number("Updates received of due"),
    ];
    Grid::new("Actions by lead agency", heads, rows.collect())
}

/// The rows that a report is counted from: its actions, and their milestones, date changes and status updates.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of_actions(
    view: &View,
    query: &ActionQuery,
    found: &[&ActionFacts],
) -> Result<Vec<Table>, QueryError> {
    of_found(view, found, &query.pairs_of_rows()).await
}

/// The same of actions that were found otherwise. `pairs` is what the report was asked for.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn of_found(
    view: &View,
    found: &[&ActionFacts],
    pairs: &[(&'static str, String)],
) -> Result<Vec<Table>, QueryError> {
    let milestones: Vec<MilestoneRow<'_>> = found
        .iter()
        .flat_map(|action| action.milestones.iter().map(|milestone| MilestoneRow { action, milestone }))
        .collect();
    Ok(vec![
        actions_of(view, found, pairs).await?,
        milestones_of(view, milestones, pairs).await?,
        date_changes_of(view, found, pairs).await?,
        updates_of(view, found, pairs).await?,
    ])
}
