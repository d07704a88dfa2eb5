//! What is known of the clock that entries are dated with, for all who share a store.

use chrono::TimeDelta;
use domain::date::Instant;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{PoisonError, RwLock};

/// What is known of the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClockState {
    #[default]
    Agrees,
    /// The last entry is dated `last`, more than a minute ahead of the clock. Nothing is recorded until then, unless an
    /// operator has accepted the clock: then entries carry the time of the last one.
    RecordAhead { last: Instant, is_accepted: bool },
    /// Since the last change the clock went on by so many seconds more than have passed. Nothing is recorded until an
    /// operator has accepted the clock.
    ClockAhead { seconds: i64 },
}

impl ClockState {
    /// Whether entries can be made.
    pub fn lets_write(self) -> bool {
        matches!(self, ClockState::Agrees | ClockState::RecordAhead { is_accepted: true, .. })
    }
}

/// What a store knows of the clock, for all who share it.
#[derive(Debug, Default)]
pub(crate) struct ClockWatch {
    state: RwLock<ClockState>,
    /// By how many microseconds the clock of the database is ahead of the machine's.
    offset: AtomicI64,
}

impl ClockWatch {
    pub(crate) fn offset(&self) -> TimeDelta {
        TimeDelta::microseconds(self.offset.load(Ordering::Relaxed))
    }

    pub(crate) fn set_offset(&self, offset: TimeDelta) {
        self.offset.store(offset.num_microseconds().unwrap_or(0), Ordering::Relaxed);
    }

    pub(crate) fn state(&self) -> ClockState {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn see(&self, state: ClockState) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}
