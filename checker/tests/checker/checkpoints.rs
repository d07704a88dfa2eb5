//! What is said of a signed checkpoint.

use crate::logs::known;
use crate::sample::Sample;
use checker::{Continuation, Known, Outcome, Verdict, check};
use domain::ledger::consistency_proof;

/// What the record of this log answers about its first entries.
fn answer(log: &Sample, older: u64) -> Continuation {
    let proof = consistency_proof(&log.leaves, domain::ledger::TreeSize(older)).unwrap_or_default();
    Continuation { checkpoint: log.signed().text().to_owned(), proof: proof.iter().map(ToString::to_string).collect() }
}

fn checked(text: &str, known: &Known, server: Option<(&Sample, &Continuation)>) -> Verdict {
    let key = server.map(|(log, _)| log.key.verifier());
    let server = key.as_ref().zip(server.map(|(_, answer)| answer));
    check("kept.txt", text.as_bytes(), known, server, |_| {}).unwrap()
}

#[test]
fn a_checkpoint_that_the_record_continues_is_valid() {
    let (older, log) = (Sample::of_entries(12), Sample::of_entries(40));
    for text in [older.signed().text().to_owned(), older.signed().text().replace('\n', "\r\n")] {
        let verdict = checked(&text, &known(&log, None), Some((&log, &answer(&log, 12))));
        assert_eq!((verdict.outcome, verdict.title.as_str()), (Outcome::Whole, "kept.txt is valid"));
        assert_eq!(verdict.heading, "Signed, and this record\u{2019}s log continues it from 12 entries.");
    }
    let newest = checked(log.signed().text(), &known(&log, None), Some((&log, &answer(&log, 40))));
    assert_eq!(newest.outcome, Outcome::Whole);
    let without_a_key = checked(older.signed().text(), &Known::default(), Some((&log, &answer(&log, 12))));
    assert_eq!(without_a_key.outcome, Outcome::Unsigned);
    assert!(without_a_key.sentence.starts_with("Whole, but the signature was not checked"));
}

#[test]
fn a_checkpoint_of_a_history_that_was_rewritten_is_not_continued() {
    let mut former = Sample::of_entries(11);
    former.append(0..2, "staffing");
    let log = Sample::of_entries(40);
    let verdict = checked(former.signed().text(), &known(&log, None), Some((&log, &answer(&log, 12))));
    assert_eq!(verdict.outcome, Outcome::Broken);
    assert_eq!(verdict.heading, "This record\u{2019}s log does not continue the checkpoint.");
    let longer = Sample::of_entries(50);
    let verdict = checked(longer.signed().text(), &known(&log, None), Some((&log, &answer(&log, 50))));
    assert_eq!(verdict.heading, "The checkpoint covers more entries than this record has.");
}

#[test]
fn a_proof_that_proves_nothing_is_not_believed() {
    let (older, log) = (Sample::of_entries(12), Sample::of_entries(40));
    let empty = Continuation { proof: Vec::new(), ..answer(&log, 12) };
    let verdict = checked(older.signed().text(), &known(&log, None), Some((&log, &empty)));
    assert_eq!(verdict.outcome, Outcome::Broken);
    // An answer that the key has not signed says nothing, for or against.
    let unsigned = Continuation { checkpoint: log.signed().text().replace("\n40\n", "\n41\n"), ..answer(&log, 12) };
    let verdict = checked(older.signed().text(), &known(&log, None), Some((&log, &unsigned)));
    assert_eq!((verdict.outcome, verdict.heading.as_str()), (Outcome::Whole, "Signed, for 12 entries."));
}

#[test]
fn a_changed_checkpoint_does_not_fit_its_signature() {
    let log = Sample::of_entries(12);
    let verdict = checked(&log.signed().text().replace("\n12\n", "\n13\n"), &known(&log, None), None);
    assert_eq!(verdict.heading, "The signature does not fit the checkpoint.");
    let verdict = checked(&log.signed().text().replace("\n12\n", "\n012\n"), &known(&log, None), None);
    assert_eq!(
        (verdict.outcome, verdict.heading.as_str()),
        (Outcome::Unchecked, "This is not a whole signed checkpoint.")
    );
}

#[test]
fn a_checkpoint_alone_without_a_key_was_not_checked() {
    let verdict = checked(Sample::of_entries(12).signed().text(), &Known::default(), None);
    assert_eq!(
        (verdict.outcome, verdict.heading.as_str()),
        (Outcome::Unchecked, "It reads as a checkpoint of 12 entries.")
    );
}
