//! Calendar dates that people mean, fiscal years and quarters, and the day that it is in the task force's zone.

mod read;
mod style;
mod written;

pub use read::{NotADate, parse, read};
pub use style::{DateStyle, NotADateStyle};
pub use written::{from_to_in_sentence, in_field, in_sentence, in_table, month_in_table, range_in_table};

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day of the calendar, without a time or a zone: a due date, a completion, the date of a document.
pub type Date = NaiveDate;

/// An instant in UTC, cut to microseconds: when an entry was recorded.
pub type Instant = chrono::DateTime<chrono::Utc>;

/// A quarter of the federal fiscal year, which begins on October 1 (31 U.S.C. 1102).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalQuarter {
    year: i32,
    quarter: u8,
}

impl FiscalQuarter {
    /// Quarter 1 to 4 of a fiscal year; `None` for any other number.
    pub fn new(year: i32, quarter: u8) -> Option<FiscalQuarter> {
        ((1..=4).contains(&quarter) && (1900..=2200).contains(&year)).then_some(FiscalQuarter { year, quarter })
    }

    /// The quarter that a day lies in.
    pub fn of(date: Date) -> FiscalQuarter {
        let months_into_year = (date.month() + 2) % 12;
        let year = date.year() + i32::from(date.month() >= 10);
        FiscalQuarter { year, quarter: (months_into_year / 3 + 1) as u8 }
    }

    pub fn fiscal_year(self) -> i32 {
        self.year
    }

    pub fn previous(self) -> FiscalQuarter {
        match self.quarter {
            1 => FiscalQuarter { year: self.year - 1, quarter: 4 },
            quarter => FiscalQuarter { year: self.year, quarter: quarter - 1 },
        }
    }

    pub fn next(self) -> FiscalQuarter {
        match self.quarter {
            4 => FiscalQuarter { year: self.year + 1, quarter: 1 },
            quarter => FiscalQuarter { year: self.year, quarter: quarter + 1 },
        }
    }

    /// Whether half of the fiscal year ends with it.
    pub const fn is_second_or_fourth(self) -> bool {
        matches!(self.quarter, 2 | 4)
    }

    pub fn first_day(self) -> Date {
        let (year, month) = match self.quarter {
            1 => (self.year - 1, 10),
            quarter => (self.year, u32::from(quarter) * 3 - 5),
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> Date {
        let next = self.first_day() + Months::new(3);
        next.pred_opt().unwrap_or(next)
    }

    /// "April to June 2024".
    pub fn in_words(self) -> String {
        let last = self.last_day();
        format!("{} to {}", self.first_day().format("%B"), last.format("%B %Y"))
    }

    /// A number that grows by one from quarter to quarter, for columns that are sorted and compared.
    pub fn index(self) -> i32 {
        self.year * 4 + i32::from(self.quarter) - 1
    }

    /// The quarter with that [`index`](Self::index).
    pub fn from_index(index: i32) -> FiscalQuarter {
        FiscalQuarter { year: index.div_euclid(4), quarter: index.rem_euclid(4) as u8 + 1 }
    }
}

impl fmt::Display for FiscalQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}-Q{}", self.year, self.quarter)
    }
}

impl FromStr for FiscalQuarter {
    type Err = NotAQuarter;
    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let parts = text.strip_prefix("FY").and_then(|rest| rest.split_once("-Q"));
        let (year, quarter) = parts.ok_or(NotAQuarter)?;
        let (year, quarter) = (year.parse().map_err(|_| NotAQuarter)?, quarter.parse().map_err(|_| NotAQuarter)?);
        FiscalQuarter::new(year, quarter).ok_or(NotAQuarter)
    }
}

/// The text does not name a quarter in the form FY2024-Q3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Choose a fiscal quarter. Example: FY2024-Q3")]
pub struct NotAQuarter;

impl TryFrom<String> for FiscalQuarter {
    type Error = NotAQuarter;
    fn try_from(text: String) -> Result<Self, NotAQuarter> {
        text.parse()
    }
}

