//! Sample progress for the demonstration: December 2021 to September 30, 2024, entered through the rules.
//!
//! The plans, agencies, and actions are real; every milestone, status update, slip, and response is made up. The result
//! is always the same: what looks random is a hash of the action's reference. Each entry has the time of its scene.

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
    #[error("the demonstration names {0}, which the plans do not have")]
    Missing(String),
    #[error("the demonstration has an invalid text: {0}")]
    Text(#[from] domain::text::TextError),
}

/// The last day that is played.
const END: Date = day(2024, 9, 30);

/// The start of the demonstration: the morning on which the 2021 plan was released.
pub fn begins() -> Instant {
    at(day(2021, 12, 3), 9 * 60)
}

/// Plays everything into an open, empty sample record. The store's clock must be a fixed one; this function sets it.
///
/// # Errors
/// If a rule refuses, which a test would have found, or the database cannot be reached.
pub async fn play(store: &Store) -> Result<(), DemoError> {
    stage::Stage::open(store).await?.play().await
}

/// A time in New York, in minutes from the start of the day.
fn at(day: Date, minutes: i64) -> Instant {
    Zone::NEW_YORK.start_of(day) + chrono::TimeDelta::minutes(minutes)
}

/// A date that is written in this code.
const fn day(year: i32, month: u32, day: u32) -> Date {
    match Date::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}
