//! Files in which entries are withheld, as those get them who may not see everything.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ledger::code::Code;
use crate::ledger::entry::Leaf;
use crate::ledger::sample::SampleLog;

fn check(file: &str) -> Result<FileReport, FileFault> {
    verify_file(file.as_bytes(), &VerifyOptions::default())
}

/// The file with some of its entries, by their numbers, replaced by their hashes.
fn withholding(log: &SampleLog, withheld: &[u64]) -> String {
    let mut lines = vec![withholding_header_line(&log.key.verifier()).unwrap()];
    for (number, leaf) in (0..).zip(&log.leaves) {
        let leaf = Leaf::read(leaf.as_bytes()).unwrap();
        if withheld.contains(&number) {
            let kind = Code::parse("milestone").unwrap();
            lines.push(withheld_line(Seq(number), Some(&kind), leaf.hash()).unwrap());
        } else {
            lines.push(entry_line(&leaf));
        }
    }
    lines.push(checkpoint_line(&log.head()).unwrap());
    lines.join("\n") + "\n"
}

#[test]
fn a_file_with_withheld_entries_has_the_root_of_the_whole_log_and_says_how_many_they_are() {
    // Each seventh entry makes the next version of the same object.
    let log = SampleLog::of_entries(20);
    let report = check(&withholding(&log, &[3, 7, 10])).unwrap();
    assert_eq!((report.entries, report.withheld, report.root), (TreeSize(20), 3, log.tree.root()));
    assert_eq!(check(&log.file()).unwrap().withheld, 0);
}

#[test]
fn a_withheld_entry_whose_hash_is_changed_is_found_by_the_root() {
    let log = SampleLog::of_entries(6);
    let file = withholding(&log, &[3]);
    let leaf = Leaf::read(log.leaves[3].as_bytes()).unwrap().hash().to_string();
    let changed = file.replace(&leaf, &"0".repeat(64));
    let fault = check(&changed).unwrap_err().to_string();
    assert!(fault.contains("one of the entries 0 to 5 was changed"), "{fault}");
}

#[test]
fn a_withheld_entry_stands_in_its_own_place() {
    let log = SampleLog::of_entries(6);
    let file = withholding(&log, &[3]).replace("\"withheld\":3", "\"withheld\":4");
    let fault = check(&file).unwrap_err().to_string();
    assert!(fault.starts_with("Line 5, entry 3: entry 4 is in its place"), "{fault}");
}

#[test]
fn a_version_is_missing_only_where_an_entry_was_withheld_since_the_one_before() {
    // Entries 0 and 7 are of one object. Without entry 7 version 3 follows version 1.
    assert!(check(&withholding(&SampleLog::of_entries(22), &[7])).is_ok());
    // Here version 2 of the object of entry 1 was never made.
    let mut log = SampleLog::of_entries(3);
    log.next_version(1);
    let third = log.next_version(1);
    log.append_entry(|_| {}, vec![third]);
    let fault = |withheld: &[u64]| check(&withholding(&log, withheld)).unwrap_err().to_string();
    assert!(fault(&[]).contains("it makes version 3 of"), "{}", fault(&[]));
    assert!(fault(&[0]).contains("it makes version 3 of"), "withheld before version 1: {}", fault(&[0]));
    assert!(check(&withholding(&log, &[2])).is_ok(), "entry 2 may have made it, for all that the file tells");
}

#[test]
fn a_file_that_says_that_it_is_whole_withholds_nothing() {
    let log = SampleLog::of_entries(4);
    let file = withholding(&log, &[2]).replace("\"format\":2", "\"format\":1");
    let fault = check(&file).unwrap_err().to_string();
    assert_eq!(fault, "Line 4, entry 2: this entry is withheld, and the header says format 1, which withholds none.");
}
