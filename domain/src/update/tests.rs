#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

mod retracting;

use super::*;
use crate::action::Recurrence;
use crate::body::Party;
use crate::plan::{PlanState, Withdrawal};
use crate::sample::{
    ACTION, JUSTICE, REPORT, TODAY, VICTIM_SERVICES, action, carriers, day, liaison_of, narrative, quarter, refused,
    report, secretariat, sentence, source, statement, title,
};

const PARTY: Party = Party::Agency(VICTIM_SERVICES);

fn submit(action: &Action, last: Option<&Report>, said: Statement) -> Result<Changed<Report>, DomainError> {
    Report::submit(&liaison_of(JUSTICE), (action, PlanState::InForce), &carriers(), last, (REPORT, said), TODAY)
}

fn recurring() -> Action {
    Action { recurrence: Some(Recurrence { stated: title("twice a year"), times_a_year: 2 }), ..action() }
}

fn said_by_the_agency() -> Report {
    report(Speaker::Agency(Authority::Own(PARTY)))
}

#[test]
fn a_report_is_dated_and_says_who_said_it() {
    let submitted = submit(&action(), None, statement()).unwrap();
    let Statement { quarter, status, confidence, narrative } = statement();
    let (after, authority) = (submitted.after(), Authority::Own(PARTY));
    assert_eq!((after.id, after.action, after.submitted), (REPORT, ACTION, TODAY));
    assert_eq!((after.quarter, after.status, after.confidence), (quarter, status, Some(confidence)));
    assert_eq!((&after.narrative, &after.native_word, &after.verified), (&narrative, &None, &None));
    assert_eq!(after.said_by, Speaker::Agency(authority));
    assert_eq!(*submitted.event(), Event::ProgressReported { quarter, status, confidence: Some(confidence) });
    assert_eq!((submitted.agency(), submitted.authority()), (Some(VICTIM_SERVICES), Some(authority)));
}

#[test]
fn every_status_and_confidence_may_be_reported() {
    for status in ReportedStatus::ALL {
        for confidence in Confidence::ALL {
            let submitted = submit(&action(), None, Statement { status, confidence, ..statement() }).unwrap();
            assert_eq!((submitted.after().status, submitted.after().confidence), (status, Some(confidence)));
        }
    }
}

#[test]
fn what_the_secretariat_reports_is_marked_on_behalf_of_the_lead() {
    let submitted = Report::submit(
        &secretariat(),
        (&action(), PlanState::InForce),
        &carriers(),
        None,
        (REPORT, statement()),
        TODAY,
    )
    .unwrap();
    assert_eq!(submitted.after().said_by, Speaker::Agency(Authority::OnBehalfOf(PARTY)));
    assert_eq!(
        (submitted.agency(), submitted.authority()),
        (Some(VICTIM_SERVICES), Some(Authority::OnBehalfOf(PARTY)))
    );
}

#[test]
fn nothing_is_reported_on_a_withdrawn_action() {
    let gone =
        Action { withdrawn: Some(Withdrawal { on: day("2024-02-13"), reason: sentence("Merged.") }), ..action() };
    let words = "This action was withdrawn on February 13, 2024. You can't report on it or change it.";
    assert_eq!(refused(submit(&gone, None, statement())), words);
}

#[test]
fn a_draft_takes_no_updates_and_every_other_plan_does() {
    let of = |state, actor| Report::submit(&actor, (&action(), state), &carriers(), None, (REPORT, statement()), TODAY);
    for actor in [secretariat(), liaison_of(JUSTICE)] {
        let words = "This plan is a draft. You can submit updates when it is in force.";
        assert_eq!(refused(of(PlanState::Draft, actor.clone())), words);
        for state in [PlanState::InForce, PlanState::Superseded, PlanState::Closed] {
            assert!(of(state, actor.clone()).is_ok(), "{state:?}");
        }
    }
}

#[test]
fn a_quarter_is_reported_from_its_first_day_on() {
    let next = Statement { quarter: quarter("FY2024-Q4"), ..statement() };
    assert_eq!(
        refused(submit(&action(), None, next.clone())),
        "You can't report yet for FY 2024 Q4 (July\u{2013}September 2024)."
    );
    let on = |today| {
        Report::submit(
            &liaison_of(JUSTICE),
            (&action(), PlanState::InForce),
            &carriers(),
            None,
            (REPORT, next.clone()),
            today,
        )
    };
    assert!(on(day("2024-06-30")).is_err());
    assert!(on(day("2024-07-01")).is_ok());
}

