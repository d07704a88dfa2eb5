#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

mod dates;

use super::*;
use crate::body::Party;
use crate::sample::{
    ACTION, JUSTICE, MILESTONE, TODAY, VICTIM_SERVICES, action, bounds, carriers, claim, day, liaison_of, milestone,
    new_milestone, refused, reschedule, secretariat, sentence,
};
use crate::slippage::{Cause, MoveReason};

const PARTY: Party = Party::Agency(VICTIM_SERVICES);

fn liaison() -> Actor {
    liaison_of(JUSTICE)
}

fn completed(on: Date, claimed_by: Authority) -> Milestone {
    let completion = Completion { on, claimed_by, verified: None };
    Milestone { state: MilestoneState::Completed(completion), ..milestone(TODAY) }
}

fn withdrawn(on: Date) -> Milestone {
    let withdrawal = Withdrawal { on, reason: sentence("Merged with another.") };
    Milestone { state: MilestoneState::Withdrawn(withdrawal), ..milestone(TODAY) }
}

/// The words with which each change is refused that needs an open milestone.
fn refusals(milestone: &Milestone) -> [String; 4] {
    let (actor, carriers) = (liaison(), carriers());
    [
        refused(milestone.reschedule(&actor, &carriers, reschedule(day("2024-08-01")), bounds())),
        refused(milestone.forecast(&actor, &carriers, Some(day("2024-08-01")), bounds())),
        refused(milestone.complete(&actor, &carriers, claim(TODAY), TODAY)),
        refused(milestone.withdraw(&actor, &carriers, sentence("Merged."), TODAY)),
    ]
}

#[test]
fn a_planned_milestone_is_open_and_its_first_date_is_the_one_that_holds() {
    let due = day("2024-08-31");
    let planned =
        Milestone::plan(&liaison(), &action(), &carriers(), (MILESTONE, new_milestone(due)), bounds()).unwrap();
    assert_eq!(*planned.after(), milestone(due));
    assert_eq!((planned.after().original, planned.after().due), (due, due));
    assert_eq!(*planned.event(), Event::MilestonePlanned { due });
    assert_eq!((planned.agency(), planned.authority()), (Some(VICTIM_SERVICES), Some(Authority::Own(PARTY))));
}

#[test]
fn nothing_is_planned_under_a_withdrawn_action() {
    let gone =
        Action { withdrawn: Some(Withdrawal { on: day("2024-02-13"), reason: sentence("Merged.") }), ..action() };
    let planned = Milestone::plan(&liaison(), &gone, &carriers(), (MILESTONE, new_milestone(TODAY)), bounds());
    assert_eq!(
        refused(planned),
        "This action was withdrawn on February 13, 2024. You can't report on it or change it."
    );
}

#[test]
fn a_moved_date_keeps_the_first_promise_the_reason_and_the_days() {
    let (from, to) = (day("2024-03-31"), day("2024-08-31"));
    let moved = milestone(from).reschedule(&liaison(), &carriers(), reschedule(to), bounds()).unwrap();
    let after = moved.after();
    assert_eq!((after.original, after.due, after.slip()), (from, to, 153));
    let (reason, cause, sentence) = (MoveReason::Staffing, Cause::OwnWork, reschedule(to).sentence);
    assert_eq!(after.moves, [Move { on: TODAY, from, to, reason, cause, sentence }]);
    assert_eq!(*moved.event(), Event::MilestoneMoved { from, to, days: 153, reason, cause });
    assert_eq!(moved.authority(), Some(Authority::Own(PARTY)));
}

#[test]
fn a_second_move_counts_from_the_first_and_a_date_may_be_brought_forward() {
    let later = milestone(day("2024-03-31"))
        .reschedule(&liaison(), &carriers(), reschedule(day("2024-08-31")), bounds())
        .unwrap();
    let earlier = later.after().reschedule(&liaison(), &carriers(), reschedule(day("2024-07-31")), bounds()).unwrap();
    let days: Vec<i64> = earlier.after().moves.iter().map(Move::days).collect();
    assert_eq!((days, earlier.after().slip()), (vec![153, -31], 122));
    assert_eq!(earlier.after().original, day("2024-03-31"));
}

#[test]
fn a_move_to_the_same_date_is_refused() {
    let same =
        milestone(day("2024-08-31")).reschedule(&liaison(), &carriers(), reschedule(day("2024-08-31")), bounds());
    assert_eq!(refused(same), "August 31, 2024, is already the current due date. Enter a different date.");
}

