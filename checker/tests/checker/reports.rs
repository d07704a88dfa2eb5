//! The words for a report, and for what only looks like one.

use checker::{Compared, Known, Outcome, check, of_report};

#[test]
fn a_report_is_for_the_record_to_compare() {
    assert_eq!(check("a.pdf", b"%PDF-1.7".as_slice(), &Known::default(), None, |_| {}), None);
}

#[test]
fn the_first_difference_is_shown_from_both_sides() {
    let found = Compared::Differs { place: "page 3".into(), file: Some("9 actions".into()), record: None };
    let verdict = of_report("a.pdf", Some("/reports/progress"), &found);
    assert_eq!((verdict.outcome, verdict.title.as_str()), (Outcome::Broken, "a.pdf differs from this record"));
    let facts: Vec<_> = verdict.facts.iter().map(|fact| (fact.name, fact.value.as_str())).collect();
    assert_eq!(facts, [("Report", "/reports/progress"), ("In the file", "9 actions"), ("In the record", "Nothing")]);
    assert_eq!(of_report("a.pdf", None, &Compared::Same).outcome, Outcome::Whole);
    assert_eq!(of_report("a.pdf", None, &Compared::SameText).outcome, Outcome::Unsigned);
}

#[test]
fn rows_alone_and_what_cannot_be_compared_say_why() {
    let csv = check("actions.csv", b"plan,reference\n".as_slice(), &Known::default(), None, |_| {}).unwrap();
    assert_eq!((csv.outcome, csv.heading.as_str()), (Outcome::Unchecked, "A CSV file cannot be compared."));
    let draft = of_report("a.pdf", None, &Compared::NotCompared { why: "It is a report of a draft plan.".into() });
    assert_eq!((draft.outcome, draft.heading.as_str()), (Outcome::Unchecked, "The file could not be compared."));
}
