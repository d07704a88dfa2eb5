//! How a plan file writes dates and names parties, nodes, and actions.

use domain::Date;
use domain::meeting::DatePrecision;
use domain::text::{Code, TextError};
use serde::Deserialize;
use std::fmt;

/// A day, written as 2024-08-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(pub Date);

/// The text is not a valid date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a valid date as YYYY-MM-DD, for example 2024-08-31")]
pub struct NotADay;

impl TryFrom<String> for Day {
    type Error = NotADay;
    fn try_from(text: String) -> Result<Day, NotADay> {
        // `domain::date::parse` also reads the forms that people type; a file has only this one.
        let is_written_in_full = text.len() == 10 && text.as_bytes().get(4) == Some(&b'-');
        let day = if is_written_in_full { domain::date::parse(&text) } else { None };
        day.map(Day).ok_or(NotADay)
    }
}

/// A day, or a month if the day is unknown: 2013-04-09 or 2012-09.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DayOrMonth {
    /// The first of the month if only the month is known.
    pub date: Date,
    pub precision: DatePrecision,
}

/// The text is neither a day nor a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a date such as 2024-08-31, or a month such as 2024-08")]
pub struct NeitherDayNorMonth;

impl TryFrom<String> for DayOrMonth {
    type Error = NeitherDayNorMonth;
    fn try_from(text: String) -> Result<DayOrMonth, NeitherDayNorMonth> {
        let (day, precision) = match text.len() {
            7 => (format!("{text}-01"), DatePrecision::Month),
            _ => (text, DatePrecision::Day),
        };
        let Day(date) = Day::try_from(day).map_err(|_| NeitherDayNorMonth)?;
        Ok(DayOrMonth { date, precision })
    }
}

/// An action or a node, named by its plan and its reference there: `NAP-2021/DOJ-08`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct InPlan {
    pub plan: Code,
    pub reference: Code,
}

/// The text does not name something in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("give the plan code and the reference, for example NAP-2021/DOJ-08")]
pub struct NotInAPlan;

impl TryFrom<String> for InPlan {
    type Error = NotInAPlan;
    fn try_from(text: String) -> Result<InPlan, NotInAPlan> {
        let (plan, reference) = text.split_once('/').ok_or(NotInAPlan)?;
        let code = |part| Code::parse(part).map_err(|_| NotInAPlan);
        Ok(InPlan { plan: code(plan)?, reference: code(reference)? })
    }
}

impl fmt::Display for InPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.plan, self.reference)
    }
}

/// An agency or a body, by its code. If one code names both, `agency:` or `body:` precedes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum PartyCode {
    Either(Code),
    Agency(Code),
    Body(Code),
}

impl TryFrom<String> for PartyCode {
    type Error = TextError;
    fn try_from(text: String) -> Result<PartyCode, TextError> {
        match text.split_once(':') {
            Some(("agency", code)) => Code::parse(code).map(PartyCode::Agency),
            Some(("body", code)) => Code::parse(code).map(PartyCode::Body),
            _ => Code::parse(&text).map(PartyCode::Either),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_spelling() {
        assert!(Day::try_from("2024-02-29".to_owned()).is_ok());
        for wrong in ["2024-02-30", "2024-2-29", "Feb. 29, 2024", "2/29/2024", "2024-02-29 ", ""] {
            assert_eq!(Day::try_from(wrong.to_owned()), Err(NotADay), "{wrong}");
        }
    }

    #[test]
    fn a_month_is_kept_as_its_first_day_and_says_so() {
        let september = DayOrMonth::try_from("2012-09".to_owned()).unwrap();
        assert_eq!((september.date.to_string().as_str(), september.precision), ("2012-09-01", DatePrecision::Month));
        assert_eq!(DayOrMonth::try_from("2012-13".to_owned()), Err(NeitherDayNorMonth));
        assert_eq!(DayOrMonth::try_from("2012".to_owned()), Err(NeitherDayNorMonth));
    }

    #[test]
    fn something_in_a_plan_has_two_parts() {
        assert_eq!(InPlan::try_from("NAP-2021/DOJ-08".to_owned()).unwrap().to_string(), "NAP-2021/DOJ-08");
        for wrong in ["DOJ-08", "NAP-2021/", "/DOJ-08", "NAP 2021/DOJ-08", "NAP-2021/DOJ-08/x"] {
            assert_eq!(InPlan::try_from(wrong.to_owned()), Err(NotInAPlan), "{wrong}");
        }
    }
}
