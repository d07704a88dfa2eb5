//! Adding and disabling accounts.

use super::choices;
use super::sheet::{Sheet, Subject};
use super::{form_page, path_id, shown, unmade, unwritten, word_of};
use crate::error::AppError;
use crate::forms::{DeedForm, FormState, RadioField, SelectField, TextField};
use crate::layout::{Reading, Section};
use crate::words;
use domain::DomainError;
use domain::actor::{Permission, Role};
use domain::ids::PersonId;
use domain::person::Person;
use domain::text::{MailAddress, Title};
use leptos::prelude::*;

fn people_subject(reading: &Reading, name: Option<String>) -> Subject {
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
                    target=Vec::new()
                >
                    <p>"They choose a password with a link that works once."</p>
                    <TextField state=state.clone() name="name" label="Name"/>
                    <TextField
                        state=state.clone() name="address" label="E-mail address" hint="They sign in with it." kind="email"
                    />
                    <RadioField state=state.clone() name="role" legend="Role" choices=roles/>
                    <SelectField
                        state name="agency" label="Agency" choices=agencies unchosen="None"
                        hint="A liaison acts for it and for everything below it." optional=true
                    />
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// The roles in which the reader may add somebody, as the rule says for each.
fn roles(reading: &Reading) -> Result<Vec<Role>, AppError> {
    let name = unwritten(Title::parse)?;
    let address = MailAddress::parse("name@agency.gov").map_err(|error| AppError::internal(&error))?;
    let may_add = |role: &Role| {
        let (name, address) = (name.clone(), address.clone());
        let person = Person { id: unmade(), name, address, role: *role, agency: Some(unmade()), disabled: false };
        Person::add(reading.request.actor(), person).is_ok()
    };
    Ok(Role::ALL.into_iter().filter(may_add).collect())
}

#[component]
pub fn DisablePersonPage() -> impl IntoView {
    let id = path_id::<PersonId>("person");
    form_page(async move |reading: Reading| {
        let id = id?;
        let people = reading.view.people().await?;
        let person = people.into_iter().find(|seen| seen.value.id == id).ok_or(AppError::NotFound)?;
        let asked = word_of(person.value.disable(reading.request.actor()));

        let state = FormState::of(&reading, "disable");
        let is_own = reading.request.actor().person() == Some(id);
        let mut subject = people_subject(&reading, Some(person.value.name.to_string()));
        subject.since = Some(person.since);
        let (back, target) = (subject.address.clone(), shown(&person));
        let sheet = Sheet { title: "Disable an account", subject, state: state.clone(), both: Vec::new() };
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state action="/api/disable_person" refused="The account was not disabled." button="Disable account" back
                    target
                >
                    {meanwhile}
                    <p>"They are signed out everywhere and cannot sign in again. What they recorded stays in the record."</p>
                    {is_own.then_some(view! { <p><b>"This is your own account."</b></p> })}
                </DeedForm>
            }
            .into_any()
        })
    })
}
