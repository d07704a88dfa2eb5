//! The record as plain maps in memory, and the same maps filled from a view.

use domain::action::Action;
use domain::assignment::Assignment;
use domain::evidence::Evidence;
use domain::ids::{ActionId, AssignmentId, EvidenceId, LinkId, MilestoneId, NodeId, PlanId, ReportId, Version};
use domain::link::Link;
use domain::milestone::Milestone;
use domain::plan::{Node, Plan};
use domain::update::Report;
use domain::{Object, OfKind};
use std::collections::BTreeMap;
use store::{StoreError, Versioned, View};

/// Each object with the number of its version.
pub type Kept<Id, T> = BTreeMap<Id, (Version, T)>;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub plans: Kept<PlanId, Plan>,
    pub nodes: Kept<NodeId, Node>,
    pub actions: Kept<ActionId, Action>,
    pub assignments: Kept<AssignmentId, Assignment>,
    pub milestones: Kept<MilestoneId, Milestone>,
    pub reports: Kept<ReportId, Report>,
    pub evidence: Kept<EvidenceId, Evidence>,
    pub links: Kept<LinkId, Link>,
}

impl State {
    /// The next version of an object, or its first.
    pub fn put(&mut self, object: Object) {
        match object {
            Object::Plan(plan) => next(&mut self.plans, plan.id, plan),
            Object::Node(node) => next(&mut self.nodes, node.id, node),
            Object::Action(action) => next(&mut self.actions, action.id, action),
            Object::Assignment(assignment) => next(&mut self.assignments, assignment.id, assignment),
            Object::Milestone(milestone) => next(&mut self.milestones, milestone.id, milestone),
            Object::Report(report) => next(&mut self.reports, report.id, report),
            Object::Evidence(evidence) => next(&mut self.evidence, evidence.id, evidence),
            Object::Link(link) => next(&mut self.links, link.id, link),
            Object::Agency(_)
            | Object::Body(_)
            | Object::Person(_)
            | Object::Reference(_)
            | Object::Indicator(_)
            | Object::Meeting(_)
            | Object::Period(_) => {}
        }
    }

    /// All that a view shows, read through its own methods.
    pub async fn read(view: &View) -> Result<State, StoreError> {
        let mut state = State::default();
        for plan in view.plans() {
            state.plans.insert(plan.id, (version(view, plan).await?, plan.clone()));
            for node in view.nodes_of(plan.id) {
                state.nodes.insert(node.id, (version(view, node).await?, node.clone()));
            }
        }
        let all = || view.actions().chain(view.retracted_actions());
        let actions: Vec<ActionId> = all().map(|facts| facts.id).collect();
        let milestones = all().flat_map(|facts| facts.milestones.iter().map(|milestone| milestone.id)).collect();
        keep(&mut state.milestones, view.milestone_texts(milestones).await?);
        keep(&mut state.actions, view.action_texts(actions.clone()).await?);
        for action in actions {
            keep(&mut state.assignments, view.assignments(action).await?);
            keep(&mut state.reports, view.reports(action).await?);
            keep(&mut state.evidence, view.evidence(action).await?);
            keep(&mut state.links, view.links(action).await?);
        }
        Ok(state)
    }
}

fn next<Id: Ord, T>(kept: &mut Kept<Id, T>, id: Id, value: T) {
    let version = kept.get(&id).map_or(Version::FIRST, |(version, _)| version.next());
    kept.insert(id, (version, value));
}

fn keep<T: OfKind<Id: Ord>>(kept: &mut Kept<T::Id, T>, seen: Vec<Versioned<T>>) {
    kept.extend(seen.into_iter().map(|seen| (seen.value.id(), (seen.version, seen.value))));
}

/// Views show plans and nodes without the number of their version: it is that of the entries that made them.
async fn version<T: OfKind>(view: &View, object: &T) -> Result<Version, StoreError> {
    let entries = view.history_of(object).await?.len();
    Ok(Version(u32::try_from(entries).unwrap()))
}