impl Serialize for FiscalQuarter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FiscalQuarter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The zone in which a task force judges what day it is.
#[cfg(feature = "zone")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

#[cfg(feature = "zone")]
impl Zone {
    pub const NEW_YORK: Zone = Zone(chrono_tz::America::New_York);

    /// A name of the IANA zone database, for example `America/New_York`.
    pub fn named(name: &str) -> Option<Zone> {
        name.parse().ok().map(Zone)
    }

    /// The day that it is there at that instant.
    pub fn day(self, instant: Instant) -> Date {
        instant.with_timezone(&self.0).date_naive()
    }

    /// "February 13, 2024, 8:47 a.m. ET": when it is there. Summer time goes without saying.
    pub fn time(self, instant: Instant) -> String {
        use chrono::Timelike;
        let local = instant.with_timezone(&self.0);
        let (is_afternoon, hour) = local.hour12();
        let half = if is_afternoon { "p.m." } else { "a.m." };
        let zone = local.format("%Z").to_string();
        let zone = match zone.as_bytes() {
            [first, b'S' | b'D', b'T'] => format!("{}T", char::from(*first)),
            _ => zone,
        };
        format!("{}, {hour}:{:02} {half} {zone}", in_sentence(local.date_naive()), local.minute())
    }

    /// "Feb. 13, 2024, 8:47 a.m. ET", for tables.
    pub fn time_in_table(self, instant: Instant) -> String {
        let day = self.day(instant);
        self.time(instant).replacen(&in_sentence(day), &in_table(day), 1)
    }

    /// The first instant of the day there. Where a change of clocks skips midnight, the first instant that the day has.
    pub fn start_of(self, day: Date) -> Instant {
        use chrono::TimeZone;
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        (0..=24)
            .find_map(|hours| self.0.from_local_datetime(&(midnight + chrono::TimeDelta::hours(hours))).earliest())
            .map_or_else(|| midnight.and_utc(), |local| local.to_utc())
    }

    /// The last microsecond of the day there.
    pub fn end_of(self, day: Date) -> Instant {
        let next = day.succ_opt().unwrap_or(day);
        self.start_of(next) - chrono::TimeDelta::microseconds(1)
    }
}

