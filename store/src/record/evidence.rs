//! Documents that show what was done: attached, withdrawn, verified.

use crate::error::StoreError;
use crate::record::actions::Carried;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::{self, Versioned};
use domain::evidence::{Attachment, Completed, Evidence};
use domain::ids::{ActionId, EvidenceId, MilestoneId, Version};
use domain::milestone::Milestone;
use domain::text::Sentence;
use sea_orm::sea_query::{Expr, ExprTrait};

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
        let evidence: Versioned<Evidence> = self.find(id).await?;
        self.facts(evidence.value.action)?;
        Ok(evidence)
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

    /// The completion of a milestone, with the documents that stand for it.
    async fn completed(&mut self, milestone: MilestoneId) -> Result<Option<Completed>, StoreError> {
        let found: Versioned<Milestone> = self.get(milestone).await?;
        let of_action = rows::open().add(Expr::col(("v", "action_id")).eq(found.value.action.0));
        let documents: Vec<Versioned<Evidence>> = self.all_where(of_action).await?;
        let stands = |document: &Evidence| document.milestone == Some(milestone) && document.withdrawn.is_none();
        let documents = documents.iter().filter(|seen| stands(&seen.value)).count() as u32;
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
