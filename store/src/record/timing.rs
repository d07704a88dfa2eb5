//! When an entry is recorded, and whether the clock may be believed.
//!
//! An entry that is dated ahead stops the record until real time has caught up, so none is made whose time cannot be right.
//! On PostgreSQL the clock of the database tells the time, whichever server writes. On SQLite it is the kernel's clock, and
//! since the last change not more time can lie than the machine was running.

use crate::database::clock::Shown;
use crate::database::clock_watch::ClockState;
use crate::error::StoreError;
use crate::store::Store;
use crate::tables::ledger::{Head, instant, read_head};
use chrono::TimeDelta;
use domain::date::Instant;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// How far two clocks may lie apart.
const TOLERANCE: TimeDelta = TimeDelta::minutes(1);

/// A clock that ran slow or fast by a thousandth is put right in small steps, which may add up while no one writes.
const DRIFT: i32 = 1_000;

/// The code of the entry by which an operator has accepted the clock.
const CLOCK_ACCEPTED: &str = "clock-accepted";

/// Whether it would be noticed that someone sets the clock of the machine ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockGuard {
    /// It would be: the database tells the time, or the clock is held against what else the machine shows.
    Holds,
    /// Not by this process: it cannot read which start of the machine this is.
    MissingHere,
    /// Not by the process that made the last change, because it could not read that.
    MissingAtLastChange,
}

/// When what is done now is recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    /// Never before the last entry.
    pub recorded_at: Instant,
    /// By which rules judge what day it is. The same, but where entries carry the time of one that is dated ahead.
    pub judged_at: Instant,
}

/// What the clock says, and what the machine showed with it.
struct Reading {
    now: Instant,
    shown: Option<Shown>,
}

impl Store {
    /// Whether the clock agrees with the record.
    ///
    /// # Errors
    /// When the database does not answer, or the record has not begun.
    pub async fn clock_state(&self) -> Result<ClockState, StoreError> {
        let head = read_head(self.reader(), false).await?.ok_or(StoreError::NotFound)?;
        let reading = self.read_clock(self.reader()).await?;
        self.judge(self.reader(), &head, &reading).await
    }

    /// What was found when the clock was last looked at: at the last change, or by [`clock_state`](Self::clock_state).
    pub fn known_clock_state(&self) -> ClockState {
        match self.clock_watch().state() {
            ClockState::RecordAhead { last, .. } if last - self.now() <= TOLERANCE => ClockState::Agrees,
            known => known,
        }
    }

    /// Asks again where it is known that nothing can be saved: an operator may have accepted the clock, or put it right, and
    /// the next page says so. What cannot be asked now stays known as it was.
    pub async fn follow_clock(&self) {
        if !self.known_clock_state().lets_write()
            && let Err(fault) = self.clock_state().await
        {
            tracing::debug!(error = %fault, "The clock could not be held against the record again");
        }
    }

