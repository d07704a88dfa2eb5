//! A view: the only way to read. It is opened for one actor at one position, and shows what that actor may see there.

mod gate;
mod known;
mod retracted;

use crate::error::StoreError;
use crate::memory::snapshot::Snapshot;
use crate::record::as_of::{AsOf, Position};
use crate::store::{Beginning, Store};
use crate::tables::rows::{Versioned, at_position};
use domain::Date;
use domain::action::Action;
use domain::actor::Actor;
use domain::agency::{Agency, with_components};
use domain::body::{Body, Party};
use domain::described::Described;
use domain::event::Progress;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, NodeId, PlanId};
use domain::indicator::Indicator;
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use domain::reference::Reference;
use domain::reporting::ReportingRule;
use domain::text::Code;
use domain::visibility::sees_all_content;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one actor sees of the record at one position.
#[derive(Clone, Debug)]
pub struct View {
    store: Store,
    actor: Actor,
    position: Position,
    beginning: Beginning,
    snapshot: Arc<Snapshot>,
    /// The current state, which decides who sees what: rights are the current ones, also for what is read of the past.
    now: Arc<Snapshot>,
    /// Whether the actor sees every plan that there is now, and so every action, whoever is asked to carry it.
    sees_all_content: bool,
}

impl Store {
    /// Opens a view for an actor at a point of the record.
    ///
    /// # Errors
    /// Before the first entry, in the future, for an entry or meeting that there is not, and when the database does not
    /// answer.
    pub async fn view(&self, actor: &Actor, as_of: &AsOf) -> Result<View, StoreError> {
        let head = self.head().await?;
        let position = self.position_under(&head, as_of).await?;
        // Someone may have written between the two questions: what is read is never newer than the rights.
        let last = Ord::max(head.size.position().ok_or(StoreError::NotFound)?, position.seq);
        let (now, snapshot) = (self.snapshot(last).await?, self.snapshot(position.seq).await?);
        let beginning = self.beginning().await?;
        let sees_all_content = sees_all_content(actor, now.plans.values().map(|plan| plan.state));
        let (store, actor) = (self.clone(), actor.clone());
        Ok(View { store, actor, position, beginning, snapshot, now, sees_all_content })
    }

    /// A meeting by its code, at a position. Meetings are visible to everybody who reads at all.
    pub(crate) async fn meeting_by_code(&self, code: &Code, p: Seq) -> Result<Option<Arc<Meeting>>, StoreError> {
        let snapshot = self.snapshot(p).await?;
        Ok(snapshot.meetings.values().find(|meeting| meeting.code == *code).cloned())
    }
}

