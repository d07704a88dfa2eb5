#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::sample::{
    ACTION, EDUCATION, HEALTH, INTERIOR, JUSTICE, LABOR, STATE, TASK_FORCE, TODAY, VICTIM_SERVICES, carrier, carriers,
    chair, day, led_by, liaison_of, narrative, refused, secretariat, sentence,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

mod endings;
mod offers;

fn offer(role: CarrierRole, agency: AgencyId) -> Offer {
    Offer { id: AssignmentId(Uuid::from_u128(9_000)), action: ACTION, party: Party::Agency(agency), role }
}

fn part_of(agency: AgencyId) -> Assignment {
    carriers().iter().find(|part| part.party == Party::Agency(agency)).unwrap().clone()
}

fn lead(agency: AgencyId, state: AssignmentState) -> Assignment {
    carrier(CarrierRole::Lead, Party::Agency(agency), state)
}

fn support(agency: AgencyId, state: AssignmentState) -> Assignment {
    carrier(CarrierRole::Support, Party::Agency(agency), state)
}

/// Every state, in the order of the enum.
fn every_state() -> [AssignmentState; 7] {
    let (on, reason) = (TODAY, sentence("No staff."));
    [
        AssignmentState::Stated,
        AssignmentState::Assumed,
        AssignmentState::Offered { on },
        AssignmentState::Accepted { on },
        AssignmentState::Declined { on, reason: reason.clone() },
        AssignmentState::HandedOver { on, to: Party::Agency(STATE) },
        AssignmentState::Ended { on, reason, how: Ending::TakenBack },
    ]
}

#[test]
fn a_party_carries_what_a_source_states_or_it_accepted_and_nothing_else() {
    let in_force = every_state().map(|state| support(LABOR, state).is_in_force());
    assert_eq!(in_force, [true, false, false, true, false, false, false]);
    let unanswered = every_state().map(|state| support(LABOR, state).is_unanswered());
    assert_eq!(unanswered, [false, false, true, false, false, false, false]);
}

#[test]
fn an_offered_role_waits_for_an_answer_and_stands_in_the_list_of_the_party() {
    let offered = Assignment::offer(&chair(), &carriers(), offer(CarrierRole::Support, INTERIOR), TODAY).unwrap();
    assert_eq!(offered.after().state, AssignmentState::Offered { on: TODAY });
    assert_eq!((offered.after().basis, offered.after().in_force_from), (Basis::Requested, None));
    assert_eq!(*offered.event(), Event::RoleOffered { role: CarrierRole::Support, party: Party::Agency(INTERIOR) });
    assert_eq!(offered.agency(), Some(INTERIOR));
}

#[test]
fn a_supporter_who_accepts_leaves_the_lead_where_it_is() {
    let accepted = part_of(HEALTH).accept(&liaison_of(HEALTH), &carriers(), TODAY).unwrap();
    let [supporter] = &accepted.after()[..] else { unreachable!("nobody hands a supporting role over") };
    assert_eq!((supporter.role, supporter.in_force_from), (CarrierRole::Support, Some(TODAY)));
    assert_eq!(supporter.state, AssignmentState::Accepted { on: TODAY });
}

#[test]
fn an_action_without_a_lead_gets_its_first_by_an_offer_that_is_accepted() {
    let nobody = Carriers::default();
    let offered = Assignment::offer(&secretariat(), &nobody, offer(CarrierRole::Lead, LABOR), TODAY).unwrap();
    let waiting = Carriers::of([offered.after().clone()]);
    let accepted = offered.after().accept(&liaison_of(LABOR), &waiting, TODAY).unwrap();
    assert_eq!(Carriers::of(accepted.after().clone()).lead.unwrap().party, Party::Agency(LABOR));
}

#[test]
fn the_secretariat_answers_for_a_body_and_so_does_the_liaison_of_its_chair() {
    let offered = carrier(CarrierRole::Lead, Party::Body(TASK_FORCE), AssignmentState::Offered { on: TODAY });
    let on_behalf = offered.accept(&secretariat(), &carriers(), TODAY).unwrap();
    assert_eq!((on_behalf.authority(), on_behalf.agency()), (Some(Authority::OnBehalfOf(offered.party)), None));
    let own = offered.decline(&liaison_of(STATE), sentence("The body meets once a year."), TODAY).unwrap();
    assert_eq!((own.authority(), own.agency()), (Some(Authority::Own(offered.party)), Some(STATE)));
}

