//! Updates that were made by mistake.

use super::*;
use crate::assignment::{AssignmentState, CarrierRole};
use crate::sample::{LABOR, STATE, auditor, carrier, chair, led_by};
use serde_json::json;

fn reason() -> Sentence {
    sentence("It was meant for another action.")
}

#[test]
fn the_agency_retracts_what_it_said_and_the_reason_stays() {
    let said = said_by_the_agency();
    for liaison in [liaison_of(VICTIM_SERVICES), liaison_of(JUSTICE)] {
        assert_eq!(said.may_retract(&liaison, &carriers()), Ok(Some(Authority::Own(PARTY))));
        let retracted = said.retract(&liaison, &carriers(), reason(), TODAY).unwrap();
        let expected = Report { retracted: Some(Retraction { on: TODAY, reason: reason() }), ..said.clone() };
        assert_eq!((retracted.after(), retracted.event()), (&expected, &Event::ReportRetracted {}));
        assert_eq!((retracted.agency(), retracted.authority()), (Some(VICTIM_SERVICES), Some(Authority::Own(PARTY))));
        assert!(!retracted.after().stands() && said.stands());
    }
}

#[test]
fn the_secretariat_retracts_what_an_agency_or_a_source_says() {
    let of_agency = said_by_the_agency().retract(&secretariat(), &carriers(), reason(), TODAY).unwrap();
    assert_eq!(of_agency.authority(), Some(Authority::OnBehalfOf(PARTY)));
    let of_source = report(Speaker::Source(source())).retract(&secretariat(), &carriers(), reason(), TODAY).unwrap();
    assert_eq!((of_source.authority(), of_source.after().stands()), (None, false));
}

#[test]
fn nobody_else_retracts_an_update() {
    let words = "Only the secretariat, and the agency that made this update while it leads the action, can retract it.";
    for actor in [Actor::Operator, chair(), auditor(), liaison_of(LABOR), liaison_of(STATE)] {
        assert_eq!(refused(said_by_the_agency().retract(&actor, &carriers(), reason(), TODAY)), words, "{actor:?}");
    }
    for actor in [Actor::Operator, liaison_of(JUSTICE), chair()] {
        let quoted = report(Speaker::Source(source()));
        assert_eq!(refused(quoted.retract(&actor, &carriers(), reason(), TODAY)), words, "{actor:?}");
    }
}

#[test]
fn an_agency_that_no_longer_leads_leaves_it_to_the_secretariat() {
    let words = "Only the secretariat, and the agency that made this update while it leads the action, can retract it.";
    let supports = carrier(CarrierRole::Support, PARTY, AssignmentState::Accepted { on: TODAY });
    for carriers in [led_by(Party::Agency(LABOR)), Carriers::of([supports])] {
        let tried = said_by_the_agency().retract(&liaison_of(VICTIM_SERVICES), &carriers, reason(), TODAY);
        assert_eq!(refused(tried), words);
        assert!(said_by_the_agency().may_retract(&secretariat(), &carriers).is_ok());
    }
    let withdrawn = Carriers { withdrawn: Some(day("2024-05-01")), ..carriers() };
    assert!(said_by_the_agency().may_retract(&liaison_of(JUSTICE), &withdrawn).is_err());
}

#[test]
fn a_retracted_update_is_neither_retracted_again_nor_verified() {
    let retracted = said_by_the_agency().retract(&secretariat(), &carriers(), reason(), TODAY).unwrap();
    let again = retracted.after().retract(&secretariat(), &carriers(), reason(), day("2024-06-01"));
    assert_eq!(refused(again), "This update was retracted on May 3, 2024.");
    let verified = retracted.after().verify(&secretariat(), sentence("Seen."), TODAY);
    assert_eq!(refused(verified), "This update was retracted on May 3, 2024.");
}

#[test]
fn an_update_of_before_is_written_as_it_was_and_reads_as_one_that_stands() {
    let written = serde_json::to_value(said_by_the_agency()).unwrap();
    assert_eq!(written.get("retracted"), None);
    let retracted = said_by_the_agency().retract(&secretariat(), &carriers(), reason(), TODAY).unwrap();
    let written = serde_json::to_value(retracted.after()).unwrap();
    assert_eq!(written["retracted"], json!({"on": "2024-05-03", "reason": "It was meant for another action."}));
}
