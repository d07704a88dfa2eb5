//! What waits for each role on its first page.

mod chair;
mod due;
mod my_work;
mod off_track;
mod period;
mod record;
mod slipped;

pub use chair::{ChairHome, Changes};
pub use due::{Due, DueWhat, NEAR};
pub use my_work::{Ahead, MyWork};
pub use off_track::{Recovered, WentOffTrack};
pub use period::{OwedBy, Period};
pub use record::RecordHome;
pub use slipped::{SlippedDate, SlippedSince, Withdrawn, WithdrawnCommitment};

/// Rows of a block; the rest is one link away.
pub const SHOWN: usize = 8;

/// The first rows of a block, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Few<T> {
    pub all: usize,
    pub shown: Vec<T>,
}
