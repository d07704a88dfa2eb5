#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

mod rights;

use super::*;
use crate::sample::{
    EDUCATION, HEALTH, INTERIOR, JUSTICE, LABOR, SMUGGLING_CENTER, STATE, TASK_FORCE, VICTIM_SERVICES, acting,
    agencies, liaison_of, secretariat, task_force,
};

const EVERY_AGENCY: [AgencyId; 8] =
    [JUSTICE, VICTIM_SERVICES, STATE, SMUGGLING_CENTER, LABOR, HEALTH, EDUCATION, INTERIOR];

fn acts_for(actor: &Actor) -> Vec<AgencyId> {
    EVERY_AGENCY.into_iter().filter(|agency| actor.acts_for(Party::Agency(*agency))).collect()
}

#[test]
fn a_department_acts_for_all_below_it_and_a_component_for_itself() {
    assert_eq!(acts_for(&liaison_of(JUSTICE)), [JUSTICE, VICTIM_SERVICES, SMUGGLING_CENTER]);
    assert_eq!(acts_for(&liaison_of(VICTIM_SERVICES)), [VICTIM_SERVICES]);
    assert_eq!(acts_for(&liaison_of(INTERIOR)), [INTERIOR]);
}

#[test]
fn any_parent_acts_for_a_joint_center_and_the_center_for_none_of_them() {
    for parent in [JUSTICE, STATE] {
        assert!(liaison_of(parent).acts_for(Party::Agency(SMUGGLING_CENTER)), "{parent}");
    }
    assert_eq!(acts_for(&liaison_of(SMUGGLING_CENTER)), [SMUGGLING_CENTER]);
}

#[test]
fn the_liaison_of_its_chair_acts_for_a_body() {
    let acts = |agency| liaison_of(agency).acts_for(Party::Body(TASK_FORCE));
    assert_eq!(EVERY_AGENCY.map(acts), EVERY_AGENCY.map(|agency| agency == STATE));
}

#[test]
fn each_of_several_chairs_acts_for_the_body_and_a_department_does_where_its_component_is_one() {
    let shared = [Body { chairs: vec![VICTIM_SERVICES, LABOR], ..task_force() }];
    let acts = |agency| {
        let reach = crate::agency::with_components(agency, agencies().iter());
        let liaison = Acting::new(PersonId(uuid::Uuid::nil()), Role::Liaison, Some(agency), reach, &shared);
        Actor::Person(liaison).acts_for(Party::Body(TASK_FORCE))
    };
    for agency in EVERY_AGENCY {
        assert_eq!(acts(agency), [JUSTICE, VICTIM_SERVICES, LABOR].contains(&agency), "{agency}");
    }
}

#[test]
fn nobody_but_a_liaison_acts_for_the_agency_in_which_they_sit() {
    for role in [Role::Administrator, Role::Secretariat, Role::Chair, Role::Auditor] {
        let seated = acting(role, Some(STATE));
        assert_eq!(acts_for(&seated), [], "{role:?}");
        assert!(!seated.acts_for(Party::Body(TASK_FORCE)), "{role:?}");
    }
    assert_eq!(acts_for(&Actor::Operator), []);
    assert!(!Actor::Operator.acts_for(Party::Body(TASK_FORCE)));
}

#[test]
fn an_entry_is_made_for_the_agency_of_a_liaison_and_not_for_where_others_sit() {
    assert_eq!(liaison_of(LABOR).agency(), Some(LABOR));
    for role in [Role::Administrator, Role::Secretariat, Role::Chair, Role::Auditor] {
        assert_eq!(acting(role, Some(STATE)).agency(), None, "{role:?}");
    }
    assert_eq!(Actor::Operator.agency(), None);
}

#[test]
fn the_word_of_the_secretariat_is_marked_and_that_of_a_liaison_is_its_own() {
    let party = Party::Agency(VICTIM_SERVICES);
    let on_behalf = secretariat().authority(Permission::ReportProgress, party).unwrap();
    let own = liaison_of(JUSTICE).authority(Permission::ReportProgress, party).unwrap();
    assert_eq!((on_behalf, own), (Authority::OnBehalfOf(party), Authority::Own(party)));
    assert_eq!((on_behalf.party(), own.party()), (party, party));
}

#[test]
fn a_permission_alone_is_no_authority_for_a_party() {
    let party = Party::Agency(VICTIM_SERVICES);
    let refused = Err(DomainError::NotPermitted(Permission::OfferSupport));
    for actor in [liaison_of(LABOR), acting(Role::Chair, None)] {
        assert_eq!(actor.authority(Permission::OfferSupport, party), refused);
    }
    let refused = Err(DomainError::NotPermitted(Permission::KeepPlans));
    for actor in [Actor::Operator, liaison_of(VICTIM_SERVICES)] {
        assert_eq!(actor.authority(Permission::KeepPlans, party), refused);
    }
    let refused = Err(DomainError::NotPermitted(Permission::KeepAccounts));
    assert_eq!(secretariat().authority(Permission::KeepAccounts, party), refused);
}

#[test]
fn a_role_has_the_permissions_of_its_column_and_no_others() {
    use Permission as P;
    use Role::{Administrator, Auditor, Chair, Liaison, Secretariat};
    let table: [(Permission, bool, &[Role]); 15] = [
        // The permission, whether the operator of the server has it, and the roles that have it.
        (P::KeepAccounts, true, &[Administrator]),
        (P::InviteLiaisons, false, &[Administrator, Secretariat]),
        (P::ReadAccounts, true, &[Administrator, Auditor]),
        (P::KeepPlans, true, &[Secretariat]),
        (P::RunPeriods, true, &[Secretariat]),
        (P::ReviewUpdates, false, &[Secretariat]),
        (P::ReadDrafts, true, &[Secretariat, Chair]),
        (P::ShareViews, false, &[Secretariat, Chair]),
        (P::OfferLeads, false, &[Secretariat, Chair]),
        (P::OfferSupport, false, &[Secretariat, Chair, Liaison]),
        (P::AnswerOffers, false, &[Secretariat, Liaison]),
        (P::ReportProgress, false, &[Secretariat, Liaison]),
        (P::AttachEvidence, false, &[Secretariat, Liaison]),
        (P::WithdrawEvidence, false, &[Secretariat, Liaison]),
        (P::Verify, false, &[Secretariat]),
    ];
    for (permission, operator, roles) in table {
        assert_eq!(Actor::Operator.may(permission), operator, "the operator, {permission:?}");
        for role in Role::ALL {
            assert_eq!(acting(role, None).may(permission), roles.contains(&role), "{role:?}, {permission:?}");
        }
    }
}

#[test]
fn the_operator_has_no_role_and_is_no_person() {
    assert_eq!((Actor::Operator.role(), Actor::Operator.person()), (None, None));
    assert_eq!(secretariat().role(), Some(Role::Secretariat));
}

#[test]
fn every_role_is_found_by_its_code_and_nothing_else_is() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
        assert_eq!(serde_json::to_value(role).unwrap(), role.code());
    }
    for code in ["", "Chair", "public", "operator"] {
        assert_eq!(Role::from_code(code), None, "{code}");
    }
}
