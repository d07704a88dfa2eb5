//! Actions that were added by mistake and retracted, and how they are named beside those that stand.

use super::View;
use crate::error::StoreError;
use domain::facts::ActionFacts;

impl View {
    /// The actions that were added by mistake and retracted, of those that the actor may see.
    pub fn retracted_actions(&self) -> impl Iterator<Item = &ActionFacts> {
        self.snapshot.actions().filter(|facts| facts.is_retracted && self.sees(facts.belongs_to()))
    }

    /// The facts of an action by its plan's code and its reference: the one that stands; where none does, the one with that
    /// reference that was added last and retracted. A retracted action has its id for a reference as well, because another
    /// may have taken its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub fn facts_by_reference(&self, plan: &str, reference: &str) -> Result<&ActionFacts, StoreError> {
        let plan = self.plan_by_code(plan)?;
        let same = |facts: &&ActionFacts| facts.plan == plan.id && &*facts.reference == reference;
        let has_id = |facts: &&ActionFacts| facts.plan == plan.id && facts.id.to_string() == reference;
        let retracted =
            || self.retracted_actions().filter(same).last().or_else(|| self.retracted_actions().find(has_id));
        self.actions().find(same).or_else(retracted).ok_or(StoreError::NotFound)
    }
}
