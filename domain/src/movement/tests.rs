#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::facts::ReportFacts;
use crate::ids::MilestoneId;
use crate::progress::{Judged, Measure, counted};
use crate::reporting::ReportingRule;
use crate::sample::{TODAY, action_facts, day, milestone_facts, quarter, report_facts};
use crate::slippage::{Booked, MoveReason};
use crate::update::ReportedStatus;
use proptest::prelude::*;
use uuid::Uuid;

fn judged() -> Judged {
    Judged { today: TODAY, rule: ReportingRule::default() }
}

fn id(number: u8) -> ActionId {
    ActionId(Uuid::from_u128(u128::from(number)))
}

fn action(number: u8, is_withdrawn: bool, status: ReportedStatus) -> ActionFacts {
    let last_report = Some(report_facts(quarter("FY2024-Q2"), status));
    ActionFacts { id: id(number), is_withdrawn, last_report, ..action_facts() }
}

fn open(number: u8) -> ActionFacts {
    action(number, false, ReportedStatus::InProgress)
}

fn completed(number: u8) -> ActionFacts {
    action(number, false, ReportedStatus::Completed)
}

fn withdrawn(number: u8) -> ActionFacts {
    action(number, true, ReportedStatus::InProgress)
}

fn all(actions: &[ActionFacts]) -> Vec<&ActionFacts> {
    actions.iter().collect()
}

/// Which of the actions a list holds.
fn in_list(actions: &[ActionFacts], holds: impl Fn(&ActionFacts) -> bool) -> BTreeMap<ActionId, InList> {
    let of = |action: &ActionFacts| InList { is_held: holds(action), is_withdrawn: action.is_withdrawn };
    actions.iter().map(|action| (action.id, of(action))).collect()
}

#[test]
fn every_way_from_then_to_now_is_the_step_that_its_name_says() {
    let then = [open(1), open(2), open(3), completed(4), withdrawn(5), completed(6), withdrawn(7)];
    let now = [
        open(1),
        completed(2),
        withdrawn(3),
        open(4),
        open(5),
        withdrawn(6),
        completed(7),
        open(8),
        completed(9),
        withdrawn(10),
    ];
    let bridge = OpenBridge::between(&all(&then), &all(&now));
    assert_eq!((bridge.opening, bridge.closing), (3, 4));
    assert_eq!(bridge.added, [8, 9, 10].map(id));
    assert_eq!(bridge.reopened, [4, 5].map(id));
    assert_eq!(bridge.completed, [2, 9].map(id));
    assert_eq!(bridge.withdrawn, [3, 10].map(id));
    assert!(bridge.adds_up());
}

#[test]
fn a_list_is_bridged_by_the_same_rule() {
    let then = [open(1), open(2), completed(3), open(4)];
    let now = [open(1), completed(2), open(3), withdrawn(4), open(5)];
    let is_open = |action: &ActionFacts| action.status().is_open();
    let bridge = ListBridge::between(&in_list(&then, is_open), &in_list(&now, is_open));
    assert_eq!((bridge.opening, bridge.closing), (3, 3));
    assert_eq!(bridge.added, [id(5)]);
    assert_eq!(bridge.moved_in, [id(3)]);
    assert_eq!(bridge.moved_out, [id(2)]);
    assert_eq!(bridge.withdrawn, [id(4)]);
    assert!(bridge.adds_up());
}

#[test]
fn what_went_off_track_and_what_recovered_lead_from_then_to_now() {
    let off = |number| {
        let action = open(number);
        let said = |report: ReportFacts| ReportFacts { confidence: Some(Confidence::OffTrack), ..report };
        ActionFacts { last_report: action.last_report.map(said), ..action }
    };
    let gone = ActionFacts { is_withdrawn: true, ..off(5) };
    let (then, now) =
        ([off(1), open(2), off(4), off(5), off(6)], [off(1), off(2), off(3), open(4), gone, completed(6)]);
    let taken = |course: Course| -> Vec<ActionId> {
        course.taken(&all(&then), &all(&now)).into_iter().map(|action| action.id).collect()
    };
    assert_eq!(taken(Course::NewlyOffTrack), [2, 3].map(id));
    assert_eq!(taken(Course::NoLongerOffTrack), [4, 5, 6].map(id));
    let off_track = |actions: &[ActionFacts]| actions.iter().filter(|action| action.is_off_track()).count();
    assert_eq!(off_track(&then) + 2 - 3, off_track(&now));
}

