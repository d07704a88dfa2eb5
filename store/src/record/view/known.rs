//! Whether a code in an address stands for anything that the actor may see. What stands in the record now may be asked
//! for at an earlier position too, where it finds nothing yet.

use super::View;
use domain::described::Described;
use domain::ids::PlanId;
use domain::plan::Plan;
use std::collections::BTreeSet;

impl View {
    /// Whether there is such a plan that the actor may see, at this position or now.
    pub fn knows_plan(&self, code: &str) -> bool {
        self.known_plans().any(|plan| plan.code.as_str() == code)
    }

    /// Whether any such plan has a part with this reference.
    pub fn knows_node(&self, reference: &str) -> bool {
        let plans: BTreeSet<PlanId> = self.known_plans().map(|plan| plan.id).collect();
        let nodes = self.snapshot.nodes.values().chain(self.now.nodes.values());
        nodes.filter(|node| plans.contains(&node.plan)).any(|node| node.reference.as_str() == reference)
    }

    /// Whether there is such an agency or body, at this position or now.
    pub fn knows_party(&self, code: &str) -> bool {
        let mut agencies = self.snapshot.agencies.values().chain(self.now.agencies.values());
        let mut bodies = self.snapshot.bodies.values().chain(self.now.bodies.values());
        agencies.any(|agency| agency.code.as_str() == code) || bodies.any(|body| body.code.as_str() == code)
    }

    fn known_plans(&self) -> impl Iterator<Item = &Plan> {
        let plans = self.snapshot.plans.values().chain(self.now.plans.values());
        plans.map(AsRef::as_ref).filter(|plan| self.sees(plan.belongs_to()))
    }
}
