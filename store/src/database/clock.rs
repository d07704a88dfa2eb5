//! The clock that the record is given: the machine's, one that starts at another instant, or one that is set by hand.

mod machine;

use chrono::{DurationRound, TimeDelta};
use domain::date::Instant;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What time it is for the record. Sessions and throttling always use the machine's clock.
#[derive(Clone, Debug)]
pub enum Clock {
    /// Held against what else tells the time before anything is recorded.
    Machine,
    /// The clocks of a machine as a test shows them, held against the same.
    Shown(Arc<Mutex<Shown>>),
    /// Runs from `start`, which the machine's monotonic clock showed as `began`.
    From { start: Instant, began: std::time::Instant },
    /// Stands until it is set. Microseconds since 1970.
    Set(Arc<AtomicI64>),
}

/// What the clocks of a machine show at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The clock that is set to the time of day.
    pub wall: Instant,
    /// The time that passed since the machine was started. No one can set it.
    pub running: TimeDelta,
    /// Which start of the machine that was. Empty where it is not known: then nothing is compared.
    pub boot: String,
}

impl Clock {
    /// A clock that shows `start` now and goes on from there.
    pub fn starting_at(start: Instant) -> Clock {
        Clock::From { start, began: std::time::Instant::now() }
    }

    /// A clock that shows `instant` until [`set`](Self::set) moves it.
    pub fn standing_at(instant: Instant) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(instant.timestamp_micros())))
    }

    /// Moves a standing clock. The others keep their own time.
    pub fn set(&self, instant: Instant) {
        if let Clock::Set(micros) = self {
            micros.store(instant.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// Now, cut to microseconds, because both databases keep no more.
    pub fn now(&self) -> Instant {
        let now = match self {
            Clock::Machine => machine::wall(),
            Clock::Shown(shown) => shown.lock().unwrap_or_else(PoisonError::into_inner).wall,
            Clock::From { start, began } => *start + TimeDelta::from_std(began.elapsed()).unwrap_or_default(),
            Clock::Set(micros) => Instant::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default(),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }

    /// What the machine shows. `None` for a clock that is no machine's.
    pub(crate) fn shown(&self) -> Option<Shown> {
        match self {
            Clock::Machine => Some(machine::shown()),
            Clock::Shown(shown) => Some(shown.lock().unwrap_or_else(PoisonError::into_inner).clone()),
            Clock::From { .. } | Clock::Set(_) => None,
        }
    }

    pub(crate) fn is_of_a_machine(&self) -> bool {
        matches!(self, Clock::Machine | Clock::Shown(_))
    }
}
