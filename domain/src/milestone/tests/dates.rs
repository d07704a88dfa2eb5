//! Dates that cannot be bent: a milestone is never planned, moved or completed into a past that no one saw.

use super::*;
use crate::sample::{claim, new_milestone, plan, title};
use crate::slippage::MoveReason;

fn planned(actor: &Actor, new: NewMilestone) -> Result<Changed<Milestone>, DomainError> {
    Milestone::plan(actor, &action(), &carriers(), (MILESTONE, new), bounds())
}

fn moved(actor: &Actor, to: &str) -> Result<Changed<Milestone>, DomainError> {
    milestone(day("2024-08-31")).reschedule(actor, &carriers(), reschedule(day(to)), bounds())
}

fn because(due: &str) -> NewMilestone {
    NewMilestone { reason: Some(sentence("It was agreed in April and entered late.")), ..new_milestone(day(due)) }
}

#[test]
fn nobody_plans_or_moves_a_milestone_to_a_day_before_the_plan_began() {
    let words = "Enter a date of December 3, 2021 or later. The plan begins on that day.";
    assert_eq!(plan().starts, day("2021-12-03"));
    for actor in [liaison(), secretariat()] {
        assert_eq!(refused(planned(&actor, because("2020-05-01"))), words);
        assert_eq!(refused(moved(&actor, "2021-12-02")), words);
    }
    assert!(planned(&secretariat(), because("2021-12-03")).is_ok());
}

#[test]
fn nobody_plans_or_moves_a_milestone_more_than_twenty_years_ahead() {
    let words = "Enter a date of May 3, 2044, or earlier. Dates can't be more than 20 years ahead.";
    for actor in [liaison(), secretariat()] {
        assert_eq!(refused(planned(&actor, new_milestone(day("2044-05-04")))), words);
        assert_eq!(refused(moved(&actor, "2044-05-04")), words);
    }
    assert!(planned(&secretariat(), new_milestone(day("2044-05-03"))).is_ok());
}

#[test]
fn an_agency_does_not_plan_a_milestone_for_a_day_that_is_past_nor_move_one_there() {
    let words = "Enter a due date of today, May 3, 2024, or later. Only the secretariat can set an earlier one.";
    assert_eq!(refused(planned(&liaison(), new_milestone(day("2024-05-02")))), words);
    assert_eq!(refused(planned(&liaison(), because("2024-05-02"))), words);
    assert_eq!(refused(moved(&liaison(), "2024-05-02")), words);
    assert!(planned(&liaison(), new_milestone(TODAY)).is_ok());
    assert!(moved(&liaison(), "2024-05-03").is_ok());
}

#[test]
fn the_secretariat_plans_a_milestone_for_a_day_that_is_past_with_a_reason_that_is_kept() {
    let without = planned(&secretariat(), new_milestone(day("2024-04-15")));
    assert_eq!(refused(without), "The due date is before today. Enter a reason for it.");
    let with = planned(&secretariat(), because("2024-04-15")).unwrap();
    assert_eq!(with.after().planned_late, because("2024-04-15").reason);
    let made = moved(&secretariat(), "2024-04-15").unwrap();
    assert_eq!(made.after().moves[0].reason, MoveReason::Staffing);
}

#[test]
fn a_reason_is_kept_only_with_a_due_date_that_was_past() {
    assert_eq!(planned(&secretariat(), because("2024-08-31")).unwrap().after(), &milestone(day("2024-08-31")));
}

#[test]
fn a_milestone_is_completed_before_the_record_knew_it_only_with_a_document_of_that_day() {
    let complete = |document: Option<&str>| {
        let claim = Claim { recorded: day("2024-03-01"), document: document.map(day), ..claim(day("2024-02-12")) };
        milestone(TODAY).complete(&liaison(), &carriers(), claim, TODAY)
    };
    let words = "This milestone was added to Concord on March 1, 2024. To mark it complete on February 12, 2024, attach a \
                 document with that date.";
    for document in [None, Some("2024-02-11"), Some("2024-02-13"), Some("2024-03-01")] {
        assert_eq!(refused(complete(document)), words, "{document:?}");
    }
    assert_eq!(complete(Some("2024-02-12")).unwrap().after().completion().unwrap().on, day("2024-02-12"));
}

#[test]
fn a_milestone_is_completed_without_a_document_from_the_day_on_which_the_record_knew_it() {
    let claim = Claim { recorded: day("2024-02-12"), ..claim(day("2024-02-12")) };
    assert!(milestone(TODAY).complete(&liaison(), &carriers(), claim, TODAY).is_ok());
}

#[test]
fn contents_from_before_reasons_were_kept_are_read_and_written_as_they_were() {
    let old = serde_json::to_value(milestone(TODAY)).unwrap();
    assert!(old.get("planned_late").is_none() && old.get("reopenings").is_none());
    assert_eq!(serde_json::from_value::<Milestone>(old).unwrap(), milestone(TODAY));
}

#[test]
fn a_milestone_is_not_completed_on_a_day_before_the_plan_began() {
    let document = Some(day("2019-01-10"));
    let claim = Claim { recorded: day("2024-03-01"), document, ..claim(day("2019-01-10")) };
    let completed = milestone(TODAY).complete(&liaison_of(VICTIM_SERVICES), &carriers(), claim, TODAY);
    assert_eq!(refused(completed), "Enter a date of December 3, 2021 or later. The plan begins on that day.");
}

#[test]
fn an_agency_plans_no_milestone_for_years_after_the_plan_and_the_secretariat_may() {
    let bounds = DueBounds { plan_ends: Some(day("2024-12-31")), ..bounds() };
    let plan = |actor: &Actor, due: &str| {
        let new = NewMilestone { title: title("Shelters opened"), due: day(due), reason: None };
        Milestone::plan(actor, &action(), &carriers(), (MILESTONE, new), bounds).map(drop)
    };
    let liaison = liaison_of(VICTIM_SERVICES);
    assert_eq!(plan(&liaison, "2029-12-31"), Ok(()));
    let last = day("2029-12-31");
    assert_eq!(plan(&liaison, "2030-01-01"), Err(MilestoneError::DueLongAfterThePlan { last }.into()));
    assert_eq!(plan(&secretariat(), "2030-06-30"), Ok(()));
    // A plan that is over is worked on, and what is planned then is due after it.
    let today = day("2026-05-01");
    let late = DueBounds { today, ..bounds };
    assert_eq!(late.last_planned(), day("2031-05-01"));
}

#[test]
fn what_is_not_done_is_expected_today_or_later_and_within_twenty_years() {
    let expected =
        |on: &str| milestone(TODAY).forecast(&liaison_of(VICTIM_SERVICES), &carriers(), Some(day(on)), bounds());
    assert!(expected("2024-05-03").is_ok());
    let words = "Enter a date of today, May 3, 2024, or later. This milestone isn't complete yet.";
    assert_eq!(refused(expected("2024-05-02")), words);
    assert!(expected("2099-01-01").is_err());
}
