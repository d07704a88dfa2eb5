#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ids::Kind;
use serde_json::json;

fn identity() -> RowIdentity {
    RowIdentity { kind: Kind::Action.into(), id: Uuid::from_u128(7), version: Version(2), since: Seq(41) }
}

fn row(number: u128) -> RowVersion {
    let hash = Hash::of(&[&number.to_be_bytes()]);
    RowVersion { kind: Kind::Action.into(), id: Uuid::from_u128(number), version: Version::FIRST, hash }
}

fn read(json: &str) -> Result<Rows, serde_json::Error> {
    serde_json::from_str(json)
}

#[test]
fn the_bytes_put_together_around_a_content_are_the_canonical_json_of_the_whole() {
    let content = json!({ "title": "Train \u{201c}all\u{201d} staff", "days": 30, "lead": null });
    let row = identity();
    let whole = json!({ "version": 2, "since": 41, "kind": "action", "id": row.id, "content": content });
    let salt = [9; 16];
    let expected = Hash::of(&[&salt, canonical_text(&whole).unwrap().as_bytes()]);
    assert_eq!(row_hash(&salt, &row, &Content::of(&content).unwrap()), expected);
}

#[test]
fn a_stored_content_is_hashed_as_it_was_stored() {
    // Not canonical, as an older program may have left it.
    let stored = r#"{"title" : "A"}"#;
    let hashed = row_hash(&[0; 16], &identity(), &Content::stored(stored.to_owned()));
    assert_ne!(hashed, row_hash(&[0; 16], &identity(), &Content::of(&json!({ "title": "A" })).unwrap()));
}

#[test]
fn another_salt_object_version_or_entry_gives_another_hash() {
    let content = Content::of(&json!({ "title": "A" })).unwrap();
    let hash = row_hash(&[0; 16], &identity(), &content);
    assert_ne!(hash, row_hash(&[1; 16], &identity(), &content));
    assert_ne!(hash, row_hash(&[0; 16], &RowIdentity { kind: Kind::Node.into(), ..identity() }, &content));
    assert_ne!(hash, row_hash(&[0; 16], &RowIdentity { id: Uuid::from_u128(8), ..identity() }, &content));
    assert_ne!(hash, row_hash(&[0; 16], &RowIdentity { version: Version(3), ..identity() }, &content));
    assert_ne!(hash, row_hash(&[0; 16], &RowIdentity { since: Seq(42), ..identity() }, &content));
}

#[test]
fn a_content_with_a_fraction_is_refused() {
    let refused = Content::of(&json!({ "points": [{ "value": 1.5 }] })).unwrap_err();
    assert_eq!(refused, CanonicalError::NotAnInteger { at: "points[0].value".to_owned() });
}

#[test]
fn two_hundred_rows_are_named_and_two_hundred_and_one_are_given_by_their_root() {
    let rows: Vec<RowVersion> = (0..201).map(row).collect();
    let named = Rows::of(rows[..200].to_vec()).unwrap();
    assert_eq!(named, Rows::Listed(rows[..200].to_vec()));
    let by_root = Rows::of(rows.clone()).unwrap();
    assert_eq!(by_root, Rows::ByRoot(RowsRoot::of(&rows).unwrap()));
    for form in [named, by_root] {
        assert_eq!(read(&canonical_text(&form).unwrap()).unwrap(), form);
    }
}

#[test]
fn the_root_depends_on_the_order_of_the_rows() {
    let mut rows: Vec<RowVersion> = (0..300).map(row).collect();
    let root = RowsRoot::of(&rows).unwrap();
    rows.swap(10, 11);
    assert_ne!(RowsRoot::of(&rows).unwrap(), root);
}

#[test]
fn rows_in_the_form_that_is_not_theirs_are_refused() {
    let root = Hash::of(&[]);
    let few_by_root = read(&format!(r#"{{"count":3,"root":"{root}"}}"#)).unwrap_err();
    assert!(few_by_root.to_string().starts_with("3 row versions are not given by a root"));
    let many_named = canonical_text(&(0..201).map(row).collect::<Vec<_>>()).unwrap();
    assert!(read(&many_named).unwrap_err().to_string().starts_with("invalid length 201"));
    assert!(read(r#""none""#).is_err());
}
