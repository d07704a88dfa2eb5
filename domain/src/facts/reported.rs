//! A status update as it is counted.

use super::Status;
use crate::Date;
use crate::date::FiscalQuarter;
use crate::update::{Confidence, ReportedStatus};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportFacts {
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    pub confidence: Option<Confidence>,
    pub submitted: Date,
    pub is_verified: bool,
}

impl ReportFacts {
    /// Whether it says that the action is open and off track.
    pub fn is_off_track(&self, recurs: bool) -> bool {
        let status = Status::shown(false, recurs, Some(self.status));
        status.is_open() && self.confidence == Some(Confidence::OffTrack)
    }
}