    /// Whether it would be noticed that the clock is set ahead.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn clock_guard(&self) -> Result<ClockGuard, StoreError> {
        let reader = self.reader();
        if reader.get_database_backend() == DbBackend::Postgres {
            return Ok(ClockGuard::Holds);
        }
        let Some(shown) = self.clock().shown() else { return Ok(ClockGuard::Holds) };
        if shown.boot.is_empty() {
            return Ok(ClockGuard::MissingHere);
        }
        let query = Query::select().column("boot").from("clock_seen").to_owned();
        let kept = reader.query_one(&query).await?.map(|row| row.try_get::<String>("", "boot")).transpose()?;
        let is_missing = kept.is_some_and(|boot| boot.is_empty());
        Ok(if is_missing { ClockGuard::MissingAtLastChange } else { ClockGuard::Holds })
    }

    /// What time it is, by the clock that entries are dated with.
    pub(crate) async fn clock_now(&self, connection: &impl ConnectionTrait) -> Result<Instant, StoreError> {
        Ok(self.read_clock(connection).await?.now)
    }

    /// The time of the next entry. Asked while the head is locked, so that the order of entries is that of their times.
    pub(crate) async fn timing(&self, connection: &impl ConnectionTrait, head: &Head) -> Result<Timing, StoreError> {
        let reading = self.read_clock(connection).await?;
        let state = self.judge(connection, head, &reading).await?;
        match state {
            ClockState::Agrees | ClockState::RecordAhead { is_accepted: true, .. } => {
                timing_at(connection, head, reading).await
            }
            ClockState::RecordAhead { last, is_accepted: false } => {
                Err(StoreError::RecordAhead { last, now: reading.now })
            }
            ClockState::ClockAhead { seconds } => Err(StoreError::ClockAhead { seconds }),
        }
    }

    /// The same where an operator answers for the clock. `None` where it agrees and there is nothing to answer for.
    pub(crate) async fn accepted_timing(
        &self,
        connection: &impl ConnectionTrait,
        head: &Head,
    ) -> Result<Option<Timing>, StoreError> {
        let reading = self.read_clock(connection).await?;
        match self.judge(connection, head, &reading).await? {
            state if state.lets_write() => Ok(None),
            _ => timing_at(connection, head, reading).await.map(Some),
        }
    }

    async fn judge(
        &self,
        connection: &impl ConnectionTrait,
        head: &Head,
        reading: &Reading,
    ) -> Result<ClockState, StoreError> {
        let before = match &reading.shown {
            Some(shown) => kept(connection, &shown.boot).await?,
            None => None,
        };
        let ahead = head.recorded_at - reading.now;
        let state = match (before, &reading.shown) {
            _ if ahead > TOLERANCE => {
                let is_accepted = is_accepted(connection, head.recorded_at).await?;
                ClockState::RecordAhead { last: head.recorded_at, is_accepted }
            }
            (Some(before), Some(shown)) => since(&before, shown),
            _ => ClockState::Agrees,
        };
        self.clock_watch().see(state);
        Ok(state)
    }

    /// The clock of the database on PostgreSQL, where the machine has one too. `now()` would be when the transaction began.
    async fn read_clock(&self, connection: &impl ConnectionTrait) -> Result<Reading, StoreError> {
        let clock = self.clock();
        if connection.get_database_backend() != DbBackend::Postgres || !clock.is_of_a_machine() {
            let shown = clock.shown();
            return Ok(Reading { now: clock.now(), shown });
        }
        const ASKED: &str = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now";
        let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, ASKED)).await?;
        let now = instant(&row.ok_or(StoreError::NotFound)?, "now")?;
        self.clock_watch().set_offset(now - clock.now());
        Ok(Reading { now, shown: None })
    }
}

/// Keeps what the machine shows, so that the next change is held against it.
async fn timing_at(
    connection: &impl ConnectionTrait,
    head: &Head,
    Reading { now, shown }: Reading,
) -> Result<Timing, StoreError> {
    if let Some(shown) = shown {
        keep(connection, &shown).await?;
    }
    let recorded_at = Ord::max(now, head.recorded_at);
    Ok(Timing { recorded_at, judged_at: if recorded_at - now > TOLERANCE { now } else { recorded_at } })
}

/// Whether the clock went on by no more than the time that passed.
fn since(before: &Shown, shown: &Shown) -> ClockState {
    let passed = shown.running - before.running;
    let ahead = (shown.wall - before.wall) - passed;
    // Less than nothing passed where the number of the start says less than it should.
    if passed < TimeDelta::zero() || ahead <= TOLERANCE + passed / DRIFT {
        return ClockState::Agrees;
    }
    ClockState::ClockAhead { seconds: ahead.num_seconds() }
}

/// What the machine showed at the last change, where that was since the same start.
async fn kept(connection: &impl ConnectionTrait, boot: &str) -> Result<Option<Shown>, StoreError> {
    if boot.is_empty() {
        return Ok(None);
    }
    let query = Query::select()
        .columns(["wall", "running"])
        .from("clock_seen")
        .and_where(Expr::col("boot").eq(boot))
        .to_owned();
    let Some(row) = connection.query_one(&query).await? else { return Ok(None) };
    let running = TimeDelta::microseconds(row.try_get("", "running")?);
    Ok(Some(Shown { wall: instant(&row, "wall")?, running, boot: boot.to_owned() }))
}

async fn keep(connection: &impl ConnectionTrait, shown: &Shown) -> Result<(), StoreError> {
    let running = shown.running.num_microseconds().unwrap_or(i64::MAX);
    let statement = Query::insert()
        .into_table("clock_seen")
        .columns(["one", "wall", "running", "boot"])
        .values_panic([
            Expr::val(1_i64),
            Expr::val(shown.wall.timestamp_micros()),
            Expr::val(running),
            Expr::val(shown.boot.as_str()),
        ])
        .on_conflict(OnConflict::column("one").update_columns(["wall", "running", "boot"]).to_owned())
        .to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

/// Whether an operator has accepted the clock since the record lies ahead of it: the entry carries the same time.
async fn is_accepted(connection: &impl ConnectionTrait, last: Instant) -> Result<bool, StoreError> {
    let query = Query::select()
        .column("seq")
        .from("ledger")
        .and_where(Expr::col("recorded_at").eq(last.timestamp_micros()))
        .and_where(Expr::col("event").eq(CLOCK_ACCEPTED))
        .limit(1)
        .to_owned();
    Ok(connection.query_one(&query).await?.is_some())
}

#[cfg(test)]
mod tests;
