//! The charts of a plan's dashboard. Titles are written from the numbers by rule; where no rule fires, a title names
//! what is measured and neither praises nor scolds.

mod groups;
mod next;
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
}

impl PlanScope<'_> {
    /// What the plan calls its top level, in small letters: "pillar".
    pub fn top_level(&self) -> String {
        let names = self.plan.levels.first().map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        names
            .filter(|names| !names.is_empty())
            .map_or_else(|| "part".to_owned(), |names| names.join(" or ").to_lowercase())
    }

    fn query(&self) -> [(&'static str, &str); 1] {
        [("plan", self.plan.code.as_str())]
    }
}

/// Every chart of a plan, in the order of its dashboard. A chart of which nothing can be drawn is left out.
///
/// # Errors
/// When a table cannot be made.
pub fn of_plan(of: &PlanScope<'_>) -> Result<Vec<Sheet>, QueryError> {
    let sheets = [
        Some(status::sheet(of)?),
        promised::sheet(of)?,
        groups::by_top_level(of)?,
        slip::by_reason(of)?,
        groups::by_lead(of)?,
        slip::by_lead_and_top_level(of)?,
        next::sheet(of)?,
    ];
    Ok(sheets.into_iter().flatten().collect())
}
