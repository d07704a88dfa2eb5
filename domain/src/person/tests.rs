//! Every rule of accounts: it happens, and it is refused.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::sample::{LABOR, STATE, administrator, auditor, person, refused, secretariat, title};

#[test]
fn an_administrator_adds_an_account_of_every_role() {
    for role in Role::ALL {
        let new = person(role, Some(LABOR));
        let added = Person::add(&administrator(), new.clone()).unwrap();
        assert_eq!((added.after(), added.event(), added.agency()), (&new, &Event::PersonAdded { role }, Some(LABOR)));
    }
}

#[test]
fn the_secretariat_invites_liaisons_and_adds_nobody_else() {
    for role in Role::ALL {
        let added = Person::add(&secretariat(), person(role, Some(LABOR)));
        if role == Role::Liaison {
            assert!(added.is_ok());
        } else {
            assert_eq!(refused(added), "Only an administrator can manage accounts.", "{role:?}");
        }
    }
}

#[test]
fn a_liaison_must_have_an_agency_and_others_need_none() {
    for role in Role::ALL {
        let added = Person::add(&Actor::Operator, person(role, None));
        if role == Role::Liaison {
            assert_eq!(refused(added), "Select the agency that this liaison represents.");
        } else {
            assert!(added.is_ok(), "{role:?}");
        }
    }
}

const LAST: &str = "This is the last administrator who can sign in. Make another account an administrator first; its owner must \
                    have chosen a password.";

fn details(person: &Person) -> Details {
    let Person { name, address, role, agency, .. } = person.clone();
    Details { name, address, role, agency }
}

#[test]
fn an_account_is_disabled_once_and_enabled_again() {
    let disabled = person(Role::Liaison, Some(STATE)).disable(&administrator(), 0).unwrap();
    assert_eq!(*disabled.after(), Person { disabled: true, ..person(Role::Liaison, Some(STATE)) });
    assert_eq!((disabled.event(), disabled.agency()), (&Event::PersonDisabled {}, Some(STATE)));
    let again = disabled.after().disable(&administrator(), 0);
    assert_eq!(refused(again), "This account is already disabled.");

    let enabled = disabled.after().enable(&secretariat()).unwrap();
    assert_eq!(*enabled.after(), person(Role::Liaison, Some(STATE)));
    assert_eq!((enabled.event(), enabled.agency()), (&Event::PersonEnabled {}, Some(STATE)));
    assert_eq!(refused(enabled.after().enable(&secretariat())), "This account is not disabled.");
}

#[test]
fn the_last_administrator_stays_one_and_can_sign_in() {
    let last = person(Role::Administrator, None);
    assert_eq!(refused(last.disable(&administrator(), 0)), LAST);
    assert!(last.disable(&administrator(), 1).is_ok());
    let to_auditor = Details { role: Role::Auditor, ..details(&last) };
    assert_eq!(last.change(&administrator(), to_auditor.clone(), 0).unwrap_err().to_string(), LAST);
    assert!(last.change(&administrator(), to_auditor.clone(), 1).is_ok());
    let renamed = Details { name: title("Ada Vale"), ..details(&last) };
    assert!(last.change(&administrator(), renamed, 0).is_ok(), "the name is no right");
    let disabled = Person { disabled: true, ..last };
    assert!(disabled.change(&administrator(), to_auditor, 0).is_ok(), "it could not sign in anyway");
}

#[test]
fn each_fact_that_changes_is_a_change_of_its_own_in_which_a_liaison_has_an_agency() {
    let before = person(Role::Auditor, None);
    let address = MailAddress::parse("other@agency.gov").unwrap();
    let to = Details { name: title("Kit Vale"), address, role: Role::Liaison, agency: Some(LABOR) };
    let there = before.change(&administrator(), to.clone(), 0).unwrap();
    let events: Vec<&Event> = there.iter().map(Changed::event).collect();
    let agency = Event::PersonAgencyChanged { from: None, to: Some(LABOR) };
    let role = Event::PersonRoleChanged { from: Role::Auditor, to: Role::Liaison };
    assert_eq!(events, [&Event::PersonRenamed {}, &Event::PersonAddressChanged {}, &agency, &role]);
    let after = there.last().unwrap().after();
    assert_eq!((details(after), there[3].agency()), (to, Some(LABOR)));

    let back = after.change(&administrator(), details(&before), 0).unwrap();
    for step in there.iter().chain(&back) {
        let person = step.after();
        assert!(person.role != Role::Liaison || person.agency.is_some(), "{:?}", step.event());
    }
    assert_eq!((back.last().unwrap().after(), back[3].agency()), (&before, Some(LABOR)));
}

#[test]
fn a_change_that_changes_nothing_or_leaves_a_liaison_without_an_agency_is_refused() {
    let liaison = person(Role::Liaison, Some(LABOR));
    let refusal = |to| liaison.change(&secretariat(), to, 0).unwrap_err().to_string();
    assert_eq!(refusal(details(&liaison)), "No changes to save. This is already the current information.");
    let without = Details { agency: None, ..details(&liaison) };
    assert_eq!(refusal(without), "Select the agency that this liaison represents.");
}

#[test]
fn the_secretariat_keeps_accounts_of_liaisons_and_makes_nobody_anything_else() {
    let liaison = person(Role::Liaison, Some(LABOR));
    let moved = Details { agency: Some(STATE), ..details(&liaison) };
    assert!(liaison.change(&secretariat(), moved, 0).is_ok());
    let promoted = Details { role: Role::Administrator, ..details(&liaison) };
    let refusal = liaison.change(&secretariat(), promoted, 0).unwrap_err();
    assert_eq!(refusal.to_string(), "Only an administrator can manage accounts.");
    for role in Role::ALL {
        let may = person(role, Some(LABOR)).may_link(&secretariat());
        assert_eq!(may.is_ok(), role == Role::Liaison, "{role:?}");
    }
    assert_eq!(
        liaison.may_link(&auditor()).unwrap_err().to_string(),
        "Only the secretariat and administrators can manage liaison accounts."
    );
}

#[test]
fn a_disabled_account_gets_no_link() {
    let disabled = Person { disabled: true, ..person(Role::Liaison, Some(LABOR)) };
    assert_eq!(
        disabled.may_link(&administrator()).unwrap_err().to_string(),
        "This account is disabled. Enable it first."
    );
}