#[test]
fn who_carries_the_role_is_not_offered_it_again() {
    for (role, agency) in [(CarrierRole::Lead, VICTIM_SERVICES), (CarrierRole::Support, LABOR)] {
        let again = Assignment::offer(&secretariat(), &carriers(), offer(role, agency), TODAY);
        assert_eq!(refused(again), "This agency already has this role.");
    }
}

#[test]
fn who_stands_in_the_list_is_asked_there() {
    let declined = AssignmentState::Declined { on: TODAY, reason: sentence("No staff.") };
    let listed = Carriers::of(carriers().iter().cloned().chain([support(STATE, declined)]));
    for agency in [HEALTH, EDUCATION, STATE] {
        let again = Assignment::offer(&secretariat(), &listed, offer(CarrierRole::Support, agency), TODAY);
        assert_eq!(
            refused(again),
            "This agency is already listed. Use \"Send request\" or \"Send reminder\" next to its name."
        );
    }
}

#[test]
fn who_handed_over_or_was_ended_may_be_offered_the_role_anew() {
    let [.., handed_over, ended] = every_state();
    for state in [handed_over, ended] {
        let past = Carriers::of([lead(LABOR, AssignmentState::Stated), lead(STATE, state)]);
        assert!(Assignment::offer(&secretariat(), &past, offer(CarrierRole::Lead, STATE), TODAY).is_ok());
    }
}

#[test]
fn a_supporter_may_be_offered_the_lead() {
    assert!(Assignment::offer(&secretariat(), &carriers(), offer(CarrierRole::Lead, LABOR), TODAY).is_ok());
}

#[test]
fn one_lead_is_offered_at_a_time_and_supporting_roles_meanwhile() {
    let waiting = Carriers::of([lead(LABOR, AssignmentState::Offered { on: TODAY })]);
    let second = Assignment::offer(&secretariat(), &waiting, offer(CarrierRole::Lead, STATE), TODAY);
    assert_eq!(
        refused(second),
        "Another agency has a pending request to lead. The secretariat or the chair must withdraw that request first."
    );
    assert!(Assignment::offer(&secretariat(), &waiting, offer(CarrierRole::Support, STATE), TODAY).is_ok());
}

#[test]
fn whoever_was_assumed_or_declined_may_be_asked() {
    let [_, assumed, _, _, declined, ..] = every_state();
    for state in [assumed, declined] {
        let asked = support(STATE, state).ask(&secretariat(), &carriers(), TODAY).unwrap();
        assert_eq!(asked.after().state, AssignmentState::Offered { on: TODAY });
        assert_eq!(*asked.event(), Event::RoleOffered { role: CarrierRole::Support, party: Party::Agency(STATE) });
        assert_eq!(asked.agency(), Some(STATE));
    }
}

#[test]
fn whoever_carries_the_role_or_did_so_once_is_not_asked() {
    let [stated, _, _, accepted, _, handed_over, ended] = every_state();
    for state in [stated, accepted] {
        let asked = support(STATE, state).ask(&secretariat(), &carriers(), TODAY);
        assert_eq!(refused(asked), "This agency already has this role.");
    }
    for state in [handed_over, ended] {
        let asked = support(STATE, state).ask(&secretariat(), &carriers(), TODAY);
        assert_eq!(
            refused(asked),
            "This role has ended. Use \"Request lead or supporting agency\" to send a new request."
        );
    }
}

#[test]
fn asking_again_never_resets_how_long_somebody_has_waited() {
    let first = AssignmentState::Offered { on: day("2024-04-01") };
    let asked = support(STATE, first.clone()).ask(&secretariat(), &carriers(), TODAY).unwrap();
    assert_eq!(asked.after().state, first);
    assert_eq!(*asked.event(), Event::RoleAskedAgain { role: CarrierRole::Support, party: Party::Agency(STATE) });
    let again = asked.after().ask(&secretariat(), &carriers(), day("2024-06-01")).unwrap();
    assert_eq!(again.after().state, first);
}

