#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::body::Party;
use crate::facts::{MilestoneFacts, MilestoneStanding};
use crate::ids::{ActionId, MilestoneId};
use crate::plan::PlanState;
use crate::sample::{TODAY, VICTIM_SERVICES, action_facts, day, milestone_facts, quarter, report_facts};
use crate::slippage::{Booked, Cause, MoveReason};
use crate::update::{Confidence, ReportedStatus};
use internment::Intern;
use uuid::Uuid;

const LEAD: Party = Party::Agency(VICTIM_SERVICES);

fn judged() -> Judged {
    Judged { today: TODAY, rule: ReportingRule::default() }
}

fn numbered(number: u128, action: ActionFacts) -> ActionFacts {
    ActionFacts { id: ActionId(Uuid::from_u128(number)), reference: format!("A-{number}").as_str().into(), ..action }
}

/// Reported in time with that status.
fn reported(status: ReportedStatus) -> ActionFacts {
    ActionFacts { last_report: Some(report_facts(quarter("FY2024-Q2"), status)), ..action_facts() }
}

fn said(status: ReportedStatus, confidence: Confidence) -> ActionFacts {
    let action = reported(status);
    let last_report =
        action.last_report.map(|report| crate::facts::ReportFacts { confidence: Some(confidence), ..report });
    ActionFacts { last_report, ..action }
}

fn with(milestones: Vec<MilestoneFacts>) -> ActionFacts {
    ActionFacts { milestones: milestones.into(), ..reported(ReportedStatus::InProgress) }
}

fn due(original: &str, due: &str, state: MilestoneStanding) -> MilestoneFacts {
    MilestoneFacts { original: day(original), ..milestone_facts(day(due), state) }
}

fn moved(days: &[(MoveReason, i32)]) -> MilestoneFacts {
    let booked: Vec<Booked> = days.iter().map(|(reason, days)| Booked { reason: *reason, days: *days }).collect();
    MilestoneFacts { booked: booked.as_slice().into(), ..milestone_facts(TODAY, MilestoneStanding::Open) }
}

#[test]
fn each_figure_counts_what_it_says() {
    let withdrawn =
        ActionFacts { is_withdrawn: true, ..with(vec![due("2024-01-01", "2024-01-01", MilestoneStanding::Open)]) };
    let actions = [
        reported(ReportedStatus::Completed),
        said(ReportedStatus::InProgress, Confidence::OffTrack),
        // What is completed is off no track any more, whatever was said with it.
        said(ReportedStatus::Completed, Confidence::OffTrack),
        reported(ReportedStatus::Delayed),
        reported(ReportedStatus::Blocked),
        with(vec![due("2024-01-01", "2024-05-02", MilestoneStanding::Open)]),
        // Due today is in time.
        with(vec![due("2024-01-01", "2024-05-03", MilestoneStanding::Open)]),
        ActionFacts { ends: Some(day("2024-05-02")), ..action_facts() },
        ActionFacts { lead: None, carriers: [].into(), ..action_facts() },
        withdrawn,
    ];
    let found = counted(&actions, judged());
    assert_eq!(
        Measure::ALL.map(|measure| (measure, measure.count(&found))),
        [
            (Measure::Tracked, 10),
            (Measure::Open, 7),
            (Measure::Completed, 2),
            (Measure::DelayedOrBlocked, 2),
            (Measure::OffTrack, 1),
            (Measure::Overdue, 1),
            (Measure::Silent, 1),
            (Measure::NoLead, 1),
            (Measure::TimeframeEnded, 1),
        ]
    );
    assert_eq!(overdue_milestones(&found), 1);
}

