//! Adding, editing, disabling and enabling accounts, and their one-time links.

use crate::about::AboutAccount;
use crate::command::Command;
use crate::handler::{By, Done, Handler, done};
use crate::input::{Input, Shown};
use crate::typed::Fields;
use chrono::{TimeDelta, Utc};
use domain::DomainError;
use domain::actor::{Permission, Role};
use domain::date::Instant;
use domain::ids::{AgencyId, PersonId};
use domain::person::{Details, Person};
use domain::text::{MailAddress, Title};
use store::UnrecordedChange;

/// How long a one-time link is good.
pub const LINK_LASTS: TimeDelta = TimeDelta::hours(72);

/// When a one-time link that is made now expires. Links go by the machine's clock, as sessions do.
pub fn link_expires() -> Instant {
    Utc::now() + LINK_LASTS
}

/// The details in the form of an account.
fn details(fields: &mut Fields<'_>) -> Option<Details> {
    let name = fields.text("name", Title::parse);
    let address = fields.text("address", MailAddress::parse);
    let role = fields.choice("role", "Select a role.");
    let agency: Option<Option<AgencyId>> =
        if fields.is_blank("agency") { Some(None) } else { fields.parsed("agency", "Select an agency.").map(Some) };
    Some(Details { name: name?, address: address?, role: role?, agency: agency? })
}

/// The roles in which the actor may add an account.
pub fn roles_to_add(by: By<'_>) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| Person::may_add(by.actor, *role).is_ok()).collect()
}

/// Adds an account, and makes the one-time link with which its owner sets a password.
#[derive(Clone, Debug)]
pub struct AddPerson {
    pub details: Details,
    pub link_expires: Instant,
}

impl Input for AddPerson {
    fn read(fields: &mut Fields<'_>) -> Option<AddPerson> {
        details(fields).map(|details| AddPerson { details, link_expires: link_expires() })
    }
}

pub const ADD_PERSON: Handler<(), AddPerson> = Handler {
    command: Command {
        name: "add_person",
        page: "/people/add",
        title: "Add account",
        refused: "The account was not added.",
        done: "Account added.",
    },
    may: |_, by| match Role::from_code(by.chosen("role")) {
        Some(role) => Person::may_add(by.actor, role).map(|()| None),
        None if roles_to_add(by).is_empty() => Err(DomainError::NotPermitted(Permission::InviteLiaisons)),
        None => Ok(None),
    },
    apply: |it, change| {
        Box::pin(async move {
            let Details { name, address, role, agency } = it.details;
            let id: PersonId = change.new_id();
            change.add_person(Person { id, name, address, role, agency, disabled: false }).await?;
            // In the same change, so that no account is left without a link.
            let link = change.invite(id, it.link_expires).await?;
            Ok(Done::with(link))
        })
    },
};

#[derive(Clone, Debug)]
pub struct ChangePerson {
    pub of: Shown<PersonId>,
    pub to: Details,
}

impl Input for ChangePerson {
    fn read(fields: &mut Fields<'_>) -> Option<ChangePerson> {
        let to = details(fields);
        Some(ChangePerson { of: fields.shown()?, to: to? })
    }
}

pub const CHANGE_PERSON: Handler<AboutAccount, ChangePerson> = Handler {
    command: Command {
        name: "change_person",
        page: "/people/:person/change",
        title: "Edit account",
        refused: "The account was not changed.",
        done: "Account changed.",
    },
    may: |about, by| about.account.value.may_keep(by.actor).map(|()| None),
    apply: |it, change| done(change.change_person(it.of.id, it.of.version, it.to)),
};

pub const DISABLE_PERSON: Handler<AboutAccount, Shown<PersonId>> = Handler {
    command: Command {
        name: "disable_person",
        page: "/people/:person/disable",
        title: "Disable account",
        refused: "The account was not disabled.",
        done: "Account disabled and signed out everywhere.",
    },
    may: |about, by| about.account.value.may_disable(by.actor, about.others).map(|()| None),
    apply: |of, change| done(change.disable_person(of.id, of.version)),
};

pub const ENABLE_PERSON: Handler<AboutAccount, Shown<PersonId>> = Handler {
    command: Command {
        name: "enable_person",
        page: "/people/:person/enable",
        title: "Enable account",
        refused: "The account was not enabled.",
        done: "Account enabled.",
    },
    may: |about, by| about.account.value.may_enable(by.actor).map(|()| None),
    apply: |of, change| done(change.enable_person(of.id, of.version)),
};

/// Makes a new one-time link, in place of those that were not used.
#[derive(Clone, Debug)]
pub struct MakeLink {
    pub of: PersonId,
    pub expires: Instant,
}

impl Input for MakeLink {
    fn read(fields: &mut Fields<'_>) -> Option<MakeLink> {
        fields.hidden("id").map(|of| MakeLink { of, expires: link_expires() })
    }
}

pub const MAKE_LINK: Handler<AboutAccount, MakeLink, UnrecordedChange> = Handler {
    command: Command {
        name: "make_link",
        page: "/people/:person/link",
        title: "Make new link",
        refused: "No link was made.",
        done: "New link made.",
    },
    may: |about, by| about.account.value.may_link(by.actor).map(|()| None),
    apply: |it, change| {
        Box::pin(async move {
            let link = change.renew_link(it.of, it.expires).await?;
            Ok(Done::with(link))
        })
    },
};
