//! Milestones: planned, moved with a reason, completed, reopened, withdrawn.

use crate::Date;
use crate::action::Action;
use crate::actor::{Actor, Authority, Permission};
use crate::assignment::Carriers;
use crate::changed::Changed;
use crate::error::{DomainError, MilestoneError};
use crate::event::Event;
use crate::ids::{ActionId, MilestoneId};
use crate::plan::Withdrawal;
use crate::slippage::{Move, slip};
use crate::text::{Sentence, Title};
use crate::verification::check_verifiable;
use serde::{Deserialize, Serialize};

mod described;

pub use crate::bounds::{Claim, DueBounds};
pub use crate::slippage::Reschedule;
pub use crate::verification::Verified;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub id: MilestoneId,
    pub action: ActionId,
    pub title: Title,
    /// The date that was first promised. Nothing changes it.
    pub original: Date,
    /// The date that holds now.
    pub due: Date,
    pub moves: Vec<Move>,
    /// When the agency expects to be done, where that differs from the date that it answers for.
    pub forecast: Option<Date>,
    pub state: MilestoneState,
    /// Why it was planned with a due date that was past already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_late: Option<Sentence>,
    /// Completions that were taken back, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopenings: Vec<Reopening>,
}

/// A completion that was taken back, and why. Its verification ended with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    pub on: Date,
    pub reason: Sentence,
    pub ended: Completion,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum MilestoneState {
    Open,
    Completed(Completion),
    Withdrawn(Withdrawal),
}

/// A claim that a milestone was reached. Without evidence it stands as claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    pub on: Date,
    pub claimed_by: Authority,
    pub verified: Option<Verified>,
}

/// What is planned, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMilestone {
    pub title: Title,
    pub due: Date,
    /// Why the due date is before today. Only the secretariat sets such a date.
    pub reason: Option<Sentence>,
}

impl Milestone {
    /// On whose word a milestone of the action is planned.
    ///
    /// # Errors
    /// Only for the lead of an action that still stands.
    pub fn may_plan(actor: &Actor, action: &Action, carriers: &Carriers) -> Result<Authority, DomainError> {
        let authority = carriers.authority_to_report(actor)?;
        action.still_stands()?;
        Ok(authority)
    }

    /// # Errors
    /// As [`may_plan`](Milestone::may_plan); and for a due date that is out of bounds.
    pub fn plan(
        actor: &Actor,
        action: &Action,
        carriers: &Carriers,
        (id, new): (MilestoneId, NewMilestone),
        bounds: DueBounds,
    ) -> Result<Changed<Milestone>, DomainError> {
        let authority = Milestone::may_plan(actor, action, carriers)?;
        let NewMilestone { title, due, reason } = new;
        bounds.check_planned(due, authority, reason.is_some())?;
        let after = Milestone {
            id,
            action: action.id,
            title,
            original: due,
            due,
            moves: Vec::new(),
            forecast: None,
            state: MilestoneState::Open,
            planned_late: reason.filter(|_| due < bounds.today),
            reopenings: Vec::new(),
        };
        Ok(Changed::by(actor, after, Event::MilestonePlanned { due }).with_authority(authority))
    }

