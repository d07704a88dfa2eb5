//! Canonical JSON (RFC 8785), and which JSON may be hashed at all.

use serde::Serialize;
use serde_json::{Number, Value};

/// The largest integer that every reader of JSON keeps exactly: 2^53 - 1 (RFC 7493, section 2.2).
pub const LARGEST_INTEGER: i64 = (1 << 53) - 1;

/// Why something cannot be written as bytes that are hashed. `at` is the path to the value, such as `moves[2].days`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    #[error("it cannot be written as JSON: {reason}")]
    NotJson { reason: String },
    #[error("{at} is not an integer; write a decimal as text, so that all readers see the same digits")]
    NotAnInteger { at: String },
    #[error("{at} is beyond 2^53 - 1; write it as text, so that all readers see the same digits")]
    TooLarge { at: String },
    #[error("{at} contains the character U+0000, which databases do not keep")]
    ZeroCharacter { at: String },
    #[error("{at} is true or false; an entry names a state by its code")]
    Boolean { at: String },
    #[error(
        "{at} is not a code: 1 to 200 printable ASCII characters without a space, because an entry has no free text"
    )]
    NotACode { at: String },
    #[error("{at} lies deeper than {limit} levels")]
    TooDeep { at: String, limit: usize },
}

impl From<serde_json::Error> for CanonicalError {
    fn from(cause: serde_json::Error) -> Self {
        CanonicalError::NotJson { reason: cause.to_string() }
    }
}

/// The canonical JSON of a value: keys sorted, no spaces, one spelling for each string and number.
pub(super) fn canonical_text(value: &impl Serialize) -> Result<String, CanonicalError> {
    Ok(serde_json_canonicalizer::to_string(value)?)
}

/// Refuses what different readers would read differently: fractions, integers beyond 2^53 - 1, the character U+0000.
pub(super) fn check_exact(value: &Value) -> Result<(), CanonicalError> {
    walk(value, &mut Vec::new(), &mut |value, at| match value {
        Value::Number(number) => check_integer(number, at),
        Value::String(text) if text.contains('\0') => Err(CanonicalError::ZeroCharacter { at: path(at) }),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => Ok(()),
    })
}

/// Calls `check` with every value and every key inside, each with the path to it, outer values first.
pub(super) fn walk(value: &Value, at: &mut Vec<String>, check: Check<'_>) -> Result<(), CanonicalError> {
    check(value, at)?;
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push(format!("[{index}]"));
                walk(item, at, check)?;
                at.pop();
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                at.push(if at.is_empty() { key.clone() } else { format!(".{key}") });
                check(&Value::String(key.clone()), at)?;
                walk(item, at, check)?;
                at.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Ok(())
}

/// What [`walk`] asks of each value, given the path to it.
type Check<'a> = &'a mut dyn FnMut(&Value, &[String]) -> Result<(), CanonicalError>;

pub(super) fn check_integer(number: &Number, at: &[String]) -> Result<(), CanonicalError> {
    match number.as_i64() {
        Some(integer) if integer.unsigned_abs() <= LARGEST_INTEGER.unsigned_abs() => Ok(()),
        Some(_) => Err(CanonicalError::TooLarge { at: path(at) }),
        // serde_json keeps an integer beyond i64 as u64, and everything else that is not an integer as a fraction.
        None if number.is_u64() => Err(CanonicalError::TooLarge { at: path(at) }),
        None => Err(CanonicalError::NotAnInteger { at: path(at) }),
    }
}

/// The path in words that a message can carry.
pub(super) fn path(at: &[String]) -> String {
    if at.is_empty() { "the value itself".to_owned() } else { at.concat() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_stands_between_the_tokens() {
        let value = json!({ "b": [1, null], "a": { "d": "x\u{1f}/\"", "c": -3 } });
        assert_eq!(canonical_text(&value).unwrap(), r#"{"a":{"c":-3,"d":"x\u001f/\""},"b":[1,null]}"#);
    }

    #[test]
    fn the_largest_exact_integer_passes_and_the_next_is_refused_with_its_path() {
        check_exact(&json!({ "days": [LARGEST_INTEGER, -LARGEST_INTEGER] })).unwrap();
        for beyond in [json!(LARGEST_INTEGER + 1), json!(i64::MIN), json!(u64::MAX)] {
            let refused = check_exact(&json!({ "moves": [{ "days": beyond }] })).unwrap_err();
            assert_eq!(refused, CanonicalError::TooLarge { at: "moves[0].days".to_owned() });
        }
    }

    #[test]
    fn a_fraction_and_the_zero_character_are_refused() {
        let fraction = check_exact(&json!([1.5])).unwrap_err();
        assert_eq!(fraction, CanonicalError::NotAnInteger { at: "[0]".to_owned() });
        let zero = check_exact(&json!({ "note": "a\u{0}b" })).unwrap_err();
        assert_eq!(zero, CanonicalError::ZeroCharacter { at: "note".to_owned() });
    }
}
