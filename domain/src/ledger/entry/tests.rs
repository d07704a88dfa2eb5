#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ids::{Kind, Version};
use crate::ledger::row::RowVersion;
use serde_json::json;

fn entry() -> Entry {
    Entry {
        format: EntryFormat::One,
        seq: Seq(1204),
        recorded_at: RecordedAt::parse("2024-02-13T14:00:00.120000Z").unwrap(),
        actor: RecordedActor::Person { id: Uuid::from_u128(1), role: Code::parse("liaison").unwrap() },
        agency: Some(Uuid::from_u128(2)),
        event: Code::parse("milestone-completed").unwrap(),
        subject: Some(Subject { kind: Kind::Milestone.into(), id: Uuid::from_u128(3) }),
        particulars: Particulars::of(&json!({ "on": "2024-02-12", "evidence": 2 })).unwrap(),
        rows: Rows::Listed(vec![RowVersion {
            kind: Kind::Milestone.into(),
            id: Uuid::from_u128(3),
            version: Version(2),
            hash: Hash([0xab; 32]),
        }]),
    }
}

const WRITTEN: &str = concat!(
    r#"{"actor":{"id":"00000000-0000-0000-0000-000000000001","kind":"person","role":"liaison"},"#,
    r#""agency":"00000000-0000-0000-0000-000000000002","event":"milestone-completed","#,
    r#""particulars":{"evidence":2,"on":"2024-02-12"},"recorded_at":"2024-02-13T14:00:00.120000Z","#,
    r#""rows":[{"hash":"abababababababababababababababababababababababababababababababab","#,
    r#""id":"00000000-0000-0000-0000-000000000003","kind":"milestone","version":2}],"seq":1204,"#,
    r#""subject":{"id":"00000000-0000-0000-0000-000000000003","kind":"milestone"},"v":1}"#,
);

#[test]
fn an_entry_is_written_in_exactly_these_bytes_and_read_back() {
    let leaf = Leaf::of(entry()).unwrap();
    assert_eq!(leaf.text(), WRITTEN);
    assert_eq!(leaf.hash(), Hash::of(&[&[0], WRITTEN.as_bytes()]));
    assert_eq!(Leaf::read(WRITTEN.as_bytes()), Ok(leaf));
}

#[test]
fn an_entry_of_the_operator_names_no_person_and_no_agency() {
    let entry = Entry { actor: RecordedActor::Operator, agency: None, subject: None, ..entry() };
    let leaf = Leaf::of(entry).unwrap();
    assert!(leaf.text().starts_with(r#"{"actor":{"kind":"operator"},"agency":null,"#));
    assert_eq!(Leaf::read(leaf.text().as_bytes()), Ok(leaf));
}

#[test]
fn another_spelling_of_the_same_entry_is_refused() {
    let spellings = [
        WRITTEN.replacen(':', ": ", 1),
        WRITTEN.replace("2024-02-12", "2024\\u002d02-12"),
        WRITTEN.replacen("\"evidence\":2,\"on\":\"2024-02-12\"", "\"on\":\"2024-02-12\",\"evidence\":2", 1),
        WRITTEN.replacen("\"evidence\":2", "\"evidence\":1,\"evidence\":2", 1),
        WRITTEN.replacen("\"kind\":\"person\"", "\"kind\":\"person\",\"kind\":\"person\"", 1),
        WRITTEN.replacen("00000000-0000-0000-0000-000000000002", "00000000000000000000000000000002", 1),
        format!("{WRITTEN} "),
    ];
    for spelling in spellings {
        assert!(Leaf::read(spelling.as_bytes()).is_err(), "{spelling}");
    }
    assert_eq!(Leaf::read(format!("{WRITTEN} ").as_bytes()), Err(LeafError::NotCanonical));
}

#[test]
fn what_an_entry_does_not_have_is_refused() {
    let changed = [
        WRITTEN.replace("\"v\":1", "\"v\":2"),
        WRITTEN.replace("\"v\":1", "\"v\":1,\"why\":\"x\""),
        WRITTEN.replace("\"evidence\":2", "\"evidence\":2.0"),
        WRITTEN.replace("\"evidence\":2", "\"evidence\":9007199254740992"),
        WRITTEN.replace("\"evidence\":2", "\"evidence\":-0"),
        WRITTEN.replace("\"evidence\":2", "\"evidence\":true"),
        WRITTEN.replace("2024-02-12", "last Monday"),
        WRITTEN.replace("\"seq\":1204", "\"seq\":-1"),
        WRITTEN.replace("\"seq\":1204", "\"seq\":9007199254740992"),
        WRITTEN.replace("\"kind\":\"person\"", "\"kind\":\"operator\""),
        WRITTEN.replace("\"role\":\"liaison\"", "\"role\":\"Liaison\""),
        WRITTEN.replace("\"agency\":\"00000000-0000-0000-0000-000000000002\",", ""),
        WRITTEN.replacen("abab", "ABAB", 1),
        WRITTEN[..WRITTEN.len() - 1].to_owned(),
    ];
    for text in changed {
        assert_ne!(text, WRITTEN);
        assert!(Leaf::read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_form_that_this_program_does_not_know_says_so() {
    let refused = Leaf::read(WRITTEN.replace("\"v\":1", "\"v\":2").as_bytes()).unwrap_err();
    assert!(refused.to_string().contains("its form is number 2, and this program knows number 1 only"), "{refused}");
}

#[test]
fn two_hundred_rows_fit_a_leaf_and_a_leaf_that_is_too_long_is_refused() {
    let row = |number| RowVersion {
        kind: Code::parse(&"k".repeat(64)).unwrap(),
        id: Uuid::from_u128(number),
        version: Version(u32::MAX),
        hash: Hash([0xab; 32]),
    };
    let full = Entry { rows: Rows::of((0..200).map(row).collect()).unwrap(), ..entry() };
    Leaf::of(full.clone()).unwrap();
    let words: Vec<String> = (0..150).map(|_| "x".repeat(200)).collect();
    let particulars = Particulars::of(&json!({ "words": words })).unwrap();
    let refused = Leaf::of(Entry { particulars, ..full }).unwrap_err();
    assert!(matches!(refused, LeafError::TooLong { bytes } if bytes > Leaf::MOST_BYTES), "{refused}");
    assert_eq!(Leaf::read(&[b' '; 65_536]), Err(LeafError::TooLong { bytes: 65_536 }));
}

#[test]
fn an_instant_is_cut_to_microseconds_and_always_has_six_digits() {
    let instant = DateTime::from_timestamp(1_707_832_800, 1_999).unwrap();
    let recorded = RecordedAt::of(instant).unwrap();
    assert_eq!(recorded.to_string(), "2024-02-13T14:00:00.000001Z");
    assert_eq!(RecordedAt::from_micros(recorded.micros()), Ok(recorded));
}

#[test]
fn an_instant_has_one_spelling() {
    for wrong in [
        "2024-02-13T14:00:00Z",
        "2024-02-13T14:00:00.000Z",
        "2024-02-13T14:00:00.0000000Z",
        "2024-02-13 14:00:00.000000Z",
        "2024-02-13T14:00:00.000000+00:00",
        "2024-02-13T23:59:60.000000Z",
        "2024-02-30T14:00:00.000000Z",
        "+2024-02-13T14:00:00.000000Z",
    ] {
        assert_eq!(RecordedAt::parse(wrong), Err(RecordedAtError), "{wrong}");
    }
    assert!(RecordedAt::from_micros(i64::MAX).is_err());
}