    /// That no open milestone of the action says the same: a form that is sent again after going back makes no second one.
    ///
    /// # Errors
    /// [`MilestoneError::PlannedAlready`].
    pub fn check_new_among<'a>(&self, others: impl IntoIterator<Item = &'a Milestone>) -> Result<(), DomainError> {
        let is_same = |other: &Milestone| {
            other.id != self.id
                && other.state == MilestoneState::Open
                && other.due == self.due
                && other.title.reads_like(&self.title)
        };
        match others.into_iter().any(is_same) {
            true => Err(MilestoneError::PlannedAlready.into()),
            false => Ok(()),
        }
    }

    /// On whose word the milestone is moved, expected on another day, or completed.
    ///
    /// # Errors
    /// Only for the lead; only while it is open and its action stands.
    pub fn may_change(&self, actor: &Actor, carriers: &Carriers) -> Result<Authority, DomainError> {
        let authority = carriers.authority_to_report(actor)?;
        carriers.still_stand()?;
        self.is_open_or_refuse()?;
        Ok(authority)
    }

    /// Moves the date. The first promise stays, and the days are booked under the cause of the reason.
    ///
    /// # Errors
    /// As [`may_change`](Milestone::may_change); for the date that it has, and for one that is out of bounds.
    pub fn reschedule(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        to: Reschedule,
        bounds: DueBounds,
    ) -> Result<Changed<Milestone>, DomainError> {
        let authority = self.may_change(actor, carriers)?;
        if to.to == self.due {
            return Err(MilestoneError::SameDate { due: self.due }.into());
        }
        bounds.check_planned(to.to, authority, true)?;
        let cause = to.reason.cause();
        let made =
            Move { on: bounds.today, from: self.due, to: to.to, reason: to.reason, cause, sentence: to.sentence };
        let event =
            Event::MilestoneMoved { from: made.from, to: made.to, days: made.days(), reason: made.reason, cause };
        let mut after = Milestone { due: to.to, ..self.clone() };
        after.moves.push(made);
        Ok(Changed::by(actor, after, event).with_authority(authority))
    }

    /// Says when it is expected, without moving the date that the agency answers for.
    ///
    /// # Errors
    /// As [`may_change`](Milestone::may_change); a change must change something; not for a day before today, nor for one that
    /// is out of bounds.
    pub fn forecast(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        forecast: Option<Date>,
        bounds: DueBounds,
    ) -> Result<Changed<Milestone>, DomainError> {
        let authority = self.may_change(actor, carriers)?;
        if self.forecast == forecast {
            return Err(DomainError::NothingChanged);
        }
        forecast.map_or(Ok(()), |expected| bounds.check_expected(expected))?;
        let after = Milestone { forecast, ..self.clone() };
        Ok(Changed::by(actor, after, Event::MilestoneForecast { expected: forecast }).with_authority(authority))
    }

    /// Evidence may follow: without it the completion stands as claimed, and a signal says so.
    ///
    /// # Errors
    /// As [`may_change`](Milestone::may_change); never on a day to come or before the plan began, and before the record knew the milestone only
    /// with a document of that day.
    pub fn complete(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        claim: Claim,
        today: Date,
    ) -> Result<Changed<Milestone>, DomainError> {
        let authority = self.may_change(actor, carriers)?;
        claim.check(today)?;
        let on = claim.on;
        let completion = Completion { on, claimed_by: authority, verified: None };
        let after = Milestone { state: MilestoneState::Completed(completion), ..self.clone() };
        Ok(Changed::by(actor, after, Event::MilestoneCompleted { on }).with_authority(authority))
    }

    /// On whose word a completion is taken back.
    ///
    /// # Errors
    /// Only for the lead; only when it is completed and its action stands.
    pub fn may_reopen(&self, actor: &Actor, carriers: &Carriers) -> Result<Authority, DomainError> {
        self.completion_to_end(actor, carriers).map(|(authority, _)| authority)
    }

    fn completion_to_end(&self, actor: &Actor, carriers: &Carriers) -> Result<(Authority, &Completion), DomainError> {
        let authority = carriers.authority_to_report(actor)?;
        carriers.still_stand()?;
        Ok((authority, self.completion().ok_or(MilestoneError::NotCompleted)?))
    }

    /// Takes a completion back, and with it its verification. The dates stay as they were.
    ///
    /// # Errors
    /// As [`may_reopen`](Milestone::may_reopen).
    pub fn reopen(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Milestone>, DomainError> {
        let (authority, ended) = self.completion_to_end(actor, carriers)?;
        let ended = Reopening { on: today, reason, ended: ended.clone() };
        let mut after = Milestone { state: MilestoneState::Open, ..self.clone() };
        after.reopenings.push(ended);
        Ok(Changed::by(actor, after, Event::MilestoneReopened {}).with_authority(authority))
    }

    /// On whose word the milestone is withdrawn. Withdrawing one that is late and planning another would make slip
    /// vanish, so an agency does not do that alone.
    ///
    /// # Errors
    /// Only for the lead; only while it is open and its action stands; once it is overdue or was moved, only for the
    /// secretariat.
    pub fn may_withdraw(&self, actor: &Actor, carriers: &Carriers, today: Date) -> Result<Authority, DomainError> {
        let authority = carriers.authority_to_report(actor)?;
        carriers.still_stand()?;
        self.is_open_or_refuse()?;
        match authority {
            Authority::Own(_) if self.is_overdue(today) => Err(MilestoneError::WithdrawalOfOverdue.into()),
            Authority::Own(_) if !self.moves.is_empty() => Err(MilestoneError::WithdrawalOfMoved.into()),
            Authority::Own(_) | Authority::OnBehalfOf(_) => Ok(authority),
        }
    }

    /// # Errors
    /// As [`may_withdraw`](Milestone::may_withdraw).
    pub fn withdraw(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Milestone>, DomainError> {
        let authority = self.may_withdraw(actor, carriers, today)?;
        let state = MilestoneState::Withdrawn(Withdrawal { on: today, reason });
        let after = Milestone { state, ..self.clone() };
        Ok(Changed::by(actor, after, Event::MilestoneWithdrawn {}).with_authority(authority))
    }

    /// The completion that is verified.
    ///
    /// # Errors
    /// Only the secretariat verifies, only a completion, once, while the action stands, and never one that it claimed itself
    /// on behalf of others.
    pub fn may_verify(&self, actor: &Actor, carriers: &Carriers) -> Result<&Completion, DomainError> {
        actor.require(Permission::Verify)?;
        carriers.still_stand()?;
        let completion = self.completion().ok_or(MilestoneError::NotCompleted)?;
        check_verifiable(completion.claimed_by, completion.verified.as_ref())?;
        Ok(completion)
    }

    /// # Errors
    /// As [`may_verify`](Milestone::may_verify).
    pub fn verify(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        ground: Sentence,
        today: Date,
    ) -> Result<Changed<Milestone>, DomainError> {
        let completion = self.may_verify(actor, carriers)?;
        let verified = Some(Verified { on: today, ground });
        let state = MilestoneState::Completed(Completion { verified, ..completion.clone() });
        let after = Milestone { state, ..self.clone() };
        Ok(Changed::by(actor, after, Event::CompletionVerified {}).for_party(completion.claimed_by.party()))
    }

    /// Before today and not done.
    pub fn is_overdue(&self, today: Date) -> bool {
        matches!(self.state, MilestoneState::Open) && self.due < today
    }

    /// Days between the first promise and the current date.
    pub fn slip(&self) -> i64 {
        slip(self.original, self.due)
    }

    pub fn completion(&self) -> Option<&Completion> {
        match &self.state {
            MilestoneState::Completed(completion) => Some(completion),
            MilestoneState::Open | MilestoneState::Withdrawn(_) => None,
        }
    }

    fn is_open_or_refuse(&self) -> Result<(), DomainError> {
        match &self.state {
            MilestoneState::Open => Ok(()),
            MilestoneState::Completed(completion) => Err(MilestoneError::AlreadyCompleted { on: completion.on }.into()),
            MilestoneState::Withdrawn(withdrawal) => Err(MilestoneError::Withdrawn { on: withdrawal.on }.into()),
        }
    }
}

#[cfg(test)]
mod tests;
