//! Edits of an action's text, each with a reason: one that corrects an error is told from one that changes the commitment.

use super::{Action, Amendment, Held, Timeframe};
use crate::Date;
use crate::actor::{Actor, Permission};
use crate::bounds::DueBounds;
use crate::changed::Changed;
use crate::error::{ActionError, DomainError};
use crate::event::Event;
use crate::plan::Basis;
use crate::text::Sentence;
use crate::vocabulary::EditKind;
use serde::{Deserialize, Serialize};

/// An edit as the version that it made keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub on: Date,
    pub kind: EditKind,
    pub reason: Sentence,
}

/// Why a text is edited, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditReason {
    pub kind: EditKind,
    pub reason: Sentence,
}

impl Action {
    /// # Errors
    /// Only the secretariat keeps plans; a withdrawn action is not edited.
    pub fn may_amend(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.still_stands()
    }

    /// # Errors
    /// As [`may_amend`](Action::may_amend); an edit must change something, and the end of the timeframe only where that
    /// corrects an error: another end is [moved](Action::move_end).
    pub fn amend(
        &self,
        actor: &Actor,
        to: Amendment,
        why: EditReason,
        today: Date,
    ) -> Result<Changed<Action>, DomainError> {
        self.may_amend(actor)?;
        to.timeframe.check()?;
        // What is not changed keeps the basis that it had.
        let strength_basis = if to.strength == self.strength { self.strength_basis } else { Basis::Inferred };
        let node_basis = if to.node == self.node { self.node_basis } else { to.node_basis };
        let days = |timeframe: &Timeframe| (timeframe.starts, timeframe.ends);
        let is_same_time = days(&to.timeframe) == days(&self.timeframe);
        let basis = if is_same_time { self.timeframe.basis } else { to.timeframe.basis };
        let edited = Action {
            node: to.node,
            node_basis,
            official_number: to.official_number,
            title: to.title,
            promise: to.promise,
            wording: to.wording,
            strength: to.strength,
            strength_basis,
            timeframe: Timeframe { basis, ..to.timeframe },
            note: to.note,
            ..self.clone()
        };
        if edited == *self {
            return Err(DomainError::NothingChanged);
        }
        self.check_end(edited.timeframe.ends, why.kind)?;
        let EditReason { kind, reason } = why;
        let after = Action { edited: Some(Edit { on: today, kind, reason }), ..edited };
        Ok(Changed::by(actor, after, Event::ActionAmended { kind: Some(kind) }))
    }

    /// As people edit it: days that they change lie within bounds, and an end that agencies rely on is not edited at all.
    ///
    /// # Errors
    /// As [`amend`](Action::amend) and [`Timeframe::check_within`]; and for another end where that would be slip that no one
    /// sees: where the end is past, or progress was reported against it, and where none is given any more.
    pub fn amend_within(
        &self,
        actor: &Actor,
        to: Amendment,
        why: EditReason,
        (held, bounds): (Held, DueBounds),
    ) -> Result<Changed<Action>, DomainError> {
        self.may_amend(actor)?;
        if let Some(ends) = self.timeframe.ends
            && to.timeframe.ends != Some(ends)
            && (to.timeframe.ends.is_none() || ends < bounds.today || held.updates > 0)
        {
            return Err(ActionError::EndIsMoved.into());
        }
        if (to.timeframe.starts, to.timeframe.ends) != (self.timeframe.starts, self.timeframe.ends) {
            to.timeframe.check_within(bounds)?;
        }
        self.amend(actor, to, why, bounds.today)
    }

    /// An end that was committed is not changed in passing: its days would be slip that no one sees.
    fn check_end(&self, ends: Option<Date>, kind: EditKind) -> Result<(), DomainError> {
        let is_another = self.timeframe.ends.is_some() && ends != self.timeframe.ends;
        match kind {
            EditKind::ChangesCommitment if is_another => Err(ActionError::EndIsMoved.into()),
            EditKind::CorrectsError if is_another && !self.moves.is_empty() => {
                Err(ActionError::EndWasMoved { to: self.timeframe.ends }.into())
            }
            EditKind::CorrectsError | EditKind::ChangesCommitment => Ok(()),
        }
    }
}
