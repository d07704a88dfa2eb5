//! The charts of a plan's dashboard. Titles are written from the numbers by rule; where no rule fires, a title names
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

/// A plan with what its dashboard is about.
#[derive(Debug)]
pub struct PlanScope<'a> {
    pub plan: &'a Plan,
    pub scope: Scope<'a>,
    /// What the cards of marks compare with. No number of a chart depends on it.
    pub then: Option<Then<'a>>,
}

/// The same plan at an earlier point.
#[derive(Debug)]
pub struct Then<'a> {
    pub scope: &'a Scope<'a>,
    /// "Feb. 13, 2024".
    pub day: String,
}

impl PlanScope<'_> {
    /// What the plan calls its top level, in lower case: "pillar".
    pub fn top_level(&self) -> String {
        let names = self.plan.levels.first().map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        names
            .filter(|names| !names.is_empty())
            .map_or_else(|| "section".to_owned(), |names| names.join(" or ").to_lowercase())
    }

    fn query(&self) -> [(&'static str, &str); 1] {
        [("plan", self.plan.code.as_str())]
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
    pub fn sheet(self, of: &PlanScope<'_>) -> Result<Option<Sheet>, QueryError> {
        tracing::debug!(chart = self.id(), plan = %of.plan.code, "Counting a chart");
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
pub fn of_plan(of: &PlanScope<'_>) -> Result<Vec<Sheet>, QueryError> {
    PlanChart::ALL.into_iter().filter_map(|chart| chart.sheet(of).transpose()).collect()
}
