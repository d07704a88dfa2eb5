//! One gate decides who sees what, and nothing is read past it.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use std::fs;
use std::path::{Path, PathBuf};

/// Reads of the record for somebody: pages, files, searches and histories take theirs from here.
const READ_FOR_SOMEBODY: [&str; 3] = ["store/src/record", "store/src/log", "store/src/access"];

/// Where objects are read without asking for whom: the gate itself, what a change reads for its rules, the accounts that
/// sign in and act, and which of them are hidden.
const UNASKED: [&str; 4] = [
    "store/src/record/view/gate.rs",
    "store/src/record/change.rs",
    "store/src/access/people.rs",
    "store/src/log/shown.rs",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn mentions(file: &Path, words: &[&str]) -> bool {
    let text = fs::read_to_string(file).unwrap();
    words.iter().any(|word| text.contains(word))
}

#[test]
fn nobody_is_shown_an_object_that_the_gate_was_not_asked_about() {
    let past = ["rows::find(", "rows::find::<", "rows::all(", "rows::all::<", "rows::by_ids"];
    let root = root();
    let all = READ_FOR_SOMEBODY.iter().flat_map(|folder| files(&root.join(folder)));
    let found: Vec<PathBuf> =
        all.filter(|file| !UNASKED.iter().any(|unasked| file.ends_with(unasked)) && mentions(file, &past)).collect();
    assert_eq!(found, Vec::<PathBuf>::new(), "read past the gate");
    for unasked in UNASKED {
        assert!(mentions(&root.join(unasked), &past), "{unasked} reads nothing any more");
    }
}

#[test]
fn whoever_asks_what_somebody_may_see_asks_the_gate() {
    let root = root();
    let asks: Vec<PathBuf> =
        files(&root.join("store/src")).into_iter().filter(|file| mentions(file, &["visibility::"])).collect();
    let mut names: Vec<String> =
        asks.iter().map(|file| file.strip_prefix(root.join("store/src")).unwrap().display().to_string()).collect();
    names.sort();
    let expected =
        ["access/people.rs", "record/actions.rs", "record/plans.rs", "record/view.rs", "record/view/gate.rs"];
    assert_eq!(names, expected);
}
