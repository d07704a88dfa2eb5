//! The charts of a plan's dashboard, and those of any actions that a report is about. Titles are written from the numbers by rule; where no rule fires, a title names
//! what is measured and neither praises nor scolds.

mod groups;
mod names;
mod next;
mod next_groups;
mod promised;
mod slip;
mod status;

use crate::dashboards::Scope;
use crate::dashboards::sheet::Sheet;
use crate::error::QueryError;
use domain::plan::Plan;
use std::collections::BTreeSet;

/// The actions that charts are about.
#[derive(Debug)]
pub struct ChartScope<'a> {
    /// The one plan that they belong to. Its sections, and its first and last day, are drawn.
    pub plan: Option<&'a Plan>,
    pub scope: Scope<'a>,
    /// What the cards of marks compare with. No number of a chart depends on it.
    pub then: Option<Then<'a>>,
}

/// The same actions at an earlier point.
#[derive(Debug)]
pub struct Then<'a> {
    pub scope: &'a Scope<'a>,
    /// "Feb. 13, 2024".
    pub day: String,
}

impl ChartScope<'_> {
    /// What the plan calls its top level, in lower case: "pillar".
    pub fn top_level(&self) -> String {
        let names = self.plan.and_then(|plan| plan.levels.first());
        let names = names.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        names
            .filter(|names| !names.is_empty())
            .map_or_else(|| "section".to_owned(), |names| names.join(" or ").to_lowercase())
    }

    fn query(&self) -> [(&'static str, &str); 1] {
        [(self.scope.within.0, self.scope.within.1.as_str())]
    }
}

/// A chart of a plan's dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanChart {
    Status,
    Promised,
    TopLevels,
    SlipByReason,
    Leads,
    SlipByLead,
    Next,
}

impl PlanChart {
    /// In the order of the dashboard.
    pub const ALL: [PlanChart; 7] = [
        PlanChart::Status,
        PlanChart::Promised,
        PlanChart::TopLevels,
        PlanChart::SlipByReason,
        PlanChart::Leads,
        PlanChart::SlipByLead,
        PlanChart::Next,
    ];

    /// Its name in addresses and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            PlanChart::Status => "status",
            PlanChart::Promised => "promised",
            PlanChart::TopLevels => "parts",
            PlanChart::SlipByReason => "reasons",
            PlanChart::Leads => "leads",
            PlanChart::SlipByLead => "slip",
            PlanChart::Next => "next",
        }
    }

    pub fn of_id(id: &str) -> Option<PlanChart> {
        PlanChart::ALL.into_iter().find(|chart| chart.id() == id)
    }

    /// The chart alone. `None` where nothing of it can be drawn.
    ///
    /// # Errors
    /// When its table cannot be made.
    pub fn sheet(self, of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
        tracing::debug!(chart = self.id(), within = %of.scope.within.1, "Counting a chart");
        match self {
            PlanChart::Status => status::sheet(of).map(Some),
            PlanChart::Promised => promised::sheet(of),
            PlanChart::TopLevels => groups::by_top_level(of),
            PlanChart::SlipByReason => slip::by_each_reason(of),
            PlanChart::Leads => groups::by_lead(of),
            PlanChart::SlipByLead => slip::by_lead_and_top_level(of),
            PlanChart::Next => next::sheet(of),
        }
    }
}

/// Every chart of a plan, in the order of its dashboard. A chart of which nothing can be drawn is left out.
///
/// # Errors
/// When a table cannot be made.
pub fn of_plan(of: &ChartScope<'_>) -> Result<Vec<Sheet>, QueryError> {
    PlanChart::ALL.into_iter().filter_map(|chart| chart.sheet(of).transpose()).collect()
}

/// The most leads that have bars of their own in a report: more fill a page, and a table of the agencies follows.
const MOST_LEADS: usize = 12;

/// The charts of actions that are no whole plan: of several plans, or of any list. A chart that would have one bar, and one
/// of which nothing can be drawn, is left out.
///
/// # Errors
/// When a table cannot be made.
pub fn of_any(of: &ChartScope<'_>) -> Result<Vec<Sheet>, QueryError> {
    if of.scope.actions.is_empty() {
        return Ok(Vec::new());
    }
    let plans: BTreeSet<_> = of.scope.facts().map(|facts| facts.plan).collect();
    let leads: BTreeSet<_> = of.scope.facts().map(|facts| facts.lead).collect();
    let status = if plans.len() > 1 { groups::by_plan(of)? } else { PlanChart::Status.sheet(of)? };
    let leads = if (2..=MOST_LEADS).contains(&leads.len()) { PlanChart::Leads.sheet(of)? } else { None };
    let others = [PlanChart::Promised.sheet(of)?, leads, PlanChart::SlipByReason.sheet(of)?];
    Ok(status.into_iter().chain(others.into_iter().flatten()).collect())
}
