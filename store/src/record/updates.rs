//! Progress updates: submitted, verified and retracted. None is ever edited.

use crate::error::StoreError;
use crate::record::actions::Carried;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned};
use domain::Date;
use domain::date::FiscalQuarter;
use domain::ids::{ActionId, ReportId, Version};
use domain::ledger::Seq;
use domain::text::Sentence;
use domain::update::{Report, Statement};
use sea_orm::sea_query::{Expr, ExprTrait};

impl View {
    /// Progress updates of an action, the latest first, those that were retracted among them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn reports(&self, action: ActionId) -> Result<Vec<Versioned<Report>>, StoreError> {
        let mut reports: Vec<Versioned<Report>> = self.children(action, "action_id").await?;
        reports.sort_by_key(|seen| std::cmp::Reverse(recency(seen)));
        Ok(reports)
    }

    /// One progress update.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub async fn report(&self, id: ReportId) -> Result<Versioned<Report>, StoreError> {
        self.find(id).await
    }
}

impl Change {
    /// Submits an update. `after` is the last report that the form showed: when there is a newer one, nothing is saved.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when someone reported in between.
    pub async fn report_progress(
        &mut self,
        id: ReportId,
        action: ActionId,
        after: Option<ReportId>,
        said: Statement,
    ) -> Result<(), StoreError> {
        let Carried { action, carriers, plan_state, .. } = self.carried(action).await?;
        let last = self.last_report(action.value.id).await?;
        // Who may not report is told so first: whether someone else did is not theirs to settle.
        let changed = Report::submit(
            self.actor(),
            (&action.value, plan_state),
            &carriers,
            last.as_ref(),
            (id, said),
            self.today(),
        );
        if changed.is_ok() && last.map(|report| report.id) != after {
            return Err(StoreError::ChangedMeanwhile);
        }
        self.save(changed?).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn verify_report(&mut self, id: ReportId, seen: Version, ground: Sentence) -> Result<(), StoreError> {
        let report: Versioned<Report> = self.get(id).await?;
        self.carried(report.value.action).await?;
        let changed = report.judged(seen, |report| report.verify(self.actor(), ground, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// Retracts an update that was made by mistake. The one before it stands again.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn retract_report(&mut self, id: ReportId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let report: Versioned<Report> = self.get(id).await?;
        let Carried { carriers, .. } = self.carried(report.value.action).await?;
        let changed = report.judged(seen, |report| report.retract(self.actor(), &carriers, reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    pub(crate) async fn last_report(&mut self, action: ActionId) -> Result<Option<Report>, StoreError> {
        let all = self.all_where::<Report>(rows::open().add(Expr::col(("v", "action_id")).eq(action.0))).await?;
        Ok(last_of(all).map(|seen| seen.value))
    }
}

/// The report from which status and confidence come: the last by [`Report::recency`] that stands; of two that are alike,
/// the one that entered the record later.
pub(crate) fn last_of(reports: Vec<Versioned<Report>>) -> Option<Versioned<Report>> {
    reports.into_iter().filter(|seen| seen.value.stands()).max_by_key(recency)
}

/// What reports are sorted by, the last one greatest.
pub(crate) fn recency(report: &Versioned<Report>) -> ((Date, FiscalQuarter), Seq) {
    (report.value.recency(), report.born)
}