#[test]
fn reports_do_not_go_back_behind_the_last_one_and_a_second_for_its_quarter_corrects_it() {
    let last = said_by_the_agency();
    let earlier = submit(&action(), Some(&last), Statement { quarter: quarter("FY2024-Q1"), ..statement() });
    assert_eq!(
        refused(earlier),
        "You already reported for FY 2024 Q2 (January\u{2013}March 2024). Choose that quarter or a later one."
    );
    for name in ["FY2024-Q2", "FY2024-Q3"] {
        assert!(submit(&action(), Some(&last), Statement { quarter: quarter(name), ..statement() }).is_ok(), "{name}");
    }
}

#[test]
fn an_update_that_says_the_same_on_the_same_day_is_refused_and_another_is_not() {
    let first = submit(&action(), None, statement()).unwrap().after().clone();
    assert_eq!(
        refused(submit(&action(), Some(&first), statement())),
        "This update says the same as the last one, which was submitted today. It was saved once."
    );
    let other = Statement { narrative: narrative("Both sites are open."), ..statement() };
    assert!(submit(&action(), Some(&first), other).is_ok());
    let yesterday = Report { submitted: TODAY.pred_opt().unwrap(), ..first.clone() };
    assert!(submit(&action(), Some(&yesterday), statement()).is_ok(), "nothing changed since yesterday");
    let quoted = Report { said_by: Speaker::Source(source()), ..first };
    assert!(submit(&action(), Some(&quoted), statement()).is_ok(), "a source said so, and now the agency does");
}

#[test]
fn an_action_that_comes_round_again_is_never_reported_completed() {
    for status in ReportedStatus::ALL {
        let submitted = submit(&recurring(), None, Statement { status, ..statement() });
        if status == ReportedStatus::Completed {
            assert_eq!(refused(submitted), "This action recurs, so it can't be marked complete. Choose In progress.");
        } else {
            assert!(submitted.is_ok(), "{status:?}");
        }
    }
}

#[test]
fn a_published_report_is_quoted_as_it_stands() {
    let quoted = Report { confidence: None, native_word: Some(title("Delayed")), ..report(Speaker::Source(source())) };
    let recorded = Report::from_source(&Actor::Operator, quoted.clone()).unwrap();
    assert_eq!((recorded.after(), recorded.authority()), (&quoted, None));
    let Report { quarter, status, .. } = quoted;
    assert_eq!(*recorded.event(), Event::ProgressReported { quarter, status, confidence: None });
}

#[test]
fn the_secretariat_verifies_what_an_agency_or_a_source_says_once() {
    for said in [said_by_the_agency(), report(Speaker::Source(source()))] {
        let verified = said.verify(&secretariat(), sentence("Seen in the register."), TODAY).unwrap();
        assert_eq!(verified.after().verified, Some(Verified { on: TODAY, ground: sentence("Seen in the register.") }));
        assert_eq!(*verified.event(), Event::ReportVerified {});
        let again = verified.after().verify(&secretariat(), sentence("Again."), day("2024-06-01"));
        assert_eq!(refused(again), "Already verified on May 3, 2024.");
    }
}

#[test]
fn a_verification_stands_in_the_history_of_the_agency_that_reported() {
    let of_an_agency = said_by_the_agency().verify(&secretariat(), sentence("Seen."), TODAY).unwrap();
    let of_a_source = report(Speaker::Source(source())).verify(&secretariat(), sentence("Seen."), TODAY).unwrap();
    assert_eq!((of_an_agency.agency(), of_a_source.agency()), (Some(VICTIM_SERVICES), None));
}

#[test]
fn the_secretariat_does_not_verify_what_it_reported_itself() {
    let own = report(Speaker::Agency(Authority::OnBehalfOf(PARTY))).verify(&secretariat(), sentence("I know."), TODAY);
    assert_eq!(refused(own), "You submitted this for the agency, so someone else must verify it.");
}
