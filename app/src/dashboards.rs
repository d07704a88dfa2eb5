//! What stands on dashboards. Every number is counted by `domain::progress` or `domain::movement`, and beside it stands
//! the address of the rows that it counts.

pub mod bridge;
pub mod charts;
pub mod figures;
pub mod sheet;
pub mod since;

use crate::lists::PlanFilter;
use crate::paths::Paths;
use domain::Date;
use domain::facts::ActionFacts;
use domain::ids::{NodeId, PlanId};
use domain::plan::{Node, PlanState};
use domain::progress::{Judged, Measure};
use std::collections::BTreeSet;
use store::View;

/// What a dashboard is about: some actions at one point of the record, and how a list of them is asked for.
#[derive(Debug)]
pub struct Scope<'a> {
    pub view: &'a View,
    pub paths: &'a Paths,
    pub actions: Vec<&'a ActionFacts>,
    /// What every list of these actions is asked for: `("plan", "NAP-2021")`.
    pub within: (&'static str, String),
}

impl<'a> Scope<'a> {
    /// The actions of one plan.
    pub fn of_plan(view: &'a View, paths: &'a Paths, plan: &domain::plan::Plan) -> Scope<'a> {
        let actions = view.actions().filter(|facts| facts.plan == plan.id).collect();
        Scope { view, paths, actions, within: ("plan", plan.code.to_string()) }
    }

    /// The actions of every plan in force.
    pub fn in_force(view: &'a View, paths: &'a Paths) -> Scope<'a> {
        let actions = view.actions().filter(|facts| facts.plan_state == PlanState::InForce).collect();
        Scope { view, paths, actions, within: ("plan", PlanFilter::InForce.code().into_owned()) }
    }

    /// The actions of the same plans at an earlier point, whatever state the plans had then: so that sums are conserved
    /// between the two.
    pub fn of_the_same_plans(&self, then: &'a View, paths: &'a Paths) -> Scope<'a> {
        let plans: BTreeSet<PlanId> = self.actions.iter().map(|facts| facts.plan).collect();
        let actions = then.actions().filter(|facts| plans.contains(&facts.plan)).collect();
        let codes = plans.iter().filter_map(|plan| self.view.plan(*plan).ok()).map(|plan| plan.code.to_string());
        Scope { view: then, paths, actions, within: ("plan", PlanFilter::Any(codes.collect()).code().into_owned()) }
    }

    pub fn judged(&self) -> Judged {
        judged(self.view)
    }

    pub fn today(&self) -> Date {
        self.view.position().day
    }

    /// The facts, as counting rules take them.
    pub fn facts(&self) -> impl Iterator<Item = &'a ActionFacts> + use<'a, '_> {
        self.actions.iter().copied()
    }

    pub fn count(&self, measure: Measure) -> usize {
        measure.count(self.facts(), self.judged())
    }

    /// The list of the rows that a measure counts.
    pub fn rows(&self, measure: Measure) -> String {
        self.list("/actions", crate::lists::rows_of(measure))
    }

    /// A list of some of these actions, or of their milestones.
    pub fn list(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let within = (self.within.0, self.within.1.as_str());
        let pairs: Vec<(&str, &str)> = std::iter::once(within).chain(pairs.iter().copied()).collect();
        self.paths.with_query(path, &pairs)
    }
}

/// The day and the rule of a view.
pub fn judged(view: &View) -> Judged {
    Judged { today: view.position().day, rule: view.reporting_rule() }
}

/// The top level of a plan that something stands under.
pub fn top_of(view: &View, node: NodeId) -> Option<&Node> {
    let mut node = view.node(node)?;
    while let Some(parent) = node.parent.and_then(|parent| view.node(parent)) {
        node = parent;
    }
    Some(node)
}
