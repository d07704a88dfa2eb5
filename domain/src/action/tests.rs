#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

mod end;

use super::*;
use crate::event::Event;
use crate::sample::{
    JUSTICE, TODAY, action, amendment, day, edit_reason, liaison_of, refused, secretariat, sentence, title,
};

fn timeframe(starts: Option<&str>, ends: Option<&str>) -> Timeframe {
    Timeframe { starts: starts.map(day), ends: ends.map(day), ..action().timeframe }
}

fn withdrawn() -> Action {
    Action { withdrawn: Some(Withdrawal { on: TODAY, reason: sentence("Merged.") }), ..action() }
}

#[test]
fn an_action_is_added_under_its_reference() {
    let added = Action::add(&secretariat(), action()).unwrap();
    assert_eq!((added.after(), added.event()), (&action(), &Event::ActionAdded { reference: "DOJ-08".to_owned() }));
}

#[test]
fn a_timeframe_does_not_end_before_it_starts() {
    let reversed = timeframe(Some("2024-06-30"), Some("2024-06-29"));
    let words = "The end date (June 29, 2024) is before the start date (June 30, 2024).";
    assert_eq!(refused(Action::add(&secretariat(), Action { timeframe: reversed.clone(), ..action() })), words);
    let amended =
        action().amend(&secretariat(), Amendment { timeframe: reversed, ..amendment() }, edit_reason(), TODAY);
    assert_eq!(refused(amended), words);
}

#[test]
fn a_timeframe_may_last_a_day_or_be_open_on_either_side() {
    let (one_day, open) = (Some("2024-06-30"), None);
    for (starts, ends) in [(one_day, one_day), (one_day, open), (open, one_day), (open, open)] {
        assert!(Action::add(&secretariat(), Action { timeframe: timeframe(starts, ends), ..action() }).is_ok());
    }
}

#[test]
fn an_amendment_changes_the_text_and_nothing_else() {
    let amended = action().amend(&secretariat(), amendment(), edit_reason(), TODAY).unwrap();
    let edited = Some(Edit { on: TODAY, kind: EditKind::CorrectsError, reason: sentence("As published.") });
    let expected = Action { title: title("Housing for survivors of trafficking"), edited, ..action() };
    let event = Event::ActionAmended { kind: Some(EditKind::CorrectsError) };
    assert_eq!((amended.after(), amended.event()), (&expected, &event));
}

#[test]
fn an_edit_says_whether_it_corrects_an_error_or_changes_the_commitment() {
    let why = EditReason { kind: EditKind::ChangesCommitment, reason: sentence("Agreed on May 2.") };
    let amended = action().amend(&secretariat(), amendment(), why, TODAY).unwrap();
    assert_eq!(*amended.event(), Event::ActionAmended { kind: Some(EditKind::ChangesCommitment) });
    assert_eq!(amended.after().edited.as_ref().map(|edit| edit.reason.as_str()), Some("Agreed on May 2."));
}

#[test]
fn only_the_secretariat_edits_an_action() {
    let amended = action().amend(&liaison_of(JUSTICE), amendment(), edit_reason(), TODAY);
    assert_eq!(refused(amended), "Only the secretariat can edit plans and actions.");
}

#[test]
fn a_strength_that_somebody_changes_is_inferred_from_then_on() {
    let to = Amendment { strength: Strength::Explore, ..amendment() };
    let amended = action().amend(&secretariat(), to, edit_reason(), TODAY).unwrap();
    assert_eq!((amended.after().strength, amended.after().strength_basis), (Strength::Explore, Basis::Inferred));
    let kept = action().amend(&secretariat(), amendment(), edit_reason(), TODAY).unwrap();
    assert_eq!((kept.after().strength, kept.after().strength_basis), (Strength::Deliver, Basis::Stated));
}

#[test]
fn a_place_and_a_timeframe_that_nobody_changes_keep_their_basis() {
    let to = |basis, timeframe| Amendment { node_basis: basis, timeframe, ..amendment() };
    let retyped = Timeframe { basis: Basis::Unknown, ..action().timeframe };
    let kept = action().amend(&secretariat(), to(Basis::Unknown, retyped), edit_reason(), TODAY).unwrap();
    let before = action();
    assert_eq!((kept.after().node_basis, kept.after().timeframe.basis), (before.node_basis, before.timeframe.basis));
    let moved = Timeframe { basis: Basis::Unknown, ..timeframe(Some("2031-01-01"), None) };
    let changed = action().amend(&secretariat(), to(before.node_basis, moved), edit_reason(), TODAY).unwrap();
    assert_eq!(changed.after().timeframe.basis, Basis::Unknown);
}

#[test]
fn an_action_is_not_amended_to_what_it_is() {
    let same = action().amend(&secretariat(), Amendment { title: action().title, ..amendment() }, edit_reason(), TODAY);
    assert_eq!(refused(same), "No changes to save. This is already the current information.");
}

#[test]
fn a_withdrawn_action_stays_with_the_day_and_the_reason() {
    let gone = action().withdraw(&secretariat(), sentence("Merged."), TODAY).unwrap();
    assert_eq!((gone.after(), gone.event()), (&withdrawn(), &Event::ActionWithdrawn {}));
    assert!(action().still_stands().is_ok());
}

#[test]
fn a_withdrawn_action_is_neither_amended_nor_withdrawn_again() {
    let words = "This action was withdrawn on May 3, 2024. You can't report on it or change it.";
    assert_eq!(refused(withdrawn().amend(&secretariat(), amendment(), edit_reason(), TODAY)), words);
    assert_eq!(refused(withdrawn().withdraw(&secretariat(), sentence("Again."), day("2024-06-01"))), words);
}

#[test]
fn what_people_type_as_the_end_of_an_action_lies_within_the_plan_and_twenty_years() {
    let bounds = crate::sample::bounds();
    let ends = |ends: &str| timeframe(None, Some(ends)).check_within(bounds);
    assert_eq!(ends("2024-12-31"), Ok(()));
    let starts = bounds.plan_starts;
    assert_eq!(ends("2010-12-31"), Err(crate::error::MilestoneError::DueBeforeThePlan { starts }.into()));
    assert!(ends("2090-12-31").is_err());
    assert_eq!(timeframe(None, None).check_within(bounds), Ok(()));
}
