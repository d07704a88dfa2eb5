#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ledger::key::RecordKey;
use crate::ledger::sample::{SampleLog, sample_key};

fn check(file: &str) -> Result<FileReport, FileFault> {
    verify_file(file.as_bytes(), &VerifyOptions::default())
}

fn check_after(file: &str, older: SignedCheckpoint) -> Result<FileReport, FileFault> {
    verify_file(file.as_bytes(), &VerifyOptions { older: Some(older), expected_key: None })
}

fn fault(file: &str) -> String {
    check(file).unwrap_err().to_string()
}

/// The file with one of its lines, counted from 1, written again.
fn with_line(file: &str, number: usize, change: impl Fn(&str) -> String) -> String {
    let lines = file.lines().enumerate();
    lines.map(|(index, line)| if index + 1 == number { change(line) } else { line.to_owned() } + "\n").collect()
}

/// A log with an entry whose rows are given by their root.
fn log_with_an_import() -> SampleLog {
    let mut log = SampleLog::of_entries(3);
    log.append(&(0..250).collect::<Vec<_>>());
    log.append(&[3]);
    log
}

#[test]
fn a_file_without_a_fault_is_reported_with_its_size_times_root_and_key() {
    let log = log_with_an_import();
    let report = check(&log.file()).unwrap();
    assert_eq!(report.entries, TreeSize(5));
    assert_eq!(report.root, log.tree.root());
    assert_eq!(report.first_recorded_at.unwrap().to_string(), "2024-02-13T14:00:00.123456Z");
    assert_eq!(report.last_recorded_at.unwrap().to_string(), "2024-02-13T14:04:00.123456Z");
    assert_eq!(report.verifier_key, log.key.verifier());
    assert!(!report.key_was_expected);
    assert_eq!(report.older_head, None);
}

#[test]
fn a_check_tells_how_many_entries_it_has_read() {
    let mut told = Vec::new();
    let file = log_with_an_import().file();
    verify_file_in_steps(file.as_bytes(), &VerifyOptions::default(), |size| told.push(size.0)).unwrap();
    // The header, five entries with one line of rows among them, and the checkpoint.
    assert_eq!(told, [0, 1, 2, 3, 4, 4, 5, 5]);
}

#[test]
fn a_file_of_an_empty_log_is_a_header_and_a_checkpoint() {
    let report = check(&SampleLog::new().file()).unwrap();
    assert_eq!((report.entries, report.first_recorded_at), (TreeSize::EMPTY, None));
}

#[test]
fn a_file_that_continues_an_older_head_says_so() {
    let mut log = SampleLog::of_entries(6);
    let older = log.head();
    log.append(&[1, 2]);
    assert_eq!(check_after(&log.file(), older).unwrap().older_head, Some(TreeSize(6)));
    assert_eq!(check_after(&log.file(), SampleLog::new().head()).unwrap().older_head, Some(TreeSize::EMPTY));
    assert_eq!(check_after(&log.file(), log.head()).unwrap().older_head, Some(TreeSize(7)));
}

#[test]
fn a_record_rewritten_and_signed_anew_shows_against_an_older_head() {
    let mut honest = SampleLog::of_entries(2);
    honest.append(&[5]);
    let kept = honest.head();
    let mut rewritten = SampleLog::of_entries(2);
    rewritten.append(&[6]);
    rewritten.append(&[5]);
    check(&rewritten.file()).unwrap();
    let fault = check_after(&rewritten.file(), kept).unwrap_err();
    assert_eq!((fault.line, fault.seq), (4, None));
    let words = fault.to_string();
    assert!(words.starts_with("Line 4: the first 3 entries have the root "), "{words}");
    assert!(words.ends_with("one of the entries 0 to 2 was changed."), "{words}");
}

#[test]
fn a_tail_cut_off_and_signed_anew_shows_against_an_older_head() {
    let kept = SampleLog::of_entries(9).head();
    let cut = SampleLog::of_entries(6).file();
    check(&cut).unwrap();
    let words = check_after(&cut, kept).unwrap_err().to_string();
    assert_eq!(words, "Line 8: an older checkpoint was signed for 9 entries, and the file has 6; the end was cut off.");
}

#[test]
fn an_older_head_that_another_key_signed_is_not_accepted() {
    let log = SampleLog::of_entries(4);
    let other = RecordKey::from_seed(sample_key().name().clone(), &[2; 32]);
    let fault = check_after(&log.file(), other.sign(log.size(), log.tree.root())).unwrap_err();
    assert!(fault.to_string().starts_with("Line 1: the older checkpoint is not valid: it is not signed by"), "{fault}");
}

