#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

use super::*;
use crate::Object;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What stands in the frozen file of a kind and a number: contents as they were stored.
fn frozen(kind: Kind, number: i64) -> Vec<Value> {
    let file = file(kind, number);
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|_| panic!("{} is missing: freeze every form that was written", file.display()));
    serde_json::from_str(&text).unwrap()
}

fn file(kind: Kind, number: i64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contents").join(format!("{kind}.{number}.json"))
}

#[test]
fn the_form_of_today_of_every_kind_is_frozen_and_is_written_as_it_was_read() {
    for kind in Kind::ALL {
        let number = kind.schema();
        let contents = frozen(kind, number);
        assert!(!contents.is_empty(), "{kind}");
        for content in contents {
            let read = Object::read(kind, number, &content.to_string()).unwrap();
            assert_eq!(
                read.content().unwrap(),
                content,
                "The form of {kind} changed: raise its number, add a step and freeze the new form"
            );
        }
        assert!(!file(kind, number + 1).exists(), "A form of {kind} is frozen that this program does not write");
    }
}

#[test]
fn every_older_form_becomes_the_next_one_by_its_step_and_is_read() {
    for kind in Kind::ALL {
        for (number, upgrade) in (1..).zip(kind.upgrades()) {
            let next = frozen(kind, number + 1);
            for (mut content, next) in frozen(kind, number).into_iter().zip(next) {
                Object::read(kind, number, &content.to_string()).unwrap();
                upgrade(&mut content);
                assert_eq!(content, next, "{kind}, from form {number}");
            }
        }
    }
}

#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Third {
    name: String,
    days: i64,
}

/// Form 1 had a title, form 2 called it a name, form 3 added the days.
const STEPS: &[Upgrade] = &[
    |content| {
        let title = content["title"].take();
        *content = json!({ "name": title });
    },
    |content| content["days"] = json!(30),
];

fn read(number: i64, content: &Value) -> Result<Third, ContentFault> {
    read_with(Kind::Action, number, &content.to_string(), STEPS)
}

#[test]
fn a_content_goes_through_every_step_from_the_form_in_which_it_was_written() {
    let expected = || Third { name: "Open shelters".to_owned(), days: 30 };
    assert_eq!(read(1, &json!({"title": "Open shelters"})).unwrap(), expected());
    assert_eq!(read(2, &json!({"name": "Open shelters"})).unwrap(), expected());
    assert_eq!(read(3, &json!({"name": "Open shelters", "days": 30})).unwrap(), expected());
}

#[test]
fn a_form_of_a_newer_version_is_refused_by_name_and_one_that_never_was_too() {
    let content = json!({"name": "Open shelters", "days": 30});
    let newer = read(4, &content).unwrap_err();
    assert_eq!(
        newer.to_string(),
        "This action was written by a newer version of Concord, in form 4. Use that version, or a newer one."
    );
    for never in [0, -1] {
        let refused = read(never, &content).unwrap_err();
        assert!(matches!(refused, ContentFault::NoSuchForm { .. }), "{refused}");
    }
    assert!(matches!(read(3, &json!({})), Err(ContentFault::Unreadable { .. })));
}
