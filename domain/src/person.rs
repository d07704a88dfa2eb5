//! Accounts. Names and addresses are content of the record and stand in the ledger only as hashes.

use crate::actor::{Actor, Permission, Role};
use crate::error::{DomainError, PersonError};
use crate::event::{Changed, Event};
use crate::ids::{AgencyId, PersonId};
use crate::text::{MailAddress, Title};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: Title,
    pub address: MailAddress,
    pub role: Role,
    /// For whom a liaison acts. Others may say where they sit.
    pub agency: Option<AgencyId>,
    pub disabled: bool,
}

impl Person {
    /// An administrator adds any account; the secretariat adds liaisons. Nobody has a password until the one-time link is used.
    ///
    /// # Errors
    /// Refused for other roles, and for a liaison without an agency.
    pub fn add(actor: &Actor, person: Person) -> Result<Changed<Person>, DomainError> {
        if person.role == Role::Liaison && actor.role().is_some() {
            actor.require(Permission::InviteLiaisons)?;
        } else {
            actor.require(Permission::KeepAccounts)?;
        }
        if person.role == Role::Liaison && person.agency.is_none() {
            return Err(PersonError::LiaisonWithoutAgency.into());
        }
        let (event, agency) = (Event::PersonAdded { role: person.role }, person.agency);
        Ok(Changed::by(actor, person, event).for_agency(agency))
    }

    /// A disabled account cannot sign in, and its sessions end.
    ///
    /// # Errors
    /// Refused for all but administrators, and when the account is disabled already.
    pub fn disable(&self, actor: &Actor) -> Result<Changed<Person>, DomainError> {
        actor.require(Permission::KeepAccounts)?;
        if self.disabled {
            return Err(PersonError::AlreadyDisabled.into());
        }
        let after = Person { disabled: true, ..self.clone() };
        Ok(Changed::by(actor, after, Event::PersonDisabled {}).for_agency(self.agency))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{LABOR, STATE, administrator, person, refused, secretariat};

    #[test]
    fn an_administrator_adds_an_account_of_every_role() {
        for role in Role::ALL {
            let new = person(role, Some(LABOR));
            let added = Person::add(&administrator(), new.clone()).unwrap();
            assert_eq!(
                (added.after(), added.event(), added.agency()),
                (&new, &Event::PersonAdded { role }, Some(LABOR))
            );
        }
    }

    #[test]
    fn the_secretariat_invites_liaisons_and_adds_nobody_else() {
        for role in Role::ALL {
            let added = Person::add(&secretariat(), person(role, Some(LABOR)));
            if role == Role::Liaison {
                assert!(added.is_ok());
            } else {
                assert_eq!(refused(added), "Only an administrator keeps accounts.", "{role:?}");
            }
        }
    }

    #[test]
    fn a_liaison_must_have_an_agency_and_others_need_none() {
        for role in Role::ALL {
            let added = Person::add(&Actor::Operator, person(role, None));
            if role == Role::Liaison {
                assert_eq!(refused(added), "A liaison acts for an agency. Choose which.");
            } else {
                assert!(added.is_ok(), "{role:?}");
            }
        }
    }

    #[test]
    fn an_account_is_disabled_once() {
        let disabled = person(Role::Liaison, Some(STATE)).disable(&administrator()).unwrap();
        assert_eq!(*disabled.after(), Person { disabled: true, ..person(Role::Liaison, Some(STATE)) });
        assert_eq!((disabled.event(), disabled.agency()), (&Event::PersonDisabled {}, Some(STATE)));
        let again = disabled.after().disable(&administrator());
        assert_eq!(refused(again), "This account is disabled already.");
    }
}
