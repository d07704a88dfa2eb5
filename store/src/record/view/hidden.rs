//! What there is now and a reader may not see.

use super::View;
use uuid::Uuid;

impl View {
    /// The plans and the actions that there are now and that the actor may not see.
    pub(crate) fn hidden_content(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        if self.sees_every_plan {
            return (Vec::new(), Vec::new());
        }
        let plans = self.now.plans.values().filter(|plan| !self.sees_plan(plan)).map(|plan| plan.id.0).collect();
        let actions = self.now.actions().filter(|facts| !self.sees_action(facts)).map(|facts| facts.id.0).collect();
        (plans, actions)
    }
}
