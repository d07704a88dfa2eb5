//! The end of an action's own timeframe: moved with a reason, and never changed in passing.

use super::*;
use crate::milestone::{DueBounds, Reschedule};
use crate::slippage::{Cause, MoveReason};
use crate::update::ReportedStatus;

/// The action's timeframe ends on December 31, 2024.
const ENDS: &str = "2024-12-31";

fn bounds() -> DueBounds {
    DueBounds { plan_starts: day("2021-12-03"), plan_ends: None, today: TODAY }
}

fn to(date: &str) -> Reschedule {
    Reschedule { to: day(date), reason: MoveReason::Funding, sentence: sentence("The funds came late.") }
}

fn moved(date: &str) -> Action {
    action().move_end(&secretariat(), None, to(date), bounds()).unwrap().after().clone()
}

fn edited(action: &Action, ends: Option<&str>, kind: EditKind) -> Result<Changed<Action>, DomainError> {
    let timeframe = Timeframe { ends: ends.map(day), ..action.timeframe.clone() };
    let to = Amendment { title: action.title.clone(), timeframe, ..amendment() };
    action.amend(&secretariat(), to, EditReason { kind, ..edit_reason() }, TODAY)
}

#[test]
fn the_end_of_a_timeframe_is_moved_with_a_reason_and_the_original_end_stays() {
    let changed = action().move_end(&secretariat(), None, to("2025-06-30"), bounds()).unwrap();
    let (from, until) = (day(ENDS), day("2025-06-30"));
    let cause = Cause::External;
    let event = Event::ActionMoved { from, to: until, days: 181, reason: MoveReason::Funding, cause };
    assert_eq!(*changed.event(), event);
    let after = changed.after();
    assert_eq!((after.timeframe.ends, after.original_end(), after.slip()), (Some(until), Some(from), 181));
    assert_eq!(after.moves.last().map(|made| made.sentence.as_str()), Some("The funds came late."));
    let again = after.move_end(&secretariat(), None, to("2025-07-30"), bounds()).unwrap();
    assert_eq!((again.after().original_end(), again.after().slip()), (Some(from), 211));
}

#[test]
fn a_move_of_the_end_is_refused_to_others_and_to_a_day_that_cannot_be_meant() {
    let words = |actor, date| refused(action().move_end(&actor, None, to(date), bounds()));
    assert_eq!(words(liaison_of(JUSTICE), "2025-06-30"), "Only the secretariat can edit plans and actions.");
    assert_eq!(
        words(secretariat(), ENDS),
        "December 31, 2024, is already the current end date. Enter a different date."
    );
    assert!(words(secretariat(), "2020-06-30").starts_with("Enter a date of"), "before the plan");
    assert!(words(secretariat(), "2060-06-30").starts_with("Enter a date of"), "too far ahead");
    assert!(words(secretariat(), "2023-12-31").starts_with("The end date ("), "before it starts");
}

#[test]
fn an_end_that_nobody_knows_and_that_of_a_withdrawn_action_are_not_moved() {
    let open = Action { timeframe: timeframe(Some("2024-01-01"), None), ..action() };
    let words = refused(open.move_end(&secretariat(), None, to(ENDS), bounds()));
    assert_eq!(words, "This action has no end date to change. Enter one under \"Edit action\".");
    assert_eq!(
        refused(withdrawn().move_end(&secretariat(), None, to("2025-06-30"), bounds())),
        "This action was withdrawn on May 3, 2024. You can't report on it or change it."
    );
}

#[test]
fn the_end_of_an_action_that_was_completed_is_not_moved() {
    let completed = Some(ReportedStatus::Completed);
    let words = refused(action().move_end(&secretariat(), completed, to("2025-06-30"), bounds()));
    assert_eq!(words, "This action was reported completed, so its end date can't change.");
    for status in ReportedStatus::ALL.into_iter().filter(|status| Some(*status) != completed) {
        assert!(action().move_end(&secretariat(), Some(status), to("2025-06-30"), bounds()).is_ok(), "{status:?}");
    }
}

#[test]
fn an_edit_that_changes_the_commitment_does_not_move_the_end_in_passing() {
    let words = "A new end date counts as slip. Leave the end date unchanged here, and use \"Change end date\" on \
                 the action's page.";
    assert_eq!(refused(edited(&action(), Some("2025-06-30"), EditKind::ChangesCommitment)), words);
    assert_eq!(refused(edited(&action(), None, EditKind::ChangesCommitment)), words);
}

#[test]
fn an_end_that_was_copied_wrong_is_corrected_without_slip_until_it_was_moved() {
    let corrected = edited(&action(), Some("2025-06-30"), EditKind::CorrectsError).unwrap();
    assert_eq!((corrected.after().slip(), corrected.after().original_end()), (0, Some(day("2025-06-30"))));
    let words = refused(edited(&moved("2025-06-30"), Some(ENDS), EditKind::CorrectsError));
    assert!(words.starts_with("The end date was changed to June 30, 2025, so another change counts"), "{words}");
}

#[test]
fn an_end_that_was_not_known_is_entered_by_an_edit() {
    let open = Action { timeframe: timeframe(Some("2024-01-01"), None), ..action() };
    let entered = edited(&open, Some(ENDS), EditKind::ChangesCommitment).unwrap();
    assert_eq!((entered.after().timeframe.ends, entered.after().slip()), (Some(day(ENDS)), 0));
}
