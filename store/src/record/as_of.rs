//! Which point of the record a reader asks for.

use crate::StoreError;
use crate::store::Store;
use crate::tables::ledger::Head;
use domain::Date;
use domain::date::{Instant, NotADate, read};
use domain::ledger::Seq;
use domain::text::Code;
use std::fmt;
use std::str::FromStr;

/// The query parameter `as_of`: absent, a day, an instant, `entry:1204` or `meeting:PITF-M-2024`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    #[default]
    Now,
    /// The last entry before the next midnight in the task force's zone.
    Day(Date),
    Instant(Instant),
    Entry(Seq),
    /// The end of the meeting's last day.
    Meeting(Code),
}

/// The text names no point of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPoint {
    #[error(
        "Enter a date (2024-02-13), a time (2024-02-13T14:00:00Z), a log entry (entry:1203 is entry 1,204 on \
         screens), or a meeting (meeting:PITF-M-2024)."
    )]
    Unknown,
    /// It is meant as a date.
    #[error(transparent)]
    Date(NotADate),
}

impl FromStr for AsOf {
    type Err = NotAPoint;
    fn from_str(text: &str) -> Result<AsOf, NotAPoint> {
        if let Some(seq) = text.strip_prefix("entry:") {
            return seq.parse().map(|seq| AsOf::Entry(Seq(seq))).map_err(|_| NotAPoint::Unknown);
        }
        if let Some(code) = text.strip_prefix("meeting:") {
            return Code::parse(code).map(AsOf::Meeting).map_err(|_| NotAPoint::Unknown);
        }
        if let Ok(instant) = chrono::DateTime::parse_from_rfc3339(text) {
            return Ok(AsOf::Instant(instant.to_utc()));
        }
        // Links have this form, also of days that nobody would type.
        if let Ok(day) = Date::parse_from_str(text, "%Y-%m-%d") {
            return Ok(AsOf::Day(day));
        }
        read(text).map(AsOf::Day).map_err(|fault| match fault {
            NotADate::Unreadable => NotAPoint::Unknown,
            fault => NotAPoint::Date(fault),
        })
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AsOf::Now => f.write_str("now"),
            AsOf::Day(day) => write!(f, "{day}"),
            AsOf::Instant(instant) => write!(f, "{}", instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
            AsOf::Entry(seq) => write!(f, "entry:{seq}"),
            AsOf::Meeting(code) => write!(f, "meeting:{code}"),
        }
    }
}

/// A point of the record, found once when a view is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub as_of: AsOf,
    /// The last entry that is read.
    pub seq: Seq,
    /// When that entry was recorded.
    pub recorded_at: Instant,
    /// The instant up to which is read: that of the point itself, which may lie after its last entry.
    pub until: Instant,
    /// The day on which "overdue" is judged, in the task force's zone.
    pub day: Date,
}

impl Position {
    /// Whether this is not simply now, so that nothing can be changed from here.
    pub fn is_past(&self) -> bool {
        self.as_of != AsOf::Now
    }
}

impl Store {
    /// Finds the position for a point of the record.
    ///
    /// # Errors
    /// Before the first entry, in the future, and for an entry or meeting that there is not.
    pub async fn position(&self, as_of: &AsOf) -> Result<Position, StoreError> {
        self.position_under(&self.head().await?, as_of).await
    }

    /// The same, where the head has been read already.
    pub(crate) async fn position_under(&self, head: &Head, as_of: &AsOf) -> Result<Position, StoreError> {
        let seq = head.size.position().ok_or(StoreError::NotFound)?;
        let now =
            Position { as_of: as_of.clone(), seq, recorded_at: head.recorded_at, until: self.now(), day: self.today() };
        match as_of {
            AsOf::Now => Ok(now),
            AsOf::Day(day) => self.position_at_end_of(now, *day).await,
            AsOf::Instant(instant) if *instant > self.now() => {
                Err(StoreError::InTheFuture { day: self.zone().day(*instant) })
            }
            AsOf::Instant(instant) => {
                let day = self.zone().day(*instant);
                self.position_at(now, *instant, day).await
            }
            AsOf::Entry(entry) if *entry > seq => Err(StoreError::NotFound),
            AsOf::Entry(entry) => {
                let recorded_at = self.recorded_at(*entry).await?.ok_or(StoreError::NotFound)?;
                Ok(Position { seq: *entry, recorded_at, until: recorded_at, day: self.zone().day(recorded_at), ..now })
            }
            AsOf::Meeting(code) => {
                let meeting = self.meeting_by_code(code, seq).await?.ok_or(StoreError::NotFound)?;
                self.position_at_end_of(now, meeting.last_day()).await
            }
        }
    }

    async fn position_at_end_of(&self, now: Position, day: Date) -> Result<Position, StoreError> {
        if day > now.day {
            return Err(StoreError::InTheFuture { day });
        }
        self.position_at(now, self.zone().end_of(day), day).await
    }

    async fn position_at(&self, now: Position, instant: Instant, day: Date) -> Result<Position, StoreError> {
        match self.last_entry_until(instant).await? {
            Some((seq, recorded_at)) => Ok(Position { seq, recorded_at, until: instant, day, ..now }),
            None => {
                let first = self.recorded_at(Seq::FIRST).await?.unwrap_or(now.recorded_at);
                Err(StoreError::BeforeTheRecord { begins: self.zone().day(first) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_the_record_is_written_as_it_is_read() {
        for text in ["2024-02-13", "2024-02-13T14:00:00Z", "entry:1204", "meeting:PITF-M-2024"] {
            assert_eq!(text.parse::<AsOf>().map(|as_of| as_of.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "yesterday", "entry:-1", "entry:x", "meeting:", "meeting:a b", "now"] {
            assert_eq!(text.parse::<AsOf>(), Err(NotAPoint::Unknown), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_people_type_it_and_written_one_way() {
        for text in ["11/30/2024", "November 30, 2024", "30 Nov 2024"] {
            assert_eq!(text.parse::<AsOf>().map(|as_of| as_of.to_string()), Ok("2024-11-30".to_owned()), "{text}");
        }
        let refused = |text: &str| text.parse::<AsOf>().map_err(|fault| fault.to_string());
        let two_digits = "Enter the year with 4 digits. Did you mean November 30, 2024?";
        assert_eq!(refused("11/30/24"), Err(two_digits.to_owned()));
        assert!(refused("2024-02-30").is_err_and(|words| words.contains("Did you mean February 29, 2024?")));
    }
}
