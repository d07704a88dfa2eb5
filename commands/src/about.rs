//! What commands are done to, loaded as the rules ask for it: by the handler from the fields of a form, by the page of the
//! form from its address.

mod period;

pub use period::{AboutPeriod, AboutQuarter, AboutSchedule, PeriodOf, has_begun};

use crate::handler::Failure;
use crate::typed::Typed;
use domain::OfKind;
use domain::action::{Action, Held};
use domain::actor::Role;
use domain::assignment::{Assignment, Carriers};
use domain::evidence::{Completed, Evidence};
use domain::facts::MilestoneFacts;
use domain::ids::{ActionId, LinkId, MilestoneId, NodeId, PersonId, PlanId, SavedViewId, Version};
use domain::ledger::Seq;
use domain::link::Link;
use domain::milestone::Milestone;
use domain::person::Person;
use domain::plan::{Node, Plan, PlanState};
use domain::saved_view::SavedView;
use domain::update::{Report, ReportedStatus};
use std::future::Future;
use std::str::FromStr;
use std::sync::Arc;
use store::{HistoryEntry, StoreError, Versioned, View};

/// Something that a command is done to. What the reader may not see is not found.
pub trait About: Sized + Send + Sync + 'static {
    type Id: FromStr + Send;

    /// What paths of pages call it.
    const NAME: &'static str;

    /// The field that names it in forms.
    const FIELD: &'static str = "id";

    /// # Errors
    /// When there is none that the reader may see, or the database does not answer.
    fn load(view: &View, id: Self::Id) -> impl Future<Output = Result<Self, StoreError>> + Send;

    /// What the form names.
    ///
    /// # Errors
    /// [`Failure::NotAForm`] where it names nothing, and as [`load`](About::load).
    fn find(view: &View, typed: &Typed) -> impl Future<Output = Result<Self, Failure>> + Send {
        async move { Ok(Self::load(view, typed.hidden(Self::FIELD)?).await?) }
    }
}

/// Nothing: a user's own settings, or something new that belongs to nothing else.
impl About for () {
    type Id = String;
    const NAME: &'static str = "";

    async fn load(_view: &View, _id: String) -> Result<(), StoreError> {
        Ok(())
    }
}

/// An action with its responsible agencies.
#[derive(Clone, Debug)]
pub struct AboutAction {
    pub action: Versioned<Action>,
    pub carriers: Carriers,
    /// The state of its plan.
    pub plan: PlanState,
    /// What was reported last, where anything was.
    pub last: Option<ReportedStatus>,
    pub milestones: Arc<[MilestoneFacts]>,
}

impl AboutAction {
    /// The completion of one of its milestones.
    pub fn completed(&self, milestone: Option<MilestoneId>) -> Option<Completed> {
        completed(&self.milestones, milestone)
    }
}

/// The completion of one of these milestones.
pub fn completed(milestones: &[MilestoneFacts], milestone: Option<MilestoneId>) -> Option<Completed> {
    let found = milestones.iter().find(|facts| Some(facts.id) == milestone)?;
    Some(Completed { on: found.completed()?, is_verified: found.is_verified, documents: found.evidence })
}

impl About for AboutAction {
    type Id = ActionId;
    const NAME: &'static str = "action";

    async fn load(view: &View, id: ActionId) -> Result<AboutAction, StoreError> {
        let action = view.action(id).await?;
        let carriers = view.carriers(id).await?;
        let plan = view.plan(action.value.plan)?.state;
        let facts = view.facts(id)?;
        let (last, milestones) = (facts.last_report.map(|report| report.status), facts.milestones.clone());
        Ok(AboutAction { action, carriers, plan, last, milestones })
    }

    /// Forms that make something for an action name it as such.
    async fn find(view: &View, typed: &Typed) -> Result<AboutAction, Failure> {
        let field = if typed.has("action") { "action" } else { "id" };
        Ok(AboutAction::load(view, typed.hidden(field)?).await?)
    }
}

/// An action with what is on record for it.
#[derive(Clone, Debug)]
pub struct AboutHeldAction {
    pub action: AboutAction,
    pub held: Held,
}

impl About for AboutHeldAction {
    type Id = ActionId;
    const NAME: &'static str = "action";

    async fn load(view: &View, id: ActionId) -> Result<AboutHeldAction, StoreError> {
        let action = AboutAction::load(view, id).await?;
        let (reports, milestones) = (view.reports(id).await?, view.milestones(id).await?);
        let held = Held::of(reports.iter().map(|seen| &seen.value), milestones.iter().map(|seen| &seen.value));
        Ok(AboutHeldAction { action, held })
    }
}

/// What belongs to an action, with the action.
#[derive(Clone, Debug)]
pub struct OfAction<T> {
    pub of: Versioned<T>,
    pub action: AboutAction,
}

pub type AboutMilestone = OfAction<Milestone>;
pub type AboutRole = OfAction<Assignment>;
pub type AboutDocument = OfAction<Evidence>;
pub type AboutUpdate = OfAction<Report>;

impl<T> OfAction<T> {
    /// The thing itself.
    pub fn it(&self) -> &T {
        &self.of.value
    }

    pub fn carriers(&self) -> &Carriers {
        &self.action.carriers
    }
}

/// A kind of object that belongs to an action.
pub trait BelongsToAction: OfKind<Id: FromStr + Send> + Send + Sync + 'static {
    const NAME: &'static str;

    /// # Errors
    /// When there is none that the reader may see, or the database does not answer.
    fn load(view: &View, id: Self::Id) -> impl Future<Output = Result<Versioned<Self>, StoreError>> + Send;

    fn action(&self) -> ActionId;
}

