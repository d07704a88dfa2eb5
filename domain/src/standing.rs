//! What stands in the record for an action: what keeps it from being retracted.

use crate::action::Held;
use crate::milestone::{Milestone, MilestoneState};
use crate::update::Report;

impl Held {
    pub fn of<'a>(
        reports: impl IntoIterator<Item = &'a Report>,
        milestones: impl IntoIterator<Item = &'a Milestone>,
    ) -> Held {
        let stands = |milestone: &&Milestone| !matches!(milestone.state, MilestoneState::Withdrawn(_));
        Held {
            updates: reports.into_iter().filter(|report| report.stands()).count(),
            milestones: milestones.into_iter().filter(stands).count(),
        }
    }
}
