//! Changing, disabling and enabling an account, and making a new one-time link for it.

use super::both::Both;
use super::choices::{self, Choices};
use super::people::{account_fields, people_subject, roles};
use super::sheet::Sheet;
use super::{form_page, path_id, shown};
use crate::error::AppError;
use crate::forms::{DeedForm, FormState};
use crate::layout::Reading;
use crate::words;
use domain::actor::Role;
use domain::ids::PersonId;
use domain::person::Person;
use leptos::prelude::*;
use store::Seen;

/// An account that the reader may see, and how many other administrators can sign in.
async fn account(reading: &Reading, id: PersonId) -> Result<(Seen<Person>, usize), AppError> {
    let people = reading.view.people().await?;
    let is_other = |person: &Person| person.id != id && person.role == Role::Administrator && !person.disabled;
    let others = people.iter().filter(|seen| is_other(&seen.value)).count();
    let found = people.into_iter().find(|seen| seen.value.id == id).ok_or(AppError::NotFound)?;
    Ok((found, others))
}

fn sheet(reading: &Reading, title: &'static str, person: &Seen<Person>, state: FormState) -> Sheet {
    let mut subject = people_subject(reading, Some(person.value.name.to_string()));
    subject.since = Some(person.since);
    Sheet { title, subject, state, both: Vec::new() }
}

/// What a form says when it is about the reader's own account.
fn own(reading: &Reading, id: PersonId) -> Option<AnyView> {
    (reading.request.actor().person() == Some(id))
        .then(|| view! { <p><b>"This is your own account."</b></p> }.into_any())
}

#[component]
pub fn DisablePersonPage() -> impl IntoView {
    let id = path_id::<PersonId>("person");
    form_page(async move |reading: Reading| {
        let (person, others) = account(&reading, id?).await?;
        let asked = person.value.may_disable(reading.request.actor(), others).map(|()| None);
        let state = FormState::of(&reading, "disable");
        let (own, target, back) = (own(&reading, person.value.id), shown(&person), reading.paths.people());
        sheet(&reading, "Disable an account", &person, state.clone()).draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state action="/api/disable_person" refused="The account was not disabled." button="Disable account"
                    back way_out="Cancel" target
                >
                    {meanwhile}
                    <p>
                        "The account is signed out everywhere and cannot sign in. Its entries stay in the record. You can enable it again."
                    </p>
                    {own}
                </DeedForm>
            }
            .into_any()
        })
    })
}

#[component]
pub fn EnablePersonPage() -> impl IntoView {
    let id = path_id::<PersonId>("person");
    form_page(async move |reading: Reading| {
        let (person, _) = account(&reading, id?).await?;
        let asked = person.value.enable(reading.request.actor()).map(|_| None);
        let state = FormState::of(&reading, "enable");
        let (target, back) = (shown(&person), reading.paths.people());
        sheet(&reading, "Enable an account", &person, state.clone()).draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state action="/api/enable_person" refused="The account was not enabled." button="Enable account"
                    back way_out="Cancel" target
                >
                    {meanwhile}
                    <p>"The account can sign in again, with the password that it had."</p>
                </DeedForm>
            }
            .into_any()
        })
    })
}

#[component]
pub fn MakeLinkPage() -> impl IntoView {
    let id = path_id::<PersonId>("person");
    form_page(async move |reading: Reading| {
        let (person, _) = account(&reading, id?).await?;
        let asked = person.value.may_link(reading.request.actor()).map(|()| None);
        let state = FormState::of(&reading, "link");
        let (target, back) = (vec![("id", person.value.id.to_string())], reading.paths.people());
        sheet(&reading, "Make a new link", &person, state.clone()).draw(&reading, asked, move |_| {
            view! {
                <DeedForm
                    state action="/api/make_link" refused="No link was made." button="Make new link"
                    back way_out="Cancel" target
                >
                    <p>
                        "The account's owner opens the link within 72 hours and chooses a password. Until then the present password works. Earlier links stop working now."
                    </p>
                </DeedForm>
            }
            .into_any()
        })
    })
}

#[component]
pub fn ChangePersonPage() -> impl IntoView {
    let id = path_id::<PersonId>("person");
    form_page(async move |reading: Reading| {
        let (person, _) = account(&reading, id?).await?;
        let asked = person.value.may_keep(reading.request.actor()).map(|()| None);
        let state = FormState::of(&reading, "change-person");
        let mut sheet = sheet(&reading, "Edit an account", &person, state.clone());
        let (roles, agencies) = (choices::of(roles(&reading)?, words::role), choices::agencies(&reading.view));
        sheet.both = both(&state, &person.value, &roles, &in_one(&agencies));
        let roles = roles.into_iter().map(|(code, words)| (code, words.into_any())).collect();
        let (own, target, back) = (own(&reading, person.value.id), shown(&person), reading.paths.people());
        sheet.draw(&reading, asked, move |meanwhile| {
            view! {
                <DeedForm
                    state=state.clone() action="/api/change_person" refused="The account was not changed."
                    button="Edit account" back way_out="Cancel" target
                >
                    {meanwhile}
                    <p>"A new address or role signs the account out everywhere."</p>
                    {own}
                    {account_fields(&state, Some(&person.value), roles, agencies)}
                </DeedForm>
            }
            .into_any()
        })
    })
}

/// The choices of all groups.
fn in_one(groups: &[(String, Choices)]) -> Choices {
    groups.iter().flat_map(|(_, choices)| choices.clone()).collect()
}

/// What the record says now beside what was typed.
fn both(state: &FormState, now: &Person, roles: &[(String, String)], agencies: &[(String, String)]) -> Vec<Both> {
    let agency = now.agency.map(|id| id.to_string());
    let agency = agency.and_then(|id| agencies.iter().find(|(code, _)| *code == id).map(|(_, words)| words.as_str()));
    vec![
        Both::text(state, "name", "Name", &now.name),
        Both::text(state, "address", "E-mail address", &now.address),
        Both::choice(state, "role", "Role", Some(words::role(now.role)), roles),
        Both::choice(state, "agency", "Agency", agency, agencies),
    ]
}
