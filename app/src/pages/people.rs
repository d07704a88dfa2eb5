//! Accounts: who has one, in which role and for which agency. Only for those who keep or audit them.

use crate::components::head::page_head;
use crate::components::party::party_link;
use crate::components::table::{Column, Table};
use crate::error::AppError;
use crate::layout::{Page, Reading, Section, page};
use crate::security_query::SECURITY_LOG;
use crate::words;
use domain::actor::{Permission, Role};
use domain::body::Party;
use domain::person::Person;
use leptos::prelude::*;

const COLUMNS: &[Column] = &[
    Column::text("Name"),
    Column::text("E-mail address"),
    Column::text("Role"),
    Column::text("Agency"),
    Column::text("Account"),
];

#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async |reading: Reading| {
        // Everybody sees their own account, but a page of one account is no list of accounts.
        let actor = reading.request.actor();
        if !actor.may(Permission::ReadAccounts) && !actor.may(Permission::InviteLiaisons) {
            return Err(AppError::NotFound);
        }
        let people = reading.view.people().await?;
        let disabled = people.iter().filter(|seen| seen.value.disabled).count();
        let lead = format!(
            "{} that you may see, {} of them disabled.",
            words::count(people.len(), "account"),
            words::thousands(disabled)
        );
        let can_sign_in = |person: &Person| person.role == Role::Administrator && !person.disabled;
        let administrators = people.iter().filter(|seen| can_sign_in(&seen.value)).count();
        let rows: Vec<_> = people.iter().map(|seen| row(&reading, &seen.value, administrators)).collect();
        let may_add = reading.request.actor().may(Permission::InviteLiaisons) && !reading.view.position().is_past();
        let reads_log = actor.may(Permission::ReadSecurityLog);
        let body = view! {
            {page_head("People", lead)}
            {reads_log.then(|| view! { <p><a href=reading.paths.to(SECURITY_LOG)>"Security log"</a></p> })}
            {may_add.then(|| view! { <p><a class="usa-button c-b" href=reading.paths.to("/people/add")>"Add an account"</a></p> })}
            <Table label="Accounts" columns=COLUMNS rows/>
        }
        .into_any();
        Ok(Page { title: "People".to_owned(), section: Section::People, body })
    })
}

/// `administrators` is how many can sign in: the last one is not disabled.
fn row(reading: &Reading, person: &Person, administrators: usize) -> AnyView {
    let agency = person.agency.map(|agency| party_link(&reading.view, &reading.paths, Party::Agency(agency)));
    let state = if person.disabled { "Disabled" } else { "In use" };
    let may_keep = person.may_keep(reading.request.actor()).is_ok() && !reading.view.position().is_past();
    let may_disable = person.may_disable(reading.request.actor(), administrators.saturating_sub(1)).is_ok();
    let forms: &[(&str, &'static str)] = match person.disabled {
        _ if !may_keep => &[],
        true => &[("change", "Edit"), ("enable", "Enable")],
        false if may_disable => &[("change", "Edit"), ("link", "New link"), ("disable", "Disable")],
        false => &[("change", "Edit"), ("link", "New link")],
    };
    let forms: Vec<_> = forms
        .iter()
        .map(|(form, words)| {
            let (address, label) = (reading.paths.keep_person(person.id, form), format!("{words}: {}", person.name));
            view! { " "<a href=address aria-label=label>{*words}</a> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row"><bdi>{person.name.to_string()}</bdi></th>
            <td data-l="E-mail address">{person.address.to_string()}</td>
            <td data-l="Role">{words::role(person.role)}</td>
            <td data-l="Agency">{agency}</td>
            <td data-l="Account">{state}{forms}</td>
        </tr>
    }
    .into_any()
}
