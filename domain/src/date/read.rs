//! Reading a date as people type it. What is no date is answered with the one that is probably meant.

use super::{Date, DateStyle};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Why what was typed is no date, and which one may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADate {
    /// Nothing like a date.
    Unreadable,
    /// A day and a month without a year, or a month without a day.
    Incomplete,
    /// The month has no such day; `last` is its last one.
    NoSuchDay { last: Date },
    /// No year has a month of that number; `meant` is the date with day and month exchanged.
    NoSuchMonth { number: u32, meant: Option<Date> },
    /// The year has two digits.
    ShortYear { meant: Date },
    /// Two readings are equally likely.
    TwoWays { first: Date, second: Date },
    /// Years that no plan can mean are typing errors.
    OutOfRange,
}

impl NotADate {
    /// What to do about it, in the words of a style. `example` is a date that is accepted, where no field shows one.
    pub fn in_words(self, style: DateStyle, example: Option<Date>) -> String {
        let example = example.map(|date| format!(" Example: {}", style.in_field(date))).unwrap_or_default();
        let meant = |date| format!("Did you mean {}?", style.in_sentence(date));
        match self {
            NotADate::Unreadable => format!("Enter a date.{example}"),
            NotADate::Incomplete => format!("Enter a month, a day, and a year.{example}"),
            NotADate::NoSuchDay { last } => {
                let days = format!("{} has {} days", last.format("%B %Y"), last.day());
                format!("This date doesn't exist: {days}. {}", meant(last))
            }
            NotADate::NoSuchMonth { number, meant: None } => {
                format!("This date doesn't exist: there is no month {number}. Enter another date.{example}")
            }
            NotADate::NoSuchMonth { number, meant: Some(date) } => {
                format!("This date doesn't exist: there is no month {number}. {}", meant(date))
            }
            NotADate::ShortYear { meant: date } => format!("Enter the year with 4 digits. {}", meant(date)),
            NotADate::TwoWays { first, second } => format!(
                "This date can be read two ways. Did you mean {} or {}? Enter the month as a word.",
                style.in_sentence(first),
                style.in_sentence(second)
            ),
            NotADate::OutOfRange => format!("Enter a date between 1990 and 2099.{example}"),
        }
    }
}

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(DateStyle::chosen(), None))
    }
}

impl std::error::Error for NotADate {}

/// Reads a date as people type it, in the style of this process.
///
/// # Errors
/// [`NotADate`] says what to fix.
pub fn read(raw: &str) -> Result<Date, NotADate> {
    DateStyle::chosen().read(raw)
}

/// The same where it is enough to know whether it is one.
pub fn parse(raw: &str) -> Option<Date> {
    read(raw).ok()
}

/// A part of what was typed.
#[derive(Clone, Copy)]
enum Part {
    /// A number of one or two digits.
    Number(u32),
    /// A number of four digits.
    Year(i32),
    Month(u32),
}

impl DateStyle {
    /// Reads 11/30/2024, 2024-11-30, November 30, 2024, Nov. 30, 2024 and 30 Nov 2024. Of two numbers with slashes the first
    /// is the month in the American style; in the international one they are read only where they can mean one day.
    ///
    /// # Errors
    /// [`NotADate`] says what to fix, and which date may be meant.
    pub fn read(self, raw: &str) -> Result<Date, NotADate> {
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-');
        let parts: Option<Vec<Part>> = raw.split(is_between).filter(|part| !part.is_empty()).map(part).collect();
        match parts.as_deref().ok_or(NotADate::Unreadable)? {
            [Part::Year(year), Part::Number(month), Part::Number(day)] => by_numbers(*year, *month, *day),
            [Part::Number(first), Part::Number(second), Part::Year(year)] => self.by_slashes(*year, *first, *second),
            [Part::Month(month), Part::Number(day), Part::Year(year)]
            | [Part::Number(day), Part::Month(month), Part::Year(year)] => in_range(*year, *month, *day),
            [Part::Month(month), Part::Number(day), Part::Number(year)]
            | [Part::Number(day), Part::Month(month), Part::Number(year)] => {
                Err(short(in_range(in_full(*year), *month, *day)))
            }
            [Part::Number(first), Part::Number(second), Part::Number(third)] => {
                Err(self.without_century(raw, [*first, *second, *third]))
            }
            [Part::Month(_), Part::Number(_) | Part::Year(_)]
            | [Part::Number(_), Part::Month(_)]
            | [Part::Year(_), Part::Number(_)]
            | [Part::Number(_), Part::Number(_) | Part::Year(_)] => Err(NotADate::Incomplete),
            _ => Err(NotADate::Unreadable),
        }
    }

