//! What is on dashboards. Every number is counted by `domain::progress` or `domain::movement`, and beside it is
//! the address of the rows that it counts.

pub mod bridge;
pub mod cards;
pub mod charts;
pub mod drawings;
pub mod figures;
pub mod indicator;
pub mod sheet;
pub mod since;

use crate::lists::{PlanFilter, rows_of};
use crate::paths::{Paths, borrowed, code_of};
use crate::point::judged;
use domain::Date;
use domain::facts::{ActionFacts, Status};
use domain::ids::PlanId;
use domain::plan::PlanState;
use domain::progress::{Counted, Judged, Measure, State, counted};
use std::collections::BTreeSet;
use store::View;

/// What a dashboard is about: some actions at one point of the record, and how a list of them is asked for.
#[derive(Debug)]
pub struct Scope<'a> {
    pub view: &'a View,
    pub paths: &'a Paths,
    pub actions: Vec<&'a ActionFacts>,
    /// The same, each with what the rules find of it.
    pub counted: Vec<Counted<'a>>,
    /// What every list of these actions is asked for: `("plan", "NAP-2021")`.
    pub within: (&'static str, String),
}

impl<'a> Scope<'a> {
    /// The actions of one plan.
    pub fn of_plan(view: &'a View, paths: &'a Paths, plan: &domain::plan::Plan) -> Scope<'a> {
        let actions = view.actions().filter(|facts| facts.plan == plan.id).collect();
        Scope::of(view, paths, actions, ("plan", plan.code.to_string()))
    }

    /// The actions of every active plan.
    pub fn in_force(view: &'a View, paths: &'a Paths) -> Scope<'a> {
        let actions = view.actions().filter(|facts| facts.plan_state == PlanState::InForce).collect();
        Scope::of(view, paths, actions, ("plan", PlanFilter::InForce.code().into_owned()))
    }

    /// The actions of the same plans at an earlier point, whatever state the plans had then: so that sums are conserved
    /// between the two.
    pub fn of_the_same_plans(&self, then: &'a View, paths: &'a Paths) -> Scope<'a> {
        let plans: BTreeSet<PlanId> = self.actions.iter().map(|facts| facts.plan).collect();
        let actions = then.actions().filter(|facts| plans.contains(&facts.plan)).collect();
        let codes = plans.iter().filter_map(|plan| self.view.plan(*plan).ok()).map(|plan| plan.code.to_string());
        Scope::of(then, paths, actions, ("plan", PlanFilter::Any(codes.collect()).code().into_owned()))
    }

    /// Any actions, and how a list of them is asked for.
    pub fn of(
        view: &'a View,
        paths: &'a Paths,
        actions: Vec<&'a ActionFacts>,
        within: (&'static str, String),
    ) -> Scope<'a> {
        let counted = counted(actions.iter().copied(), judged(view));
        Scope { view, paths, actions, counted, within }
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
        measure.count(&self.counted)
    }

    /// The list of the rows that a measure counts.
    pub fn rows(&self, measure: Measure) -> String {
        self.list("/actions", rows_of(measure))
    }

    /// The list of the actions in one state, of those that are asked for.
    pub fn in_state(&self, asked: &[(&'static str, String)], state: State) -> String {
        let reporting = if state.is_overdue { "silent" } else { "not-silent" };
        let state = [("status", code_of(state.status)), ("reporting", reporting.to_owned())];
        self.list("/actions", &borrowed(&[asked, &state].concat()))
    }

    /// The list of the actions with one status, of those that are asked for.
    pub fn with_status(&self, asked: &[(&'static str, String)], status: Status) -> String {
        self.list("/actions", &borrowed(&[asked, &[("status", code_of(status))]].concat()))
    }

    /// The list of the actions with an update overdue, of those that are asked for.
    pub fn with_update_overdue(&self, asked: &[(&'static str, String)]) -> String {
        self.list("/actions", &borrowed(&[asked, &[("reporting", "silent".to_owned())]].concat()))
    }

    /// A list of some of these actions, or of their milestones.
    pub fn list(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let within = (self.within.0, self.within.1.as_str());
        let pairs: Vec<(&str, &str)> = std::iter::once(within).chain(pairs.iter().copied()).collect();
        self.paths.with_query(path, &pairs)
    }
}