#[test]
fn a_file_signed_with_another_key_than_expected_is_refused() {
    let log = SampleLog::of_entries(4);
    let expect = |expected_key| verify_file(log.file().as_bytes(), &VerifyOptions { expected_key, older: None });
    assert!(expect(Some(log.key.verifier())).unwrap().key_was_expected);
    let other = RecordKey::from_seed(sample_key().name().clone(), &[2; 32]).verifier();
    let fault = expect(Some(other)).unwrap_err();
    assert!(fault.to_string().starts_with("Line 1: the file is signed with the key record.example/sample+"), "{fault}");
}

/// The line of an entry with the leaf hash that its bytes have now.
fn rehashed(line: &str) -> String {
    let text = line.strip_prefix("{\"entry\":").unwrap().split_once(",\"leaf\":").unwrap().0;
    entry_line(&crate::ledger::Leaf::read(text.as_bytes()).unwrap())
}

#[test]
fn a_changed_hash_or_word_in_an_entry_names_that_entry() {
    let file = SampleLog::of_entries(4).file();
    let other_hash = with_line(&file, 3, |line| {
        let (before, hash) = line.split_once("\"hash\":\"").unwrap();
        let digit = if hash.starts_with('0') { '1' } else { '0' };
        format!("{before}\"hash\":\"{digit}{}", &hash[1..])
    });
    let other_reason = with_line(&file, 3, |line| line.replace("clearance", "staffing"));
    for changed in [other_hash, other_reason] {
        let words = fault(&changed);
        assert!(words.starts_with("Line 3, entry 1: its bytes have the leaf hash "), "{words}");
        assert!(words.ends_with("this entry was changed."), "{words}");
    }
}

#[test]
fn an_entry_that_was_changed_with_the_hash_beside_it_shows_in_the_root() {
    let file = SampleLog::of_entries(4).file();
    let words = fault(&with_line(&file, 3, |line| rehashed(&line.replace("clearance", "staffing"))));
    assert!(words.starts_with("Line 6: the entries have the root "), "{words}");
    assert!(words.ends_with("one of the entries 0 to 3 was changed."), "{words}");
}

#[test]
fn an_entry_without_its_leaf_hash_is_refused() {
    let file = SampleLog::of_entries(4).file();
    let bare = |line: &str| line.strip_prefix("{\"entry\":").unwrap().split_once(",\"leaf\":").unwrap().0.to_owned();
    assert!(fault(&with_line(&file, 3, bare)).starts_with("Line 3: the line is not a header, an entry"));
    for (from, to) in [("\"leaf\":", "\"laef\":"), ("\"leaf\":\"", "\"leaf\":\"0"), ("\"}", ",\"more\":1}")] {
        let changed = with_line(&file, 3, |line| {
            let (before, after) = line.rsplit_once(from).unwrap();
            format!("{before}{to}{after}")
        });
        assert_eq!(fault(&changed), "Line 3, entry 1: the line does not end with the leaf hash of its entry.");
    }
}

#[test]
fn a_file_that_does_not_begin_as_a_ledger_is_told_from_one_that_was_changed() {
    let file = SampleLog::of_entries(2).file();
    let unchecked = |file: &str| check(file).unwrap_err().could_not_be_checked();
    let without_header: String = file.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let later_format = file.replacen("\"format\":1", "\"format\":3", 1);
    for other in ["", "Dear auditor,\n", "no end", &without_header, &later_format] {
        assert!(unchecked(other), "{other}");
    }
    let other_origin = file.replacen("record.example", "recorb.example", 1);
    for changed in [&file[..file.len() - 1], &format!("{file}Dear auditor,\n"), &other_origin] {
        assert!(!unchecked(changed), "{changed}");
    }
}

#[test]
fn an_older_head_narrows_down_where_the_change_is() {
    let mut log = SampleLog::of_entries(4);
    let older = log.head();
    log.append(&[1]);
    let changed = with_line(&log.file(), 6, |line| rehashed(&line.replace("clearance", "staffing")));
    let words = check_after(&changed, older).unwrap_err().to_string();
    assert!(words.ends_with("one of the entries 4 to 4 was changed."), "{words}");
}

#[test]
fn a_removed_a_moved_and_a_repeated_entry_are_named() {
    let file = SampleLog::of_entries(5).file();
    let lines: Vec<&str> = file.lines().collect();
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let removed = joined(&[&lines[..3], &lines[4..]].concat());
    assert!(fault(&removed).starts_with("Line 4, entry 2: entry 3 is in its place"));
    let moved = joined(&[&lines[..3], &[lines[4], lines[3]], &lines[5..]].concat());
    assert!(fault(&moved).starts_with("Line 4, entry 2: entry 3 is in its place"));
    let repeated = joined(&[&lines[..3], &[lines[2]], &lines[3..]].concat());
    assert!(fault(&repeated).starts_with("Line 4, entry 2: entry 1 is in its place"));
}

