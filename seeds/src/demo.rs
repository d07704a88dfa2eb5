//! Sample progress for the demonstration: December 2021 to September 30, 2024, played through the rules.
//!
//! The plans, agencies and actions are the real ones; every milestone, report, slip and answer is made up. The same play
//! comes out each time: what looks like chance is a hash of the action's own reference. Each entry carries the instant at
//! which it was played.

mod cast;
mod chance;
mod course;
mod script;
mod set_pieces;
mod stage;

use crate::RealPlansError;
use domain::Date;
use domain::date::{Instant, Zone};
use store::{Store, StoreError};
use thiserror::Error;

/// Why the demonstration could not be played.
#[derive(Debug, Error)]
pub enum DemoError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Plans(#[from] RealPlansError),
    #[error(transparent)]
    Refused(#[from] domain::DomainError),
    #[error("on {on}, {action}: {command}: {cause}")]
    Scene { on: Date, action: String, command: String, cause: Box<DemoError> },
    #[error("the play speaks of {0}, which the plans do not have")]
    Missing(String),
    #[error("the play has a text that cannot be kept: {0}")]
    Text(#[from] domain::text::TextError),
}

/// The last day that is played.
const END: Date = day(2024, 9, 30);

/// When the record of the demonstration begins: the morning on which the 2021 plan was released.
pub fn begins() -> Instant {
    at(day(2021, 12, 3), 9 * 60)
}

/// Plays everything into an open, empty record of samples. The store's clock must be a standing one; it is moved.
///
/// # Errors
/// When a rule refuses, which a test would have found, or the database does not answer.
pub async fn play(store: &Store) -> Result<(), DemoError> {
    stage::Stage::open(store).await?.play().await
}

/// So many minutes into a day in New York.
fn at(day: Date, minutes: i64) -> Instant {
    Zone::NEW_YORK.start_of(day) + chrono::TimeDelta::minutes(minutes)
}

/// A day of the calendar that is written in this play.
const fn day(year: i32, month: u32, day: u32) -> Date {
    match Date::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}