impl View {
    /// What the same reader sees at another point.
    ///
    /// # Errors
    /// As [`Store::view`].
    pub async fn at(&self, as_of: &AsOf) -> Result<View, StoreError> {
        self.store.view(&self.actor, as_of).await
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whether the progress in this record is made up.
    pub fn is_sample(&self) -> bool {
        self.beginning.progress == Progress::Sample
    }

    /// The day on which the record begins.
    pub fn begins(&self) -> Date {
        self.store.zone().day(self.beginning.recorded_at)
    }

    pub fn position(&self) -> &Position {
        &self.position
    }

    /// When updates are due, as the record stated it at this position.
    pub fn reporting_rule(&self) -> ReportingRule {
        self.snapshot.reporting
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn seq(&self) -> Seq {
        self.position.seq
    }

    /// Plans that the actor may see, by the day of issue.
    pub fn plans(&self) -> Vec<&Plan> {
        let mut plans: Vec<&Plan> =
            self.snapshot.plans.values().map(AsRef::as_ref).filter(|plan| self.sees(plan.belongs_to())).collect();
        plans.sort_by(|a, b| (a.issued, &a.code).cmp(&(b.issued, &b.code)));
        plans
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub fn plan_by_code(&self, code: &str) -> Result<&Plan, StoreError> {
        self.plans().into_iter().find(|plan| plan.code.as_str() == code).ok_or(StoreError::NotFound)
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub fn plan(&self, id: PlanId) -> Result<&Plan, StoreError> {
        let plan = self.snapshot.plans.get(&id).map(AsRef::as_ref).filter(|plan| self.sees(plan.belongs_to()));
        plan.ok_or(StoreError::NotFound)
    }

    /// The nodes of a plan, each level in the plan's own order.
    pub fn nodes_of(&self, plan: PlanId) -> Vec<&Node> {
        if self.plan(plan).is_err() {
            return Vec::new();
        }
        let mut nodes: Vec<&Node> =
            self.snapshot.nodes.values().map(AsRef::as_ref).filter(|node| node.plan == plan).collect();
        nodes.sort_by_key(|node| (node.position, node.reference.clone()));
        nodes
    }

    /// A node of a visible plan.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        let node = self.snapshot.nodes.get(&id)?;
        self.plan(node.plan).is_ok().then_some(node)
    }

    pub fn agencies(&self) -> impl Iterator<Item = &Agency> + Clone {
        self.snapshot.agencies.values().map(AsRef::as_ref)
    }

    pub fn agency(&self, id: AgencyId) -> Option<&Agency> {
        self.snapshot.agencies.get(&id).map(AsRef::as_ref)
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    pub fn agency_by_code(&self, code: &str) -> Result<&Agency, StoreError> {
        self.agencies().find(|agency| agency.code.as_str() == code).ok_or(StoreError::NotFound)
    }

    /// The agency and everything below it.
    pub fn with_components(&self, root: AgencyId) -> BTreeSet<AgencyId> {
        with_components(root, self.agencies())
    }

    pub fn bodies(&self) -> impl Iterator<Item = &Body> + Clone {
        self.snapshot.bodies.values().map(AsRef::as_ref)
    }

    pub fn body(&self, id: BodyId) -> Option<&Body> {
        self.snapshot.bodies.get(&id).map(AsRef::as_ref)
    }

    /// What a party is called in a table.
    pub fn short_name(&self, party: Party) -> String {
        match party {
            Party::Agency(id) => self.agency(id).map(|agency| agency.short_name.to_string()),
            Party::Body(id) => self.body(id).map(|body| body.code.to_string()),
        }
        .unwrap_or_else(|| "Not known".to_owned())
    }

    /// Meetings and events, the earliest first.
    pub fn meetings(&self) -> Vec<&Meeting> {
        let mut meetings: Vec<&Meeting> = self.snapshot.meetings.values().map(AsRef::as_ref).collect();
        meetings.sort_by(|a, b| (a.date, &a.code).cmp(&(b.date, &b.code)));
        meetings
    }

    pub fn meeting(&self, id: MeetingId) -> Option<&Meeting> {
        self.snapshot.meetings.get(&id).map(AsRef::as_ref)
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none.
    pub fn meeting_by_code(&self, code: &str) -> Result<&Meeting, StoreError> {
        self.meetings().into_iter().find(|meeting| meeting.code.as_str() == code).ok_or(StoreError::NotFound)
    }

    /// The facts of every action that the actor may see. Those that were retracted count nowhere, and stand apart.
    pub fn actions(&self) -> impl Iterator<Item = &ActionFacts> {
        self.snapshot.actions().filter(|facts| !facts.is_retracted && self.sees(facts.belongs_to()))
    }

    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub fn facts(&self, id: ActionId) -> Result<&ActionFacts, StoreError> {
        self.snapshot.action(id).filter(|facts| self.sees(facts.belongs_to())).ok_or(StoreError::NotFound)
    }

    /// An action with its texts.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the actor may see.
    pub async fn action(&self, id: ActionId) -> Result<Versioned<Action>, StoreError> {
        self.find(id).await
    }

    /// The texts of several actions, for a page of a list.
    ///
    /// # Errors
    /// When the database does not answer. Actions that the actor may not see are left out.
    pub async fn action_texts(&self, ids: Vec<ActionId>) -> Result<Vec<Versioned<Action>>, StoreError> {
        self.by_ids(ids).await
    }

    /// Every indicator, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn indicators(&self) -> Result<Vec<Indicator>, StoreError> {
        let all = self.all::<Indicator>(at_position(self.seq())).await?;
        let mut indicators: Vec<Indicator> = all.into_iter().map(|seen| seen.value).collect();
        indicators.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(indicators)
    }

    /// Programs, contacts, documents, mandates, vocabularies, calendar rows and discrepancies.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn references(&self) -> Result<Vec<Reference>, StoreError> {
        let all = self.all::<Reference>(at_position(self.seq())).await?;
        let mut references: Vec<Reference> = all.into_iter().map(|seen| seen.value).collect();
        references.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(references)
    }
}
