//! Dates and quarters as a task force writes them: the one way for new words.

use super::{Date, DateStyle, FiscalQuarter};
use chrono::Datelike;

/// "February 13, 2024": in sentences.
pub fn in_sentence(date: Date) -> String {
    DateStyle::chosen().in_sentence(date)
}

/// "from August 31 to December 31, 2024": the year is said twice only where it differs.
pub fn from_to_in_sentence(from: Date, to: Date) -> String {
    DateStyle::chosen().from_to_in_sentence(from, to)
}

/// "Feb. 13, 2024": in tables and charts.
pub fn in_table(date: Date) -> String {
    DateStyle::chosen().in_table(date)
}

/// "Feb. 2024": a month of a table or a chart.
pub fn month_in_table(date: Date) -> String {
    DateStyle::chosen().month_in_table(date)
}

/// "June 10–11, 2013", "June 30–July 2, 2013", "Dec. 31, 2013–Jan. 2, 2014".
pub fn range_in_table(from: Date, to: Date) -> String {
    DateStyle::chosen().range_in_table(from, to)
}

/// "11/30/2024": in the field where a date is typed.
pub fn in_field(date: Date) -> String {
    DateStyle::chosen().in_field(date)
}

impl DateStyle {
    /// "February 13, 2024" or "13 February 2024".
    pub fn in_sentence(self, date: Date) -> String {
        let form = match self {
            DateStyle::Us => "%B %-d, %Y",
            DateStyle::International => "%-d %B %Y",
        };
        date.format(form).to_string()
    }

    /// "from August 31 to December 31, 2024" or "from 31 August to 31 December 2024".
    pub fn from_to_in_sentence(self, from: Date, to: Date) -> String {
        let first = match self {
            _ if from.year() != to.year() => self.in_sentence(from),
            DateStyle::Us => from.format("%B %-d").to_string(),
            DateStyle::International => from.format("%-d %B").to_string(),
        };
        format!("from {first} to {}", self.in_sentence(to))
    }

    /// "Feb. 13, 2024" or "13 Feb 2024".
    pub fn in_table(self, date: Date) -> String {
        match self {
            DateStyle::Us => format!("{} {}", gpo_month(date), date.format("%-d, %Y")),
            DateStyle::International => date.format("%-d %b %Y").to_string(),
        }
    }

    /// "Feb. 2024" or "Feb 2024".
    pub fn month_in_table(self, date: Date) -> String {
        match self {
            DateStyle::Us => format!("{} {}", gpo_month(date), date.year()),
            DateStyle::International => date.format("%b %Y").to_string(),
        }
    }

    /// "June 10–11, 2013", "June 30–July 2, 2013", "Dec. 31, 2013–Jan. 2, 2014"; "10–11 Jun 2013", "30 Jun–2 Jul 2013".
    pub fn range_in_table(self, from: Date, to: Date) -> String {
        let last = self.in_table(to);
        let is_same_month = (from.year(), from.month()) == (to.year(), to.month());
        match self {
            _ if from == to => last,
            _ if from.year() != to.year() => format!("{}\u{2013}{last}", self.in_table(from)),
            DateStyle::Us => {
                let last = if is_same_month { to.format("%-d, %Y").to_string() } else { last };
                format!("{} {}\u{2013}{last}", gpo_month(from), from.day())
            }
            DateStyle::International if is_same_month => format!("{}\u{2013}{last}", from.day()),
            DateStyle::International => format!("{}\u{2013}{last}", from.format("%-d %b")),
        }
    }

    /// "02/13/2024" or "13 Feb 2024": in the field where a date is typed.
    pub fn in_field(self, date: Date) -> String {
        match self {
            DateStyle::Us => date.format("%m/%d/%Y").to_string(),
            DateStyle::International => self.in_table(date),
        }
    }
}

/// GPO abbreviations; May, June and July stay whole.
fn gpo_month(date: Date) -> String {
    match date.month() {
        5..=7 => date.format("%B").to_string(),
        9 => "Sept.".to_owned(),
        _ => date.format("%b.").to_string(),
    }
}

impl FiscalQuarter {
    /// "FY 2024 Q4".
    pub fn short(self) -> String {
        format!("FY {} Q{}", self.year, self.quarter)
    }

