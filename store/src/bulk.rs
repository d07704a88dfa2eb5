//! What an export needs of many actions at once: one query a kind, never one a row.

use crate::error::StoreError;
use crate::rows::{self, Seen, at_position};
use crate::updates::last_of;
use crate::view::View;
use domain::Versioned;
use domain::assignment::Assignment;
use domain::ids::ActionId;
use domain::ledger::LogName;
use domain::update::Report;
use std::collections::HashMap;

impl View {
    /// The origin of the ledger that this view reads.
    pub fn record_name(&self) -> &LogName {
        self.store().key().name()
    }

    /// Everybody who carries, or was asked to carry, each action that the actor may see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assignments_by_action(&self) -> Result<HashMap<ActionId, Vec<Assignment>>, StoreError> {
        let assignments = self.by_action(|assignment: &Assignment| assignment.action).await?;
        let values = |seen: Vec<Seen<Assignment>>| seen.into_iter().map(|seen| seen.value).collect();
        Ok(assignments.into_iter().map(|(action, seen)| (action, values(seen))).collect())
    }

    /// The report from which status and confidence of each action come.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_report_by_action(&self) -> Result<HashMap<ActionId, Report>, StoreError> {
        let reports = self.by_action(|report: &Report| report.action).await?;
        let last = |reports| last_of(reports).map(|seen| seen.value);
        Ok(reports.into_iter().filter_map(|(action, reports)| Some((action, last(reports)?))).collect())
    }

    async fn by_action<T: Versioned>(
        &self,
        action: impl Fn(&T) -> ActionId,
    ) -> Result<HashMap<ActionId, Vec<Seen<T>>>, StoreError> {
        let all = rows::all::<T>(self.store().reader(), at_position(self.seq())).await?;
        let mut by_action: HashMap<ActionId, Vec<Seen<T>>> = HashMap::new();
        for seen in all.into_iter().filter(|seen| self.facts(action(&seen.value)).is_ok()) {
            by_action.entry(action(&seen.value)).or_default().push(seen);
        }
        Ok(by_action)
    }
}
