//! `concord verify`, of a database and of a file.

use crate::place::{Place, published};

#[test]
fn a_whole_record_is_said_to_be_whole_with_its_size_its_root_and_its_key() {
    let said = Place::with_a_plan().run(&["verify"]).succeeded();
    assert!(said.starts_with("No problems found.\nEntries:       2\n"), "{said}");
    assert!(said.contains("\nRoot hash:     ") && said.contains("\nPublic key:    127.0.0.1/concord+"), "{said}");
    assert!(said.ends_with("Compared with: a checkpoint over the same 2 log entries\n"), "{said}");
}

#[test]
fn what_a_check_found_is_kept_with_its_entry_and_its_version() {
    let place = Place::with_a_plan();
    place.run(&["verify"]).succeeded();
    place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
    place.run(&["verify"]).refused(1);
    let texts = "CAST(position AS TEXT) AS entry, version, COALESCE(fault, '') AS fault";
    let kept = place.rows(&format!("SELECT {texts} FROM verifications ORDER BY at, id"));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(kept[0], ["1", version, ""]);
    assert_eq!(kept[1][..2], ["1", version]);
    assert!(kept[1][2].starts_with("Entry 1: version 1 of action "), "{kept:?}");
}

#[test]
fn a_changed_text_is_found_and_its_entry_named() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.starts_with("The record is not whole. Entry 1: version 1 of action "), "{refusal}");
}

#[test]
fn a_changed_entry_is_found_and_named() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE ledger SET entry = replace(entry, 'imported', 'exported') WHERE seq = 1");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.starts_with("The record is not whole. Entry 1: "), "{refusal}");
}

#[test]
fn an_end_that_was_cut_off_shows_against_the_head_kept_beside_the_key() {
    let place = Place::with_a_plan();
    let shorter = Place::empty();
    shorter.run(&["migrate"]).succeeded();
    // The database of an hour ago, with the key of both and the head of now.
    std::fs::copy(place.path("concord.db.key.checkpoint"), shorter.path("concord.db.key.checkpoint")).unwrap();
    std::fs::copy(place.path("concord.db.key"), shorter.path("concord.db.key")).unwrap();
    let refusal = shorter.run(&["verify"]).refused(1);
    assert!(
        refusal.starts_with("This database has 1 log entry, but checkpoint concord.db.key.checkpoint covers 2."),
        "{refusal}"
    );
    let refusal = shorter.run(&["serve"]).refused(1);
    assert!(refusal.contains("Restore the newer database."), "{refusal}");
}

#[test]
fn a_head_that_somebody_kept_shows_a_history_that_was_rewritten_and_signed_anew() {
    let place = Place::with_a_plan();
    std::fs::copy(place.path("concord.db.key.checkpoint"), place.path("head.txt")).unwrap();
    let said = place.run(&["verify", "--checkpoint", "head.txt"]).succeeded();
    assert!(said.ends_with("Compared with: a checkpoint over the same 2 log entries\n"), "{said}");

    let other = Place::empty();
    std::fs::copy(place.path("concord.db.key"), other.path("concord.db.key")).unwrap();
    other.run(&["migrate"]).succeeded();
    std::fs::write(other.path("housing.json"), crate::place::PLAN.replace("ten shelters", "one shelter")).unwrap();
    other.run(&["import", "housing.json"]).succeeded();
    std::fs::copy(place.path("head.txt"), other.path("head.txt")).unwrap();
    other.run(&["verify"]).succeeded();
    let refusal = other.run(&["verify", "--checkpoint", "head.txt"]).refused(1);
    assert!(refusal.contains("The record is not whole.") && refusal.contains("The log was rewritten"), "{refusal}");
}

#[test]
fn a_key_that_is_not_the_records_is_refused() {
    let place = Place::with_a_plan();
    let other = "concord.example/sample+c7e896b2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let refusal = place.run(&["verify", "--key", other]).refused(1);
    assert!(refusal.starts_with("The record is signed with the key\n  127.0.0.1/concord+"), "{refusal}");
    let refusal = place.run(&["verify", "--key", "nonsense"]).refused(2);
    assert!(refusal.starts_with("--key: a public key is written name+id+key"), "{refusal}");
}

#[test]
fn the_published_good_file_is_whole() {
    let said = Place::empty().run(&["verify", &published("docs/ledger/good.jsonl")]).succeeded();
    assert!(said.starts_with("No problems found in the exported log.\nEntries:       6\n"), "{said}");
    assert!(said.contains("cf56d8c7054cb60ee1885167e2a8704a78bce88ad985b0882dbaaef30a6c55bc"), "{said}");
    assert!(said.contains("taken from the file itself; compare it with the published key"), "{said}");
}

#[test]
fn the_changed_entry_of_the_published_bad_file_is_named() {
    let refusal = Place::empty().run(&["verify", &published("docs/ledger/bad.jsonl")]).refused(1);
    assert!(refusal.contains("bad.jsonl has a problem. Line 7, entry 4: its bytes have the leaf hash "), "{refusal}");
    assert!(refusal.contains("this entry was changed."), "{refusal}");
}

#[test]
fn a_changed_entry_of_an_exported_ledger_is_named() {
    let place = Place::with_a_plan();
    place.run(&["export", "ledger", "--to", "ledger.jsonl"]).succeeded();
    let file = std::fs::read_to_string(place.path("ledger.jsonl")).unwrap();
    std::fs::write(place.path("ledger.jsonl"), file.replacen("imported", "exported", 1)).unwrap();
    let refusal = place.run(&["verify", "ledger.jsonl"]).refused(1);
    assert!(
        refusal.starts_with("ledger.jsonl has a problem. Line 3, entry 1: its bytes have the leaf hash "),
        "{refusal}"
    );
}

#[test]
fn what_is_no_ledger_could_not_be_checked() {
    let place = Place::empty();
    std::fs::write(place.path("letter.txt"), "Dear auditor,\n").unwrap();
    std::fs::write(place.path("empty.jsonl"), "").unwrap();
    for file in ["letter.txt", "empty.jsonl"] {
        let refusal = place.run(&["verify", file]).refused(2);
        let said = format!("{file}: couldn't check it as an exported log. Line 1: ");
        assert!(refusal.starts_with(&said), "{refusal}");
    }
    let refusal = place.run(&["verify", "."]).refused(2);
    assert!(refusal.contains("could not be read further"), "{refusal}");
    let refusal = place.run(&["verify", "nowhere.jsonl"]).refused(2);
    assert!(refusal.starts_with("nowhere.jsonl: "), "{refusal}");
}

#[test]
fn a_ledger_that_was_cut_off_is_not_whole() {
    let place = Place::empty();
    let whole = std::fs::read_to_string(published("docs/ledger/good.jsonl")).unwrap();
    std::fs::write(place.path("cut.jsonl"), &whole[..whole.len() / 2]).unwrap();
    let refusal = place.run(&["verify", "cut.jsonl"]).refused(1);
    assert!(refusal.starts_with("cut.jsonl has a problem. Line 4: "), "{refusal}");
}

#[test]
fn what_is_no_head_is_said() {
    let place = Place::empty();
    std::fs::write(place.path("letter.txt"), "Dear auditor,\n").unwrap();
    let refusal = place.run(&["verify", &published("docs/ledger/good.jsonl"), "--checkpoint", "letter.txt"]).refused(2);
    assert!(refusal.starts_with("letter.txt isn't a valid checkpoint: "), "{refusal}");
}
