//! Documents that show what was done: attached, withdrawn, verified.

use crate::error::StoreError;
use crate::record::actions::Carried;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned};
use domain::evidence::{Attachment, Completed, Evidence};
use domain::ids::{ActionId, EvidenceId, MilestoneId, Version};
use domain::ledger::Seq;
use domain::milestone::Milestone;
use domain::text::Sentence;
use sea_orm::sea_query::{Cond, Expr, ExprTrait};

impl View {
    /// Documents of an action, the latest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn evidence(&self, action: ActionId) -> Result<Vec<Versioned<Evidence>>, StoreError> {
        let mut evidence: Vec<Versioned<Evidence>> = self.children(action, "action_id").await?;
        evidence.sort_by_key(|seen| std::cmp::Reverse((seen.value.attached, seen.value.id)));
        Ok(evidence)
    }

    /// One document.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub async fn document(&self, id: EvidenceId) -> Result<Versioned<Evidence>, StoreError> {
        self.find(id).await
    }
}

impl Change {
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] for an action that the actor may not see, and for a milestone of
    /// another action.
    pub async fn attach_evidence(
        &mut self,
        id: EvidenceId,
        action: ActionId,
        milestone: Option<MilestoneId>,
        document: impl Into<Attachment>,
    ) -> Result<(), StoreError> {
        let Carried { carriers, .. } = self.carried(action).await?;
        if let Some(milestone) = milestone
            && self.get::<Milestone>(milestone).await?.value.action != action
        {
            return Err(StoreError::NotFound);
        }
        let changed = Evidence::attach(self.actor(), &carriers, (id, action, milestone), document, self.today())?;
        self.save(changed).await.map(drop)
    }

    /// That a document which was just attached by a form does not stand there twice.
    ///
    /// # Errors
    /// Refused by the rule.
    pub async fn check_attached_once(&mut self, id: EvidenceId) -> Result<(), StoreError> {
        let (attached, _) = self.document(id).await?;
        // What backed a completion that was taken back is attached once more for the next one.
        let others = match attached.value.milestone {
            Some(milestone) => {
                let of: Versioned<Milestone> = self.get(milestone).await?;
                self.documents_for(&of.value).await?
            }
            None => self.documents_of_action(attached.value.action).await?,
        };
        Ok(attached.value.check_new_among(&others)?)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_evidence(
        &mut self,
        id: EvidenceId,
        seen: Version,
        reason: Sentence,
    ) -> Result<(), StoreError> {
        let (evidence, Carried { carriers, .. }) = self.document(id).await?;
        let completed = match evidence.value.milestone {
            Some(milestone) => self.completed(milestone).await?,
            None => None,
        };
        let changed = evidence
            .judged(seen, |evidence| evidence.withdraw(self.actor(), &carriers, completed, reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    pub(crate) async fn documents_of_action(&mut self, action: ActionId) -> Result<Vec<Evidence>, StoreError> {
        let of_action = rows::open().add(Expr::col(("v", "action_id")).eq(action.0));
        let documents: Vec<Versioned<Evidence>> = self.all_where(of_action).await?;
        Ok(documents.into_iter().map(|seen| seen.value).collect())
    }

    /// The documents that back a completion of the milestone, now or once it is completed: those that were attached to it
    /// since it was last reopened, and not withdrawn.
    pub(crate) async fn documents_for(&mut self, milestone: &Milestone) -> Result<Vec<Evidence>, StoreError> {
        let reopened = self.reopened_in(milestone).await?;
        let of_action = rows::open().add(Expr::col(("v", "action_id")).eq(milestone.action.0));
        let documents: Vec<Versioned<Evidence>> = self.all_where(of_action).await?;
        let backs = |seen: &Versioned<Evidence>| {
            let document = &seen.value;
            let is_of_it = document.milestone == Some(milestone.id) && document.withdrawn.is_none();
            is_of_it && reopened.is_none_or(|reopened| seen.born > reopened)
        };
        Ok(documents.into_iter().filter(backs).map(|seen| seen.value).collect())
    }

    /// The entry that reopened the milestone last, where it was reopened.
    async fn reopened_in(&mut self, milestone: &Milestone) -> Result<Option<Seq>, StoreError> {
        if milestone.reopenings.is_empty() {
            return Ok(None);
        }
        let versions = Cond::all().add(Expr::col(("v", "id")).eq(milestone.id.0));
        let versions: Vec<Versioned<Milestone>> = self.all_where(versions).await?;
        let reopened = |seen: &&Versioned<Milestone>| seen.value.reopenings.len() == milestone.reopenings.len();
        Ok(versions.iter().filter(reopened).map(|seen| seen.since).min())
    }

    /// Whether a document backs the completion of the milestone, or would back one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a milestone of an action that the actor may not see.
    pub async fn has_document(&mut self, milestone: MilestoneId) -> Result<bool, StoreError> {
        let found: Versioned<Milestone> = self.get(milestone).await?;
        self.carried(found.value.action).await?;
        Ok(!self.documents_for(&found.value).await?.is_empty())
    }

    /// The completion of a milestone, with the documents that stand for it.
    async fn completed(&mut self, milestone: MilestoneId) -> Result<Option<Completed>, StoreError> {
        let found: Versioned<Milestone> = self.get(milestone).await?;
        let stands = |document: &&Evidence| document.milestone == Some(milestone) && document.withdrawn.is_none();
        let documents = self.documents_of_action(found.value.action).await?;
        let documents = documents.iter().filter(stands).count() as u32;
        Ok(found.value.completion().map(|completion| Completed {
            on: completion.on,
            is_verified: completion.verified.is_some(),
            documents,
        }))
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn verify_evidence(&mut self, id: EvidenceId, seen: Version, ground: Sentence) -> Result<(), StoreError> {
        let (evidence, _) = self.document(id).await?;
        let changed = evidence.judged(seen, |evidence| evidence.verify(self.actor(), ground, self.today()))?;
        self.save(changed).await.map(drop)
    }

    async fn document(&mut self, id: EvidenceId) -> Result<(Versioned<Evidence>, Carried), StoreError> {
        let evidence: Versioned<Evidence> = self.get(id).await?;
        let carried = self.carried(evidence.value.action).await?;
        Ok((evidence, carried))
    }
}
