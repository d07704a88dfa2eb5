//! What an export needs of many actions at once: one query a kind, never one a row.

use crate::error::StoreError;
use crate::rows::{self, AT_ONCE, at_position};
use crate::view::View;
use domain::assignment::Assignment;
use domain::ids::{ActionId, ReportId};
use domain::ledger::LogName;
use domain::update::Report;
use sea_orm::sea_query::{Expr, ExprTrait};
use std::collections::HashMap;

impl View {
    /// The origin of the ledger that this view reads.
    pub fn record_name(&self) -> &LogName {
        self.store().key().name()
    }

    /// Everybody who carries, or was asked to carry, each of these actions. Those that the actor may not see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assignments_by_action(
        &self,
        actions: &[ActionId],
    ) -> Result<HashMap<ActionId, Vec<Assignment>>, StoreError> {
        let mut by_action: HashMap<ActionId, Vec<Assignment>> = HashMap::new();
        for some in self.visible(actions).chunks(AT_ONCE) {
            let of_these = Expr::col(("v", "action_id")).is_in(some.iter().map(|action| action.0));
            let found = rows::all::<Assignment>(self.store().reader(), at_position(self.seq()).add(of_these)).await?;
            for seen in found {
                by_action.entry(seen.value.action).or_default().push(seen.value);
            }
        }
        Ok(by_action)
    }

    /// The report from which status and confidence of each of these actions come. It is known which one that is, so no
    /// other is read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_report_by_action(&self, actions: &[ActionId]) -> Result<HashMap<ActionId, Report>, StoreError> {
        let last = self.store().last_reports(&self.visible(actions), self.seq()).await?;
        let reports = rows::by_ids::<Report>(self.store().reader(), last, self.seq()).await?;
        Ok(reports.into_iter().map(|seen| (seen.value.action, seen.value)).collect())
    }

    /// Which report that is, of each of these actions that has one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_report_ids(&self, actions: &[ActionId]) -> Result<Vec<ReportId>, StoreError> {
        self.store().last_reports(&self.visible(actions), self.seq()).await
    }

    fn visible(&self, actions: &[ActionId]) -> Vec<ActionId> {
        actions.iter().copied().filter(|action| self.facts(*action).is_ok()).collect()
    }
}
