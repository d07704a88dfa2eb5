//! Numbers over time, with their breaks, qualifiers and sources. An estimate is quoted, never joined to another by a line.

use crate::described::{BelongsTo, Described};
use crate::ids::{AgencyId, IndicatorId};
use crate::text::{Citation, Code, Narrative, Title};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: IndicatorId,
    pub code: Code,
    pub name: Title,
    pub unit: Title,
    pub kind: IndicatorKind,
    pub form: IndicatorForm,
    pub owner: Option<AgencyId>,
    pub note: Option<Narrative>,
    pub points: Vec<Point>,
    pub source: Citation,
}

/// Where it stands in the chain of value (StratML Part 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorKind {
    Input,
    Output,
    Outcome,
    Context,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IndicatorForm {
    Series,
    /// One whole split into categories at one time.
    Breakdown,
    /// Figures that others published, from different methods: shown with their source, never as a trend.
    QuotedEstimate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// As its source names it: "FY2018", "2012-03", "year to 2012-03"; unknown stays unknown.
    pub period: Option<Title>,
    /// A decimal number as its source writes it, without commas. Text, so that no digit is lost.
    pub value: Decimal,
    /// "about", "more than", "nearly".
    pub qualifier: Option<Title>,
    pub category: Option<Title>,
    pub label: Option<Title>,
    /// What was counted, where the definition changed on the way.
    pub definition: Option<Narrative>,
    /// Whether the series breaks before this point: it must not be compared with the one before.
    pub breaks_before: bool,
    pub source: Citation,
}

/// A decimal number kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

/// The text is not a plain decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Enter a number. Example: 106.4")]
pub struct NotADecimal;

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;
    fn try_from(text: String) -> Result<Self, NotADecimal> {
        let unsigned = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(whole) && digits(fraction) { Ok(Decimal(text)) } else { Err(NotADecimal) }
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> String {
        decimal.0
    }
}

impl Decimal {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With commas between thousands, for reading: 27,000,000.
    pub fn with_commas(&self) -> String {
        let (whole, fraction) =
            self.0.split_once('.').map_or((self.0.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let mut grouped = String::from(sign);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        match fraction {
            Some(fraction) => format!("{grouped}.{fraction}"),
            None => grouped,
        }
    }
}

impl Described for Indicator {
    const IS_REFERENCE_DATA: bool = true;
    const SEARCH_PLACE: Option<u8> = Some(10);

    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn texts(&self) -> Vec<String> {
        let mut texts = vec![self.name.to_string(), self.code.to_string(), self.unit.to_string()];
        texts.extend(self.note.iter().map(Narrative::to_string));
        texts
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> Result<String, NotADecimal> {
        Decimal::try_from(text.to_owned()).map(|decimal| decimal.with_commas())
    }

    #[test]
    fn large_numbers_are_grouped_and_no_digit_is_lost() {
        for (written, expected) in [
            ("27000000", "27,000,000"),
            ("106.4", "106.4"),
            ("-1234.50", "-1,234.50"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-100", "-100"),
            ("0.0001234", "0.0001234"),
            ("123456789012345678901234567890.10", "123,456,789,012,345,678,901,234,567,890.10"),
        ] {
            assert_eq!(shown(written).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_not_a_plain_decimal_number_is_refused() {
        for text in [
            "", "-", ".", "-.", "5.", ".5", "1e6", "1,000", "--5", "--5.0", "5-", "+5", "1.2.3", " 5", "5 ", "٣", "NaN",
        ] {
            assert_eq!(shown(text), Err(NotADecimal), "{text:?}");
        }
        assert_eq!(NotADecimal.to_string(), "Enter a number. Example: 106.4");
    }

    proptest! {
        #[test]
        fn every_decimal_is_kept_as_it_was_written(text in "-?[0-9]{1,30}(\\.[0-9]{1,10})?") {
            let decimal = Decimal::try_from(text.clone()).unwrap();
            prop_assert_eq!(decimal.as_str(), &text);
            prop_assert_eq!(decimal.with_commas().replace(',', ""), text.clone());
            let whole = decimal.with_commas().trim_start_matches('-').split('.').next().map(str::to_owned).unwrap();
            let groups: Vec<&str> = whole.split(',').collect();
            prop_assert!((1..=3).contains(&groups[0].len()));
            prop_assert!(groups[1..].iter().all(|group| group.len() == 3));
            let json = serde_json::to_string(&decimal).unwrap();
            prop_assert_eq!(&json, &format!("\"{text}\""));
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), decimal);
        }

        #[test]
        fn a_decimal_has_digits_on_both_sides_of_its_point(text in "[-0-9.,]{0,8}") {
            let unsigned = text.strip_prefix('-').unwrap_or(&text);
            let parts: Vec<&str> = unsigned.split('.').collect();
            let is_decimal = parts.len() <= 2
                && parts.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
            prop_assert_eq!(Decimal::try_from(text).is_ok(), is_decimal);
        }
    }
}
