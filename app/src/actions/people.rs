//! Adding, changing, disabling and enabling accounts, and their one-time links.

use super::door;
use super::typed::{Fields, Typed};
use crate::error::AppError;
use crate::paths::Paths;
use crate::request::Request;
use domain::ids::AgencyId;
use domain::ids::PersonId;
use domain::person::{Details, Person};
use domain::text::{MailAddress, Title};
use leptos::prelude::*;
use store::Token;

/// How long a one-time link is good.
const INVITATION: chrono::TimeDelta = chrono::TimeDelta::hours(72);

#[server(endpoint = "add_person")]
pub async fn add_person(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("add-person", typed, async |request, typed| {
        let Details { name, address, role, agency } = details(typed.fields())?;
        let mut change = request.change().await?;
        let id: PersonId = change.new_id();
        change.add_person(Person { id, name, address, role, agency, disabled: false }).await?;
        // In the same change, so that no account stays behind without a link while its address is taken.
        let token = change.invite(id, chrono::Utc::now() + INVITATION).await?;
        let words = format!("The account was added. {}", request.about_link(&token));
        request.save(change, words, Paths::default().people()).await
    })
    .await
}

/// What the form of an account says.
fn details(mut fields: Fields<'_>) -> Result<Details, AppError> {
    let name = fields.text("name", Title::parse);
    let address = fields.text("address", MailAddress::parse);
    let role = fields.choice("role", "Choose a role.");
    let agency: Option<Option<AgencyId>> =
        if fields.is_blank("agency") { Some(None) } else { fields.parsed("agency", "Choose an agency.").map(Some) };
    let (((name, address), role), agency) = fields.finish(name.zip(address).zip(role).zip(agency))?;
    Ok(Details { name, address, role, agency })
}

impl Request {
    /// The one-time link, whole, and what to do with it. It is said once.
    fn about_link(&self, token: &Token) -> String {
        let origin = &self.site.public_origin;
        format!(
            "Send this link to the account's owner only. It works once, within 72 hours, and is not shown again: {origin}/welcome/{}",
            token.text()
        )
    }
}

#[server(endpoint = "change_person")]
pub async fn change_person(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("change-person", typed, async |request, typed| {
        let to = details(typed.fields())?;
        let mut change = request.change().await?;
        change.change_person(typed.hidden("id")?, typed.hidden("version")?, to).await?;
        request.save(change, "The account was changed.", Paths::default().people()).await
    })
    .await
}

#[server(endpoint = "enable_person")]
pub async fn enable_person(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("enable", typed, async |request, typed| {
        let mut change = request.change().await?;
        change.enable_person(typed.hidden("id")?, typed.hidden("version")?).await?;
        request.save(change, "The account was enabled.", Paths::default().people()).await
    })
    .await
}

#[server(endpoint = "make_link")]
pub async fn make_link(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("link", typed, async |request, typed| {
        let aside = request.aside().await?;
        let token = aside.renew_link(typed.hidden("id")?, chrono::Utc::now() + INVITATION).await?;
        let words = request.about_link(&token);
        request.save_aside(aside, words, Paths::default().people()).await
    })
    .await
}

#[server(endpoint = "disable_person")]
pub async fn disable_person(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("disable", typed, async |request, typed| {
        let mut change = request.change().await?;
        change.disable_person(typed.hidden("id")?, typed.hidden("version")?).await?;
        request.save(change, "The account is disabled and signed out everywhere.", Paths::default().people()).await
    })
    .await
}
