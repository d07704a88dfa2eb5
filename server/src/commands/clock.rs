//! `concord clock`: whether the clock agrees with the record, and what to do if it does not.

use super::error::CommandError;
use super::record::Record;
use crate::config::Config;
use clap::Args;
use domain::date::Instant;
use std::io::Write;
use store::{ClockGuard, ClockState};

/// Compare the clock with the record, and accept it
///
/// Concord saves nothing while the last log entry is dated more than a minute ahead of the clock. With SQLite it also saves
/// nothing if the clock ran more than a minute ahead of elapsed time since the last change: an entry dated in the future
/// would block saving until real time catches up.
///
/// First check the clock of this machine (with PostgreSQL: of the database). If it is wrong, correct it, and run this again.
/// If it is right, --accept lets people save again, and the audit log records it. If the record is dated ahead, entries
/// carry the date of the last one until real time catches up.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord clock
  concord clock --accept")]
pub struct Clock {
    /// The clock is right: resume saving
    #[arg(long)]
    accept: bool,
}

impl Clock {
    /// # Errors
    /// When the clock does not agree with the record and was not accepted, or the record cannot be opened.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let record = Record::open_to_write(config).await?;
        let was_accepted = self.accept && record.store.accept_clock().await?;
        if was_accepted {
            writeln!(out, "Accepted the clock. The audit log records it.").map_err(CommandError::Output)?;
        }
        let state = record.store.clock_state().await?;
        let now = record.store.now();
        let last = record.store.head().await?.recorded_at;
        let closed = if was_accepted { record.close().await } else { record.leave().await };
        closed?;
        say(now, last, state, out).map_err(CommandError::Output)?;
        if state.lets_write() { Ok(()) } else { Err(CommandError::Clock) }
    }
}

fn say(now: Instant, last: Instant, state: ClockState, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "Clock:      {}", written(now))?;
    writeln!(out, "Last entry: {}", written(last))?;
    writeln!(out, "{}", words(state))
}

/// The state of the clock in the words of an operator, for the command line and the log.
pub fn words(state: ClockState) -> String {
    match state {
        ClockState::Agrees => "The clock agrees with the record.".to_owned(),
        ClockState::RecordAhead { last, is_accepted: false } => format!(
            "The record is dated ahead of the clock. Nothing can be saved until {}, unless you accept the clock.",
            written(last)
        ),
        ClockState::RecordAhead { last, is_accepted: true } => format!(
            "The record is dated ahead of the clock, which was accepted. Entries carry the date of the last one until {}.",
            written(last)
        ),
        ClockState::ClockAhead { seconds } => format!(
            "Since the last change the clock ran {seconds} seconds ahead of elapsed time. Nothing can be saved until the \
             clock is corrected or accepted."
        ),
    }
}

/// What an operator does if a clock that is set ahead would not be noticed.
pub const GUARD_ADVICE: &str = "Let the service read it: its unit has no ProcSubset=pid (docs/operations.md).";

/// Whether a clock that is set ahead would be noticed, in the words of an operator.
pub fn guard_words(guard: ClockGuard) -> String {
    const BOOT: &str = "read which start of the machine this is (/proc/sys/kernel/random/boot_id)";
    match guard {
        ClockGuard::Holds => "A clock that is set ahead is noticed.".to_owned(),
        ClockGuard::MissingHere => {
            format!("A clock that is set ahead would not be noticed: this program can't {BOOT}.")
        }
        ClockGuard::MissingAtLastChange => format!(
            "A clock that is set ahead would not be noticed: the program that made the last change couldn't {BOOT}."
        ),
    }
}

fn written(instant: Instant) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
