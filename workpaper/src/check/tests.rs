#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

mod by_hand;
mod mutations;
mod zips;

use super::*;
use crate::sample::{contents, file, key, repacked, unpacked};
use domain::ledger::{RecordKey, Seq};
use std::collections::BTreeMap;
use std::io::Cursor;

type Files = BTreeMap<String, Vec<u8>>;

pub(super) fn checked(zip: &[u8]) -> Result<Whole, Fault> {
    check(Cursor::new(zip), None, |_| {})
}

/// What is found in the workpaper after its files were changed, and the list of hashes with them.
pub(super) fn after(change: impl FnOnce(&mut Files)) -> Fault {
    let mut files = unpacked(&file());
    change(&mut files);
    checked(&repacked(files)).unwrap_err()
}

/// The folder of the item with this id.
pub(super) fn folder_of(number: u128) -> String {
    let id = crate::sample::id(number).to_string();
    let whole = checked(&file()).unwrap();
    whole.about.items.iter().find(|item| item.id == id).unwrap().folder.clone()
}

pub(super) fn edit(files: &mut Files, name: &str, change: impl FnOnce(String) -> String) {
    let text = String::from_utf8(files[name].clone()).unwrap();
    let changed = change(text.clone());
    assert_ne!(changed, text, "{name} was changed");
    files.insert(name.to_owned(), changed.into_bytes());
}

#[test]
fn what_was_written_is_whole_and_says_what_was_not_checked() {
    let mut steps = Vec::new();
    let expected = key().verifier();
    let whole = check(Cursor::new(file()), Some(&expected), |progress| steps.push(progress)).unwrap();
    assert_eq!((whole.size, whole.log.as_str()), (TreeSize(10), "record.example/workpaper"));
    // Version 1 of five actions by a root, and eight later ones, of which one was erased and one is of a withheld entry.
    assert_eq!((whole.contents, whole.untied, whole.erased), (11, 1, 1));
    assert_eq!((whole.about.items.len(), whole.about.population, whole.proofs), (5, 5, 14));
    assert_eq!(steps.last(), Some(&Progress { done: whole.files + 5, total: whole.files + 5 }));
    let not = whole.not_checked().join("\n");
    for words in ["population is complete", "action files", "1 content that was made", "erased under law: 1"] {
        assert!(not.contains(words), "{not}");
    }
    assert!(!not.contains("Whose key"), "{not}");
    assert!(checked(&file()).unwrap().not_checked()[0].starts_with("Whose key it is"));
}

#[test]
fn the_same_contents_are_the_same_bytes() {
    assert!(file() == crate::write(&contents()).unwrap());
    let names: BTreeSet<String> = unpacked(&file()).into_keys().filter(|name| !name.contains('/')).collect();
    assert_eq!(names, OF_ALL.map(str::to_owned).into());
}

#[test]
fn another_key_than_the_expected_one_is_refused() {
    let other = RecordKey::from_seed(key().name().clone(), &[4; 32]).verifier();
    let fault = check(Cursor::new(file()), Some(&other), |_| {}).unwrap_err();
    assert!(matches!(*fault.reason, Reason::OtherKey { .. }), "{fault}");
    assert!(!fault.could_not_be_checked());
}

#[test]
fn items_that_the_seed_does_not_draw_are_not_written() {
    let mut contents = contents();
    contents.items.swap(0, 1);
    assert!(matches!(crate::write(&contents), Err(crate::WriteError::OtherItems)));
    contents.asked.seed = "two words".to_owned();
    assert!(matches!(crate::write(&contents), Err(crate::WriteError::Seed(_))));
}

#[test]
fn what_does_not_hold_is_not_written() {
    let mut contents = contents();
    contents.items[0].contents[0].salt[0] ^= 1;
    let refused = crate::write(&contents).unwrap_err();
    assert!(refused.to_string().contains("its own check refuses it"), "{refused}");
}

#[test]
fn a_fault_is_named_by_file_line_and_entry() {
    let folder = folder_of(0);
    let name = format!("{folder}/contents.jsonl");
    let fault = after(|files| edit(files, &name, |text| text.replacen("trained", "Trained", 1)));
    assert_eq!(fault.entry, Some(Seq(0)));
    let words = fault.to_string();
    assert!(
        words.starts_with(&format!("{name}, line 1, entry 0: its salt and its content have the row hash ")),
        "{words}"
    );
}
