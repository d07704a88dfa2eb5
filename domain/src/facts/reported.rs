//! A status update as it is counted.

use super::{ActionFacts, Status};
use crate::Date;
use crate::date::FiscalQuarter;
use crate::plan::PlanState;
use crate::update::{Acceptance, Confidence, ReportedStatus};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportFacts {
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    pub confidence: Option<Confidence>,
    pub submitted: Date,
    pub is_verified: bool,
    /// What the secretariat said of it, where it said anything.
    pub review: Option<Acceptance>,
}

impl ReportFacts {
    /// Blank where a source is quoted, of which there is nothing to accept: only such an update has no confidence.
    pub fn acceptance(&self) -> Option<Acceptance> {
        self.confidence.map(|_| self.review.unwrap_or(Acceptance::Awaiting))
    }

    pub fn is_returned(&self) -> bool {
        self.review == Some(Acceptance::Returned)
    }

    /// Whether it says that the action is open and off track.
    pub fn is_off_track(&self, recurs: bool) -> bool {
        let status = Status::shown(false, recurs, Some(self.status));
        status.is_open() && self.confidence == Some(Confidence::OffTrack)
    }
}

impl ActionFacts {
    /// Whether its last update was accepted. Blank where it has none, and where its plan is not in force, so that no one waits.
    pub fn acceptance(&self) -> Option<Acceptance> {
        let is_awaited = self.plan_state == PlanState::InForce && !self.is_retracted && !self.is_withdrawn;
        self.last_report.filter(|_| is_awaited)?.acceptance()
    }
}