#[test]
fn an_assumed_lead_is_not_asked_while_another_is_but_the_same_one_is_reminded() {
    let offered = lead(LABOR, AssignmentState::Offered { on: day("2024-04-01") });
    let assumed = lead(STATE, AssignmentState::Assumed);
    let both = Carriers::of([offered.clone(), assumed.clone()]);
    let second = assumed.ask(&secretariat(), &both, TODAY);
    assert_eq!(
        refused(second),
        "Another agency has a pending request to lead. The secretariat or the chair must withdraw that request first."
    );
    assert!(offered.ask(&secretariat(), &both, TODAY).is_ok());
    assert!(support(STATE, AssignmentState::Assumed).ask(&secretariat(), &both, TODAY).is_ok());
}

#[test]
fn declining_keeps_the_reason() {
    let reason = sentence("No staff before October.");
    let declined = part_of(HEALTH).decline(&liaison_of(HEALTH), reason.clone(), TODAY).unwrap();
    assert_eq!(declined.after().state, AssignmentState::Declined { on: TODAY, reason });
    assert_eq!(*declined.event(), Event::RoleDeclined { role: CarrierRole::Support, party: Party::Agency(HEALTH) });
    assert_eq!((declined.agency(), declined.authority()), (Some(HEALTH), Some(Authority::Own(Party::Agency(HEALTH)))));
}

#[test]
fn only_what_is_offered_is_answered() {
    for state in every_state().into_iter().filter(|state| !matches!(state, AssignmentState::Offered { .. })) {
        let words = "There is no pending request. Someone may have already responded.";
        let part = support(STATE, state);
        assert_eq!(refused(part.accept(&secretariat(), &carriers(), TODAY)), words, "{part:?}");
        assert_eq!(refused(part.decline(&secretariat(), sentence("No."), TODAY)), words, "{part:?}");
    }
}

#[test]
fn the_secretariat_takes_roles_back_and_the_reason_stays() {
    let reason = sentence("Reassigned by the task force.");
    let [stated, assumed, _, accepted, declined, ..] = every_state();
    for state in [stated, assumed, accepted, declined] {
        let ended = lead(STATE, state).end(&secretariat(), reason.clone(), TODAY).unwrap();
        let how = Ending::TakenBack;
        assert_eq!(ended.after().state, AssignmentState::Ended { on: TODAY, reason: reason.clone(), how });
        assert_eq!(*ended.event(), Event::RoleEnded { role: CarrierRole::Lead, party: Party::Agency(STATE) });
        assert_eq!(ended.agency(), Some(STATE));
    }
}

#[test]
fn what_is_over_is_not_taken_back() {
    for state in every_state().into_iter().skip(5) {
        let again = lead(STATE, state).end(&secretariat(), sentence("Again."), TODAY);
        assert_eq!(
            refused(again),
            "This role has ended. Use \"Request lead or supporting agency\" to send a new request."
        );
    }
}

#[test]
fn what_a_source_says_is_recorded_as_it_says_it() {
    let note = Some(narrative("Named in the fact sheet."));
    let stated = Assignment { basis: Basis::Inferred, note, ..support(STATE, AssignmentState::Assumed) };
    let recorded = Assignment::from_source(&Actor::Operator, stated.clone()).unwrap();
    assert_eq!(*recorded.after(), stated);
    let (role, party) = (CarrierRole::Support, Party::Agency(STATE));
    assert_eq!(*recorded.event(), Event::CarrierRecorded { role, party, basis: Basis::Inferred });
}

#[test]
fn carriers_are_told_apart_by_role_and_standing() {
    let all = Carriers::of(carriers().iter().cloned().chain([lead(STATE, AssignmentState::Offered { on: TODAY })]));
    let order: Vec<Party> = all.iter().map(|part| part.party).collect();
    assert_eq!(order, [VICTIM_SERVICES, STATE, LABOR, HEALTH, EDUCATION].map(Party::Agency));
    let in_force: Vec<Party> = all.supporters_in_force().map(|part| part.party).collect();
    assert_eq!(in_force, [Party::Agency(LABOR)]);
    // A supporter in force, and a lead of the past that is none.
    let [.., handed_over, _] = every_state();
    let past = Carriers::of([lead(STATE, handed_over)]);
    assert_eq!((past.lead.is_none(), past.supporters_in_force().count(), past.others.len()), (true, 0, 1));
}