    fn by_slashes(self, year: i32, first: u32, second: u32) -> Result<Date, NotADate> {
        match self {
            DateStyle::Us => by_numbers(year, first, second),
            DateStyle::International => {
                match (in_range(year, first, second), in_range(year, second, first)) {
                    (Ok(month_first), Ok(day_first)) if month_first != day_first => {
                        Err(NotADate::TwoWays { first: month_first, second: day_first })
                    }
                    // The one that exists; of two that don't, the day is taken to be first.
                    (Ok(date), _) => Ok(date),
                    (Err(_), day_first) => day_first,
                }
            }
        }
    }

    /// Three short numbers are no date; they name one or two that can be meant.
    fn without_century(self, raw: &str, [first, second, third]: [u32; 3]) -> NotADate {
        let month_first = NaiveDate::from_ymd_opt(in_full(third), first, second);
        let day_first = NaiveDate::from_ymd_opt(in_full(third), second, first);
        let year_first = NaiveDate::from_ymd_opt(in_full(first), second, third).filter(|_| raw.contains('-'));
        let likely = match self {
            DateStyle::Us if month_first.is_some() => [month_first, None, None],
            DateStyle::Us => [year_first, day_first, None],
            DateStyle::International => [month_first, day_first, year_first],
        };
        let mut likely: Vec<Date> = likely.into_iter().flatten().collect();
        likely.dedup();
        match likely.as_slice() {
            [] => self.by_slashes(in_full(third), first, second).err().unwrap_or(NotADate::Unreadable),
            [meant] => NotADate::ShortYear { meant: *meant },
            [first, second, ..] => NotADate::TwoWays { first: *first, second: *second },
        }
    }
}

fn part(text: &str) -> Option<Part> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            1 | 2 => text.parse().ok().map(Part::Number),
            4 => text.parse().ok().map(Part::Year),
            _ => None,
        };
    }
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let is_begun_by = |month: &&str| {
        text.len() >= 3 && month.get(..text.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(text))
    };
    let place = MONTHS.iter().position(is_begun_by)?;
    u32::try_from(place + 1).ok().map(Part::Month)
}

/// A month that does not exist may be the day.
fn by_numbers(year: i32, month: u32, day: u32) -> Result<Date, NotADate> {
    if (1..=12).contains(&month) {
        in_range(year, month, day)
    } else {
        Err(NotADate::NoSuchMonth { number: month, meant: in_range(year, day, month).ok() })
    }
}

fn in_range(year: i32, month: u32, day: u32) -> Result<Date, NotADate> {
    if !(1990..=2099).contains(&year) {
        return Err(NotADate::OutOfRange);
    }
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok(date),
        None => Err((28..=31)
            .rev()
            .find_map(|last| NaiveDate::from_ymd_opt(year, month, last))
            .map_or(NotADate::NoSuchMonth { number: month, meant: None }, |last| NotADate::NoSuchDay { last })),
    }
}

/// The year that two digits mean: 1990 to 2089.
fn in_full(year: u32) -> i32 {
    let year = i32::try_from(year).unwrap_or_default();
    if year < 90 { 2000 + year } else { 1900 + year }
}

