//! Offering, asking, accepting, declining, withdrawing, handing back and taking back leads and supporting roles.

use super::door;
use super::typed::Typed;
use domain::assignment::{CarrierRole, Offer};
use leptos::prelude::*;

#[server(endpoint = "offer_role")]
pub async fn offer_role(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("offer", typed, async |request, typed| {
        let mut fields = typed.fields();
        let role = fields.choice::<CarrierRole>("role", "Choose whether to offer the lead or a supporting role.");
        let party = fields.parsed("party", "Choose an agency or a body from the list.");
        let (role, party) = fields.finish(role.zip(party))?;
        let mut change = request.change().await?;
        let offer = Offer { id: change.new_id(), action: typed.hidden("action")?, party, role };
        change.offer_role(offer).await?;
        request.save(change, "The role is offered. It waits for an answer.", typed.back()).await
    })
    .await
}

#[server(endpoint = "ask_again")]
pub async fn ask_again(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("ask", typed, async |request, typed| {
        let mut change = request.change().await?;
        change.ask_again(typed.hidden("id")?, typed.hidden("version")?).await?;
        request.save(change, "The role is offered. It waits for an answer.", typed.back()).await
    })
    .await
}

#[server(endpoint = "accept_role")]
pub async fn accept_role(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("accept", typed, async |request, typed| {
        let mut change = request.change().await?;
        change.accept_role(typed.hidden("id")?, typed.hidden("version")?).await?;
        request.save(change, "Accepted. The action is in your list now.", typed.back()).await
    })
    .await
}

#[server(endpoint = "decline_role")]
pub async fn decline_role(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("decline", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.decline_role(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "Declined, with your reason.", typed.back()).await
    })
    .await
}

#[server(endpoint = "end_role")]
pub async fn end_role(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("end", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.end_role(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The role is taken back. It stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "withdraw_request")]
pub async fn withdraw_request(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw-request", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_request(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The request is withdrawn. It stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "hand_back_role")]
pub async fn hand_back_role(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("hand-back", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.hand_back_role(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The role is handed back, with your reason.", typed.back()).await
    })
    .await
}