#[test]
fn without_a_lead_nobody_reports_and_nobody_asks_others() {
    let words = "This action has no lead agency. The secretariat or the chair must request one first.";
    for actor in [secretariat(), liaison_of(LABOR)] {
        assert_eq!(Carriers::default().authority_to_report(&actor).unwrap_err().to_string(), words);
        assert_eq!(Carriers::default().authority_to_attach_evidence(&actor).unwrap_err().to_string(), words);
    }
    // Who may never report is not told whether there is a lead.
    let refusal = Carriers::default().authority_to_report(&chair()).unwrap_err();
    assert_eq!(refusal, DomainError::NotPermitted(Permission::ReportProgress));
    let refusal = Carriers::default().authority_to_attach_evidence(&chair()).unwrap_err();
    assert_eq!(refusal, DomainError::NotPermitted(Permission::AttachEvidence));
    let asking = Assignment::offer(&liaison_of(LABOR), &Carriers::default(), offer(CarrierRole::Support, STATE), TODAY);
    assert_eq!(asking.unwrap_err(), DomainError::NotPermitted(Permission::OfferSupport));
}

#[test]
fn evidence_is_attached_on_the_word_of_whoever_carries_the_action() {
    let word = |actor: &Actor, carriers: &Carriers| carriers.authority_to_attach_evidence(actor).unwrap();
    let (lead, supporter) = (Party::Agency(VICTIM_SERVICES), Party::Agency(LABOR));
    assert_eq!(word(&liaison_of(LABOR), &carriers()), Authority::Own(supporter));
    assert_eq!(word(&liaison_of(JUSTICE), &carriers()), Authority::Own(lead));
    assert_eq!(word(&secretariat(), &carriers()), Authority::OnBehalfOf(lead));
    let only_supported = Carriers { lead: None, ..carriers() };
    assert_eq!(word(&secretariat(), &only_supported), Authority::OnBehalfOf(supporter));
}

#[test]
fn a_lead_that_accepted_has_the_rights_of_one_that_a_source_states() {
    let accepted = Carriers::of([lead(LABOR, AssignmentState::Accepted { on: TODAY })]);
    for carriers in [accepted, led_by(Party::Agency(LABOR))] {
        assert_eq!(carriers.authority_to_report(&liaison_of(LABOR)), Ok(Authority::Own(Party::Agency(LABOR))));
    }
    for state in [AssignmentState::Assumed, AssignmentState::Offered { on: TODAY }] {
        assert!(Carriers::of([lead(LABOR, state)]).authority_to_report(&liaison_of(LABOR)).is_err());
    }
}

/// What someone tries, at whatever moment it makes sense or not.
#[derive(Clone, Copy, Debug)]
enum Attempt {
    Offer(CarrierRole, AgencyId),
    Ask(usize),
    Accept(usize),
    Decline(usize),
    Withdraw(usize),
    HandBack(usize),
    End(usize),
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let agency = prop::sample::select(vec![JUSTICE, STATE, LABOR, HEALTH]);
    let role = prop::sample::select(vec![CarrierRole::Lead, CarrierRole::Support]);
    let which = 0..12_usize;
    let attempt = prop_oneof![
        3 => (role, agency).prop_map(|(role, agency)| Attempt::Offer(role, agency)),
        2 => which.clone().prop_map(Attempt::Ask),
        4 => which.clone().prop_map(Attempt::Accept),
        1 => which.clone().prop_map(Attempt::Decline),
        1 => which.clone().prop_map(Attempt::Withdraw),
        1 => which.clone().prop_map(Attempt::HandBack),
        1 => which.prop_map(Attempt::End),
    ];
    prop::collection::vec(attempt, 1..40)
}

/// The parts in an action, as the record would keep them.
struct Parts(BTreeMap<AssignmentId, Assignment>);

