//! Who is asked for which role.

use super::*;

#[test]
fn the_agency_that_leads_an_action_is_not_asked_to_support_it_as_well() {
    let support = |agency: AgencyId| {
        Assignment::offer(&secretariat(), &carriers(), offer(CarrierRole::Support, agency), TODAY).map(drop)
    };
    assert_eq!(support(VICTIM_SERVICES), Err(AssignmentError::Leads.into()));
    assert_eq!(support(INTERIOR), Ok(()));
}

#[test]
fn no_source_is_said_to_name_a_party_that_was_asked_here() {
    // As versions before this one recorded a request.
    let stated = |state| Assignment { basis: Basis::Stated, ..support(LABOR, state) }.came_by();
    let came_by = every_state().map(stated);
    assert_eq!(came_by[0], Basis::Stated);
    let asked = every_state().into_iter().zip(came_by).filter(|(_, came_by)| *came_by == Basis::Requested);
    let states: Vec<AssignmentState> = asked.map(|(state, _)| state).collect();
    let is_of_a_request = |state: &AssignmentState| {
        use AssignmentState::{Accepted, Declined, Offered};
        matches!(state, Offered { .. } | Accepted { .. } | Declined { .. })
    };
    assert!(states.len() == 3 && states.iter().all(is_of_a_request), "{states:?}");
}

#[test]
fn a_lead_that_is_assumed_to_support_is_not_asked_to() {
    let assumed = support(VICTIM_SERVICES, AssignmentState::Assumed);
    let all = Carriers::of(carriers().iter().chain([&assumed]).cloned());
    let refused = assumed.ask(&chair(), &all, TODAY).unwrap_err();
    assert_eq!(refused, AssignmentError::Leads.into());
}

#[test]
fn a_lead_hands_over_by_offering_its_lead_and_leads_until_the_other_accepts() {
    let offered =
        Assignment::offer(&liaison_of(JUSTICE), &carriers(), offer(CarrierRole::Lead, INTERIOR), day("2024-04-01"))
            .unwrap();
    let waiting = Carriers::of(carriers().iter().chain([offered.after()]).cloned());
    assert_eq!(waiting.lead, Some(part_of(VICTIM_SERVICES)));
    assert_eq!(waiting.offered_lead.as_ref(), Some(offered.after()));

    let accepted = offered.after().accept(&liaison_of(INTERIOR), &waiting, TODAY).unwrap();
    let [new, former] = &accepted.after()[..] else { unreachable!("one accepts and one hands over") };
    assert_eq!((&new.state, new.in_force_from), (&AssignmentState::Accepted { on: TODAY }, Some(TODAY)));
    assert_eq!(former.state, AssignmentState::HandedOver { on: TODAY, to: Party::Agency(INTERIOR) });
    assert_eq!((former.id, former.in_force_from), (part_of(VICTIM_SERVICES).id, Some(day("2021-12-03"))));
    assert_eq!(*accepted.event(), Event::RoleAccepted { role: CarrierRole::Lead, party: Party::Agency(INTERIOR) });
    assert_eq!(accepted.agency(), Some(INTERIOR));
}
