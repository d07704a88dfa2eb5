//! What happened to an action after its last update was made: the update can't speak of it.

use crate::Date;
use crate::assignment::CarrierRole;
use crate::body::Party;
use crate::event::Event;
use crate::ids::{ActionId, MilestoneId};

/// One thing that happened since the last update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The day on which it was recorded.
    pub on: Date,
    pub what: Happened,
}

/// What bears on a status that was reported before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Planned {
        milestone: MilestoneId,
        due: Date,
    },
    Completed {
        milestone: MilestoneId,
        on: Date,
    },
    Moved {
        milestone: MilestoneId,
        from: Date,
        to: Date,
        /// Negative when the date was brought forward.
        days: i64,
    },
    Reopened {
        milestone: MilestoneId,
    },
    Withdrawn {
        milestone: MilestoneId,
    },
    /// The party leads the action now.
    LeadAccepted {
        party: Party,
    },
    /// The party leads it no more.
    LeadEnded {
        party: Party,
    },
    /// A linked action, which is the same work or contributes to this one, was reported completed.
    LinkedCompleted {
        action: ActionId,
    },
}

/// In which way something bears on what was said before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    Better,
    Worse,
    /// The commitment, or who answers for it, is not the one of which was spoken.
    Other,
}

impl Happened {
    /// What an entry about a milestone, or about the lead, tells. `None` where it doesn't bear on a reported status.
    pub fn of(event: &Event, subject: MilestoneId) -> Option<Happened> {
        let milestone = subject;
        match event {
            Event::MilestonePlanned { due } => Some(Happened::Planned { milestone, due: *due }),
            Event::MilestoneCompleted { on } => Some(Happened::Completed { milestone, on: *on }),
            Event::MilestoneMoved { from, to, days, .. } => {
                Some(Happened::Moved { milestone, from: *from, to: *to, days: *days })
            }
            Event::MilestoneReopened {} => Some(Happened::Reopened { milestone }),
            Event::MilestoneWithdrawn {} => Some(Happened::Withdrawn { milestone }),
            Event::RoleAccepted { role: CarrierRole::Lead, party } => Some(Happened::LeadAccepted { party: *party }),
            Event::RoleEnded { role: CarrierRole::Lead, party }
            | Event::RoleHandedBack { role: CarrierRole::Lead, party } => Some(Happened::LeadEnded { party: *party }),
            _ => None,
        }
    }

    pub(super) fn bearing(self) -> Bearing {
        match self {
            Happened::Completed { .. } | Happened::LinkedCompleted { .. } => Bearing::Better,
            Happened::Moved { days, .. } if days > 0 => Bearing::Worse,
            Happened::Moved { .. } => Bearing::Better,
            Happened::Planned { .. }
            | Happened::Reopened { .. }
            | Happened::Withdrawn { .. }
            | Happened::LeadAccepted { .. }
            | Happened::LeadEnded { .. } => Bearing::Other,
        }
    }
}