fn short(read: Result<Date, NotADate>) -> NotADate {
    match read {
        Ok(meant) => NotADate::ShortYear { meant },
        Err(fault) => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::day;

    const US: DateStyle = DateStyle::Us;
    const INTERNATIONAL: DateStyle = DateStyle::International;

    #[test]
    fn dates_are_read_as_people_type_them() {
        for raw in [
            "2024-08-31",
            "  2024-08-31\n",
            "31 August 2024",
            "31 Aug 2024",
            "31 Aug. 2024",
            "31 august 2024",
            "August 31, 2024",
            "August 31 2024",
            "Aug 31, 2024",
            "8/31/2024",
            "08/31/2024",
            "8-31-2024",
        ] {
            assert_eq!(US.read(raw), Ok(day("2024-08-31")), "{raw}");
        }
        for raw in ["9 Sept 2024", "Sept. 9, 2024", "sep 9 2024", "9/9/2024"] {
            assert_eq!(US.read(raw), Ok(day("2024-09-09")), "{raw}");
        }
        assert_eq!(US.read("9/10/2024"), Ok(day("2024-09-10")), "the month comes first");
        assert!(US.read("1990-01-01").is_ok() && US.read("2099-12-31").is_ok());
        for date in [day("2024-02-13"), day("2024-11-12"), day("1999-01-01")] {
            for style in [US, INTERNATIONAL] {
                for written in [style.in_field(date), style.in_sentence(date), style.in_table(date), date.to_string()] {
                    assert_eq!(style.read(&written), Ok(date), "{written}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_date_is_answered_with_the_one_that_may_be_meant() {
        for (raw, words) in [
            ("", "Enter a date. Example: 09/30/2024"),
            ("tomorrow", "Enter a date. Example: 09/30/2024"),
            ("2024", "Enter a date. Example: 09/30/2024"),
            ("11/30", "Enter a month, a day, and a year. Example: 09/30/2024"),
            ("November 2024", "Enter a month, a day, and a year. Example: 09/30/2024"),
            ("11/30/24", "Enter the year with 4 digits. Did you mean November 30, 2024?"),
            ("30 Nov 24", "Enter the year with 4 digits. Did you mean November 30, 2024?"),
            ("11/12/96", "Enter the year with 4 digits. Did you mean November 12, 1996?"),
            ("2/30/25", "This date doesn't exist: February 2025 has 28 days. Did you mean February 28, 2025?"),
            ("31/8/2024", "This date doesn't exist: there is no month 31. Did you mean August 31, 2024?"),
            ("2024-31-08", "This date doesn't exist: there is no month 31. Did you mean August 31, 2024?"),
            ("32/32/2024", "This date doesn't exist: there is no month 32. Enter another date. Example: 09/30/2024"),
            ("2024-02-30", "This date doesn't exist: February 2024 has 29 days. Did you mean February 29, 2024?"),
            (
                "February 29, 2023",
                "This date doesn't exist: February 2023 has 28 days. Did you mean February 28, 2023?",
            ),
            ("9/31/2024", "This date doesn't exist: September 2024 has 30 days. Did you mean September 30, 2024?"),
            (
                "24-11-30",
                "This date can be read two ways. Did you mean November 30, 2024 or November 24, 2030? Enter the month as a \
                 word.",
            ),
            ("0024-01-01", "Enter a date between 1990 and 2099. Example: 09/30/2024"),
            ("1989-12-31", "Enter a date between 1990 and 2099. Example: 09/30/2024"),
            ("2100-01-01", "Enter a date between 1990 and 2099. Example: 09/30/2024"),
        ] {
            let refused = US.read(raw).map_err(|fault| fault.in_words(US, Some(day("2024-09-30"))));
            assert_eq!(refused, Err(words.to_owned()), "{raw}");
            let beside_a_field = words.split(" Example: ").next().unwrap().to_owned();
            assert_eq!(US.read(raw).map_err(|fault| fault.in_words(US, None)), Err(beside_a_field), "{raw}");
        }
    }

    #[test]
    fn where_days_come_first_numbers_that_can_mean_two_days_are_refused_with_both() {
        let read =
            |raw| INTERNATIONAL.read(raw).map_err(|fault| fault.in_words(INTERNATIONAL, Some(day("2024-09-30"))));
        let two_ways = "This date can be read two ways. Did you mean 12 November 2024 or 11 December 2024? Enter the month as \
                        a word.";
        assert_eq!(read("11/12/2024"), Err(two_ways.to_owned()));
        assert_eq!(read("11/12/24"), Err(two_ways.to_owned()));
        assert_eq!(read("13/02/2024"), Ok(day("2024-02-13")));
        assert_eq!(read("02/13/2024"), Ok(day("2024-02-13")), "no month 13: it can mean one day only");
        assert_eq!(read("5/5/2024"), Ok(day("2024-05-05")));
        assert_eq!(read("2024-11-12"), Ok(day("2024-11-12")));
        let last = "This date doesn't exist: April 2024 has 30 days. Did you mean 30 April 2024?";
        assert_eq!(read("31/4/2024"), Err(last.to_owned()));
        assert_eq!(read("soon"), Err("Enter a date. Example: 30 Sep 2024".to_owned()));
    }
}
