//! Inviting liaisons and disabling accounts.

use super::door;
use super::typed::Typed;
use crate::paths::Paths;
use domain::ids::AgencyId;
use domain::ids::PersonId;
use domain::person::Person;
use domain::text::{MailAddress, Title};
use leptos::prelude::*;

/// How long a one-time link is good.
const INVITATION: chrono::TimeDelta = chrono::TimeDelta::hours(72);

#[server(endpoint = "add_person")]
pub async fn add_person(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("add-person", typed, async |request, typed| {
        let mut fields = typed.fields();
        let name = fields.text("name", Title::parse);
        let address = fields.text("address", MailAddress::parse);
        let role = fields.choice("role", "Choose a role.");
        let agency: Option<Option<AgencyId>> =
            if fields.is_blank("agency") { Some(None) } else { fields.parsed("agency", "Choose an agency.").map(Some) };
        let person = name.zip(address).zip(role).zip(agency);
        let (((name, address), role), agency) = fields.finish(person)?;
        let mut change = request.change().await?;
        let id: PersonId = change.new_id();
        change.add_person(Person { id, name, address, role, agency, disabled: false }).await?;
        // In the same change, so that no account stays behind without a link while its address is taken.
        let token = change.invite(id, chrono::Utc::now() + INVITATION).await?;
        let words = format!(
            "The account is added. Hand over this link, which works once within 72 hours: /welcome/{}",
            token.text()
        );
        request.save(change, words, Paths::default().people()).await
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
