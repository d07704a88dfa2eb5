#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::reporting::{ReportingPeriod, ReportingTerms};
use crate::sample::{
    LABOR, TODAY, VICTIM_SERVICES, action_facts, day, lead_facts, milestone_facts, quarter, report_facts,
};
use crate::slippage::MoveReason;

const RULE: ReportingRule = ReportingRule::always(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 });

/// On May 3, 2024 the report for January to March was due eighteen days ago.
const LATEST_DUE: &str = "FY2024-Q2";

fn reported(name: &str, status: ReportedStatus) -> ActionFacts {
    ActionFacts { last_report: Some(report_facts(quarter(name), status)), ..action_facts() }
}

fn led_from(first: &str) -> ActionFacts {
    let lead = lead_facts(Party::Agency(VICTIM_SERVICES), Some(day(first)));
    ActionFacts { carriers: [lead].into(), ..action_facts() }
}

fn former(lead: CarrierFacts) -> CarrierFacts {
    CarrierFacts { standing: CarrierStanding::Over, ..lead }
}

#[test]
fn an_action_is_overdue_from_the_day_after_its_timeframe_until_it_is_completed() {
    let ended = day("2023-12-31");
    let open = ActionFacts { ends: Some(ended), ..action_facts() };
    assert_eq!(open.timeframe_ended(day("2024-01-01")), Some(ended));
    assert_eq!(open.timeframe_ended(ended), None);
    assert_eq!(action_facts().timeframe_ended(TODAY), None);
    let completed = Some(report_facts(quarter("FY2024-Q2"), ReportedStatus::Completed));
    for over in [
        ActionFacts { last_report: completed, ..open.clone() },
        ActionFacts { is_withdrawn: true, ..open.clone() },
        ActionFacts { recurs: true, ..open.clone() },
        ActionFacts { plan_state: PlanState::Closed, ..open.clone() },
        ActionFacts { plan_state: PlanState::Draft, ..open.clone() },
    ] {
        assert_eq!(over.timeframe_ended(TODAY), None, "{over:?}");
    }
}

#[test]
fn the_status_shown_follows_from_what_was_reported_whether_it_recurs_and_whether_it_was_withdrawn() {
    let truth = [
        // What was reported, shown for an action that is done once, and for one that recurs.
        (None, Status::NoReport, Status::NoReport),
        (Some(ReportedStatus::NotStarted), Status::NotStarted, Status::NotStarted),
        (Some(ReportedStatus::InProgress), Status::InProgress, Status::Recurring),
        (Some(ReportedStatus::Completed), Status::Completed, Status::Recurring),
        (Some(ReportedStatus::Delayed), Status::Delayed, Status::Delayed),
        (Some(ReportedStatus::Blocked), Status::Blocked, Status::Blocked),
    ];
    assert_eq!(truth.len(), 1 + ReportedStatus::ALL.len());
    for (reported, once, recurring) in truth {
        assert_eq!(Status::shown(false, false, reported), once, "{reported:?}");
        assert_eq!(Status::shown(false, true, reported), recurring, "{reported:?}");
        for recurs in [false, true] {
            assert_eq!(Status::shown(true, recurs, reported), Status::Withdrawn, "{reported:?}");
        }
    }
}

#[test]
fn an_action_shows_what_its_facts_say() {
    let facts = ActionFacts { recurs: true, ..reported("FY2024-Q2", ReportedStatus::InProgress) };
    assert_eq!(facts.status(), Status::Recurring);
    assert_eq!(ActionFacts { is_withdrawn: true, ..facts }.status(), Status::Withdrawn);
    assert_eq!(action_facts().status(), Status::NoReport);
}

#[test]
fn only_completed_and_withdrawn_actions_are_closed() {
    let closed = Status::ALL.into_iter().filter(|status| !status.is_open());
    assert_eq!(closed.collect::<Vec<_>>(), [Status::Completed, Status::Withdrawn]);
}

