//! What waits for each role on its first page.

mod chair;
mod decisions;
mod due;
mod my_work;
mod off_track;
mod period;
mod record;
mod slipped;
mod trend;
mod worst;

pub use chair::{ChairHome, Changes};
pub use decisions::{Decision, Decisions, Said, all_decisions, decisions_of};
pub use due::{Due, DueWhat, NEAR};
pub use my_work::{Ahead, MyWork};
pub use off_track::Recovered;
pub use period::{OwedBy, Period};
pub use record::RecordHome;
pub use slipped::{SlippedDate, SlippedSince, Withdrawn, WithdrawnCommitment};
pub use trend::TrendPoint;
pub use worst::{AgencyTroubles, SectionTroubles, Troubles, agency_troubles};

/// Rows of a block; the rest is one link away.
pub const SHOWN: usize = 8;

/// The first rows of a block, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<T> {
    pub all: usize,
    pub shown: Vec<T>,
}
