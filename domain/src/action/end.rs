//! The end of an action's own timeframe: a date that was committed, moved as the due date of a milestone is.

use super::{Action, Timeframe};
use crate::Date;
use crate::actor::{Actor, Permission};
use crate::bounds::DueBounds;
use crate::changed::Changed;
use crate::error::{ActionError, DomainError};
use crate::event::Event;
use crate::slippage::{Move, Reschedule};
use crate::vocabulary::ReportedStatus;
use chrono::TimeDelta;

impl Action {
    /// The day on which its timeframe ends, where there is one to move.
    ///
    /// # Errors
    /// Only the secretariat keeps plans; only while the action stands and was not last reported completed, since a
    /// commitment that was kept slips no more; and only an end that is known.
    pub fn may_move_end(&self, actor: &Actor, last: Option<ReportedStatus>) -> Result<Date, DomainError> {
        actor.require(Permission::KeepPlans)?;
        self.still_stands()?;
        if last == Some(ReportedStatus::Completed) {
            return Err(ActionError::Completed.into());
        }
        self.timeframe.ends.ok_or_else(|| ActionError::NoEnd.into())
    }

    /// Moves the end of the timeframe. The original end stays, and the days count as slip under the cause of the reason.
    ///
    /// # Errors
    /// As [`may_move_end`](Action::may_move_end); for the day that it has, and for one that is out of bounds.
    pub fn move_end(
        &self,
        actor: &Actor,
        last: Option<ReportedStatus>,
        to: Reschedule,
        bounds: DueBounds,
    ) -> Result<Changed<Action>, DomainError> {
        let from = self.may_move_end(actor, last)?;
        if to.to == from {
            return Err(ActionError::SameEnd { ends: from }.into());
        }
        bounds.check_range(to.to)?;
        let timeframe = Timeframe { ends: Some(to.to), ..self.timeframe.clone() };
        timeframe.check()?;
        let cause = to.reason.cause();
        let made = Move { on: bounds.today, from, to: to.to, reason: to.reason, cause, sentence: to.sentence };
        let event = Event::ActionMoved { from, to: made.to, days: made.days(), reason: made.reason, cause };
        let mut after = Action { timeframe, ..self.clone() };
        after.moves.push(made);
        Ok(Changed::by(actor, after, event))
    }

    /// Days by which the current end lies after the one that was committed first.
    pub fn slip(&self) -> i64 {
        self.days_moved().max(0)
    }

    /// Days by which the end was moved, later less earlier.
    fn days_moved(&self) -> i64 {
        self.moves.iter().map(Move::days).sum()
    }

    /// The end that was committed first: the current one, less the days by which it was moved.
    pub fn original_end(&self) -> Option<Date> {
        self.timeframe.ends?.checked_sub_signed(TimeDelta::days(self.days_moved()))
    }
}