    /// "FY 2024 Q4 (July–September 2024)".
    pub fn named(self) -> String {
        let (first, last) = (self.first_day().format("%B"), self.last_day().format("%B %Y"));
        format!("{} ({first}\u{2013}{last})", self.short())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::day;

    #[test]
    fn a_date_is_written_whole_in_a_sentence_and_short_in_a_table() {
        for (date, sentence, table) in [
            ("2024-02-13", "February 13, 2024", "Feb. 13, 2024"),
            ("2024-05-03", "May 3, 2024", "May 3, 2024"),
            ("2024-06-30", "June 30, 2024", "June 30, 2024"),
            ("2024-07-01", "July 1, 2024", "July 1, 2024"),
            ("2024-09-09", "September 9, 2024", "Sept. 9, 2024"),
            ("2024-12-31", "December 31, 2024", "Dec. 31, 2024"),
        ] {
            assert_eq!((in_sentence(day(date)).as_str(), in_table(day(date)).as_str()), (sentence, table));
        }
    }

    #[test]
    fn a_month_of_a_table_has_its_year() {
        assert_eq!(month_in_table(day("2024-09-30")), "Sept. 2024");
        assert_eq!(month_in_table(day("2024-06-30")), "June 2024");
    }

    #[test]
    fn a_range_says_what_both_days_share_once() {
        let range = |from, to| range_in_table(day(from), day(to));
        assert_eq!(range("2013-06-10", "2013-06-11"), "June 10\u{2013}11, 2013");
        assert_eq!(range("2013-06-30", "2013-07-02"), "June 30\u{2013}July 2, 2013");
        assert_eq!(range("2013-12-31", "2014-01-02"), "Dec. 31, 2013\u{2013}Jan. 2, 2014");
        assert_eq!(range("2013-12-31", "2013-12-31"), "Dec. 31, 2013");
    }

    #[test]
    fn two_days_of_one_year_share_it() {
        assert_eq!(from_to_in_sentence(day("2024-08-31"), day("2024-12-31")), "from August 31 to December 31, 2024");
        assert_eq!(
            from_to_in_sentence(day("2024-12-31"), day("2025-03-31")),
            "from December 31, 2024 to March 31, 2025"
        );
    }

    #[test]
    fn a_task_force_that_writes_days_first_has_them_first_everywhere() {
        let style = DateStyle::International;
        let range = |from, to| style.range_in_table(day(from), day(to));
        assert_eq!(style.in_sentence(day("2024-02-13")), "13 February 2024");
        assert_eq!(style.in_table(day("2024-02-13")), "13 Feb 2024");
        assert_eq!(style.in_table(day("2024-09-09")), "9 Sep 2024");
        assert_eq!(style.month_in_table(day("2024-06-30")), "Jun 2024");
        assert_eq!(style.in_field(day("2024-02-13")), "13 Feb 2024");
        assert_eq!(
            style.from_to_in_sentence(day("2024-08-31"), day("2024-12-31")),
            "from 31 August to 31 December 2024"
        );
        assert_eq!(range("2013-06-10", "2013-06-11"), "10\u{2013}11 Jun 2013");
        assert_eq!(range("2013-06-30", "2013-07-02"), "30 Jun\u{2013}2 Jul 2013");
        assert_eq!(range("2013-12-31", "2014-01-02"), "31 Dec 2013\u{2013}2 Jan 2014");
        assert_eq!(DateStyle::Us.in_field(day("2024-02-13")), "02/13/2024");
    }

    #[test]
    fn a_task_force_writes_as_americans_do_unless_it_chose_otherwise() {
        assert_eq!(DateStyle::chosen(), DateStyle::Us);
        for style in [DateStyle::Us, DateStyle::International] {
            assert_eq!(style.code().parse(), Ok(style));
        }
        assert!("european".parse::<DateStyle>().is_err());
    }

    #[test]
    fn a_quarter_is_named_by_its_fiscal_year_and_its_months() {
        assert_eq!(FiscalQuarter::of(day("2024-07-12")).named(), "FY 2024 Q4 (July\u{2013}September 2024)");
        assert_eq!(FiscalQuarter::of(day("2024-07-12")).short(), "FY 2024 Q4");
        assert_eq!(FiscalQuarter::of(day("2023-10-01")).named(), "FY 2024 Q1 (October\u{2013}December 2023)");
    }

    #[cfg(feature = "zone")]
    #[test]
    fn a_time_is_that_of_the_zone_by_the_name_that_it_has_all_year() {
        use crate::date::Zone;
        let time = |zone: Zone, at: &str| zone.time(at.parse().unwrap());
        let utc = Zone::named("UTC").unwrap();
        assert_eq!(time(Zone::NEW_YORK, "2024-06-03T15:00:00Z"), "June 3, 2024, 11:00 a.m. ET");
        assert_eq!(time(Zone::NEW_YORK, "2024-01-15T05:05:59Z"), "January 15, 2024, 12:05 a.m. ET");
        assert_eq!(time(utc, "2024-01-15T12:30:00Z"), "January 15, 2024, 12:30 p.m. UTC");
    }
}