#[test]
fn a_forecast_moves_nothing_and_is_taken_back() {
    let expected = Some(day("2024-10-15"));
    let forecast = milestone(TODAY).forecast(&liaison(), &carriers(), expected, bounds()).unwrap();
    assert_eq!(*forecast.after(), Milestone { forecast: expected, ..milestone(TODAY) });
    assert_eq!(*forecast.event(), Event::MilestoneForecast { expected });
    assert_eq!(forecast.after().slip(), 0);
    let again = forecast.after().forecast(&liaison(), &carriers(), expected, bounds());
    assert_eq!(refused(again), "No changes to save. This is already the current information.");
    assert_eq!(forecast.after().forecast(&liaison(), &carriers(), None, bounds()).unwrap().after().forecast, None);
}

#[test]
fn a_milestone_is_completed_today_or_earlier() {
    for on in [TODAY, day("2024-04-12")] {
        let done = milestone(TODAY).complete(&liaison(), &carriers(), claim(on), TODAY).unwrap();
        let completion = Completion { on, claimed_by: Authority::Own(PARTY), verified: None };
        assert_eq!(done.after().completion(), Some(&completion));
        assert_eq!(*done.event(), Event::MilestoneCompleted { on });
    }
    let tomorrow = milestone(TODAY).complete(&liaison(), &carriers(), claim(day("2024-05-04")), TODAY);
    assert_eq!(refused(tomorrow), "The completion date can't be in the future. Enter today's date or an earlier one.");
}

#[test]
fn a_completed_milestone_is_not_moved_forecast_completed_or_withdrawn() {
    let words = "This milestone is already complete (April 12, 2023). To correct it, reopen it first.";
    assert_eq!(refusals(&completed(day("2023-04-12"), Authority::Own(PARTY))), [words; 4]);
}

#[test]
fn a_withdrawn_milestone_is_not_moved_forecast_completed_or_withdrawn() {
    assert_eq!(
        refusals(&withdrawn(day("2023-04-12"))),
        ["This milestone was withdrawn on April 12, 2023. Add a new milestone instead."; 4]
    );
}

#[test]
fn reopening_takes_the_completion_back_with_its_verification_and_leaves_the_dates() {
    let verified = completed(day("2024-04-12"), Authority::Own(PARTY))
        .verify(&secretariat(), &carriers(), sentence("Read it."), TODAY)
        .unwrap();
    let reason = sentence("The brief was never sent.");
    let reopened = verified.after().reopen(&liaison(), &carriers(), reason.clone(), TODAY).unwrap();
    let ended = verified.after().completion().unwrap().clone();
    assert!(ended.verified.is_some());
    assert_eq!(
        *reopened.after(),
        Milestone { reopenings: vec![Reopening { on: TODAY, reason, ended }], ..milestone(TODAY) }
    );
    assert_eq!(*reopened.event(), Event::MilestoneReopened {});
}

#[test]
fn only_a_completed_milestone_is_reopened_or_verified() {
    for milestone in [milestone(TODAY), withdrawn(TODAY)] {
        let reopened = milestone.reopen(&liaison(), &carriers(), sentence("By mistake."), TODAY);
        assert_eq!(refused(reopened), "This milestone isn't complete yet.");
        assert_eq!(
            refused(milestone.verify(&secretariat(), &carriers(), sentence("Read it."), TODAY)),
            "This milestone isn't complete yet."
        );
    }
}

#[test]
fn a_withdrawn_milestone_keeps_its_dates_and_the_reason() {
    let (reason, from) = (sentence("Merged with another."), milestone(day("2024-08-31")));
    let gone = from.withdraw(&liaison(), &carriers(), reason.clone(), TODAY).unwrap();
    let state = MilestoneState::Withdrawn(Withdrawal { on: TODAY, reason });
    assert_eq!(*gone.after(), Milestone { state, ..from });
    assert_eq!((gone.event(), gone.after().completion()), (&Event::MilestoneWithdrawn {}, None));
}

#[test]
fn the_secretariat_verifies_what_an_agency_claimed_with_a_ground_and_a_date() {
    let verified = completed(day("2024-04-12"), Authority::Own(PARTY))
        .verify(&secretariat(), &carriers(), sentence("Read it."), TODAY)
        .unwrap();
    let stands = Some(Verified { on: TODAY, ground: sentence("Read it.") });
    assert_eq!(verified.after().completion().unwrap().verified, stands);
    assert_eq!((verified.event(), verified.agency()), (&Event::CompletionVerified {}, Some(VICTIM_SERVICES)));
    let again = verified.after().verify(&secretariat(), &carriers(), sentence("Read it twice."), day("2024-06-01"));
    assert_eq!(refused(again), "Already verified on May 3, 2024.");
}

#[test]
fn the_secretariat_does_not_verify_what_it_claimed_itself() {
    let claimed = milestone(TODAY).complete(&secretariat(), &carriers(), claim(TODAY), TODAY).unwrap();
    assert_eq!(claimed.authority(), Some(Authority::OnBehalfOf(PARTY)));
    let own = claimed.after().verify(&secretariat(), &carriers(), sentence("I know."), TODAY);
    assert_eq!(refused(own), "You submitted this for the agency, so someone else must verify it.");
}

