//! A quarter that is due on July 15, 2024, as the secretariat runs it.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::sample::{
    INTERIOR, JUSTICE, SMUGGLING_CENTER, TODAY, VICTIM_SERVICES, auditor, chair, day, liaison_of, narrative, period,
    quarter, refused, secretariat, sentence,
};

const RULE: ReportingRule = ReportingRule::always(crate::reporting::ReportingTerms {
    every: crate::reporting::ReportingPeriod::Quarter,
    days: 15,
});

fn justice() -> Extended {
    Extended::Agency(JUSTICE, [JUSTICE, VICTIM_SERVICES, SMUGGLING_CENTER].into())
}

fn extend(period: &Period, of: &Extended, to: &str) -> Result<Changed<Period>, DomainError> {
    period.extend(&secretariat(), RULE, of, (day(to), sentence("The system was down.")), TODAY)
}

#[test]
fn all_agencies_get_more_time_and_the_reason_stays() {
    let extended = extend(&period(), &Extended::All, "2024-07-31").unwrap();
    let (from, to) = (day("2024-07-15"), day("2024-07-31"));
    let reason = sentence("The system was down.");
    assert_eq!(extended.after().extensions, [Extension { agency: None, from, to, reason, on: TODAY }]);
    let event = Event::PeriodExtended { quarter: quarter("FY2024-Q3"), agencies: vec![], from, to };
    assert_eq!((extended.event(), extended.agency()), (&event, None));
}

#[test]
fn one_agency_gets_more_time_with_all_its_components() {
    let extended = extend(&period(), &justice(), "2024-07-20").unwrap();
    let agencies = vec![JUSTICE, VICTIM_SERVICES, SMUGGLING_CENTER];
    let (from, to) = (day("2024-07-15"), day("2024-07-20"));
    let event = Event::PeriodExtended { quarter: quarter("FY2024-Q3"), agencies, from, to };
    assert_eq!((extended.event(), extended.agency()), (&event, Some(JUSTICE)));
}

#[test]
fn a_due_date_is_another_day_that_has_not_passed_before_the_next_updates_are_due() {
    let refuse = |of: &Extended, to| refused(extend(&period(), of, to));
    assert_eq!(
        refuse(&Extended::All, "2024-07-15"),
        "These updates are due on July 15, 2024 already. Enter another date."
    );
    assert_eq!(
        refuse(&Extended::All, "2024-07-01"),
        "Enter July 15, 2024, or a later date: all agencies have until then."
    );
    assert_eq!(
        refuse(&Extended::All, "2024-10-15"),
        "Enter a date before October 15, 2024, when the next updates are due."
    );
    assert!(extend(&period(), &Extended::All, "2024-10-14").is_ok());
    let late = day("2024-08-01");
    let passed = period().extend(&secretariat(), RULE, &Extended::All, (day("2024-07-20"), sentence("Sick.")), late);
    assert_eq!(refused(passed), "Enter August 1, 2024, or a later date.");
}

#[test]
fn a_second_due_date_takes_the_place_of_the_first_one_also_where_it_is_earlier() {
    let rule = RULE.extended(quarter("FY2024-Q3"), &[JUSTICE], day("2024-07-31"));
    let again = |to: &str| period().extend(&secretariat(), rule, &justice(), (day(to), sentence("Again.")), TODAY);
    for to in ["2024-08-09", "2024-07-20", "2024-07-15"] {
        let extension = again(to).unwrap().after().extensions[0].clone();
        assert_eq!((extension.from, extension.to), (day("2024-07-31"), day(to)));
    }
    let all = RULE.extended(quarter("FY2024-Q3"), &[], day("2024-07-25")).extended(
        quarter("FY2024-Q3"),
        &[JUSTICE],
        day("2024-07-31"),
    );
    let less = period().extend(&secretariat(), all, &justice(), (day("2024-07-20"), sentence("Less.")), TODAY);
    assert_eq!(refused(less), "Enter July 25, 2024, or a later date: all agencies have until then.");
    let other = Extended::Agency(INTERIOR, [INTERIOR].into());
    let other = period().extend(&secretariat(), rule, &other, (day("2024-07-20"), sentence("Sick.")), TODAY);
    assert_eq!(other.unwrap().after().extensions[0].from, day("2024-07-15"));
}

#[test]
fn instructions_are_given_once_and_taken_back() {
    let asked = period().instruct(&secretariat(), Some(narrative("Name your sources."))).unwrap();
    assert_eq!(asked.event(), &Event::PeriodInstructed { quarter: quarter("FY2024-Q3") });
    let again = asked.after().instruct(&secretariat(), Some(narrative("Name your sources.")));
    assert_eq!(again.map(drop), Err(DomainError::NothingChanged));
    assert_eq!(asked.after().instruct(&secretariat(), None).unwrap().after().instructions, None);
}

#[test]
fn a_period_is_closed_when_no_one_has_time_left_and_then_stays_as_it_is() {
    let close = |rule: ReportingRule, on: &str| period().close(&secretariat(), rule, day(on));
    let early = "Agencies have until July 15, 2024. Close the period after that date.";
    assert_eq!(refused(close(RULE, "2024-07-15")), early);
    let extended = RULE.extended(quarter("FY2024-Q3"), &[JUSTICE], day("2024-07-31"));
    let still = "Agencies have until July 31, 2024. Close the period after that date.";
    assert_eq!(refused(close(extended, "2024-07-31")), still);
    let closed = close(extended, "2024-08-01").unwrap();
    assert_eq!(closed.event(), &Event::PeriodClosed { quarter: quarter("FY2024-Q3") });
    let gone = "This period was closed on August 1, 2024.";
    assert_eq!(refused(extend(closed.after(), &Extended::All, "2024-08-20")), gone);
    assert_eq!(refused(closed.after().instruct(&secretariat(), Some(narrative("More.")))), gone);
    assert_eq!(refused(closed.after().close(&secretariat(), RULE, day("2024-09-01"))), gone);
}

#[test]
fn only_the_secretariat_runs_a_period() {
    for actor in [chair(), auditor(), liaison_of(JUSTICE)] {
        let refused = Err(DomainError::NotPermitted(Permission::RunPeriods));
        assert_eq!(period().may_run(&actor), refused);
        assert_eq!(period().may_close(&actor, RULE, day("2024-09-01")), refused);
    }
}
