#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::assignment::Assignment;
use crate::body::Body;
use crate::plan::Plan;
use crate::sample::{LABOR, action, agencies, carriers, liaison_of, plan, refused, task_force};

#[test]
fn an_import_is_one_change_that_counts_what_is_new_and_what_changed() {
    let operator = Actor::Operator;
    let mut import = Import::begin(&operator).unwrap();
    assert!(import.is_empty());
    for agency in agencies() {
        import.take_reference_data(agency.into(), true).unwrap();
    }
    import.take_reference_data(Body { cadence: plan().span_basis, ..task_force() }.into(), false).unwrap();
    import.take(Plan::add(&operator, plan()).unwrap(), true);
    let lead = carriers().lead.unwrap();
    import.take(Assignment::from_source(&operator, lead.clone()).unwrap(), false);
    assert!(!import.is_empty());

    let finished = import.finish(&operator, "ab12".to_owned());
    assert_eq!(*finished.event(), Event::Imported { file: "ab12".to_owned(), added: 9, changed: 2 });
    let objects = finished.after();
    assert_eq!(objects.len(), agencies().len() + 3);
    assert_eq!(objects.last(), Some(&Object::Assignment(lead)));
}

#[test]
fn only_reference_data_is_taken_up_without_a_rule() {
    let mut import = Import::begin(&Actor::Operator).unwrap();
    let refusal = import.take_reference_data(action().into(), true).unwrap_err();
    assert_eq!(refusal.to_string(), "action has rules of its own and is not reference data");
    assert!(import.is_empty());
}

#[test]
fn a_liaison_does_not_import() {
    let refusal = Import::begin(&liaison_of(LABOR)).unwrap_err();
    assert_eq!(refusal.to_string(), refused(Plan::add(&liaison_of(LABOR), plan())));
}
