//! One action with all that belongs to it, and how what is reported compares with what is shown.

use super::gathered::Gathered;
use crate::history::History;
use crate::paths::ActionKey;
use crate::verdicts::{Known, since};
use crate::words;
use domain::Date;
use domain::action::{Action, Held};
use domain::assignment::{Assignment, AssignmentState, CarrierRole, Carriers};
use domain::evidence::Evidence;
use domain::facts::ActionFacts;
use domain::ids::{MilestoneId, NodeId};
use domain::link::Link;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::{Node, Plan};
use domain::signals::{Signal, Since, Verdict, expects_late};
use domain::update::Report;
use store::{StoreError, Versioned, View};

/// Everything about one action at one moment, as its reader may see it.
#[derive(Debug)]
pub struct ActionDossier<'a> {
    pub facts: &'a ActionFacts,
    pub plan: &'a Plan,
    /// The sections of the plan above it, the top level first.
    pub above: Vec<&'a Node>,
    pub action: Action,
    /// By which addresses name it: another may have the reference of one that was retracted.
    pub reference: String,
    pub assignments: Vec<Versioned<Assignment>>,
    pub carriers: Carriers,
    /// By the original due date, withdrawn ones among them.
    pub milestones: Vec<Versioned<Milestone>>,
    /// Status updates, the latest first, retracted ones among them.
    pub reports: Vec<Versioned<Report>>,
    pub evidence: Vec<Versioned<Evidence>>,
    pub links: Vec<Versioned<Link>>,
    pub history: History,
    /// Every version of the action up to the day that is viewed; blank where none was edited.
    pub versions: Vec<Versioned<Action>>,
    /// The sections in which it was, by name.
    pub nodes: Vec<(NodeId, String)>,
    /// What dates, documents and missing updates show, the gravest first.
    pub signals: Vec<Signal>,
    /// What happened since the last update and bears on it, the earliest first.
    pub since: Vec<Since>,
    /// How the last update compares with both.
    pub verdict: Verdict,
    /// Other actions of the plan that have, or had, its reference: at most one of them is not retracted.
    pub same_reference: Vec<&'a ActionFacts>,
}

/// Another action that is linked with one, and how.
#[derive(Clone, Copy, Debug)]
pub struct LinkedAction<'a> {
    pub link: &'a Link,
    pub other: &'a ActionFacts,
    pub plan: &'a Plan,
    /// Whether the link leads from the action of the dossier to the other one.
    pub is_from_here: bool,
}

/// How many milestones an action has, and how far they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MilestoneCounts {
    /// Without those that were withdrawn.
    pub all: usize,
    pub completed: usize,
    pub overdue: usize,
    pub withdrawn: usize,
    /// Of those that were withdrawn, in days: it does not vanish with them.
    pub withdrawn_slip: i64,
}

impl<'a> ActionDossier<'a> {
    /// An action by the code of its plan and its reference there; by its id where it was retracted.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none that the reader may see.
    pub async fn of(view: &'a View, plan: &str, reference: &str) -> Result<ActionDossier<'a>, StoreError> {
        let facts = view.facts_by_reference(plan, reference)?;
        let mut gathered = Gathered::of(view, &[facts]).await?;
        gathered.dossier(view, facts)
    }

    /// Those of several actions, in their order, with a number of statements that does not grow with them.
    ///
    /// # Errors
    /// When the database does not answer; [`StoreError::NotFound`] for an action that the reader may not see.
    pub async fn of_all(view: &'a View, actions: &[&'a ActionFacts]) -> Result<Vec<ActionDossier<'a>>, StoreError> {
        let mut gathered = Gathered::of(view, actions).await?;
        actions.iter().map(|facts| gathered.dossier(view, facts)).collect()
    }

    pub fn key(&self) -> ActionKey<'_> {
        ActionKey { plan: self.plan.code.as_str(), reference: &self.reference }
    }

    /// The update from which status and confidence come: the last one that was not retracted.
    pub fn last_report(&self) -> Option<&Versioned<Report>> {
        self.reports.iter().find(|seen| seen.value.stands())
    }

    /// What happened since the last update and bears on it.
    pub(super) fn since_last_update(&self, view: &View) -> Vec<Since> {
        let Some(last) = self.last_report() else { return Vec::new() };
        let known = Known { action: self.facts.id, last, assignments: &self.assignments, links: &self.links };
        since(view, &known, self.history.entries().iter().rev().map(|entry| &entry.entry))
    }

    /// The day on which the last lead of an action without a lead ended.
    pub fn led_until(&self) -> Option<Date> {
        let ended = |assignment: &Assignment| match assignment.state {
            AssignmentState::Ended { on, .. } | AssignmentState::HandedOver { on, .. } => Some(on),
            AssignmentState::Stated
            | AssignmentState::Assumed
            | AssignmentState::Offered { .. }
            | AssignmentState::Accepted { .. }
            | AssignmentState::Declined { .. } => None,
        };
        let leads = self.assignments.iter().map(|seen| &seen.value).filter(|it| it.role == CarrierRole::Lead);
        leads.filter(|lead| lead.in_force_from.is_some()).filter_map(ended).max()
    }

    /// "No current update: 2 were retracted". `None` where one counts, and where none was ever submitted.
    pub fn no_update_stands(&self) -> Option<String> {
        let retracted = self.reports.len();
        let were = if retracted == 1 { "was" } else { "were" };
        (retracted > 0 && self.last_report().is_none())
            .then(|| format!("No current update: {} {were} retracted", words::thousands(retracted)))
    }

    /// What belongs to the action and still counts, and would be left without it.
    pub fn held(&self) -> Held {
        Held::of(self.reports.iter().map(|seen| &seen.value), self.milestones.iter().map(|seen| &seen.value))
    }

    /// Whether a milestone is expected after its due date.
    pub fn expects_late(&self) -> bool {
        expects_late(self.milestones.iter().map(|seen| &seen.value))
    }

    /// The title of one of its milestones.
    pub fn milestone_title(&self, id: MilestoneId) -> String {
        let found = self.milestones.iter().find(|seen| seen.value.id == id);
        found.map_or_else(|| "A milestone".to_owned(), |seen| seen.value.title.to_string())
    }

    pub fn milestone_counts(&self, today: Date) -> MilestoneCounts {
        let mut counts = MilestoneCounts::default();
        for milestone in self.milestones.iter().map(|seen| &seen.value) {
            if matches!(milestone.state, MilestoneState::Withdrawn(_)) {
                counts.withdrawn += 1;
                counts.withdrawn_slip += milestone.slip();
                continue;
            }
            counts.all += 1;
            counts.completed += usize::from(milestone.completion().is_some());
            counts.overdue += usize::from(milestone.is_overdue(today));
        }
        counts
    }

    /// Actions of other plans that the reader may see and that are linked with it now.
    pub fn linked<'b>(&'b self, view: &'b View) -> impl Iterator<Item = LinkedAction<'b>> {
        let standing = self.links.iter().map(|seen| &seen.value).filter(|link| link.withdrawn.is_none());
        standing.filter_map(|link| {
            let is_from_here = link.from == self.facts.id;
            let other = view.facts(if is_from_here { link.to } else { link.from }).ok()?;
            Some(LinkedAction { link, other, plan: view.plan(other.plan).ok()?, is_from_here })
        })
    }
}
