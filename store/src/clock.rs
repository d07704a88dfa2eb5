//! The clock that the record is given: the machine's, one that starts at another instant, or one that is set by hand.

use chrono::{DurationRound, TimeDelta, Utc};
use domain::date::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// What time it is for the record. Sessions and throttling always use the machine's clock.
#[derive(Clone, Debug)]
pub enum Clock {
    Machine,
    /// Runs from `start`, which the machine's monotonic clock showed as `began`.
    From {
        start: Instant,
        began: std::time::Instant,
    },
    /// Stands until it is set. Microseconds since 1970.
    Set(Arc<AtomicI64>),
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
            Clock::Machine => Utc::now(),
            Clock::From { start, began } => *start + TimeDelta::from_std(began.elapsed()).unwrap_or_default(),
            Clock::Set(micros) => Instant::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default(),
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }
}
