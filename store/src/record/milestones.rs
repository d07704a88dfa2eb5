//! Changes of milestones: planned, moved, forecast, completed, reopened, withdrawn, verified.

use crate::error::StoreError;
use crate::record::actions::Carried;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned};
use domain::Date;
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, MilestoneId, Version};
use domain::milestone::{Claim, Milestone, NewMilestone, Reschedule};
use domain::text::{Sentence, Title};
use sea_orm::sea_query::{Expr, ExprTrait};

impl View {
    /// Milestones of an action, by the date first promised.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn milestones(&self, action: ActionId) -> Result<Vec<Versioned<Milestone>>, StoreError> {
        let mut milestones: Vec<Versioned<Milestone>> = self.children(action, "action_id").await?;
        milestones.sort_by_key(|seen| (seen.value.original, seen.value.id));
        Ok(milestones)
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub async fn milestone(&self, id: MilestoneId) -> Result<Versioned<Milestone>, StoreError> {
        self.find(id).await
    }

    /// Milestones by their ids, with their titles, for lists of what is due. Those the actor may not see are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn milestone_texts(&self, ids: Vec<MilestoneId>) -> Result<Vec<Versioned<Milestone>>, StoreError> {
        self.by_ids(ids).await
    }
}

impl Change {
    /// Plans a milestone. A due date that is past already asks for a reason, and for the secretariat.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn plan_milestone(
        &mut self,
        id: MilestoneId,
        action: ActionId,
        title: Title,
        due: Date,
        reason: Option<Sentence>,
    ) -> Result<(), StoreError> {
        let carried = self.carried(action).await?;
        let (new, bounds) = (NewMilestone { title, due, reason }, self.bounds(&carried));
        let Carried { action, carriers, .. } = carried;
        let changed = Milestone::plan(self.actor(), &action.value, &carriers, (id, new), bounds)?;
        self.save(changed).await.map(drop)
    }

    /// That a milestone which was just planned by a form says nothing that another open one of its action says.
    ///
    /// # Errors
    /// Refused by the rule.
    pub async fn check_planned_once(&mut self, id: MilestoneId) -> Result<(), StoreError> {
        let planned: Versioned<Milestone> = self.get(id).await?;
        let of_action = rows::open().add(Expr::col(("v", "action_id")).eq(planned.value.action.0));
        let others: Vec<Versioned<Milestone>> = self.all_where(of_action).await?;
        Ok(planned.value.check_new_among(others.iter().map(|seen| &seen.value))?)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn move_milestone(&mut self, id: MilestoneId, seen: Version, to: Reschedule) -> Result<(), StoreError> {
        let (milestone, carried) = self.milestone(id).await?;
        let (bounds, carriers) = (self.bounds(&carried), carried.carriers);
        let changed = milestone.judged(seen, |milestone| milestone.reschedule(self.actor(), &carriers, to, bounds))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn forecast_milestone(
        &mut self,
        id: MilestoneId,
        seen: Version,
        expected: Option<Date>,
    ) -> Result<(), StoreError> {
        let (milestone, carried) = self.milestone(id).await?;
        let (bounds, carriers) = (self.bounds(&carried), carried.carriers);
        let changed =
            milestone.judged(seen, |milestone| milestone.forecast(self.actor(), &carriers, expected, bounds))?;
        self.save(changed).await.map(drop)
    }

    /// Completes a milestone, and attaches the document that shows it where there is one, in the same transaction.
    ///
    /// # Errors
    /// Refused by the rules; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn complete_milestone(
        &mut self,
        id: MilestoneId,
        seen: Version,
        on: Date,
        evidence: Option<(EvidenceId, Document)>,
    ) -> Result<(), StoreError> {
        let found: Versioned<Milestone> = self.get(id).await?;
        let Carried { carriers, plan_starts, .. } = self.carried(found.value.action).await?;
        let recorded = self.day_of(found.born).await?;
        let action = found.value.action;
        let is_attached = self.documents_for(&found.value).await?.iter().any(|document| document.dated == on);
        let with_claim = evidence.as_ref().map(|(_, document)| document.dated);
        let claim = Claim { on, plan_starts, recorded, document: if is_attached { Some(on) } else { with_claim } };
        let changed =
            found.judged(seen, |milestone| milestone.complete(self.actor(), &carriers, claim, self.today()))?;
        self.save(changed).await?;
        match evidence {
            Some((evidence, document)) => self.attach_evidence(evidence, action, Some(id), document).await,
            None => Ok(()),
        }
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn reopen_milestone(
        &mut self,
        id: MilestoneId,
        seen: Version,
        reason: Sentence,
    ) -> Result<(), StoreError> {
        let (milestone, Carried { carriers, .. }) = self.milestone(id).await?;
        let changed =
            milestone.judged(seen, |milestone| milestone.reopen(self.actor(), &carriers, reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_milestone(
        &mut self,
        id: MilestoneId,
        seen: Version,
        reason: Sentence,
    ) -> Result<(), StoreError> {
        let (milestone, Carried { carriers, .. }) = self.milestone(id).await?;
        let changed =
            milestone.judged(seen, |milestone| milestone.withdraw(self.actor(), &carriers, reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn verify_completion(
        &mut self,
        id: MilestoneId,
        seen: Version,
        ground: Sentence,
    ) -> Result<(), StoreError> {
        let (milestone, Carried { carriers, .. }) = self.milestone(id).await?;
        let changed =
            milestone.judged(seen, |milestone| milestone.verify(self.actor(), &carriers, ground, self.today()))?;
        self.save(changed).await.map(drop)
    }

    async fn milestone(&mut self, id: MilestoneId) -> Result<(Versioned<Milestone>, Carried), StoreError> {
        let milestone: Versioned<Milestone> = self.get(id).await?;
        let carried = self.carried(milestone.value.action).await?;
        Ok((milestone, carried))
    }
}