impl<T: BelongsToAction> About for OfAction<T> {
    type Id = T::Id;
    const NAME: &'static str = T::NAME;

    async fn load(view: &View, id: T::Id) -> Result<OfAction<T>, StoreError> {
        let of = T::load(view, id).await?;
        let action = AboutAction::load(view, of.value.action()).await?;
        Ok(OfAction { of, action })
    }
}

impl BelongsToAction for Milestone {
    const NAME: &'static str = "milestone";

    async fn load(view: &View, id: Self::Id) -> Result<Versioned<Milestone>, StoreError> {
        view.milestone(id).await
    }

    fn action(&self) -> ActionId {
        self.action
    }
}

impl BelongsToAction for Assignment {
    const NAME: &'static str = "assignment";

    async fn load(view: &View, id: Self::Id) -> Result<Versioned<Assignment>, StoreError> {
        view.assignment(id).await
    }

    fn action(&self) -> ActionId {
        self.action
    }
}

impl BelongsToAction for Evidence {
    const NAME: &'static str = "document";

    async fn load(view: &View, id: Self::Id) -> Result<Versioned<Evidence>, StoreError> {
        view.document(id).await
    }

    fn action(&self) -> ActionId {
        self.action
    }
}

impl BelongsToAction for Report {
    const NAME: &'static str = "report";

    async fn load(view: &View, id: Self::Id) -> Result<Versioned<Report>, StoreError> {
        view.report(id).await
    }

    fn action(&self) -> ActionId {
        self.action
    }
}

/// A link, with the action that it goes out from.
#[derive(Clone, Debug)]
pub struct AboutLink {
    pub link: Versioned<Link>,
    pub from: AboutAction,
}

impl About for AboutLink {
    type Id = LinkId;
    const NAME: &'static str = "link";

    /// A link by its id. The record is asked for the links of one action after the other: it has no other way to them,
    /// and the actions that the reader may see are those whose links it may see.
    async fn load(view: &View, id: LinkId) -> Result<AboutLink, StoreError> {
        let actions: Vec<ActionId> = view.actions().map(|facts| facts.id).collect();
        for action in actions {
            let links = view.links(action).await?;
            if let Some(link) = links.into_iter().find(|link| link.value.id == id) {
                let from = AboutAction::load(view, link.value.from).await?;
                return Ok(AboutLink { link, from });
            }
        }
        Err(StoreError::NotFound)
    }
}

/// A plan.
#[derive(Clone, Debug)]
pub struct AboutPlan(pub Plan);

impl About for AboutPlan {
    type Id = PlanId;
    const NAME: &'static str = "plan";
    const FIELD: &'static str = "plan";

    async fn load(view: &View, id: PlanId) -> Result<AboutPlan, StoreError> {
        Ok(AboutPlan(view.plan(id)?.clone()))
    }
}

/// A section of a plan.
#[derive(Clone, Debug)]
pub struct AboutSection {
    pub section: Node,
    pub plan: Plan,
    /// Sections and actions under it that are not withdrawn.
    pub occupied: u32,
    pub version: Version,
    /// The entry that made the version.
    pub since: Option<Seq>,
}

impl About for AboutSection {
    type Id = NodeId;
    const NAME: &'static str = "node";

    async fn load(view: &View, id: NodeId) -> Result<AboutSection, StoreError> {
        let section = view.node(id).ok_or(StoreError::NotFound)?.clone();
        let history = view.history_of(&section).await?;
        let plan = view.plan(section.plan)?.clone();
        // Versions count from 1, and each was made by an entry of its own.
        let version = Version(u32::try_from(history.len()).unwrap_or(u32::MAX));
        let (occupied, since) = (standing_under(view, &section), history.first().map(HistoryEntry::seq));
        Ok(AboutSection { section, plan, occupied, version, since })
    }
}

/// Sections and actions under a section that are not withdrawn.
pub fn standing_under(view: &View, section: &Node) -> u32 {
    let sections = view.nodes_of(section.plan);
    let sections = sections.iter().filter(|child| child.parent == Some(section.id) && child.withdrawn.is_none());
    let actions = view.actions().filter(|facts| facts.node == section.id && !facts.is_withdrawn);
    u32::try_from(sections.count() + actions.count()).unwrap_or(u32::MAX)
}

/// An account, and how many other administrators can sign in.
#[derive(Clone, Debug)]
pub struct AboutAccount {
    pub account: Versioned<Person>,
    pub others: usize,
}

impl About for AboutAccount {
    type Id = PersonId;
    const NAME: &'static str = "person";

    async fn load(view: &View, id: PersonId) -> Result<AboutAccount, StoreError> {
        let people = view.people().await?;
        let with_password = view.with_password().await?;
        let can_sign_in = |person: &Person| !person.disabled && with_password.contains(&person.id);
        let is_other = |person: &Person| person.id != id && person.role == Role::Administrator && can_sign_in(person);
        let others = people.iter().filter(|seen| is_other(&seen.value)).count();
        let account = people.into_iter().find(|seen| seen.value.id == id).ok_or(StoreError::NotFound)?;
        Ok(AboutAccount { account, others })
    }
}

/// A saved list.
#[derive(Clone, Debug)]
pub struct AboutView(pub SavedView);

impl About for AboutView {
    type Id = SavedViewId;
    const NAME: &'static str = "view";

    async fn load(view: &View, id: SavedViewId) -> Result<AboutView, StoreError> {
        Ok(AboutView(view.saved_view(id).await?))
    }
}
