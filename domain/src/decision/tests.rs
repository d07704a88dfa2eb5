#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::body::Party;
use crate::facts::{CarrierFacts, MilestoneStanding};
use crate::reporting::{ReportingPeriod, ReportingRule, ReportingTerms};
use crate::sample::{LABOR, TODAY, action_facts, day, lead_facts, milestone_facts, quarter, report_facts};
use crate::slippage::{Booked, MoveReason};
use crate::update::{Confidence, ReportedStatus};
use internment::Intern;
use std::sync::Arc;

const JUDGED: Judged =
    Judged { today: TODAY, rule: ReportingRule::always(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 }) };

/// Led, in force, reported for the last quarter that was due, and on track.
fn well() -> ActionFacts {
    let report = report_facts(quarter("FY2024-Q2"), ReportedStatus::InProgress);
    ActionFacts { last_report: Some(report), ..action_facts() }
}

fn off_track() -> ActionFacts {
    let mut facts = well();
    facts.last_report.as_mut().unwrap().confidence = Some(Confidence::OffTrack);
    ActionFacts { off_track_since: Some(day("2024-01-10")), ..facts }
}

fn with_open(due: &[&str]) -> ActionFacts {
    let milestones = due.iter().map(|due| milestone_facts(day(due), MilestoneStanding::Open)).collect();
    ActionFacts { milestones, ..well() }
}

fn requested(mut facts: ActionFacts) -> ActionFacts {
    let lead = lead_facts(Party::Agency(LABOR), None);
    let asked = CarrierFacts { role: CarrierRole::Support, standing: CarrierStanding::Offered, ..lead };
    facts.carriers = facts.carriers.iter().copied().chain([asked]).collect();
    facts
}

fn needed(facts: &ActionFacts) -> Option<Needed<'_>> {
    Needed::of(facts, Before::NotCompared, JUDGED)
}

fn found(facts: &ActionFacts) -> (Reason, Option<Date>, Ask) {
    let needed = needed(facts).unwrap();
    (needed.worst(), needed.since(), needed.ask)
}

#[test]
fn an_action_that_goes_well_needs_no_decision() {
    assert!(needed(&well()).is_none());
    assert!(needed(&with_open(&["2024-09-30"])).is_none());
}

#[test]
fn an_action_off_track_is_asked_for_its_next_date_since_the_run_began() {
    let mut facts = off_track();
    assert_eq!(found(&facts), (Reason::OffTrack, Some(day("2024-01-10")), Ask::PlanMilestone));
    let mut milestone = milestone_facts(day("2024-09-30"), MilestoneStanding::Open);
    milestone.original = day("2024-06-30");
    milestone.booked = Intern::from(&[Booked { reason: MoveReason::Clearance, days: 92 }]);
    facts.milestones = [milestone].into();
    assert_eq!(found(&facts).2, Ask::ConfirmDate(day("2024-09-30")));
}

#[test]
fn where_the_evidence_differs_the_confidence_is_asked_for() {
    let mut facts = off_track();
    facts.milestones = [milestone_facts(day("2024-04-30"), MilestoneStanding::Completed(day("2024-04-30")))].into();
    assert_eq!(found(&facts).2, Ask::UpdateConfidence);
}

#[test]
fn overdue_milestones_are_completed_or_moved_and_many_get_new_dates() {
    let one = with_open(&["2024-04-30", "2024-09-30"]);
    assert_eq!(found(&one), (Reason::Overdue, Some(day("2024-04-30")), Ask::CompleteOrMove));
    let many = with_open(&["2024-02-29", "2024-03-31", "2024-04-30"]);
    assert_eq!(found(&many), (Reason::Overdue, Some(day("2024-02-29")), Ask::SetDates));
    assert!(needed(&with_open(&["2024-05-03"])).is_none(), "on its day a milestone is in time");
}

#[test]
fn an_open_date_that_is_later_than_at_the_meeting_has_slipped() {
    let before = with_open(&["2024-06-30"]);
    let mut now = with_open(&["2024-08-30"]);
    let of = Needed::of(&now, Before::Was(Some(&before)), JUDGED).unwrap();
    assert_eq!((of.worst(), of.since()), (Reason::Slipped, None), "June 30 is not over");
    assert_eq!(of.ask, Ask::ConfirmDate(day("2024-08-30")));
    assert!(Needed::of(&now, Before::NotCompared, JUDGED).is_none(), "nothing is compared");
    Arc::make_mut(&mut now.milestones)[0].state = MilestoneStanding::Completed(day("2024-05-01"));
    let done = Needed::of(&now, Before::Was(Some(&before)), JUDGED);
    assert!(done.is_none_or(|of| !of.has(Reason::Slipped)), "what is completed asks nothing");
}

#[test]
fn an_ended_timeframe_a_missing_lead_and_a_missing_update_are_reasons() {
    let ended = ActionFacts { ends: Some(day("2024-03-31")), ..well() };
    assert_eq!(found(&ended), (Reason::TimeframeEnded, Some(day("2024-03-31")), Ask::CompleteOrExtend));
    let led_by_none = ActionFacts { lead: None, carriers: [].into(), ..well() };
    assert_eq!(found(&led_by_none), (Reason::NoLead, None, Ask::NameLead));
    let report = report_facts(quarter("FY2023-Q4"), ReportedStatus::InProgress);
    let late = ActionFacts { last_report: Some(report), ..action_facts() };
    // October to December was due on January 15.
    let asked = Ask::SendUpdate(quarter("FY2024-Q2"));
    assert_eq!(found(&late), (Reason::UpdateOverdue, Some(day("2024-01-15")), asked));
    assert_eq!(found(&action_facts()).2, Ask::SendFirstUpdate);
}

#[test]
fn a_pending_request_alone_is_the_last_reason() {
    let facts = requested(well());
    assert_eq!(found(&facts), (Reason::RequestPending, None, Ask::AnswerRequest(CarrierRole::Support)));
    let withdrawn = ActionFacts { is_withdrawn: true, ..facts };
    assert!(needed(&withdrawn).is_none());
}

#[test]
fn every_reason_is_given_and_the_worst_decides() {
    let mut facts = requested(off_track());
    facts.milestones = [milestone_facts(day("2024-04-30"), MilestoneStanding::Open)].into();
    let of = needed(&facts).unwrap();
    let reasons: Vec<Reason> = of.reasons.iter().map(|(reason, _)| *reason).collect();
    assert_eq!(reasons, [Reason::OffTrack, Reason::Overdue, Reason::RequestPending]);
    assert_eq!(of.ask, Ask::CompleteOrMove);
}

#[test]
fn only_actions_of_plans_in_force_come_before_a_meeting() {
    let closed = ActionFacts { plan_state: PlanState::Closed, ..off_track() };
    assert!(needed(&closed).is_none());
    let retracted = ActionFacts { is_retracted: true, ..off_track() };
    assert!(needed(&retracted).is_none());
}
