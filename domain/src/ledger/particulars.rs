//! What an entry says beside its event: codes, ids, dates and numbers, never free text.

use super::canonical::{CanonicalError, check_integer, path, walk};
use super::code::Code;
use crate::event::Event;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The facts of an event, such as `{"from":"2024-03-31","reason":"clearance","to":"2024-06-30"}`.
///
/// Values are texts, integers within 2^53 - 1, null, lists and objects. A text, and each key, is 1 to 200 printable ASCII
/// characters without a space: a log can be shown to anyone, so no sentence and no person's name may get into it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Particulars(Map<String, Value>);

impl Particulars {
    /// How deep lists and objects may lie in each other.
    pub const DEEPEST: usize = 8;
    /// The length of the longest text, in bytes.
    pub const LONGEST_TEXT: usize = 200;

    /// The particulars of an event without any.
    pub fn none() -> Particulars {
        Particulars::default()
    }

    /// The fields of `facts`, which serializes as an object. Refuses free text, fractions, booleans and what is not an
    /// object, and says where it stands.
    pub fn of(facts: &impl Serialize) -> Result<Particulars, CanonicalError> {
        match serde_json::to_value(facts)? {
            Value::Object(fields) => Particulars::try_from(fields),
            _ => Err(CanonicalError::NotJson { reason: "particulars are an object with named fields".to_owned() }),
        }
    }

    /// The code of an event and what it says beside it, as an entry takes them.
    pub fn of_event(event: &Event) -> Result<(Code, Particulars), CanonicalError> {
        #[derive(Deserialize)]
        struct Written {
            event: Code,
            particulars: Particulars,
        }
        let Written { event, particulars } = serde_json::from_value(serde_json::to_value(event)?)?;
        Ok((event, particulars))
    }

    /// The value of a field, where there is one.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    pub const fn fields(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl TryFrom<Map<String, Value>> for Particulars {
    type Error = CanonicalError;
    fn try_from(fields: Map<String, Value>) -> Result<Particulars, CanonicalError> {
        let value = Value::Object(fields);
        walk(&value, &mut Vec::new(), &mut check)?;
        let Value::Object(fields) = value else { return Ok(Particulars::none()) };
        Ok(Particulars(fields))
    }
}

fn check(value: &Value, at: &[String]) -> Result<(), CanonicalError> {
    if at.len() > Particulars::DEEPEST {
        return Err(CanonicalError::TooDeep { at: path(at), limit: Particulars::DEEPEST });
    }
    match value {
        Value::String(text) if !is_code(text) => Err(CanonicalError::NotACode { at: path(at) }),
        Value::Number(number) => check_integer(number, at),
        Value::Bool(_) => Err(CanonicalError::Boolean { at: path(at) }),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => Ok(()),
    }
}

fn is_code(text: &str) -> bool {
    (1..=Particulars::LONGEST_TEXT).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use serde_json::json;

    fn refused(facts: &Value) -> String {
        Particulars::of(facts).unwrap_err().to_string()
    }

    #[test]
    fn codes_dates_numbers_nulls_and_lists_of_them_are_kept() {
        let facts = json!({ "from": "2024-03-31", "moves": [{ "days": 91, "reason": "clearance" }], "lead": null });
        let kept = Particulars::of(&facts).unwrap();
        assert_eq!(Value::Object(kept.fields().clone()), facts);
        assert_eq!(kept.get("from"), Some(&json!("2024-03-31")));
    }

    #[test]
    fn an_event_gives_its_code_and_its_particulars() {
        let moved = Event::MilestoneMoved {
            from: chrono::NaiveDate::from_ymd_opt(2024, 3, 31).unwrap(),
            to: chrono::NaiveDate::from_ymd_opt(2024, 6, 30).unwrap(),
            days: 91,
            reason: crate::slippage::MoveReason::Clearance,
            cause: crate::slippage::Cause::OwnWork,
        };
        let (code, particulars) = Particulars::of_event(&moved).unwrap();
        assert_eq!(code.as_str(), "milestone-moved");
        let expected =
            json!({ "cause": "own-work", "days": 91, "from": "2024-03-31", "reason": "clearance", "to": "2024-06-30" });
        assert_eq!(Value::Object(particulars.fields().clone()), expected);

        let (code, particulars) = Particulars::of_event(&Event::MilestoneReopened {}).unwrap();
        assert_eq!((code.as_str(), particulars), ("milestone-reopened", Particulars::none()));
    }

    #[test]
    fn an_event_with_a_sentence_in_it_is_refused() {
        let added = Event::ActionAdded { reference: "Train all staff".to_owned() };
        let refused = Particulars::of_event(&added).unwrap_err().to_string();
        assert!(refused.contains("reference is not a code"), "{refused}");
    }

    #[test]
    fn a_sentence_a_name_and_an_empty_text_are_refused() {
        for text in ["Waiting for counsel", "Zo\u{eb}", "", "line\nbreak", &"x".repeat(201)] {
            assert!(refused(&json!({ "why": [text] })).starts_with("why[0] is not a code"), "{text}");
        }
        assert!(refused(&json!({ "two words": 1 })).starts_with("two words is not a code"));
    }

    #[test]
    fn fractions_booleans_and_what_has_no_fields_are_refused() {
        assert!(refused(&json!({ "share": 0.5 })).starts_with("share is not an integer"));
        assert!(refused(&json!({ "done": true })).starts_with("done is true or false"));
        assert!(refused(&json!(["a"])).contains("an object with named fields"));
    }

    #[test]
    fn nesting_beyond_eight_levels_is_refused() {
        let mut facts = json!(1);
        for _ in 0..8 {
            facts = json!({ "in": facts });
        }
        Particulars::of(&facts).unwrap();
        assert!(refused(&json!({ "in": facts })).ends_with("lies deeper than 8 levels"));
    }
}