#[test]
fn confidence_is_what_was_last_reported() {
    let report = ReportFacts {
        confidence: Some(Confidence::AtRisk),
        ..report_facts(quarter("FY2024-Q2"), ReportedStatus::Delayed)
    };
    assert_eq!(ActionFacts { last_report: Some(report), ..action_facts() }.confidence(), Some(Confidence::AtRisk));
    let report = ReportFacts { confidence: None, ..report };
    assert_eq!(ActionFacts { last_report: Some(report), ..action_facts() }.confidence(), None);
    assert_eq!(action_facts().confidence(), None);
}

#[test]
fn a_claim_is_verified_shown_by_a_document_or_only_said() {
    assert_eq!(Verification::of_claim(true, true), Verification::Verified);
    assert_eq!(Verification::of_claim(true, false), Verification::Verified);
    assert_eq!(Verification::of_claim(false, true), Verification::EvidenceAttached);
    assert_eq!(Verification::of_claim(false, false), Verification::Claimed);
}

#[test]
fn verification_is_blank_where_nothing_is_claimed() {
    assert_eq!(ActionFacts { evidence: 2, ..action_facts() }.verification(), None);
    let said = reported("FY2024-Q2", ReportedStatus::Completed);
    assert_eq!(said.verification(), Some(Verification::Claimed));
    assert_eq!(ActionFacts { claim_evidence: 1, ..said }.verification(), Some(Verification::EvidenceAttached));
    let verified = ReportFacts { is_verified: true, ..report_facts(quarter("FY2024-Q2"), ReportedStatus::Completed) };
    let verified = ActionFacts { last_report: Some(verified), ..action_facts() };
    assert_eq!(verified.verification(), Some(Verification::Verified));
}

#[test]
fn a_document_of_one_milestone_does_not_back_the_completion_of_another() {
    let done = MilestoneStanding::Completed(TODAY);
    let with = |evidence, is_verified| MilestoneFacts { evidence, is_verified, ..milestone_facts(TODAY, done) };
    let open = milestone_facts(TODAY, MilestoneStanding::Open);
    let claim = |milestones: &[MilestoneFacts], claim_evidence| {
        let milestones = milestones.to_vec();
        let said = reported("FY2024-Q2", ReportedStatus::Completed);
        ActionFacts { evidence: 3, milestones: milestones.into(), claim_evidence, ..said }.verification()
    };
    let (shown, only_said) = (Some(Verification::EvidenceAttached), Some(Verification::Claimed));
    for (milestones, expected) in [
        (vec![with(1, false), with(0, false)], only_said),
        (vec![with(1, false), with(2, false)], shown),
        (vec![with(1, false), with(0, true)], shown),
        (vec![with(1, false), open], shown),
    ] {
        assert_eq!(claim(&milestones, 0), expected, "{milestones:?}");
        assert_eq!(claim(&milestones, 1), expected, "nor does one about the action as a whole, {milestones:?}");
    }
    // What is attached to a milestone that is open shows no completion.
    for milestones in [vec![MilestoneFacts { evidence: 1, ..open }], vec![]] {
        assert_eq!(claim(&milestones, 0), only_said, "{milestones:?}");
        assert_eq!(claim(&milestones, 1), shown, "{milestones:?}");
    }
}

#[test]
fn reporting_is_current_stale_or_never_and_the_last_two_are_silent() {
    assert_eq!(Reporting::ALL.map(Reporting::is_silent), [false, true, true]);
    let shown = |facts: &ActionFacts| (facts.reporting(TODAY, RULE), facts.is_silent(TODAY, RULE));
    assert_eq!(shown(&action_facts()), (Some(Reporting::NeverReported), true));
    for (last, expected) in [
        ("FY2022-Q1", Reporting::Stale),
        ("FY2024-Q1", Reporting::Stale),
        (LATEST_DUE, Reporting::Current),
        ("FY2024-Q3", Reporting::Current),
    ] {
        let facts = reported(last, ReportedStatus::InProgress);
        assert_eq!(shown(&facts), (Some(expected), expected == Reporting::Stale), "{last}");
    }
}

