//! What the page says at the edges of the format, asked of the code.

use domain::ledger::{LogName, Particulars, RecordedAt, VerifierKey};
use serde_json::{Value, json};

/// `depth` keys or places in lists above a value.
fn nested(depth: usize) -> Value {
    let within = |value, level: usize| if level.is_multiple_of(2) { json!([value]) } else { json!({ "in": value }) };
    json!({ "in": (1..depth).fold(json!(1), within) })
}

#[test]
fn a_value_of_the_particulars_lies_at_most_on_the_eighth_level() {
    assert_eq!(nested(2), json!({ "in": { "in": 1 } }));
    Particulars::of(&nested(8)).unwrap();
    assert!(Particulars::of(&nested(9)).unwrap_err().to_string().ends_with("lies deeper than 8 levels"));
}

#[test]
fn an_instant_has_a_year_of_four_digits_and_no_leap_second() {
    for text in ["0000-02-29T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"] {
        assert_eq!(RecordedAt::parse(text).unwrap().to_string(), text);
    }
    for text in ["-0001-01-01T00:00:00.000000Z", "10000-01-01T00:00:00.000000Z", "2016-12-31T23:59:60.000000Z"] {
        assert!(RecordedAt::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_name_has_no_plus_no_white_space_of_unicode_and_no_control_character() {
    LogName::parse("concord.example/Zo\u{eb}").unwrap();
    for sign in ['+', ' ', '\t', '\u{a0}', '\u{2003}', '\u{3000}', '\u{7f}', '\u{85}', '\u{9f}'] {
        assert!(LogName::parse(&format!("concord{sign}example")).is_err(), "{:x}", u32::from(sign));
    }
}

/// The base64 of a key may have a plus sign; the first two part the name and the id from it.
#[test]
fn the_first_two_plus_signs_part_a_verifier_key() {
    let key = crate::sample::key().verifier().to_string();
    assert!(key.matches('+').count() > 2, "{key}");
    assert_eq!(VerifierKey::parse(&key).unwrap().to_string(), key);
}
