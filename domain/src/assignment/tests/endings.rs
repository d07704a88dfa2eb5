//! Undoing a request or a role: withdrawn by the secretariat, or handed back by the party that accepted it.

use super::*;
use crate::sample::auditor;

#[test]
fn the_secretariat_withdraws_a_request_that_nobody_answered_and_the_reason_stays() {
    let reason = sentence("Sent to the wrong agency.");
    for role in [CarrierRole::Lead, CarrierRole::Support] {
        let asked = carrier(role, Party::Agency(STATE), AssignmentState::Offered { on: day("2024-04-01") });
        assert_eq!(asked.may_withdraw_request(&secretariat(), &carriers()), Ok(()));
        let withdrawn = asked.withdraw_request(&secretariat(), &carriers(), reason.clone(), TODAY).unwrap();
        let how = Ending::RequestWithdrawn;
        assert_eq!(withdrawn.after().state, AssignmentState::Ended { on: TODAY, reason: reason.clone(), how });
        assert_eq!(*withdrawn.event(), Event::RequestWithdrawn { role, party: Party::Agency(STATE) });
        assert_eq!(withdrawn.agency(), Some(STATE));
        // The agency may be asked again, and for the lead so may another.
        let after = Carriers::of([withdrawn.after().clone()]);
        for agency in [STATE, LABOR] {
            assert!(Assignment::offer(&secretariat(), &after, offer(role, agency), TODAY).is_ok());
        }
    }
}

#[test]
fn only_a_pending_request_is_withdrawn_and_by_nobody_who_could_not_make_it() {
    for state in every_state().into_iter().filter(|state| !matches!(state, AssignmentState::Offered { .. })) {
        let part = support(STATE, state);
        let refusal = refused(part.withdraw_request(&secretariat(), &carriers(), sentence("Wrong."), TODAY));
        assert_eq!(refusal, "There is no pending request. Someone may have already responded.", "{part:?}");
    }
    let pending = part_of(HEALTH);
    for actor in [auditor(), liaison_of(LABOR), liaison_of(HEALTH)] {
        let refusal = refused(pending.withdraw_request(&actor, &carriers(), sentence("Wrong."), TODAY));
        let words = "Only the secretariat, the chair, and the lead agency can request supporting agencies.";
        assert_eq!(refusal, words, "{actor:?}");
    }
}

#[test]
fn a_lead_withdraws_its_request_for_support_and_not_one_that_may_replace_it() {
    let lead = liaison_of(VICTIM_SERVICES);
    for actor in [secretariat(), chair(), lead.clone()] {
        assert_eq!(part_of(HEALTH).may_withdraw_request(&actor, &carriers()), Ok(()), "{actor:?}");
    }
    let for_the_lead = carrier(CarrierRole::Lead, Party::Agency(STATE), AssignmentState::Offered { on: TODAY });
    assert_eq!(for_the_lead.may_withdraw_request(&chair(), &carriers()), Ok(()));
    let refusal = for_the_lead.may_withdraw_request(&lead, &carriers());
    assert_eq!(refusal, Err(AssignmentError::RequestToLead.into()));
}

#[test]
fn a_pending_request_is_not_taken_back_like_a_role() {
    let taken = part_of(HEALTH).end(&secretariat(), sentence("Wrong."), TODAY);
    assert_eq!(refused(taken), "This request is pending. Withdraw the request instead.");
}

#[test]
fn an_agency_hands_back_what_it_accepted_and_the_reason_stays() {
    let reason = sentence("The program moved to another office.");
    let accepted = Assignment {
        in_force_from: Some(day("2024-01-15")),
        ..lead(STATE, AssignmentState::Accepted { on: day("2024-01-15") })
    };
    let (role, party) = (CarrierRole::Lead, Party::Agency(STATE));
    let back = accepted.hand_back(&liaison_of(STATE), reason.clone(), TODAY).unwrap();
    let how = Ending::HandedBack;
    assert_eq!(back.after().state, AssignmentState::Ended { on: TODAY, reason: reason.clone(), how });
    assert_eq!(back.after().in_force_from, Some(day("2024-01-15")), "what was owed meanwhile stays owed");
    assert_eq!(*back.event(), Event::RoleHandedBack { role, party });
    assert_eq!((back.authority(), back.agency()), (Some(Authority::Own(party)), Some(STATE)));
    assert_eq!(Carriers::of([back.after().clone()]).lead, None);
    // The secretariat does it on behalf of an agency that does not.
    let on_behalf = accepted.hand_back(&secretariat(), reason, TODAY).unwrap();
    assert_eq!(on_behalf.authority(), Some(Authority::OnBehalfOf(party)));
}

#[test]
fn only_an_accepted_role_is_handed_back_and_only_by_whoever_has_it() {
    let [stated, assumed, offered, _, declined, handed_over, ended] = every_state();
    for state in [handed_over, ended] {
        let again = lead(STATE, state).hand_back(&liaison_of(STATE), sentence("No staff."), TODAY);
        assert_eq!(
            refused(again),
            "This role has ended. Use \"Request lead or supporting agency\" to send a new request."
        );
    }
    for state in [stated, assumed, offered, declined] {
        let part = lead(STATE, state);
        assert_eq!(
            refused(part.hand_back(&liaison_of(STATE), sentence("No staff."), TODAY)),
            "Only a role that was accepted in Concord can be handed back. Ask the secretariat to end this one.",
            "{part:?}"
        );
    }
    let accepted = support(STATE, AssignmentState::Accepted { on: TODAY });
    for actor in [chair(), auditor(), liaison_of(HEALTH)] {
        assert_eq!(
            refused(accepted.hand_back(&actor, sentence("No staff."), TODAY)),
            "Only the agency that accepted this role, or the secretariat on its behalf, can hand it back."
        );
    }
}

#[test]
fn a_role_that_was_ended_before_there_were_other_ways_reads_as_taken_back() {
    let [.., ended] = every_state();
    let written = serde_json::to_value(&ended).unwrap();
    assert_eq!(written, serde_json::json!({"is": "ended", "on": TODAY, "reason": "No staff."}));
    assert_eq!(serde_json::from_value::<AssignmentState>(written).unwrap(), ended);
}
