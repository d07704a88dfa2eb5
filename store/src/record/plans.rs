//! Changes of plans and their nodes.

use crate::error::StoreError;
use crate::record::actions::{JustRead, asked_parties};
use crate::record::change::Change;
use crate::tables::rows::{self, Versioned};
use domain::action::Action;
use domain::assignment::Assignment;
use domain::described::Described;
use domain::error::PlanError;
use domain::ids::{Kind, NodeId, PlanId, Version};
use domain::plan::{Node, Plan, PlanState};
use domain::text::{Citation, Code, Narrative, Sentence, Title};
use domain::visibility::sees;
use domain::{DomainError, OfKind};
use sea_orm::sea_query::{Expr, ExprTrait, Func};

/// What the secretariat gives for a new node.
#[derive(Clone, Debug)]
pub struct NewNode {
    pub plan: PlanId,
    pub parent: Option<NodeId>,
    pub reference: Code,
    pub level: Title,
    pub title: Title,
    pub note: Option<Narrative>,
    pub source: Citation,
}

impl Change {
    /// Adds a node after its last sibling.
    ///
    /// # Errors
    /// Refused by the rule, and for a reference that the plan has; [`StoreError::NotFound`] for a plan that the actor may
    /// not see, or a parent that there is not.
    pub async fn add_node(&mut self, id: NodeId, new: NewNode) -> Result<(), StoreError> {
        let plan = self.visible_plan(new.plan).await?;
        let all: Vec<Versioned<Node>> =
            self.all_where(rows::open().add(Expr::col(("v", "plan_id")).eq(new.plan.0))).await?;
        let stands = |parent: NodeId| all.iter().any(|seen| seen.value.id == parent && seen.value.withdrawn.is_none());
        if new.parent.is_some_and(|parent| !stands(parent)) {
            return Err(StoreError::NotFound);
        }
        let siblings = all.iter().filter(|seen| seen.value.parent == new.parent);
        let position = siblings.map(|seen| seen.value.position + 1).max().unwrap_or(0);
        let reference_basis =
            Narrative::parse("given by the secretariat").map_err(|error| StoreError::Damaged(error.to_string()))?;
        let NewNode { parent, reference, level, title, note, source, .. } = new;
        let plan = plan.value.id;
        let node = Node {
            id,
            plan,
            parent,
            reference: reference.clone(),
            reference_basis,
            level,
            position,
            title,
            published_actions: None,
            note,
            source,
            withdrawn: None,
        };
        let changed = Node::add(self.actor(), node)?;
        self.require_free_reference::<Node>(plan, reference).await?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn amend_node(
        &mut self,
        id: NodeId,
        seen: Version,
        title: Title,
        note: Option<Narrative>,
    ) -> Result<(), StoreError> {
        let node = self.visible_node(id).await?;
        let changed = node.judged(seen, |node| node.amend(self.actor(), title, note))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn withdraw_node(&mut self, id: NodeId, seen: Version, reason: Sentence) -> Result<(), StoreError> {
        let node = self.visible_node(id).await?;
        let standing = |column: &'static str| {
            rows::open().add(Expr::col(("v", column)).eq(id.0)).add(Expr::col(("v", "withdrawn")).eq(0))
        };
        let not_retracted = standing("node_id").add(Expr::col(("v", "retracted")).eq(0));
        let actions = self.all_where::<Action>(not_retracted).await?.len();
        let nodes = self.all_where::<Node>(standing("parent_id")).await?.len();
        let occupied = u32::try_from(actions + nodes).unwrap_or(u32::MAX);
        let changed = node.judged(seen, |node| node.withdraw(self.actor(), reason, occupied, self.today()))?;
        self.save(changed).await.map(drop)
    }

    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when the form showed an older version.
    pub async fn change_plan_state(&mut self, id: PlanId, seen: Version, state: PlanState) -> Result<(), StoreError> {
        let plan = self.visible_plan(id).await?;
        let changed = plan.judged(seen, |plan| plan.change_state(self.actor(), state))?;
        self.save(changed).await.map(drop)
    }

    /// A plan that the actor may see. What it may not see is not found.
    pub(crate) async fn visible_plan(&mut self, id: PlanId) -> Result<Versioned<Plan>, StoreError> {
        let plan: Versioned<Plan> = self.get(id).await?;
        let (state, what) = (plan.value.state, plan.value.belongs_to());
        if sees(self.actor(), what, &JustRead { state, asked: Vec::new() }) {
            return Ok(plan);
        }
        let actions: Vec<Versioned<Action>> =
            self.all_where(rows::open().add(Expr::col(("v", "plan_id")).eq(id.0))).await?;
        let of_these = Expr::col(("v", "action_id")).is_in(actions.iter().map(|seen| seen.value.id.0));
        let assignments: Vec<Versioned<Assignment>> = self.all_where(rows::open().add(of_these)).await?;
        let asked = asked_parties(assignments.iter().map(|seen| &seen.value));
        if sees(self.actor(), what, &JustRead { state, asked }) { Ok(plan) } else { Err(StoreError::NotFound) }
    }

    async fn visible_node(&mut self, id: NodeId) -> Result<Versioned<Node>, StoreError> {
        let node: Versioned<Node> = self.get(id).await?;
        self.visible_plan(node.value.plan).await?;
        Ok(node)
    }

    /// A reference stands once in a plan, among its nodes and among its actions. What was withdrawn keeps its own; that of an
    /// action that was retracted can be used again.
    pub(crate) async fn require_free_reference<T: OfKind>(
        &mut self,
        plan: PlanId,
        reference: Code,
    ) -> Result<(), StoreError> {
        let mut same = rows::open()
            .add(Expr::col(("v", "plan_id")).eq(plan.0))
            .add(Func::lower(Expr::col(("v", "reference"))).eq(reference.as_str().to_ascii_lowercase()));
        if T::KIND == Kind::Action {
            same = same.add(Expr::col(("v", "retracted")).eq(0));
        }
        if self.all_where::<T>(same).await?.is_empty() {
            return Ok(());
        }
        Err(DomainError::from(PlanError::ReferenceTaken { reference }).into())
    }
}
