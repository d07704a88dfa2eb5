#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ids::Kind;
use crate::ledger::sample::{SampleLog, object};
use crate::ledger::tree::leaf_hash;

/// The check of a log after its leaves, the last of which may break it.
fn read(log: &SampleLog) -> Result<LogCheck, LogFault> {
    let mut check = LogCheck::new();
    for leaf in &log.leaves {
        check.read(leaf.as_bytes())?;
    }
    Ok(check)
}

fn fault(log: &SampleLog) -> String {
    read(log).unwrap_err().to_string()
}

#[test]
fn a_log_without_a_fault_has_the_root_that_was_written() {
    let log = SampleLog::of_entries(20);
    let check = read(&log).unwrap();
    assert_eq!((check.size(), check.root()), (log.size(), log.tree.root()));
    assert_eq!(check.frontier(), &log.tree);
    assert_eq!(check.first_recorded_at().unwrap().to_string(), "2024-02-13T14:00:00.123456Z");
    assert_eq!(check.last_recorded_at().unwrap().to_string(), "2024-02-13T14:19:00.123456Z");
    assert_eq!(check.version_of(&Kind::Milestone.into(), object(5)), Some(Version(3)));
    assert_eq!(check.version_of(&Kind::Action.into(), object(5)), None);
}

#[test]
fn a_leaf_that_was_admitted_comes_back_with_the_hash_in_the_tree() {
    let log = SampleLog::of_entries(1);
    let leaf = LogCheck::new().read(log.leaves[0].as_bytes()).unwrap();
    assert_eq!(leaf.hash(), leaf_hash(log.leaves[0].as_bytes()));
}

#[test]
fn a_missing_number_breaks_the_log_where_it_is_missing() {
    let mut log = SampleLog::of_entries(5);
    log.leaves.remove(2);
    assert_eq!(fault(&log), "Entry 2: entry 3 is in its place, so an entry was removed, added, or moved");
}

#[test]
fn time_that_runs_backwards_breaks_the_log_and_the_same_time_twice_does_not() {
    let mut log = SampleLog::of_entries(3);
    let last = read(&log).unwrap().last_recorded_at().unwrap();
    log.append_entry(|entry| entry.recorded_at = last, vec![]);
    read(&log).unwrap();
    let earlier = RecordedAt::from_micros(last.micros() - 1).unwrap();
    log.append_entry(|entry| entry.recorded_at = earlier, vec![]);
    assert!(fault(&log).starts_with("Entry 4: it was recorded at 2024-02-13T14:02:00.123455Z, before"));
}

#[test]
fn a_version_left_out_breaks_the_log() {
    let mut log = SampleLog::of_entries(2);
    log.next_version(9);
    log.append(&[9]);
    let expected = format!("Entry 2: it makes version 2 of milestone {}, where version 1 is next", object(9));
    assert_eq!(fault(&log), expected);
}

#[test]
fn two_versions_of_one_object_in_one_entry_break_the_log() {
    let mut log = SampleLog::of_entries(2);
    log.append(&[9, 10, 9]);
    assert_eq!(fault(&log), format!("Entry 2: it makes two versions of milestone {}; an entry makes one", object(9)));
}

#[test]
fn rows_given_by_a_root_are_admitted_when_they_come() {
    let mut log = SampleLog::new();
    let rows: Vec<RowVersion> = (0..250).map(|number| log.next_version(number)).collect();
    log.append_entry(|_| {}, rows.clone());
    let mut check = LogCheck::new();
    check.read(log.leaves[0].as_bytes()).unwrap();
    assert_eq!(
        check.settled().unwrap_err().to_string(),
        "Entry 0: it made 250 row versions, and they do not follow it"
    );
    check.admit_rows(&rows).unwrap();
    check.settled().unwrap();
    assert_eq!(check.version_of(&Kind::Milestone.into(), object(249)), Some(Version(1)));
}

#[test]
fn rows_that_are_not_those_of_the_root_break_the_log() {
    let mut log = SampleLog::new();
    let rows: Vec<RowVersion> = (0..250).map(|number| log.next_version(number)).collect();
    log.append_entry(|_| {}, rows.clone());
    let mut waiting = LogCheck::new();
    waiting.read(log.leaves[0].as_bytes()).unwrap();

    let fewer = waiting.clone().admit_rows(&rows[1..]).unwrap_err();
    assert_eq!(fewer.to_string(), "Entry 0: it made 250 row versions, and 249 follow it");
    let mut swapped = rows.clone();
    swapped.swap(3, 4);
    let other = waiting.clone().admit_rows(&swapped).unwrap_err();
    assert!(matches!(other.why, EntryFault::RowsRoot { .. }), "{other}");
    waiting.admit_rows(&rows).unwrap();
    let again = waiting.admit_rows(&rows).unwrap_err();
    assert_eq!(again.to_string(), "Entry 0: rows follow it that it does not give by a root");
}

#[test]
fn the_next_entry_is_refused_while_rows_are_missing() {
    let mut log = SampleLog::new();
    log.append(&(0..250).collect::<Vec<_>>());
    log.append(&[1]);
    assert_eq!(fault(&log), "Entry 0: it made 250 row versions, and they do not follow it");
}

#[test]
fn bytes_that_are_not_an_entry_are_named_by_the_number_that_is_due() {
    let mut log = SampleLog::of_entries(3);
    log.leaves[1].push(' ');
    let fault = read(&log).unwrap_err();
    assert_eq!((fault.seq, fault.why), (Seq(1), EntryFault::Leaf(LeafError::NotCanonical)));
}
