//! Changes of actions, and the one way in which a change comes to an action and what belongs to it.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::tables::rows::{self, Versioned};
use domain::Date;
use domain::action::{Action, ActionKind, Amendment, EditReason, Held};
use domain::assignment::{Assignment, Carriers};
use domain::body::Party;
use domain::described::Described;
use domain::ids::{ActionId, NodeId, PlanId, Version};
use domain::milestone::{DueBounds, Milestone, Reschedule};
use domain::plan::{Node, Plan, PlanState};
use domain::text::{Citation, Code, Sentence};
use domain::update::Report;
use domain::visibility::{RightsBasis, sees};
use sea_orm::sea_query::{Expr, ExprTrait};

/// An action as a rule needs it: with its plan and with everybody who carries it.
pub(crate) struct Carried {
    pub action: Versioned<Action>,
    pub carriers: Carriers,
    /// The day on which its plan begins.
    pub plan_starts: Date,
    pub plan_ends: Option<Date>,
    pub plan_state: PlanState,
}

/// What the secretariat gives for a new action.
#[derive(Clone, Debug)]
pub struct NewAction {
    pub plan: PlanId,
    pub reference: Code,
    pub text: Amendment,
    pub source: Citation,
}

impl Change {
    /// An action that the actor may see, with its carriers. What it may not see is not found.
    pub(crate) async fn carried(&mut self, id: ActionId) -> Result<Carried, StoreError> {
        let action: Versioned<Action> = self.get(id).await?;
        let plan: Versioned<Plan> = self.get(action.value.plan).await?;
        let of_action = rows::open().add(Expr::col(("v", "action_id")).eq(id.0));
        let assignments: Vec<Versioned<Assignment>> = self.all_where(of_action).await?;
        let carriers = Carriers::of_action(&action.value, assignments.into_iter().map(|seen| seen.value));
        let read = JustRead { state: plan.value.state, asked: asked_parties(carriers.iter()) };
        if !sees(self.actor(), action.value.belongs_to(), &read) {
            return Err(StoreError::NotFound);
        }
        Ok(Carried {
            action,
            carriers,
            plan_starts: plan.value.starts,
            plan_ends: plan.value.ends,
            plan_state: plan.value.state,
        })
    }

    /// Adds an action to a plan. Its reference must be new in the plan, and its node must stand in it.
    ///
    /// # Errors
    /// Refused without the right to keep plans, and for a reference that the plan has; [`StoreError::NotFound`] for a plan
    /// that the actor may not see, or a node that there is not.
    pub async fn add_action(&mut self, id: ActionId, new: NewAction) -> Result<(), StoreError> {
        let plan = self.visible_plan(new.plan).await?;
        self.standing_node(new.text.node, plan.value.id).await?;
        let (plan_starts, plan_ends) = (plan.value.starts, plan.value.ends);
        let bounds = DueBounds { plan_starts, plan_ends, today: self.today() };
        let NewAction { plan, reference, text, source } = new;
        let action = Action {
            id,
            plan,
            node: text.node,
            node_basis: text.node_basis,
            reference: reference.clone(),
            official_number: text.official_number,
            title: text.title,
            promise: text.promise,
            wording: text.wording,
            kind: ActionKind::Action,
            strength: text.strength,
            strength_basis: domain::plan::Basis::Inferred,
            recurrence: None,
            timeframe: text.timeframe,
            source_states_lead: false,
            matches_published: false,
            contributes_to: None,
            note: text.note,
            source,
            withdrawn: None,
            moves: Vec::new(),
            edited: None,
            retracted: None,
        };
        let changed = Action::add_within(self.actor(), action, bounds)?;
        self.require_free_reference::<Action>(plan, reference).await?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn amend_action(
        &mut self,
        id: ActionId,
        seen: Version,
        (to, why): (Amendment, EditReason),
    ) -> Result<(), StoreError> {
        let carried = self.carried(id).await?;
        let (bounds, action) = (self.bounds(&carried), carried.action);
        let (node, held) = (self.standing_node(to.node, action.value.plan).await.map(drop), self.held(id).await?);
        let changed = action.judged(seen, |action| action.amend_within(self.actor(), to, why, (held, bounds)))?;
        node?;
        self.save(changed).await.map(drop)
    }

    /// Moves the end of the action's own timeframe.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn move_action(&mut self, id: ActionId, seen: Version, to: Reschedule) -> Result<(), StoreError> {
        let carried = self.carried(id).await?;
        let (bounds, action) = (self.bounds(&carried), carried.action);
        let last = self.last_report(id).await?.map(|report| report.status);
        let changed = action.judged(seen, |action| action.move_end(self.actor(), last, to, bounds))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_action(&mut self, id: ActionId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let action = self.carried(id).await?.action;
        let changed = action.judged(seen, |action| action.withdraw(self.actor(), reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// Retracts an action that was added by mistake.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn retract_action(&mut self, id: ActionId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let action = self.carried(id).await?.action;
        let held = self.held(id).await?;
        let changed = action.judged(seen, |action| action.retract(self.actor(), held, reason, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// What stands for an action.
    async fn held(&mut self, id: ActionId) -> Result<Held, StoreError> {
        let of_action = || rows::open().add(Expr::col(("v", "action_id")).eq(id.0));
        let reports: Vec<Versioned<Report>> = self.all_where(of_action()).await?;
        let milestones: Vec<Versioned<Milestone>> = self.all_where(of_action()).await?;
        Ok(Held::of(reports.iter().map(|seen| &seen.value), milestones.iter().map(|seen| &seen.value)))
    }

    /// The days by which dates of the action are judged.
    pub(crate) fn bounds(&self, carried: &Carried) -> DueBounds {
        DueBounds { plan_starts: carried.plan_starts, plan_ends: carried.plan_ends, today: self.today() }
    }

    /// A node that stands in that plan.
    async fn standing_node(&mut self, node: NodeId, plan: PlanId) -> Result<Node, StoreError> {
        let node: Versioned<Node> = self.get(node).await?;
        let stands = node.value.plan == plan && node.value.withdrawn.is_none();
        if stands { Ok(node.value) } else { Err(StoreError::NotFound) }
    }
}

/// What decides the rights to the one plan or action that a change has just read, in its own transaction.
pub(crate) struct JustRead {
    pub state: PlanState,
    pub asked: Vec<Party>,
}

impl RightsBasis for JustRead {
    fn plan(&self, _: PlanId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        Some((self.state, self.asked.iter().copied()))
    }

    fn action(&self, _: ActionId) -> Option<(PlanState, impl Iterator<Item = Party>)> {
        Some((self.state, self.asked.iter().copied()))
    }
}

/// Everybody who carries an action or was asked to. An assumed supporter does not know of it.
pub(crate) fn asked_parties<'a>(assignments: impl Iterator<Item = &'a Assignment>) -> Vec<Party> {
    let asked = |assignment: &&Assignment| assignment.is_in_force() || assignment.is_unanswered();
    assignments.filter(asked).map(|assignment| assignment.party).collect()
}