#[cfg(feature = "zone")]
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::day;
    use proptest::prelude::*;

    #[cfg(feature = "zone")]
    #[test]
    fn a_time_in_a_table_has_the_short_month() {
        let at: Instant = "2024-02-13T13:47:05Z".parse().unwrap();
        assert_eq!(Zone::NEW_YORK.time_in_table(at), "Feb. 13, 2024, 8:47 a.m. ET");
    }

    #[test]
    fn the_fiscal_year_begins_on_the_first_of_october() {
        assert_eq!(FiscalQuarter::of(day("2023-09-30")).to_string(), "FY2023-Q4");
        assert_eq!(FiscalQuarter::of(day("2023-10-01")).to_string(), "FY2024-Q1");
        assert_eq!(FiscalQuarter::of(day("2024-01-01")).to_string(), "FY2024-Q2");
        assert_eq!(FiscalQuarter::of(day("2024-07-12")).previous().in_words(), "April to June 2024");
    }

    #[test]
    fn every_day_lies_in_its_quarter_and_quarters_join_without_a_gap() {
        let mut date = day("2011-12-28");
        while date < day("2025-02-02") {
            let quarter = FiscalQuarter::of(date);
            assert!(quarter.first_day() <= date && date <= quarter.last_day(), "{date}");
            assert_eq!(quarter.last_day().succ_opt(), Some(quarter.next().first_day()));
            assert_eq!(quarter.next().previous(), quarter);
            assert_eq!(FiscalQuarter::from_index(quarter.index()), quarter);
            assert_eq!(quarter.to_string().parse(), Ok(quarter));
            date = date.succ_opt().unwrap();
        }
    }

    #[test]
    fn what_is_no_quarter_is_refused() {
        for text in [
            "",
            "FY2024",
            "FY2024-Q0",
            "FY2024-Q5",
            "2024-Q1",
            "FY2024-Q",
            "FY-Q1",
            "fy2024-Q1",
            "FY1899-Q4",
            "FY2201-Q1",
        ] {
            assert_eq!(text.parse::<FiscalQuarter>(), Err(NotAQuarter), "{text}");
        }
        assert_eq!(NotAQuarter.to_string(), "Choose a fiscal quarter. Example: FY2024-Q3");
        assert_eq!(FiscalQuarter::try_from("FY2024-Q3".to_owned()), Ok(FiscalQuarter { year: 2024, quarter: 3 }));
        assert!(serde_json::from_str::<FiscalQuarter>("\"FY2024-Q5\"").is_err());
    }

    #[test]
    fn a_quarter_is_named_by_its_months() {
        let in_words = |date| FiscalQuarter::of(day(date)).in_words();
        assert_eq!(in_words("2023-10-01"), "October to December 2023");
        assert_eq!(in_words("2024-02-29"), "January to March 2024");
        assert_eq!(in_words("2024-09-30"), "July to September 2024");
        assert_eq!(FiscalQuarter::of(day("2023-10-01")).fiscal_year(), 2024);
    }

    proptest! {
        #[test]
        fn quarters_are_ordered_as_their_days_are(one in 0..109_000_u64, other in 0..109_000_u64) {
            let date = |days| day("1901-01-01") + chrono::Days::new(days);
            let (one, other) = (date(one), date(other));
            let (first, second) = (FiscalQuarter::of(one), FiscalQuarter::of(other));
            prop_assert_eq!(first.cmp(&second), first.first_day().cmp(&second.first_day()));
            prop_assert_eq!(first.cmp(&second), first.index().cmp(&second.index()));
            prop_assert!(one > other || first <= second);
            let json = serde_json::to_string(&first).unwrap();
            prop_assert_eq!(serde_json::from_str::<FiscalQuarter>(&json).unwrap(), first);
        }
    }

    #[cfg(feature = "zone")]
    mod zones {
        use super::*;

        /// Etc/GMT signs are reversed: Etc/GMT+12 is UTC-12, Etc/GMT-14 is UTC+14.
        fn all_zones() -> Vec<Zone> {
            (-14..=12).map(|hours| Zone::named(&format!("Etc/GMT{hours:+}")).unwrap()).collect()
        }

        #[test]
        fn a_day_begins_and_ends_where_the_task_force_is_from_utc_minus_12_to_plus_14() {
            for zone in all_zones() {
                let today = day("2024-09-30");
                let (first, last) = (zone.start_of(today), zone.end_of(today));
                assert_eq!((zone.day(first), zone.day(last)), (today, today));
                assert_eq!(zone.day(last + chrono::TimeDelta::microseconds(1)), today.succ_opt().unwrap());
                assert_eq!(zone.day(first - chrono::TimeDelta::microseconds(1)), today.pred_opt().unwrap());
            }
        }

        #[test]
        fn the_days_on_which_clocks_change_in_new_york_have_23_and_25_hours() {
            let hours = |text| {
                let zone = Zone::NEW_YORK;
                (zone.start_of(day(text).succ_opt().unwrap()) - zone.start_of(day(text))).num_hours()
            };
            assert_eq!((hours("2024-03-10"), hours("2024-11-03"), hours("2024-09-30")), (23, 25, 24));
        }

        #[test]
        fn a_day_without_a_midnight_begins_at_its_first_instant() {
            let zone = Zone::named("America/Asuncion").unwrap();
            let today = day("2023-10-01");
            assert_eq!(zone.day(zone.start_of(today)), today);
            assert_eq!(zone.day(zone.end_of(today.pred_opt().unwrap())), today.pred_opt().unwrap());
        }
    }
}