#[test]
fn a_silence_begins_on_the_day_after_the_report_was_due() {
    let facts = reported("FY2024-Q1", ReportedStatus::Delayed);
    assert_eq!(facts.reporting(day("2024-04-15"), RULE), Some(Reporting::Current));
    assert_eq!(facts.reporting(day("2024-04-16"), RULE), Some(Reporting::Stale));
    let led_since_january = led_from("2024-01-01");
    assert_eq!(led_since_january.reporting(day("2024-04-15"), RULE), None);
    assert_eq!(led_since_january.reporting(day("2024-04-16"), RULE), Some(Reporting::NeverReported));
}

#[test]
fn a_yearly_report_is_missed_after_the_year() {
    let yearly = ReportingRule::always(ReportingTerms { every: ReportingPeriod::Year, days: 15 });
    let facts = reported("FY2023-Q4", ReportedStatus::InProgress);
    assert_eq!(facts.reporting(day("2024-10-15"), yearly), Some(Reporting::Current));
    assert_eq!(facts.reporting(day("2024-10-16"), yearly), Some(Reporting::Stale));
}

#[test]
fn nothing_is_owed_without_a_lead_when_closed_or_when_the_plan_is_not_in_force() {
    let closed = reported("FY2022-Q1", ReportedStatus::Completed);
    let not_led = ActionFacts { lead: None, carriers: [].into(), ..action_facts() };
    let withdrawn = ActionFacts { is_withdrawn: true, ..action_facts() };
    for facts in [not_led, closed, withdrawn] {
        assert_eq!(
            (facts.owes_reports(), facts.reporting(TODAY, RULE), facts.is_silent(TODAY, RULE)),
            (false, None, false)
        );
    }
    for plan_state in [PlanState::Draft, PlanState::Superseded, PlanState::Closed] {
        let facts = ActionFacts { plan_state, ..action_facts() };
        assert_eq!((facts.owes_reports(), facts.reporting(TODAY, RULE)), (false, None), "{plan_state:?}");
    }
    assert!(action_facts().owes_reports());
}

#[test]
fn a_lead_owes_no_report_for_a_quarter_before_its_first_day() {
    assert_eq!(led_from("2024-03-31").reporting(TODAY, RULE), Some(Reporting::NeverReported));
    assert_eq!(led_from("2024-04-01").reporting(TODAY, RULE), None);
    let quoted = report_facts(quarter("FY2016-Q4"), ReportedStatus::InProgress);
    let reported_before = ActionFacts { last_report: Some(quoted), ..led_from("2024-04-01") };
    assert_eq!(reported_before.reporting(TODAY, RULE), Some(Reporting::Current));
}

#[test]
fn a_hand_over_does_not_end_a_silence() {
    let first = former(lead_facts(Party::Agency(VICTIM_SERVICES), Some(day("2021-12-03"))));
    let second = lead_facts(Party::Agency(LABOR), Some(TODAY));
    let handed_over = ActionFacts { lead: Some(second.party), carriers: [first, second].into(), ..action_facts() };
    assert_eq!(handed_over.reporting(TODAY, RULE), Some(Reporting::NeverReported));
    let reported_once = report_facts(quarter("FY2023-Q4"), ReportedStatus::InProgress);
    let stale = ActionFacts { last_report: Some(reported_once), ..handed_over };
    assert_eq!(stale.reporting(TODAY, RULE), Some(Reporting::Stale));
    // The report of the one who handed over counts for the action.
    let reported = report_facts(quarter(LATEST_DUE), ReportedStatus::InProgress);
    let current = ActionFacts { last_report: Some(reported), ..stale };
    assert_eq!(current.reporting(TODAY, RULE), Some(Reporting::Current));
}

#[test]
fn a_supporter_of_long_standing_does_not_make_the_lead_silent() {
    let long = CarrierFacts { role: CarrierRole::Support, ..lead_facts(Party::Agency(LABOR), Some(day("2021-12-03"))) };
    let mut facts = led_from("2024-04-01");
    facts.carriers = facts.carriers.iter().copied().chain([long]).collect();
    assert_eq!(facts.reporting(TODAY, RULE), None);
}

