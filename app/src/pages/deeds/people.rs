//! Adding an account.

use super::choices;
use super::sheet::{Sheet, Subject};
use super::{form_page, unmade, unwritten};
use crate::error::AppError;
use crate::forms::{DeedForm, FormState, RadioField, SelectField, TextField};
use crate::layout::{Reading, Section};
use crate::words;
use domain::DomainError;
use domain::actor::{Permission, Role};
use domain::person::Person;
use domain::text::{MailAddress, Title};
use leptos::prelude::*;

pub(super) fn people_subject(reading: &Reading, name: Option<String>) -> Subject {
    let address = reading.paths.people();
    let above = vec![("People".to_owned(), address.clone())];
    Subject { section: Section::People, above, address, name, facts: Vec::new(), since: None }
}

#[component]
pub fn AddPersonPage() -> impl IntoView {
    form_page(async |reading: Reading| {
        let roles = roles(&reading)?;
        let asked =
            if roles.is_empty() { Err(DomainError::NotPermitted(Permission::InviteLiaisons)) } else { Ok(None) };
        let roles: Vec<_> =
            choices::of(roles, words::role).into_iter().map(|(code, words)| (code, words.into_any())).collect();
        let agencies = choices::agencies(&reading.view);

        let state = FormState::of(&reading, "add-person");
        let subject = people_subject(&reading, None);
        let back = subject.address.clone();
        let sheet = Sheet { title: "Add an account", subject, state: state.clone(), both: Vec::new() };
        sheet.draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/add_person" refused="The account was not added." button="Add account" back
                    way_out="Cancel" target=Vec::new()
                >
                    <p>"They choose a password with a link that works once."</p>
                    {account_fields(&state, None, roles, agencies)}
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// What an account is: name, address, role, agency. `recorded` is the account as it is now, where there is one.
pub(super) fn account_fields(
    state: &FormState,
    recorded: Option<&Person>,
    roles: Vec<(String, AnyView)>,
    agencies: choices::Groups,
) -> AnyView {
    let state = state.clone();
    let of = |fact: &dyn Fn(&Person) -> String| recorded.map(fact).unwrap_or_default();
    let (name, address) = (of(&|person| person.name.to_string()), of(&|person| person.address.to_string()));
    let role = of(&|person| person.role.code().to_owned());
    let agency = of(&|person| person.agency.map(|id| id.to_string()).unwrap_or_default());
    view! {
        <TextField state=state.clone() name="name" label="Name" recorded=name/>
        <TextField
            state=state.clone() name="address" label="E-mail address" hint="They sign in with it." kind="email"
            recorded=address
        />
        <RadioField state=state.clone() name="role" legend="Role" recorded=role choices=roles/>
        <SelectField
            state name="agency" label="Agency" choices=agencies unchosen="None" recorded=agency
            hint="A liaison acts for it and for everything below it." optional=true
        />
    }
    .into_any()
}

/// The roles in which the reader may add somebody, as the rule says for each.
pub(super) fn roles(reading: &Reading) -> Result<Vec<Role>, AppError> {
    let name = unwritten(Title::parse)?;
    let address = MailAddress::parse("name@agency.gov").map_err(|error| AppError::internal(&error))?;
    let may_add = |role: &Role| {
        let (name, address) = (name.clone(), address.clone());
        let person = Person { id: unmade(), name, address, role: *role, agency: Some(unmade()), disabled: false };
        Person::add(reading.request.actor(), person).is_ok()
    };
    Ok(Role::ALL.into_iter().filter(may_add).collect())
}
