//! Accounts. Names and addresses are content of the record and stand in the ledger only as hashes.

use crate::actor::{Actor, Permission, Role};
use crate::changed::Changed;
use crate::described::{BelongsTo, Described, Erased, ErasedWords};
use crate::error::{DomainError, PersonError};
use crate::event::Event;
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

/// What can be changed about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub name: Title,
    pub address: MailAddress,
    pub role: Role,
    pub agency: Option<AgencyId>,
}

/// An administrator keeps any account; the secretariat keeps those of liaisons.
fn require_to_keep(actor: &Actor, role: Role) -> Result<(), DomainError> {
    if role == Role::Liaison && actor.role().is_some() {
        actor.require(Permission::InviteLiaisons)
    } else {
        actor.require(Permission::KeepAccounts)
    }
}

impl Person {
    /// Whether the actor may add an account of that role.
    ///
    /// # Errors
    /// Refused for those who do not keep accounts of that role.
    pub fn may_add(actor: &Actor, role: Role) -> Result<(), DomainError> {
        require_to_keep(actor, role)
    }

    /// No one has a password until the one-time link is used.
    ///
    /// # Errors
    /// As [`may_add`](Person::may_add), and for a liaison without an agency.
    pub fn add(actor: &Actor, person: Person) -> Result<Changed<Person>, DomainError> {
        Person::may_add(actor, person.role)?;
        if person.role == Role::Liaison && person.agency.is_none() {
            return Err(PersonError::LiaisonWithoutAgency.into());
        }
        let (event, agency) = (Event::PersonAdded { role: person.role }, person.agency);
        Ok(Changed::by(actor, person, event).for_agency(agency))
    }

    /// Whether the actor keeps this account: changes it, disables and enables it, and makes its one-time links.
    ///
    /// # Errors
    /// Refused for all but administrators, and the secretariat where it is a liaison's.
    pub fn may_keep(&self, actor: &Actor) -> Result<(), DomainError> {
        require_to_keep(actor, self.role)
    }

    /// Whether the actor may disable it. `others` is how many other administrators can sign in.
    ///
    /// # Errors
    /// Refused for those who do not keep it, when it is disabled already, and for the last administrator.
    pub fn may_disable(&self, actor: &Actor, others: usize) -> Result<(), DomainError> {
        self.may_keep(actor)?;
        if self.disabled {
            return Err(PersonError::AlreadyDisabled.into());
        }
        if self.is_last_administrator(others) { Err(PersonError::LastAdministrator.into()) } else { Ok(()) }
    }

    /// A disabled account cannot sign in, and its sessions end.
    ///
    /// # Errors
    /// As [`may_disable`](Person::may_disable).
    pub fn disable(&self, actor: &Actor, others: usize) -> Result<Changed<Person>, DomainError> {
        self.may_disable(actor, others)?;
        let after = Person { disabled: true, ..self.clone() };
        Ok(Changed::by(actor, after, Event::PersonDisabled {}).for_agency(self.agency))
    }

    /// # Errors
    /// Refused for those who do not keep it, and when it is not disabled.
    pub fn may_enable(&self, actor: &Actor) -> Result<(), DomainError> {
        self.may_keep(actor)?;
        if self.disabled { Ok(()) } else { Err(PersonError::NotDisabled.into()) }
    }

    /// An enabled account signs in with the password that it had.
    ///
    /// # Errors
    /// As [`may_enable`](Person::may_enable).
    pub fn enable(&self, actor: &Actor) -> Result<Changed<Person>, DomainError> {
        self.may_enable(actor)?;
        let after = Person { disabled: false, ..self.clone() };
        Ok(Changed::by(actor, after, Event::PersonEnabled {}).for_agency(self.agency))
    }

    /// Whether the actor may make a new one-time link for it. Links are no part of the record.
    ///
    /// # Errors
    /// Refused for those who do not keep it, and while it is disabled.
    pub fn may_link(&self, actor: &Actor) -> Result<(), DomainError> {
        self.may_keep(actor)?;
        if self.disabled { Err(PersonError::Disabled.into()) } else { Ok(()) }
    }

    /// Changes name, address, role and agency: a change of its own for each that differs, in an order in which a liaison
    /// always has an agency. `others` is how many other administrators can sign in.
    ///
    /// # Errors
    /// Refused for those who do not keep accounts of both roles, for a liaison without an agency, when nothing differs,
    /// and when it would take the role from the last administrator.
    pub fn change(&self, actor: &Actor, to: Details, others: usize) -> Result<Vec<Changed<Person>>, DomainError> {
        self.may_keep(actor)?;
        require_to_keep(actor, to.role)?;
        if to.role == Role::Liaison && to.agency.is_none() {
            return Err(PersonError::LiaisonWithoutAgency.into());
        }
        if to.role != self.role && self.is_last_administrator(others) {
            return Err(PersonError::LastAdministrator.into());
        }
        let mut steps = Steps { actor, now: self.clone(), made: Vec::new() };
        steps.take(Person { name: to.name, ..steps.now.clone() }, Event::PersonRenamed {});
        steps.take(Person { address: to.address, ..steps.now.clone() }, Event::PersonAddressChanged {});
        let role = Event::PersonRoleChanged { from: self.role, to: to.role };
        let agency = Event::PersonAgencyChanged { from: self.agency, to: to.agency };
        if to.role == Role::Liaison {
            steps.take(Person { agency: to.agency, ..steps.now.clone() }, agency);
            steps.take(Person { role: to.role, ..steps.now.clone() }, role);
        } else {
            steps.take(Person { role: to.role, ..steps.now.clone() }, role);
            steps.take(Person { agency: to.agency, ..steps.now.clone() }, agency);
        }
        if steps.made.is_empty() { Err(DomainError::NothingChanged) } else { Ok(steps.made) }
    }

    fn is_last_administrator(&self, others: usize) -> bool {
        self.role == Role::Administrator && !self.disabled && others == 0
    }
}

/// One change after the other, each on what the one before it left.
struct Steps<'a> {
    actor: &'a Actor,
    now: Person,
    made: Vec<Changed<Person>>,
}

impl Steps<'_> {
    /// Takes the step, unless it changes nothing.
    fn take(&mut self, after: Person, event: Event) {
        if after != self.now {
            let agency = after.agency.or(self.now.agency);
            self.made.push(Changed::by(self.actor, after.clone(), event).for_agency(agency));
            self.now = after;
        }
    }
}

impl Described for Person {
    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Account(self.id, self.role)
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Person>> {
        // An address is unique and is the name under which someone signs in: one of no one.
        let address = MailAddress::parse(&format!("erased-{}@erased.invalid", self.id))?;
        Ok(Some(Person { name: words.text()?, address, ..self.clone() }))
    }
}

#[cfg(test)]
mod tests;