#[test]
fn an_action_that_was_added_and_is_completed_made_two_steps_and_counts_once() {
    let (then, now) = ([open(1)], [completed(1), completed(2)]);
    let bridge = OpenBridge::between(&all(&then), &all(&now));
    assert_eq!((bridge.added.len(), bridge.completed.len(), bridge.changed()), (1, 2, 2));
}

#[test]
fn slipped_is_what_was_moved_later_since() {
    let milestone = |number: u128, original: &str, due: &str| MilestoneFacts {
        id: MilestoneId(Uuid::from_u128(number)),
        original: day(original),
        ..milestone_facts(day(due), MilestoneStanding::Open)
    };
    let with = |milestones: Vec<MilestoneFacts>| ActionFacts { milestones: milestones.into(), ..open(1) };
    let then = [with(vec![
        milestone(1, "2024-01-01", "2024-02-01"),
        milestone(2, "2024-01-01", "2024-02-01"),
        milestone(3, "2024-01-01", "2024-02-01"),
    ])];
    let now = [with(vec![
        milestone(1, "2024-01-01", "2024-03-01"),
        milestone(2, "2024-01-01", "2024-02-01"),
        milestone(3, "2024-01-01", "2024-01-20"),
        milestone(4, "2024-05-01", "2024-07-01"),
        milestone(5, "2024-05-01", "2024-05-01"),
    ])];
    let found = slipped(&all(&then), &all(&now));
    let said: Vec<_> =
        found.iter().map(|slipped| (slipped.milestone.map_or(0, |id| id.0.as_u128()), slipped.days())).collect();
    assert_eq!(said, [(4, 61), (1, 29)]);
    let dates = (found[0].was, found[0].now, found[0].was_planned_since);
    assert_eq!(
        dates,
        (day("2024-05-01"), day("2024-07-01"), true),
        "what was planned since counts from its first date"
    );
    assert_eq!(
        (found[1].was, found[1].now),
        (day("2024-02-01"), day("2024-03-01")),
        "and what was there from its date then"
    );
    let gone = [ActionFacts { is_withdrawn: true, ..now[0].clone() }];
    assert_eq!(slipped(&all(&then), &all(&gone)), []);
}

#[test]
fn what_was_withdrawn_since_is_found_once_with_the_slip_that_went_with_it() {
    let milestone = |number: u128, state| MilestoneFacts {
        id: MilestoneId(Uuid::from_u128(number)),
        original: day("2024-01-01"),
        ..milestone_facts(day("2024-02-01"), state)
    };
    let (gone, stands) = (MilestoneStanding::Withdrawn, MilestoneStanding::Open);
    let with = |milestones: Vec<MilestoneFacts>| ActionFacts { milestones: milestones.into(), ..open(1) };
    let then = [with(vec![milestone(1, stands), milestone(2, gone), milestone(3, stands)]), open(2)];
    let now = [
        with(vec![milestone(1, gone), milestone(2, gone), milestone(3, stands), milestone(4, gone)]),
        ActionFacts { is_withdrawn: true, ..open(2) },
    ];
    let found = withdrawn_since(&all(&then), &all(&now));
    let said: Vec<_> = found.iter().map(|one| (one.milestone.map(|id| id.0.as_u128()), one.slip)).collect();
    assert_eq!(said, [(Some(1), 31), (Some(4), 31), (None, 0)]);
    assert_eq!(withdrawn_since(&all(&now), &all(&now)), []);
}

#[test]
fn an_end_that_was_moved_later_slipped_and_one_that_was_entered_or_corrected_did_not() {
    let ending = |ends: Option<&str>, moves: &[i32]| {
        let booked: Vec<Booked> =
            moves.iter().map(|days| Booked { reason: MoveReason::Funding, days: *days }).collect();
        [ActionFacts { ends: ends.map(day), end_booked: booked.as_slice().into(), ..open(1) }]
    };
    let slipped = |then: &[ActionFacts], now: &[ActionFacts]| {
        slipped(&all(then), &all(now)).iter().map(|one| (one.milestone, one.days())).collect::<Vec<_>>()
    };
    let (then, moved) = (ending(Some("2024-12-31"), &[]), ending(Some("2025-01-30"), &[30]));
    assert_eq!(slipped(&then, &moved), [(None, 30)]);
    assert_eq!(slipped(&moved, &moved), []);
    assert_eq!(slipped(&ending(None, &[]), &ending(Some("2025-01-30"), &[])), [], "entered since");
    assert_eq!(slipped(&then, &ending(Some("2025-01-30"), &[])), [], "corrected since");
}

