//! The dates that an action commits to: the end of its own timeframe, and the due dates of its milestones. Slip is counted
//! over all of them alike.

use super::{ActionFacts, MilestoneFacts, MilestoneStanding, Status};
use crate::Date;
use crate::ids::MilestoneId;
use crate::slippage::{Booked, slip};
use chrono::TimeDelta;
use internment::Intern;

/// A date that was committed and that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommittedDate {
    /// Blank for the end of the action's own timeframe.
    pub milestone: Option<MilestoneId>,
    pub original: Date,
    pub current: Date,
    /// Every change of it, the first one first.
    pub booked: Intern<[Booked]>,
    /// Whether what was due is done.
    pub is_completed: bool,
}

impl CommittedDate {
    /// Days by which the current date lies after the original one.
    pub fn slip(&self) -> i64 {
        slip(self.original, self.current)
    }
}

impl From<&MilestoneFacts> for CommittedDate {
    fn from(milestone: &MilestoneFacts) -> CommittedDate {
        CommittedDate {
            milestone: Some(milestone.id),
            original: milestone.original,
            current: milestone.due,
            booked: milestone.booked,
            is_completed: matches!(milestone.state, MilestoneStanding::Completed(_)),
        }
    }
}

impl ActionFacts {
    /// The dates that count for slip: the end of the timeframe, and those of the milestones that were not withdrawn. An
    /// action that was withdrawn is committed to none.
    pub fn committed_dates(&self) -> impl Iterator<Item = CommittedDate> + '_ {
        self.committed_end().into_iter().chain(self.standing_milestones().map(CommittedDate::from))
    }

    /// Days of slip of the dates that the action was committed to until it was withdrawn, or is committed to still.
    pub fn slip_until_withdrawn(&self) -> i64 {
        let milestones = self.milestones.iter().filter(|milestone| milestone.state != MilestoneStanding::Withdrawn);
        self.end_until_withdrawn().into_iter().chain(milestones.map(CommittedDate::from)).map(|date| date.slip()).sum()
    }

    /// The end of its own timeframe, where it is known and the action was not withdrawn.
    pub fn committed_end(&self) -> Option<CommittedDate> {
        self.end_until_withdrawn().filter(|_| !self.is_withdrawn)
    }

    /// The end of its own timeframe, where it is known, as it is or was when the action was withdrawn.
    pub fn end_until_withdrawn(&self) -> Option<CommittedDate> {
        let current = self.ends?;
        let moved: i64 = self.end_booked.iter().map(|booked| i64::from(booked.days)).sum();
        let original = current.checked_sub_signed(TimeDelta::days(moved))?;
        let is_completed = self.status() == Status::Completed;
        Some(CommittedDate { milestone: None, original, current, booked: self.end_booked, is_completed })
    }
}