#[test]
fn a_milestone_is_overdue_from_the_day_after_its_date_until_it_is_done() {
    let due_on = |due: &str| milestone(day(due)).is_overdue(TODAY);
    assert_eq!((due_on("2024-05-02"), due_on("2024-05-03"), due_on("2024-05-04")), (true, false, false));
    let past = day("2024-06-01");
    assert!(!completed(TODAY, Authority::Own(PARTY)).is_overdue(past));
    assert!(!withdrawn(TODAY).is_overdue(past));
    assert!(milestone(TODAY).is_overdue(past));
}

#[test]
fn a_milestone_belongs_to_the_action_under_which_it_was_planned() {
    let planned =
        Milestone::plan(&secretariat(), &action(), &carriers(), (MILESTONE, new_milestone(TODAY)), bounds()).unwrap();
    assert_eq!((planned.after().action, planned.authority()), (ACTION, Some(Authority::OnBehalfOf(PARTY))));
}

#[test]
fn the_milestones_of_a_withdrawn_action_are_moved_closed_withdrawn_and_verified_no_more() {
    let (actor, withdrawn) = (liaison(), Carriers { withdrawn: Some(day("2024-05-01")), ..carriers() });
    let (open, done) = (milestone(TODAY), completed(TODAY, Authority::Own(PARTY)));
    let refusals = [
        refused(open.reschedule(&actor, &withdrawn, reschedule(day("2024-08-01")), bounds())),
        refused(open.forecast(&actor, &withdrawn, Some(day("2024-08-01")), bounds())),
        refused(open.complete(&actor, &withdrawn, claim(TODAY), TODAY)),
        refused(done.reopen(&actor, &withdrawn, sentence("By mistake."), TODAY)),
        refused(open.withdraw(&secretariat(), &withdrawn, sentence("It is gone."), TODAY)),
        refused(done.verify(&secretariat(), &withdrawn, sentence("Read it."), TODAY)),
    ];
    assert_eq!(refusals, ["This action was withdrawn on May 1, 2024. You can't report on it or change it."; 6]);
}

#[test]
fn an_agency_does_not_withdraw_a_milestone_alone_once_it_is_overdue_or_was_moved() {
    let overdue = milestone(day("2024-05-02"));
    let moved =
        milestone(day("2024-06-30")).reschedule(&liaison(), &carriers(), reschedule(day("2024-07-31")), bounds());
    let moved = moved.unwrap().after().clone();
    let reason = || sentence("Merged with another.");
    for (milestone, words) in [
        (overdue, "This milestone is overdue. Ask the secretariat to withdraw it."),
        (moved, "The due date of this milestone was changed. Ask the secretariat to withdraw it."),
    ] {
        assert_eq!(refused(milestone.withdraw(&liaison(), &carriers(), reason(), TODAY)), words);
        assert_eq!(milestone.may_withdraw(&liaison(), &carriers(), TODAY).unwrap_err().to_string(), words);
        let gone = milestone.withdraw(&secretariat(), &carriers(), reason(), TODAY).unwrap();
        assert_eq!(gone.authority(), Some(Authority::OnBehalfOf(PARTY)));
        assert_eq!(gone.after().slip(), milestone.slip());
    }
}

#[test]
fn what_may_be_done_is_what_the_rule_takes() {
    let states =
        [milestone(TODAY), milestone(day("2024-05-01")), completed(TODAY, Authority::Own(PARTY)), withdrawn(TODAY)];
    let reason = || sentence("As agreed.");
    for milestone in states {
        for actor in [liaison(), secretariat(), liaison_of(crate::sample::LABOR), crate::sample::chair()] {
            let (all, may_change) = (carriers(), milestone.may_change(&actor, &carriers()).is_ok());
            assert_eq!(milestone.complete(&actor, &all, claim(TODAY), TODAY).is_ok(), may_change);
            assert_eq!(milestone.forecast(&actor, &all, Some(day("2024-10-15")), bounds()).is_ok(), may_change);
            assert_eq!(milestone.reschedule(&actor, &all, reschedule(day("2024-08-01")), bounds()).is_ok(), may_change);
            let may_withdraw = milestone.may_withdraw(&actor, &all, TODAY).is_ok();
            assert_eq!(milestone.withdraw(&actor, &all, reason(), TODAY).is_ok(), may_withdraw);
            let may_reopen = milestone.may_reopen(&actor, &all).is_ok();
            assert_eq!(milestone.reopen(&actor, &all, reason(), TODAY).is_ok(), may_reopen);
        }
    }
}
