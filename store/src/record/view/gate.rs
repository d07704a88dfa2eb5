//! The one gate of what is read: all that a view gives has gone through [`View::sees`].

use super::View;
use crate::error::StoreError;
use crate::memory::snapshot::Snapshot;
use crate::tables::rows::{self, Versioned, at_position};
use domain::OfKind;
use domain::actor::Role;
use domain::body::Party;
use domain::described::BelongsTo;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, PlanId};
use domain::ledger::Hash;
use domain::plan::PlanState;
use domain::visibility::{RightsBasis, sees};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, IntoCondition};
use uuid::Uuid;

impl View {
    /// Whether the actor may see an object that belongs there, and so the contents of all its versions up to this position.
    /// Rights are the current ones.
    pub fn sees(&self, what: BelongsTo) -> bool {
        let is_content = !matches!(what, BelongsTo::Account(..));
        self.sees_all_content && is_content || sees(&self.actor, what, &*self.now)
    }

    /// What the actor may see now of the plans and actions that there were at this position, as a hash: it is another one
    /// when any of them is hidden that was not.
    pub fn seen_as(&self) -> Hash {
        let role = self.actor.role().map_or("operator", Role::code);
        let plans = self.snapshot.plans.keys().filter(|plan| !self.sees(BelongsTo::Plan(**plan)));
        let actions = self.snapshot.actions().filter(|facts| !self.sees(facts.belongs_to()));
        let mut hidden: Vec<Uuid> = plans.map(|plan| plan.0).chain(actions.map(|facts| facts.id.0)).collect();
        hidden.sort_unstable();
        let hidden: Vec<u8> = hidden.iter().flat_map(|id| *id.as_bytes()).collect();
        Hash::of(&[role.as_bytes(), b"\0", &hidden])
    }

    /// An object by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub(crate) async fn find<T: OfKind>(&self, id: T::Id) -> Result<Versioned<T>, StoreError> {
        let found = rows::find::<T>(self.store.reader(), id, self.seq()).await?;
        found.filter(|seen| self.sees(seen.value.belongs_to())).ok_or(StoreError::NotFound)
    }

    /// The objects of a kind under a condition on `v`, of those that the actor may see.
    pub(crate) async fn all<T: OfKind>(&self, condition: impl IntoCondition) -> Result<Vec<Versioned<T>>, StoreError> {
        let found = rows::all::<T>(self.store.reader(), condition).await?;
        Ok(found.into_iter().filter(|seen| self.sees(seen.value.belongs_to())).collect())
    }

    /// The objects of a kind with these ids at this position, of those that the actor may see.
    pub(crate) async fn by_ids<T: OfKind>(&self, ids: Vec<T::Id>) -> Result<Vec<Versioned<T>>, StoreError>
    where
        T::Id: Ord,
    {
        let found = rows::by_ids::<T>(self.store.reader(), ids, self.seq()).await?;
        Ok(found.into_iter().filter(|seen| self.sees(seen.value.belongs_to())).collect())
    }

    /// The objects of a kind that name an action in that column, of those that the actor may see.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub(crate) async fn children<T: OfKind>(
        &self,
        action: ActionId,
        column: &'static str,
    ) -> Result<Vec<Versioned<T>>, StoreError> {
        self.facts(action)?;
        let condition = Cond::all().add(at_position(self.seq())).add(Expr::col(("v", column)).eq(action.0));
        self.all(condition).await
    }

    /// The plans and the actions that there are now and that the actor may not see.
    pub(crate) fn hidden_content(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        if self.sees_all_content {
            return (Vec::new(), Vec::new());
        }
        let plans = self.now.plans.keys().filter(|plan| !self.sees(BelongsTo::Plan(**plan)));
        let actions = self.now.actions().filter(|facts| !self.sees(facts.belongs_to()));
        (plans.map(|plan| plan.0).collect(), actions.map(|facts| facts.id.0).collect())
    }
}

impl RightsBasis for Snapshot {
    fn plan(&self, id: PlanId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        let asked = self.actions().filter(move |facts| facts.plan == id).flat_map(asked_parties);
        self.plans.get(&id).map(|plan| (plan.state, asked))
    }

    fn action(&self, id: ActionId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        self.action(id).map(|facts| (facts.plan_state, asked_parties(facts)))
    }
}

/// Everybody who carries the action or was asked to. An assumed supporter does not know of it.
fn asked_parties(facts: &ActionFacts) -> impl Iterator<Item = Party> {
    facts.carriers.iter().filter(|carrier| carrier.standing.is_asked()).map(|carrier| carrier.party)
}