#[test]
fn a_change_says_from_what_to_what() {
    let milestone =
        |due: &str, state| MilestoneFacts { original: day("2024-01-01"), ..milestone_facts(day(due), state) };
    let then = ActionFacts { milestones: [milestone("2024-01-01", MilestoneStanding::Open)].into(), ..open(1) };
    let moved = ActionFacts { milestones: [milestone("2024-01-11", MilestoneStanding::Open)].into(), ..open(1) };
    assert_eq!(
        changes(Some(&then), &moved),
        [Change::NextDue(Some(day("2024-01-01")), Some(day("2024-01-11"))), Change::Slip(0, 10)]
    );
    let done = milestone("2024-01-01", MilestoneStanding::Completed(TODAY));
    let closed = ActionFacts { milestones: [done].into(), lead: None, evidence: 1, ..completed(1) };
    assert_eq!(
        changes(Some(&then), &closed),
        [
            Change::Status(Status::InProgress, Status::Completed),
            Change::Lead(then.lead, None),
            Change::NextDue(Some(day("2024-01-01")), None),
            Change::Done(0, 1),
            Change::Evidence(0, 1),
        ]
    );
    assert_eq!(changes(Some(&then), &then), []);
    assert_eq!(changes(None, &then), [Change::Added]);
}

/// Where an action can be at a point: not there, or there in any state.
fn somewhere(number: u8) -> impl Strategy<Value = Option<ActionFacts>> {
    prop_oneof![
        Just(None),
        prop::sample::select(ReportedStatus::ALL.to_vec()).prop_map(move |status| Some(action(number, false, status))),
        Just(Some(withdrawn(number))),
    ]
}

/// Two points of a history: what was there then is there now.
fn history() -> impl Strategy<Value = (Vec<ActionFacts>, Vec<ActionFacts>)> {
    let pairs: Vec<_> = (0..12).map(|number| (somewhere(number), somewhere(number))).collect();
    pairs.prop_map(|pairs| {
        let kept = |(then, now): (Option<ActionFacts>, Option<ActionFacts>)| (then.clone(), now.or(then));
        let (then, now): (Vec<_>, Vec<_>) = pairs.into_iter().map(kept).unzip();
        (then.into_iter().flatten().collect(), now.into_iter().flatten().collect())
    })
}

proptest! {
    #[test]
    fn sums_are_conserved_on_every_history((then, now) in history()) {
        prop_assert!(OpenBridge::between(&all(&then), &all(&now)).adds_up());
        for measure in Measure::ALL {
            let holds = |action: &ActionFacts| measure.holds(action, judged());
            let bridge = ListBridge::between(&in_list(&then, holds), &in_list(&now, holds));
            prop_assert!(bridge.adds_up(), "{measure:?}: {bridge:?}");
            prop_assert_eq!(bridge.closing, measure.count(&counted(&now, judged())));
        }
    }
}

#[test]
fn an_open_action_that_was_retracted_since_is_a_step_of_its_own() {
    let then = [open(1), open(2), completed(3)];
    let now = [open(1), open(4)];
    let bridge = OpenBridge::between(&all(&then), &all(&now));
    assert!(bridge.adds_up(), "{bridge:?}");
    assert_eq!((bridge.opening, bridge.closing), (2, 2));
    assert_eq!((&bridge.retracted, &bridge.added), (&vec![id(2)], &vec![id(4)]));
    assert_eq!(bridge.changed(), 2);
    // The rule that lists it is the rule that counts it.
    let gone = |action: ActionFacts| ActionFacts { is_retracted: true, ..action };
    let made = |before: Option<&ActionFacts>, after| steps(before, &after).collect::<Vec<_>>();
    assert_eq!(made(Some(&open(2)), gone(open(2))), [Step::Retracted]);
    assert_eq!(made(Some(&completed(3)), gone(completed(3))), []);
    assert_eq!(made(None, gone(open(5))), [], "added and retracted in between");
}
