//! Progress updates: submitted, verified and retracted. None is ever edited.

use crate::error::StoreError;
use crate::memory::timeline::columns::{CountedKind, ReportColumns};
use crate::record::actions::Carried;
use crate::record::as_of::AsOf;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned, at_position};
use domain::actor::Authority;
use domain::date::FiscalQuarter;
use domain::error::ReportError;
use domain::facts::ReportFacts;
use domain::ids::{ActionId, ReportId, Version};
use domain::ledger::Seq;
use domain::text::{Narrative, Sentence};
use domain::update::{Report, Statement};
use domain::{Date, DomainError};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::collections::HashMap;
use uuid::Uuid;

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

    /// The last update for the quarter of each action that has one, as it is counted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn updates_for(&self, quarter: FiscalQuarter) -> Result<HashMap<ActionId, ReportFacts>, StoreError> {
        let columns = ["id"].into_iter().chain(ReportColumns::COLUMNS.iter().copied());
        let query = Query::select()
            .columns(columns.map(|column| ("v", column)))
            .from_as("report_versions", "v")
            .cond_where(at_position(self.seq()))
            .and_where(Expr::col(("v", "quarter")).eq(i64::from(quarter.index())))
            .to_owned();
        let mut last: HashMap<ActionId, (Date, Uuid, ReportFacts)> = HashMap::new();
        for row in self.store().reader().query_all(&query).await? {
            let (action, read) = ReportColumns::read(&row)?;
            let found = (read.submitted, row.try_get::<Uuid>("", "id")?, read.facts());
            let is_later = last.get(&action).is_none_or(|known| (known.0, known.1) < (found.0, found.1));
            if is_later && !read.is_retracted {
                last.insert(action, found);
            }
        }
        let seen = last.into_iter().filter(|(action, _)| self.facts(*action).is_ok());
        Ok(seen.map(|(action, (.., facts))| (action, facts)).collect())
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
        let is_judged = matches!(changed, Ok(_) | Err(DomainError::Report(ReportError::SaysTheSame)));
        if is_judged && last.map(|report| report.id) != after {
            return Err(StoreError::ChangedMeanwhile);
        }
        let changed = changed?;
        let is_own = matches!(changed.authority(), Some(Authority::Own(_)));
        self.save(changed).await?;
        // What is submitted on behalf of an agency leaves alone what the agency is writing.
        if is_own { self.remove_drafts(action.value.id).await } else { Ok(()) }
    }

    /// Submits the last updates of several actions again, for a quarter: nothing has changed since. All of them or none.
    /// `seen` is the newest entry that the form knew; each action comes with the update that the form showed as its last.
    ///
    /// # Errors
    /// Refused by the rule, and where something was recorded of one of the actions after `seen`.
    pub async fn repeat_updates(
        &mut self,
        quarter: FiscalQuarter,
        seen: Seq,
        of: &[(ActionId, ReportId)],
    ) -> Result<(), StoreError> {
        let ids: Vec<ActionId> = of.iter().map(|(action, _)| *action).collect();
        // No one else writes while this change is open, so that what is there now stays.
        let there = self.store().view(self.actor(), &AsOf::Now).await?.versions_behind(&ids).await?;
        for (action, shown) in of {
            let Carried { action: of, carriers, .. } = self.carried(*action).await?;
            carriers.authority_to_report(self.actor())?;
            let mut last = self.standing_reports(*action).await?.into_iter();
            let (last, before) = (last.next(), last.next());
            let is_new = there.get(action).is_some_and(|all| all.iter().any(|version| version.since > seen));
            let recorded =
                || DomainError::from(ReportError::RecordedSince { reference: of.value.reference.to_string() });
            let last = last.filter(|last| last.id == *shown && !is_new).ok_or_else(recorded)?;
            last.may_repeat(before.as_ref())?;
            let said = last.repeated(quarter).ok_or_else(recorded)?;
            self.report_progress(self.new_id(), *action, Some(*shown), said).await?;
        }
        Ok(())
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn verify_report(&mut self, id: ReportId, seen: Version, ground: Sentence) -> Result<(), StoreError> {
        let report: Versioned<Report> = self.get(id).await?;
        self.carried(report.value.action).await?;
        let changed = report.judged(seen, |report| report.verify(self.actor(), ground, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// Accepts updates that were submitted: all of them or none.
    ///
    /// # Errors
    /// Refused by the rule, and where something was recorded of one of them after the form showed it.
    pub async fn accept_reports(&mut self, of: &[(ReportId, Version)]) -> Result<(), StoreError> {
        for (id, seen) in of {
            let report: Versioned<Report> = self.get(*id).await?;
            let reference = self.carried(report.value.action).await?.action.value.reference.to_string();
            let recorded = || DomainError::from(ReportError::RecordedSince { reference });
            report.value.may_review(self.actor())?;
            if report.version != *seen {
                return Err(recorded().into());
            }
            let changed = report.value.accept(self.actor(), self.today())?;
            self.save(changed).await?;
        }
        Ok(())
    }

    /// Returns an update with what is missing.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn return_report(&mut self, id: ReportId, seen: Version, remark: Narrative) -> Result<(), StoreError> {
        let report: Versioned<Report> = self.get(id).await?;
        self.carried(report.value.action).await?;
        let changed = report.judged(seen, |report| report.return_with(self.actor(), remark, self.today()))?;
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
        Ok(self.standing_reports(action).await?.into_iter().next())
    }

    /// The updates of an action that stand, the last one first: the one from which status and confidence come, by
    /// [`Report::recency`]; of two that are alike, the one that entered the record later.
    async fn standing_reports(&mut self, action: ActionId) -> Result<Vec<Report>, StoreError> {
        let mut all = self.all_where::<Report>(rows::open().add(Expr::col(("v", "action_id")).eq(action.0))).await?;
        all.retain(|seen| seen.value.stands());
        all.sort_by_key(|seen| std::cmp::Reverse(recency(seen)));
        Ok(all.into_iter().map(|seen| seen.value).collect())
    }
}

/// What reports are sorted by, the last one greatest.
pub(crate) fn recency(report: &Versioned<Report>) -> ((Date, FiscalQuarter), Seq) {
    (report.value.recency(), report.born)
}
