//! What is said of an exported log.

use crate::sample::Sample;
use checker::{Asked, Known, Outcome, Progress, Shade, Verdict, check};
use domain::ledger::{Leaf, SignedCheckpoint, entry_line};

pub fn known(log: &Sample, older: Option<SignedCheckpoint>) -> Known {
    let checkpoint = older.map(|older| older.text().to_owned()).unwrap_or_default();
    Asked { key: log.key.verifier().to_string(), checkpoint, server_key: String::new() }.read().unwrap()
}

fn checked(file: &str, known: &Known) -> Verdict {
    check("log.jsonl", file.as_bytes(), known, None, |_| {}).unwrap()
}

fn value(verdict: &Verdict, name: &str) -> String {
    verdict.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone()).unwrap_or_default()
}

/// The file with one of its lines, counted from 1, written again.
fn with_line(file: &str, number: usize, change: impl Fn(&str) -> String) -> String {
    let lines = file.lines().enumerate();
    lines.map(|(index, line)| if index + 1 == number { change(line) } else { line.to_owned() } + "\n").collect()
}

/// A change of an entry together with the hash beside it.
fn rehashed(line: &str) -> String {
    let text = line.strip_prefix("{\"entry\":").unwrap().split_once(",\"leaf\":").unwrap().0;
    entry_line(&Leaf::read(text.replace("clearance", "staffing").as_bytes()).unwrap())
}

#[test]
fn a_log_without_a_fault_is_whole_by_the_key_and_the_checkpoint_that_the_reader_has() {
    let older = Sample::of_entries(12).signed();
    let log = Sample::of_entries(40);
    let verdict = checked(&log.file(), &known(&log, Some(older)));
    assert_eq!((verdict.outcome, verdict.title.as_str()), (Outcome::Whole, "log.jsonl is whole"));
    assert_eq!(verdict.heading, "No problems found in 40 entries.");
    assert_eq!(
        verdict.sentence,
        "Every entry matches the signed checkpoint. Entries 1 to 12 are those of the checkpoint that you kept."
    );
    assert_eq!(value(&verdict, "Entries"), "40, from February 13, 2024 to February 13, 2024 (UTC)");
    assert_eq!(value(&verdict, "Your checkpoint"), "Entry 12: same fingerprint");
    assert!(value(&verdict, "Signature").starts_with("Valid, by the key that you gave ("));
    assert_eq!(value(&verdict, "Fingerprint"), log.tree.root().to_string());
    assert_eq!(verdict.place, None);
}

#[test]
fn without_a_key_it_is_whole_but_the_signature_was_not_checked() {
    let log = Sample::of_entries(5);
    let verdict = checked(&log.file(), &Known::default());
    assert_eq!(verdict.outcome, Outcome::Unsigned);
    assert!(verdict.sentence.starts_with("Whole, but the signature was not checked"), "{}", verdict.sentence);
    assert!(value(&verdict, "Signature").starts_with("Not checked: no public key was given."));
    assert!(verdict.advice.unwrap().items.iter().any(|item| item.contains("rewritten and signed again")));
}

#[test]
fn a_key_that_this_server_gave_is_said_to_be_that() {
    let log = Sample::of_entries(5);
    let key = log.key.verifier().to_string();
    let known = Asked { server_key: key.clone(), key, checkpoint: String::new() }.read().unwrap();
    let verdict = checked(&log.file(), &known);
    assert!(value(&verdict, "Signature").starts_with("Valid, by the key that this server gave ("));
    assert!(verdict.advice.unwrap().items.iter().any(|item| item.starts_with("Who signed, because the key came from")));
}

#[test]
fn the_first_entry_that_does_not_match_its_hash_is_named_as_on_the_pages() {
    let log = Sample::of_entries(15);
    let file = with_line(&log.file(), 6, |line| line.replace("clearance", "staffing"));
    let verdict = checked(&file, &known(&log, Some(Sample::of_entries(12).signed())));
    assert_eq!((verdict.outcome, verdict.title.as_str()), (Outcome::Broken, "log.jsonl is not whole"));
    assert_eq!(verdict.heading, "Entry 5 does not match its hash.");
    assert_eq!(
        verdict.sentence,
        "The entry or its hash was changed, or the file is damaged. Entries 1 to 4 show no fault; the 10 after it were not \
         checked."
    );
    assert_eq!(value(&verdict, "Log entry"), "5, line 6 of the file (seq 4)");
    assert_eq!(value(&verdict, "What it says it is"), "Milestone rescheduled, role liaison, February 13, 2024 (UTC)");
    assert_eq!(value(&verdict, "Your checkpoint"), "Not reached (entry 12)");
    assert!(value(&verdict, "concord verify").starts_with("Line 6, entry 4: its bytes have the leaf hash "));
    let place = verdict.place.unwrap();
    assert_eq!((place.line, place.entry), (6, Some(4)));
}