#[test]
fn a_lead_whose_first_day_nobody_knows_owes_what_is_due() {
    let lead = lead_facts(Party::Agency(VICTIM_SERVICES), None);
    let facts = ActionFacts { carriers: [lead].into(), ..action_facts() };
    assert_eq!(facts.reporting(TODAY, RULE), Some(Reporting::NeverReported));
    let reported = report_facts(quarter("FY2023-Q1"), ReportedStatus::InProgress);
    assert_eq!(ActionFacts { last_report: Some(reported), ..facts }.reporting(TODAY, RULE), Some(Reporting::Stale));
}

#[test]
fn on_its_day_a_milestone_is_not_overdue() {
    let due = |due: &str, state| milestone_facts(day(due), state);
    let milestones = [
        due("2024-05-02", MilestoneStanding::Open),
        due("2024-05-03", MilestoneStanding::Open),
        due("2024-05-04", MilestoneStanding::Open),
        due("2024-01-31", MilestoneStanding::Completed(TODAY)),
        due("2024-02-29", MilestoneStanding::Withdrawn),
    ]
    .into();
    let facts = ActionFacts { milestones, ..action_facts() };
    assert_eq!(facts.overdue_milestones(TODAY), 1);
    assert_eq!(facts.overdue_milestones(day("2024-05-05")), 3);
    // An overdue date stays the next.
    assert_eq!(facts.next_due(), Some(day("2024-05-02")));
    assert_eq!(action_facts().next_due(), None);
}

#[test]
fn slip_is_summed_over_the_milestones_that_still_count() {
    let moved = |original: &str, due: &str, state| MilestoneFacts {
        original: day(original),
        ..milestone_facts(day(due), state)
    };
    let milestones = [
        moved("2024-03-31", "2024-08-31", MilestoneStanding::Open),
        moved("2024-03-31", "2024-03-01", MilestoneStanding::Completed(TODAY)),
        moved("2024-01-01", "2025-01-01", MilestoneStanding::Withdrawn),
    ]
    .into();
    assert_eq!(
        ActionFacts { milestones, ..action_facts() }.slip(),
        153,
        "what was brought forward makes up for nothing"
    );
    assert_eq!(action_facts().slip(), 0);
}

#[test]
fn the_words_of_lists_and_exports_are_kept_for_good() {
    let words = Status::ALL.map(|status| serde_json::to_value(status).unwrap());
    let kept = ["completed", "in-progress", "recurring", "delayed", "blocked", "not-started", "no-report", "withdrawn"];
    assert_eq!(words, kept);
    let words = Reporting::ALL.map(|reporting| serde_json::to_value(reporting).unwrap());
    assert_eq!(words, ["current", "stale", "never-reported"]);
    let words = Verification::ALL.map(|verification| serde_json::to_value(verification).unwrap());
    assert_eq!(words, ["claimed", "evidence-attached", "verified"]);
}

#[test]
fn a_withdrawn_action_is_committed_to_no_date_and_keeps_the_slip_that_it_had_apart() {
    let milestone = MilestoneFacts {
        original: day("2024-01-01"),
        booked: [Booked { reason: MoveReason::Staffing, days: 31 }].as_slice().into(),
        ..milestone_facts(day("2024-02-01"), MilestoneStanding::Open)
    };
    let end_booked = [Booked { reason: MoveReason::Funding, days: 45 }].as_slice().into();
    let action =
        ActionFacts { ends: Some(day("2024-03-31")), end_booked, milestones: [milestone].into(), ..action_facts() };
    assert_eq!((action.slip(), action.committed_dates().count()), (76, 2));
    let withdrawn = ActionFacts { is_withdrawn: true, ..action };
    assert_eq!((withdrawn.slip(), withdrawn.committed_dates().count()), (0, 0));
    assert_eq!((withdrawn.standing_milestones().count(), withdrawn.open_milestones().count()), (0, 0));
    assert_eq!(withdrawn.slip_until_withdrawn(), 76);
    assert_eq!(withdrawn.standing_of(&withdrawn.milestones[0]), MilestoneStanding::Withdrawn);
}