#[test]
fn entries_left_out_before_the_checkpoint_are_counted() {
    let file = SampleLog::of_entries(5).file();
    let fewer: String =
        file.lines().enumerate().filter(|(index, _)| *index != 5).map(|(_, line)| format!("{line}\n")).collect();
    assert!(fault(&fewer).starts_with("Line 6: the checkpoint is for 5 entries, and the file has 4;"));
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let file = log_with_an_import().file();
    for end in (0..file.len()).step_by(61) {
        assert!(verify_file(&file.as_bytes()[..end], &VerifyOptions::default()).is_err(), "cut after {end} bytes");
    }
    let ends = file.match_indices('\n').map(|(end, _)| end + 1);
    for end in ends.filter(|end| *end < file.len()) {
        let words = fault(&file[..end]);
        assert!(words.contains("they do not follow it") || words.contains("ends without a checkpoint"), "{words}");
    }
    assert_eq!(fault(""), "Line 1: the file does not begin with the header of a ledger.");
    assert_eq!(fault(file.trim_end()), "Line 8: the line has no end, so the file was cut off here.");
}

#[test]
fn the_rows_of_an_import_have_to_stand_right_after_it() {
    let file = log_with_an_import().file();
    let rows = file.lines().nth(5).unwrap();
    let without: String = file.lines().filter(|line| *line != rows).map(|line| format!("{line}\n")).collect();
    assert_eq!(fault(&without), "Line 6, entry 3: it made 250 row versions, and they do not follow it.");
    let of_another = with_line(&file, 6, |line| line.replace("\"rows_of\":3", "\"rows_of\":2"));
    assert_eq!(
        fault(&of_another),
        "Line 6, entry 3: these are said to be the rows of entry 2, and they follow entry 3."
    );
    let repeated = with_line(&file, 6, |line| format!("{line}\n{line}"));
    assert_eq!(fault(&repeated), "Line 7, entry 3: rows follow it that it does not give by a root.");
    let early = with_line(&file, 1, |line| format!("{line}\n{rows}"));
    assert_eq!(fault(&early), "Line 2: there are rows here before any entry.");
}

#[test]
fn a_line_in_another_spelling_is_refused() {
    let file = log_with_an_import().file();
    for number in 1..=file.lines().count() {
        let spaced = check(&with_line(&file, number, |line| line.replacen(':', ": ", 1))).unwrap_err();
        assert_eq!(spaced.line, number as u64, "{spaced}");
        let ended_as_elsewhere = check(&with_line(&file, number, |line| format!("{line}\r"))).unwrap_err();
        assert_eq!(ended_as_elsewhere.line, number as u64, "{ended_as_elsewhere}");
    }
}

#[test]
fn a_header_of_another_format_log_or_key_is_refused() {
    let file = SampleLog::of_entries(1).file();
    let header = |from: &str, to: &str| fault(&with_line(&file, 1, |line| line.replacen(from, to, 1)));
    assert!(header("\"format\":1", "\"format\":3").contains("\"ledger\", format 3; this program reads"));
    assert!(header("\"format\":1", "\"format\":2").contains("format 2, and no entry is withheld"));
    assert!(header("\"origin\":\"record", "\"origin\":\"recorb").contains("names the log recorb.example/sample"));
    assert!(header("sample+", "sampel+").contains("the id of the key is not the one"));
    assert!(header("\"format\":1", "\"format\":1,\"more\":1").contains("unknown field"));
}

#[test]
fn what_stands_before_the_header_or_after_the_checkpoint_is_refused() {
    let file = SampleLog::of_entries(2).file();
    assert!(fault(&format!("{file}{file}")).starts_with("Line 5: the file goes on after its checkpoint"));
    assert!(fault(&format!("{file}\n")).starts_with("Line 5: the line is not a header"));
    assert!(fault(&format!("\u{feff}{file}")).starts_with("Line 1: the line is not a header"));
    let without_header: String = file.lines().skip(1).map(|line| format!("{line}\n")).collect();
    assert!(fault(&without_header).starts_with("Line 1: the file does not begin with the header"));
    let twice = with_line(&file, 1, |line| format!("{line}\n{line}"));
    assert!(fault(&twice).starts_with("Line 2: there is a second header"));
}

#[test]
fn a_line_without_end_does_not_fill_the_memory() {
    let mut endless = std::io::BufReader::new(std::io::repeat(b'x'));
    let fault = verify_file(&mut endless, &VerifyOptions::default()).unwrap_err();
    assert_eq!(fault.reason, Reason::LineTooLong { most: LONGEST_LINE });
}

#[test]
fn fifty_thousand_rows_fit_the_longest_line() {
    let row = |number| {
        let mut row = SampleLog::new().next_version(number);
        row.kind = crate::ledger::Code::parse(&"k".repeat(64)).unwrap();
        row.version = crate::ids::Version(u32::MAX);
        row
    };
    let rows = (0..crate::ledger::Rows::MOST as u128).map(row).collect();
    assert!(rows_line(Seq::LAST, rows).unwrap().len() <= LONGEST_LINE);
}
