//! Which dates a commitment may have: none that hides that it is late, and none that was never meant.

use crate::Date;
use crate::actor::Authority;
use crate::error::{DomainError, MilestoneError};
use chrono::Months;

/// How far ahead a due date lies at most. Later ones are slips of the finger.
const YEARS_AHEAD: u32 = 20;

/// How far after the end of its plan an agency plans a milestone on its own: a date that was never meant, moved back later,
/// would make up for the slip of others.
const MONTHS_AFTER_THE_PLAN: u32 = 60;

/// The days by which a due date is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueBounds {
    /// The day on which the plan of the action begins.
    pub plan_starts: Date,
    /// The day on which it ends, where it says one.
    pub plan_ends: Option<Date>,
    pub today: Date,
}

/// A day of completion, and what it is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub on: Date,
    /// The day on which the plan of the action begins.
    pub plan_starts: Date,
    /// The day on which the milestone entered the record.
    pub recorded: Date,
    /// The date of the document that shows it, where one comes with the claim or is attached already.
    pub document: Option<Date>,
}

impl DueBounds {
    /// The first day that a due date may have with a reason, and the last.
    pub fn range(self) -> (Date, Date) {
        (self.plan_starts, self.today.checked_add_months(Months::new(12 * YEARS_AHEAD)).unwrap_or(Date::MAX))
    }

    /// A day before the plan, or so far ahead that no one meant it.
    pub(crate) fn check_range(self, due: Date) -> Result<(), DomainError> {
        let (first, last) = self.range();
        match due {
            due if due < first => Err(MilestoneError::DueBeforeThePlan { starts: first }.into()),
            due if last < due => Err(MilestoneError::DueTooFarAhead { last }.into()),
            _ => Ok(()),
        }
    }

    /// The last day for which an agency plans a milestone on its own.
    pub fn last_planned(self) -> Date {
        let Some(ends) = self.plan_ends else { return self.range().1 };
        let last = ends.max(self.today).checked_add_months(Months::new(MONTHS_AFTER_THE_PLAN));
        last.unwrap_or(Date::MAX).min(self.range().1)
    }

    /// The due date of a milestone that is planned or moved.
    pub(crate) fn check_planned(self, due: Date, authority: Authority, has_reason: bool) -> Result<(), DomainError> {
        self.check(due, authority, has_reason)?;
        match authority {
            Authority::Own(_) if self.last_planned() < due => {
                Err(MilestoneError::DueLongAfterThePlan { last: self.last_planned() }.into())
            }
            Authority::Own(_) | Authority::OnBehalfOf(_) => Ok(()),
        }
    }

    /// The day on which what is not done yet is expected.
    pub(crate) fn check_expected(self, expected: Date) -> Result<(), DomainError> {
        self.check_range(expected)?;
        if expected < self.today {
            return Err(MilestoneError::ExpectedBeforeToday { today: self.today }.into());
        }
        Ok(())
    }

    /// A due date that is already past makes a milestone late at once, or hides that it is: only the secretariat sets
    /// one, with a reason.
    pub(crate) fn check(self, due: Date, authority: Authority, has_reason: bool) -> Result<(), DomainError> {
        self.check_range(due)?;
        let refused = match authority {
            Authority::Own(_) if due < self.today => MilestoneError::DueBeforeToday { today: self.today },
            Authority::OnBehalfOf(_) if due < self.today && !has_reason => MilestoneError::PastDueWithoutReason,
            Authority::Own(_) | Authority::OnBehalfOf(_) => return Ok(()),
        };
        Err(refused.into())
    }
}

impl Claim {
    /// Before the record knew the milestone no one saw it open: only a document of that day shows that it was reached.
    pub(crate) fn check(self, today: Date) -> Result<(), DomainError> {
        let Claim { on, plan_starts, recorded, document } = self;
        if today < on {
            return Err(MilestoneError::CompletedInTheFuture { on }.into());
        }
        if on < plan_starts {
            return Err(MilestoneError::CompletedBeforeThePlan { starts: plan_starts }.into());
        }
        if on < recorded && document != Some(on) {
            return Err(MilestoneError::CompletedBeforeTheRecord { on, recorded }.into());
        }
        Ok(())
    }
}