#[test]
fn states_add_up_to_the_actions_whole_and_by_group() {
    let actions = [
        reported(ReportedStatus::Completed),
        reported(ReportedStatus::Blocked),
        ActionFacts { recurs: true, ..reported(ReportedStatus::InProgress) },
        ActionFacts { plan_state: PlanState::Closed, ..action_facts() },
    ];
    let found = counted(&actions, judged());
    let all = StateCounts::of_actions(&found);
    assert_eq!((all.total(), all.open(), all.overdue()), (4, 3, 0));
    assert_eq!((all.of_status(Status::Blocked), all.of_status(Status::Delayed)), (1, 0));
    let named: Vec<_> = all.iter().filter(|(_, number)| *number > 0).collect();
    let expected = [(Status::Completed, 1), (Status::Recurring, 1), (Status::Blocked, 1), (Status::NoReport, 1)];
    assert_eq!(named, expected.map(|(status, number)| (State::current(status), number)));
    let groups = grouped(&found, |action| action.plan_state);
    assert_eq!(groups.values().map(StateCounts::total).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(groups[&PlanState::Closed].of(State::current(Status::NoReport)), 1);
}

#[test]
fn an_action_that_owes_an_update_keeps_its_status_and_is_drawn_as_overdue() {
    let spoke = ActionFacts { lead: Some(LEAD), ..reported(ReportedStatus::InProgress) };
    let stale = ActionFacts { last_report: None, ..spoke.clone() };
    assert_eq!(Counted::of(&spoke, judged()).state(), State::current(Status::InProgress));
    assert_eq!(Counted::of(&stale, judged()).state(), State::overdue(Status::NoReport));
    let withdrawn = ActionFacts { is_withdrawn: true, ..stale.clone() };
    assert_eq!(Counted::of(&withdrawn, judged()).state(), State::current(Status::Withdrawn));
    let ended = ActionFacts { plan_state: PlanState::Closed, ..stale };
    assert_eq!(Counted::of(&ended, judged()).state(), State::current(Status::NoReport));
}

#[test]
fn slip_is_summed_by_group_without_what_was_withdrawn() {
    let late = with(vec![
        due("2024-03-01", "2024-04-01", MilestoneStanding::Open),
        due("2024-03-01", "2024-03-11", MilestoneStanding::Completed(TODAY)),
        due("2024-03-01", "2025-03-01", MilestoneStanding::Withdrawn),
    ]);
    let gone = ActionFacts { is_withdrawn: true, ..late.clone() };
    let early = with(vec![due("2024-06-30", "2024-06-20", MilestoneStanding::Open)]);
    let groups = slip_by(&counted([&late, &gone, &early], judged()), |action| action.plan_state);
    assert_eq!(groups[&PlanState::InForce], SlipOf { actions: 2, changes: 0, days: 41, overdue: 1 });
}

#[test]
fn the_end_of_an_action_that_was_moved_counts_as_slip_beside_its_milestones() {
    use MoveReason::{Funding, Staffing};
    let booked = |reason, days| Booked { reason, days };
    let milestone = MilestoneFacts {
        booked: Intern::from(&[booked(Funding, 30)]),
        ..due("2024-03-01", "2024-03-31", MilestoneStanding::Open)
    };
    let put_off = ActionFacts {
        ends: Some(day("2025-06-30")),
        end_booked: Intern::from(&[booked(Funding, 100), booked(Staffing, 81)]),
        ..with(vec![milestone])
    };
    assert_eq!(put_off.slip(), 211);
    let end = put_off.committed_end().unwrap();
    assert_eq!((end.original, end.current, end.milestone), (day("2024-12-31"), day("2025-06-30"), None));
    let reasons: Vec<_> = slip_by_reason([&put_off]).iter().map(|of| (of.reason, of.days, of.moves)).collect();
    assert_eq!(reasons, [(Funding, 130, 2), (Staffing, 81, 1)]);
    let groups = slip_by(&counted([&put_off], judged()), |action| action.plan_state);
    assert_eq!(groups[&PlanState::InForce], SlipOf { actions: 1, changes: 3, days: 211, overdue: 1 });
    let withdrawn = ActionFacts { is_withdrawn: true, ..put_off };
    assert_eq!(slip_by_reason([&withdrawn]), []);
}

#[test]
fn reasons_stand_under_their_cause_and_their_days_add_up() {
    use MoveReason::{Clearance, Funding, Staffing, WaitingOnAnotherAgency};
    let actions = [
        with(vec![moved(&[(Clearance, 40), (Funding, 70), (Staffing, 50)])]),
        with(vec![moved(&[(Clearance, -5), (WaitingOnAnotherAgency, 30)])]),
    ];
    let slipped = slip_by_reason(&actions);
    let said: Vec<_> = slipped.iter().map(|slipped| (slipped.reason, slipped.days, slipped.moves)).collect();
    // What was brought forward and put off again is not put down to who brought it forward.
    assert_eq!(said, [(Staffing, 50, 1), (Clearance, 40, 2), (Funding, 70, 1), (WaitingOnAnotherAgency, 25, 1)]);
    assert_eq!(slipped[0].reason.cause(), Cause::OwnWork);
    assert_eq!(slipped.iter().map(|slipped| slipped.days).sum::<i64>(), 185);
}

#[test]
fn promises_keep_their_first_date_and_completions_stop_at_today() {
    let actions = [with(vec![
        due("2023-12-31", "2024-06-30", MilestoneStanding::Open),
        due("2024-01-15", "2024-01-15", MilestoneStanding::Completed(day("2024-02-01"))),
        due("2024-06-01", "2024-06-01", MilestoneStanding::Completed(day("2024-05-03"))),
        due("2024-09-01", "2024-09-01", MilestoneStanding::Open),
        due("2024-02-01", "2024-02-01", MilestoneStanding::Withdrawn),
    ])];
    let (first, last) = (day("2023-12-31"), day("2024-09-01"));
    let span = Some((first, last));
    let expected = Promises { milestones: 4, span, events: span, due_by_now: 2, completed: 2, moved_on: 1 };
    assert_eq!(Promises::of(&actions, TODAY), expected);
    let late = [with(vec![due("2023-12-31", "2023-12-31", MilestoneStanding::Completed(day("2024-02-01")))])];
    assert_eq!(Promises::of(&late, TODAY).events, Some((first, day("2024-02-01"))), "numbers change until it is done");
    let of_today = [with(vec![due("2024-05-03", "2024-05-03", MilestoneStanding::Open)])];
    let promises = Promises::of(&of_today, TODAY);
    assert_eq!((promises.due_by_now, promises.moved_on), (1, 0), "what is due today was not moved");
    let withdrawn = actions.clone().map(|action| ActionFacts { is_withdrawn: true, ..action });
    assert_eq!(Promises::of(&withdrawn, TODAY), Promises::default());
    let points = promised_and_completed(&actions, (day("2023-12-03"), day("2024-09-30")), TODAY);
    let said: Vec<_> = points.iter().map(|point| (point.by.to_string(), point.promised, point.completed)).collect();
    let point = |by: &str, promised, completed| (by.to_owned(), promised, completed);
    assert_eq!(
        said,
        [
            point("2023-12-31", 1, Some(0)),
            point("2024-03-31", 2, Some(1)),
            point("2024-06-30", 3, Some(2)),
            point("2024-09-30", 4, None),
        ]
    );
}

#[test]
fn whoever_is_late_for_over_three_months_stands_first_among_the_next_milestones() {
    let id = |number| MilestoneId(Uuid::from_u128(number));
    let near = MilestoneFacts { id: id(1), ..due("2024-05-20", "2024-05-20", MilestoneStanding::Open) };
    let later = MilestoneFacts { id: id(2), ..due("2024-07-20", "2024-07-20", MilestoneStanding::Open) };
    let overdue = MilestoneFacts { id: id(3), ..due("2024-02-03", "2024-02-03", MilestoneStanding::Open) };
    let long_overdue = MilestoneFacts { id: id(4), ..due("2022-02-02", "2022-02-02", MilestoneStanding::Open) };
    let done = MilestoneFacts { id: id(5), ..due("2024-05-01", "2024-05-01", MilestoneStanding::Completed(TODAY)) };
    let far = MilestoneFacts { id: id(6), ..due("2025-02-04", "2025-02-04", MilestoneStanding::Open) };
    let actions = [
        numbered(1, with(vec![later, near, done, far])),
        numbered(2, with(vec![overdue])),
        numbered(3, with(vec![later, long_overdue])),
        numbered(4, ActionFacts { is_withdrawn: true, ..with(vec![near]) }),
    ];
    let next = next_milestones(&actions, TODAY);
    let said: Vec<_> = next.iter().map(|next| (&*next.action.reference, next.milestone.id)).collect();
    assert_eq!(said, [("A-3", id(4)), ("A-2", id(3)), ("A-1", id(1)), ("A-1", id(2)), ("A-3", id(2))]);
    // As many are overdue as the figure of milestones overdue counts.
    let late = next.iter().filter(|next| next.milestone.due < TODAY).count();
    assert_eq!(late, overdue_milestones(&counted(&actions, judged())));
}

#[test]
fn the_changes_of_a_date_lead_from_the_first_one_to_the_one_of_now() {
    let booked: &[Booked] =
        &[Booked { reason: MoveReason::Clearance, days: 61 }, Booked { reason: MoveReason::Funding, days: -10 }];
    let moved = MilestoneFacts { booked: booked.into(), ..due("2024-03-01", "2024-04-21", MilestoneStanding::Open) };
    let changes: Vec<_> =
        date_changes_since((&moved).into(), 0).map(|change| (change.place, change.from, change.to)).collect();
    let days = ["2024-03-01", "2024-05-01", "2024-04-21"].map(day);
    assert_eq!(changes, [(0, days[0], days[1]), (1, days[1], days[2])]);
}

#[test]
fn since_an_earlier_point_the_days_that_count_lead_from_the_date_of_then_to_that_of_now() {
    let booked = [(MoveReason::Staffing, 10), (MoveReason::Funding, 122), (MoveReason::Clearance, -61)];
    let booked = booked.map(|(reason, days)| Booked { reason, days });
    let moved =
        MilestoneFacts { booked: booked.as_slice().into(), ..due("2024-03-01", "2024-05-11", MilestoneStanding::Open) };
    let since = |made_then| {
        let changes = date_changes_since((&moved).into(), made_then);
        changes.map(|change| (change.place, change.from.to_string(), change.counted)).collect::<Vec<_>>()
    };
    let (first, second, third) = ("2024-03-01".to_owned(), "2024-03-11".to_owned(), "2024-07-11".to_owned());
    assert_eq!(since(0), [(0, first, 10), (1, second.clone(), 61), (2, third.clone(), 0)]);
    assert_eq!(since(1), [(1, second, 61), (2, third.clone(), 0)]);
    assert_eq!(since(2), [(2, third, -61)], "brought forward since");
    assert_eq!(since(3), []);
}
