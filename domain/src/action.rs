//! Priority actions: what a plan promises, in which words, for when, and how firmly.

mod described;
mod retract;

pub use retract::Held;

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::bounds::DueBounds;
use crate::changed::Changed;
use crate::error::{ActionError, DomainError};
use crate::event::Event;
use crate::ids::{ActionId, NodeId, PlanId};
use crate::plan::{Basis, Withdrawal};
use crate::retraction::Retraction;
use crate::slippage::Move;
use crate::text::{Citation, Code, Narrative, Sentence, Title};
use serde::{Deserialize, Serialize};

mod edit;
mod end;

pub use crate::vocabulary::EditKind;
pub use edit::{Edit, EditReason};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub plan: PlanId,
    pub node: NodeId,
    /// Whether the source places it under that node, or someone inferred it.
    pub node_basis: Basis,
    /// The record's own key within the plan, which never changes.
    pub reference: Code,
    /// The plan's own number, where it is known.
    pub official_number: Option<Title>,
    pub title: Title,
    pub promise: Narrative,
    /// Whether title and promise stand as published.
    pub wording: Wording,
    pub kind: ActionKind,
    pub strength: Strength,
    pub strength_basis: Basis,
    pub recurrence: Option<Recurrence>,
    pub timeframe: Timeframe,
    /// Whether the source states both who leads and what is promised. It says nothing about progress.
    pub source_states_lead: bool,
    /// Whether this entry is known to stand for just one published action.
    pub matches_published: bool,
    /// The node of another plan that this commitment carries out.
    pub contributes_to: Option<NodeId>,
    pub note: Option<Narrative>,
    pub source: Citation,
    pub withdrawn: Option<Withdrawal>,
    /// Every change of the day on which its timeframe ends, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Why its text was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Edit>,
    /// Why it counts no more, where it was added by mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<Retraction>,
}

/// How firmly something is promised: the verb of the published text decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Release, launch, dismantle: it can be checked whether it happened.
    Deliver,
    /// Expand, strengthen, prioritize: a direction.
    Advance,
    /// Consider, seek, explore: a meeting could meet it.
    Explore,
}

/// Whether words are the plan's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    Published,
    Paraphrased,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionKind {
    Action,
    /// An office that its source lists as having acted under an objective, without a numbered action.
    Contribution,
}

/// An action that recurs is never completed; its occurrences are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// As the source writes it: "twice a year".
    pub stated: Title,
    /// How many occurrences a fiscal year should have.
    pub times_a_year: u32,
}

/// When an action is to be done: the source's words, and the days that the rules need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeframe {
    pub stated: Title,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    /// Where the two days come from.
    pub basis: Basis,
}

/// What the secretariat may change in an action's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    pub node: NodeId,
    pub node_basis: Basis,
    pub official_number: Option<Title>,
    pub title: Title,
    pub promise: Narrative,
    pub wording: Wording,
    pub strength: Strength,
    pub timeframe: Timeframe,
    pub note: Option<Narrative>,
}

impl Action {
    /// # Errors
    /// Only the secretariat (and an import by the operator) keeps plans.
    pub fn may_add(actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)
    }

    /// # Errors
    /// As [`may_add`](Action::may_add); a timeframe ends after it starts.
    pub fn add(actor: &Actor, action: Action) -> Result<Changed<Action>, DomainError> {
        Action::may_add(actor)?;
        action.timeframe.check()?;
        let event = Event::ActionAdded { reference: action.reference.to_string() };
        Ok(Changed::by(actor, action, event))
    }

    /// As people add it: what they type lies within bounds.
    ///
    /// # Errors
    /// As [`add`](Action::add) and [`Timeframe::check_within`].
    pub fn add_within(actor: &Actor, action: Action, bounds: DueBounds) -> Result<Changed<Action>, DomainError> {
        Action::may_add(actor)?;
        action.timeframe.check_within(bounds)?;
        Action::add(actor, action)
    }

    /// # Errors
    /// Only the secretariat withdraws an action, once.
    pub fn may_withdraw(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.still_stands()
    }

    /// Withdrawn wins over whatever was reported, and the action stays in every count that asks for it.
    ///
    /// # Errors
    /// As [`may_withdraw`](Action::may_withdraw).
    pub fn withdraw(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Action>, DomainError> {
        self.may_withdraw(actor)?;
        let withdrawn = Some(Withdrawal { on: today, reason });
        Ok(Changed::by(actor, Action { withdrawn, ..self.clone() }, Event::ActionWithdrawn {}))
    }

    /// # Errors
    /// [`ActionError::Withdrawn`] or [`ActionError::Retracted`] with the day since which it no longer stands.
    pub fn still_stands(&self) -> Result<(), DomainError> {
        self.is_not_retracted()?;
        match &self.withdrawn {
            None => Ok(()),
            Some(withdrawal) => Err(ActionError::Withdrawn { on: withdrawal.on }.into()),
        }
    }
}

impl Timeframe {
    /// For what people type. What a published plan says is taken as it is.
    ///
    /// # Errors
    /// For an end before the plan begins, and for days so far ahead that no one meant them.
    pub fn check_within(&self, bounds: DueBounds) -> Result<(), DomainError> {
        self.ends.map_or(Ok(()), |ends| bounds.check_range(ends))?;
        match self.starts {
            Some(starts) if bounds.range().1 < starts => bounds.check_range(starts),
            _ => Ok(()),
        }
    }

    pub(crate) fn check(&self) -> Result<(), DomainError> {
        match (self.starts, self.ends) {
            (Some(starts), Some(ends)) if ends < starts => Err(ActionError::EndsBeforeItStarts { starts, ends }.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
