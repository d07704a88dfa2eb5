//! Which signals each combination of facts shows.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::facts::MilestoneFacts;
use crate::sample::{MILESTONE, TODAY, action_facts, day, milestone_facts, quarter, report_facts};
use crate::slippage::{Booked, MoveReason};
use internment::Intern;

fn shown(action: &ActionFacts) -> Vec<Signal> {
    signals(action, TODAY, ReportingRule::default())
}

/// An action whose last report is in time, so that only its milestones can give signals.
fn with(milestones: Vec<MilestoneFacts>) -> ActionFacts {
    let last_report = Some(report_facts(quarter("FY2024-Q2"), ReportedStatus::InProgress));
    ActionFacts { last_report, milestones: milestones.into(), ..action_facts() }
}

const DONE_ON: Date = Date::from_ymd_opt(2024, 4, 12).unwrap();

fn booked(moves: usize) -> Intern<[Booked]> {
    vec![Booked { reason: MoveReason::Staffing, days: 7 }; moves].as_slice().into()
}

/// Every combination of what signals look at: standing, date, moves, documents and verification.
fn every_milestone() -> Vec<MilestoneFacts> {
    let mut all = vec![];
    for state in [MilestoneStanding::Open, MilestoneStanding::Completed(DONE_ON), MilestoneStanding::Withdrawn] {
        for due in ["2024-05-01", "2024-05-02", "2024-05-03", "2024-05-04"] {
            for moves in 0..=4 {
                for (evidence, is_verified) in [(0, false), (1, false), (0, true), (1, true)] {
                    let original = day("2024-03-04");
                    all.push(MilestoneFacts {
                        original,
                        booked: booked(moves),
                        evidence,
                        is_verified,
                        ..milestone_facts(day(due), state)
                    });
                }
            }
        }
    }
    all
}

#[test]
fn every_combination_of_facts_of_a_milestone_shows_what_it_should_and_no_more() {
    for one in every_milestone() {
        let (milestone, due) = (MILESTONE, one.due);
        let overdue = match due.to_string().as_str() {
            "2024-05-01" => Some(Signal::Overdue { milestone, due, days: 2 }),
            "2024-05-02" => Some(Signal::Overdue { milestone, due, days: 1 }),
            _ => None,
        };
        let days = (due - day("2024-03-04")).num_days();
        let times = one.booked.len();
        let moved = [3, 4].contains(&times).then_some(Signal::MovedOften { milestone, times, days });
        let unseen = (one.evidence, one.is_verified) == (0, false);
        let unseen = unseen.then_some(Signal::CompletedWithoutEvidence { milestone, on: DONE_ON });
        let expected = match one.state {
            MilestoneStanding::Open => [overdue, moved, Some(Signal::MilestonesDone { done: 0, of: 1 })],
            MilestoneStanding::Completed(_) => [moved, unseen, Some(Signal::MilestonesDone { done: 1, of: 1 })],
            MilestoneStanding::Withdrawn => [None; 3],
        };
        let expected: Vec<Signal> = expected.into_iter().flatten().collect();
        assert_eq!(shown(&with(vec![one])), expected, "{one:?}");
    }
}

#[test]
fn silence_is_a_signal_of_its_own() {
    assert_eq!(shown(&action_facts()), [Signal::NeverReported]);
    let report = report_facts(quarter("FY2024-Q1"), ReportedStatus::InProgress);
    let stale = ActionFacts { last_report: Some(report), ..action_facts() };
    assert_eq!(shown(&stale), [Signal::Stale { last: day("2023-12-31") }]);
    assert_eq!(shown(&with(vec![])), []);
    let not_led = ActionFacts { lead: None, ..action_facts() };
    assert_eq!(shown(&not_led), []);
}

#[test]
fn completed_with_open_milestones_is_shown_for_every_status_but_only_where_both_hold() {
    let (open, done) = (milestone_facts(TODAY, MilestoneStanding::Open), MilestoneStanding::Completed(TODAY));
    let done = MilestoneFacts { evidence: 1, ..milestone_facts(TODAY, done) };
    let gone = milestone_facts(TODAY, MilestoneStanding::Withdrawn);
    for status in ReportedStatus::ALL.map(Some).into_iter().chain([None]) {
        for (milestones, count) in [(vec![open, done, open], 2), (vec![done, gone], 0), (vec![], 0)] {
            let last_report = status.map(|status| report_facts(quarter("FY2024-Q2"), status));
            let found = shown(&ActionFacts { last_report, milestones: milestones.into(), ..action_facts() });
            let is_shown = found.contains(&Signal::CompletedWithOpenMilestones { open: count });
            assert_eq!(is_shown, status == Some(ReportedStatus::Completed) && count > 0, "{status:?}, {count} open");
        }
    }
}

#[test]
fn milestones_done_are_counted_without_those_withdrawn() {
    let states = [MilestoneStanding::Open, MilestoneStanding::Completed(TODAY), MilestoneStanding::Withdrawn];
    let milestones = states.map(|state| MilestoneFacts { evidence: 1, ..milestone_facts(TODAY, state) });
    assert_eq!(shown(&with(milestones.to_vec())), [Signal::MilestonesDone { done: 1, of: 2 }]);
}

#[test]
fn the_gravest_signal_stands_first() {
    let late = milestone_facts(day("2024-05-01"), MilestoneStanding::Open);
    let moved = MilestoneFacts { booked: booked(3), ..milestone_facts(TODAY, MilestoneStanding::Completed(TODAY)) };
    let report = report_facts(quarter("FY2023-Q4"), ReportedStatus::Delayed);
    let facts = ActionFacts { last_report: Some(report), milestones: [moved, late].into(), ..action_facts() };
    assert_eq!(
        shown(&facts),
        [
            Signal::Overdue { milestone: MILESTONE, due: day("2024-05-01"), days: 2 },
            Signal::Stale { last: day("2023-09-30") },
            Signal::MovedOften { milestone: MILESTONE, times: 3, days: 0 },
            Signal::CompletedWithoutEvidence { milestone: MILESTONE, on: TODAY },
            Signal::MilestonesDone { done: 1, of: 2 },
        ]
    );
}