#[test]
fn a_change_of_an_entry_and_its_hash_lies_between_the_checkpoint_and_the_end() {
    let log = Sample::of_entries(15);
    let file = with_line(&log.file(), 15, rehashed);
    let verdict = checked(&file, &known(&log, Some(Sample::of_entries(12).signed())));
    assert_eq!(verdict.heading, "A change lies between entries 13 and 15.");
    assert_eq!(value(&verdict, "Your checkpoint"), "Entry 12: same fingerprint");
    let bar = verdict.bar.unwrap();
    assert!(bar.parts.iter().any(|part| part.shade == Shade::Suspect && part.from == "80%"), "{bar:?}");
    assert_eq!(verdict.place.unwrap().entry, None);
    let alone = checked(&file, &Known::default());
    assert_eq!(alone.heading, "A change lies between entries 1 and 15.");
}

#[test]
fn a_history_that_was_rewritten_and_signed_again_shows_against_the_checkpoint() {
    let mut rewritten = Sample::of_entries(4);
    rewritten.append(3..5, "staffing");
    rewritten.append(3..5, "clearance");
    let kept = Sample::of_entries(5).signed();
    let verdict = checked(&rewritten.file(), &known(&rewritten, Some(kept)));
    assert_eq!(verdict.heading, "A change lies between entries 1 and 5.");
    assert_eq!(value(&verdict, "Your checkpoint"), "Entry 5: not the same");
    let later = Sample::of_entries(9).signed();
    let verdict = checked(&rewritten.file(), &known(&rewritten, Some(later)));
    assert_eq!(verdict.heading, "The end of the log is missing.");
}

#[test]
fn an_end_that_was_cut_off_and_a_foreign_key_are_told_apart() {
    let log = Sample::of_entries(5);
    let file = log.file();
    let cut = checked(&file[..file.len() - 40], &known(&log, None));
    assert_eq!(cut.heading, "The end of the file is missing.");
    let other = Asked {
        key: "concord.example/sample+c7e896b2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4".into(),
        ..Asked::default()
    };
    let foreign = checked(&file, &other.read().unwrap());
    assert_eq!(foreign.heading, "The log is signed with another key.");
    assert_eq!(value(&foreign, "Key in the file"), log.key.verifier().to_string());
}

#[test]
fn how_far_it_has_come_is_told_against_what_the_file_says_it_has() {
    let mut told = Vec::new();
    let file = Sample::of_entries(300).file();
    check("log.jsonl", file.as_bytes(), &Known::default(), None, |progress| told.push(progress)).unwrap();
    assert_eq!(told.first(), Some(&Progress { entries: 0, of: Some(300) }));
    assert_eq!(told.last(), Some(&Progress { entries: 300, of: Some(300) }));
    assert!(told.len() > 3 && told.is_sorted_by_key(|progress| progress.entries), "{told:?}");
}

#[test]
fn what_is_no_log_is_told_which_files_to_choose() {
    for (name, content) in
        [("letter.txt", "Dear auditor,"), ("list.jsonl", "{\"a\":1}\n"), ("empty.jsonl", ""), ("", "")]
    {
        let verdict = check(name, content.as_bytes(), &Known::default(), None, |_| {}).unwrap();
        assert_eq!(verdict.outcome, Outcome::Unchecked, "{name}");
        assert_eq!([verdict.heading.as_str(), verdict.sentence.as_str()], checker::NOT_OURS, "{name}");
    }
}

#[test]
fn a_log_without_entries_is_whole_and_has_no_drawing() {
    let log = Sample::of_entries(0);
    let verdict = checked(&log.file(), &known(&log, None));
    assert_eq!((verdict.heading.as_str(), verdict.bar), ("No problems found in 0 entries.", None));
}
