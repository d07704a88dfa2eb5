//! Changes of who carries an action: offered, asked, accepted, declined, withdrawn, handed back, taken back.

use crate::error::StoreError;
use crate::record::actions::Carried;
use crate::record::change::Change;
use crate::record::view::View;
use crate::tables::rows::Versioned;
use domain::assignment::{Assignment, Carriers, Offer};
use domain::body::Party;
use domain::ids::{ActionId, AssignmentId, Version};
use domain::text::Sentence;

impl View {
    /// Everybody who carries an action or was asked to, with the versions that forms carry.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn assignments(&self, action: ActionId) -> Result<Vec<Versioned<Assignment>>, StoreError> {
        self.children(action, "action_id").await
    }

    /// The same, taken apart by role.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn carriers(&self, action: ActionId) -> Result<Carriers, StoreError> {
        let (of, assignments) = (self.action(action).await?, self.assignments(action).await?);
        Ok(Carriers::of_action(&of.value, assignments.into_iter().map(|seen| seen.value)))
    }

    /// One assignment, for its answer form.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub async fn assignment(&self, id: AssignmentId) -> Result<Versioned<Assignment>, StoreError> {
        self.find(id).await
    }
}

impl Change {
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] for an action or a party that the actor may not see.
    pub async fn offer_role(&mut self, offer: Offer) -> Result<(), StoreError> {
        let Carried { carriers, .. } = self.carried(offer.action).await?;
        self.existing_party(offer.party).await?;
        let changed = Assignment::offer(self.actor(), &carriers, offer, self.today())?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn ask_again(&mut self, id: AssignmentId, seen: Version) -> Result<(), StoreError> {
        let (assignment, Carried { carriers, .. }) = self.assignment(id).await?;
        let changed = assignment.judged(seen, |assignment| assignment.ask(self.actor(), &carriers, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn accept_role(&mut self, id: AssignmentId, seen: Version) -> Result<(), StoreError> {
        let (assignment, Carried { carriers, .. }) = self.assignment(id).await?;
        let changed = assignment.judged(seen, |assignment| assignment.accept(self.actor(), &carriers, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn decline_role(&mut self, id: AssignmentId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let (assignment, _) = self.assignment(id).await?;
        let changed = assignment.judged(seen, |assignment| assignment.decline(self.actor(), reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn end_role(&mut self, id: AssignmentId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let (assignment, _) = self.assignment(id).await?;
        let changed = assignment.judged(seen, |assignment| assignment.end(self.actor(), reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_request(
        &mut self,
        id: AssignmentId,
        seen: Version,
        reason: Sentence,
    ) -> Result<(), StoreError> {
        let (assignment, Carried { carriers, .. }) = self.assignment(id).await?;
        let today = self.today();
        let changed = assignment.judged(seen, |it| it.withdraw_request(self.actor(), &carriers, reason, today))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn hand_back_role(
        &mut self,
        id: AssignmentId,
        seen: Version,
        reason: Sentence,
    ) -> Result<(), StoreError> {
        let (assignment, _) = self.assignment(id).await?;
        let today = self.today();
        let changed = assignment.judged(seen, |it| it.hand_back(self.actor(), reason, today))?;
        self.save(changed).await.map(drop)
    }

    async fn assignment(&mut self, id: AssignmentId) -> Result<(Versioned<Assignment>, Carried), StoreError> {
        let assignment = self.get::<Assignment>(id).await?;
        // Anyone who may not see the action is told that there is none, also when the version is an old one.
        let carried = self.carried(assignment.value.action).await?;
        Ok((assignment, carried))
    }

    async fn existing_party(&mut self, party: Party) -> Result<(), StoreError> {
        match party {
            Party::Agency(id) => self.get::<domain::agency::Agency>(id).await.map(drop),
            Party::Body(id) => self.get::<domain::body::Body>(id).await.map(drop),
        }
    }
}