impl Parts {
    /// Does what is tried, when the rule allows it.
    fn attempt(&mut self, attempt: Attempt) {
        let carriers = self.carriers();
        let reason = sentence("As decided.");
        let id = AssignmentId(Uuid::from_u128(9_000 + self.0.len() as u128));
        let one = |which: usize| self.0.values().nth(which);
        let changed = match attempt {
            Attempt::Offer(role, agency) => {
                Assignment::offer(&secretariat(), &carriers, Offer { id, ..offer(role, agency) }, TODAY)
                    .ok()
                    .map(|offered| vec![offered.after().clone()])
            }
            Attempt::Ask(which) => one(which)
                .and_then(|part| part.ask(&secretariat(), &carriers, TODAY).ok())
                .map(|asked| vec![asked.after().clone()]),
            Attempt::Accept(which) => one(which)
                .and_then(|part| part.accept(&secretariat(), &carriers, TODAY).ok())
                .map(|accepted| accepted.after().clone()),
            Attempt::Decline(which) => one(which)
                .and_then(|part| part.decline(&secretariat(), reason, TODAY).ok())
                .map(|declined| vec![declined.after().clone()]),
            Attempt::Withdraw(which) => one(which)
                .and_then(|part| part.withdraw_request(&secretariat(), &carriers, reason, TODAY).ok())
                .map(|withdrawn| vec![withdrawn.after().clone()]),
            Attempt::HandBack(which) => one(which)
                .and_then(|part| part.hand_back(&secretariat(), reason, TODAY).ok())
                .map(|back| vec![back.after().clone()]),
            Attempt::End(which) => one(which)
                .and_then(|part| part.end(&secretariat(), reason, TODAY).ok())
                .map(|ended| vec![ended.after().clone()]),
        };
        self.0.extend(changed.into_iter().flatten().map(|part| (part.id, part)));
    }

    fn carriers(&self) -> Carriers {
        Carriers::of(self.0.values().cloned())
    }

    fn count(&self, which: impl Fn(&Assignment) -> bool) -> usize {
        self.0.values().filter(|part| which(part)).count()
    }
}

proptest! {
    #[test]
    fn whatever_is_offered_answered_and_ended_there_is_at_most_one_lead_and_one_offer_of_it(attempts in attempts()) {
        let assumed = [lead(HEALTH, AssignmentState::Assumed), support(STATE, AssignmentState::Assumed)];
        let mut parts = Parts(carriers().iter().cloned().chain(assumed).map(|part| (part.id, part)).collect());
        for attempt in attempts {
            let before = parts.carriers().lead;
            parts.attempt(attempt);
            let is_lead = |part: &Assignment| part.role == CarrierRole::Lead;
            prop_assert!(parts.count(|part| is_lead(part) && part.is_in_force()) <= 1);
            prop_assert!(parts.count(|part| is_lead(part) && part.is_unanswered()) <= 1);
            for part in parts.0.values() {
                let same = |other: &Assignment| (other.party, other.role) == (part.party, part.role);
                prop_assert!(parts.count(|other| same(other) && other.is_in_force()) <= 1);
            }
            // A lead stays until another accepts, it is handed back, or the secretariat takes it back.
            let unmoved = !matches!(attempt, Attempt::Accept(_) | Attempt::HandBack(_) | Attempt::End(_));
            prop_assert!(!unmoved || parts.carriers().lead == before);
        }
    }
}

#[test]
fn nobody_is_asked_to_carry_a_withdrawn_action_and_nobody_accepts_it_any_more() {
    let withdrawn = Carriers { withdrawn: Some(day("2024-05-01")), ..carriers() };
    let words = "This action was withdrawn on May 1, 2024. You can't report on it or change it.";
    let offered = Assignment::offer(&chair(), &withdrawn, offer(CarrierRole::Support, INTERIOR), TODAY);
    assert_eq!(refused(offered), words);
    assert_eq!(refused(part_of(EDUCATION).ask(&chair(), &withdrawn, TODAY)), words);
    assert_eq!(refused(part_of(HEALTH).accept(&liaison_of(HEALTH), &withdrawn, TODAY)), words);
    // Saying no, and taking back, end something; that stays possible.
    assert!(part_of(HEALTH).decline(&liaison_of(HEALTH), sentence("No staff."), TODAY).is_ok());
    assert!(part_of(HEALTH).withdraw_request(&secretariat(), &carriers(), sentence("Withdrawn."), TODAY).is_ok());
}
