//! Accounts: who has one, in which role and for which agency. Only for those who manage or audit them.

use crate::security_query::SECURITY_LOG;
use crate::words;
use commands::By;
use commands::accounts::{ADD_PERSON, CHANGE_PERSON, DISABLE_PERSON, ENABLE_PERSON, MAKE_LINK};
use domain::actor::{Permission, Role};
use domain::body::Party;
use domain::person::Person;
use leptos::prelude::*;
use ui::components::command_buttons::{command_buttons, named_links, way};
use ui::components::head::page_head;
use ui::components::party::party_link;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Name"),
    ColumnHead::text("Email address"),
    ColumnHead::text("Role"),
    ColumnHead::text("Agency"),
    ColumnHead::text("Account"),
];

#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async |reading: Reading| {
        // All users see their own account, but a page of one account is no list of accounts.
        let actor = reading.request.actor();
        if !actor.may(Permission::ReadAccounts) && !actor.may(Permission::InviteLiaisons) {
            return Err(AppError::NotFound);
        }
        let people = reading.view.people().await?;
        let disabled = people.iter().filter(|seen| seen.value.disabled).count();
        let lead = match disabled {
            0 => format!("{}.", words::count(people.len(), "account")),
            _ => format!("{}, {} disabled.", words::count(people.len(), "account"), words::thousands(disabled)),
        };
        let with_password = reading.view.with_password().await?;
        let can_sign_in = |person: &Person| {
            person.role == Role::Administrator && !person.disabled && with_password.contains(&person.id)
        };
        let others = |than: &Person| {
            let others = people.iter().map(|seen| &seen.value).filter(|other| other.id != than.id);
            others.filter(|other| can_sign_in(other)).count()
        };
        let rows = people.iter().map(|seen| &seen.value);
        let rows: Vec<_> =
            rows.map(|person| row(&reading, person, others(person), with_password.contains(&person.id))).collect();
        let by = By::new(actor, reading.view.position().day);
        let add = command_buttons(way(&reading, (ADD_PERSON.may)(&(), by).is_ok(), ADD_PERSON.command, &[]));
        let reads_log = actor.may(Permission::ReadSecurityLog);
        let body = view! {
            {page_head("Accounts", lead)}
            {reads_log.then(|| view! { <p><a href=reading.paths.to(SECURITY_LOG)>"Security log"</a></p> })}
            {add}
            <Table label="Accounts" columns=COLUMNS rows/>
        }
        .into_any();
        Ok(Page { title: "Accounts".to_owned(), section: Section::People, body })
    })
}

/// `others` is how many other administrators can sign in: the last one can't be disabled.
fn row(reading: &Reading, person: &Person, others: usize, has_password: bool) -> AnyView {
    let agency = person.agency.map(|agency| party_link(&reading.view, &reading.paths, Party::Agency(agency)));
    let state = match (person.disabled, has_password) {
        (true, _) => "Disabled",
        (false, true) => "Active",
        (false, false) => "Invited, no password yet",
    };
    let actor = reading.request.actor();
    let offered = [
        (person.may_keep(actor).is_ok(), CHANGE_PERSON.command),
        (person.may_link(actor).is_ok(), MAKE_LINK.command),
        (person.may_disable(actor, others).is_ok(), DISABLE_PERSON.command),
        (person.may_enable(actor).is_ok(), ENABLE_PERSON.command),
    ];
    let offered = offered.into_iter().filter_map(|(may, command)| way(reading, may, command, &[&person.id]));
    let forms = named_links(offered, person.name.as_str());
    view! {
        <tr>
            <th scope="row"><bdi>{person.name.to_string()}</bdi></th>
            <td data-l="Email address">{person.address.to_string()}</td>
            <td data-l="Role">{words::role(person.role)}</td>
            <td data-l="Agency">{agency}</td>
            <td data-l="Account">{state}{forms}</td>
        </tr>
    }
    .into_any()
}
