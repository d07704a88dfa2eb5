//! Attaching, withdrawing and verifying documents.

use super::door;
use super::typed::{Fields, Typed};
use domain::evidence::Document;
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::text::{Title, WebLink};
use leptos::prelude::*;

/// A document from the fields `title`, `link` and `dated`.
pub(super) fn document(fields: &mut Fields<'_>) -> Option<Document> {
    let title = fields.text("title", Title::parse);
    let link = fields.text("link", WebLink::parse);
    let dated = fields.date("dated");
    Some(Document { title: title?, link: link?, dated: dated? })
}

#[server(endpoint = "attach_evidence")]
pub async fn attach_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("attach-evidence", typed, async |request, typed| {
        let mut fields = typed.fields();
        let document = document(&mut fields);
        let document = fields.finish(document)?;
        let milestone: Option<MilestoneId> = typed.hidden_or_none("milestone")?;
        let mut change = request.change().await?;
        let id: EvidenceId = change.new_id();
        change.attach_evidence(id, typed.hidden::<ActionId>("action")?, milestone, document).await?;
        request.save(change, "The document is attached.", typed.back()).await
    })
    .await
}

#[server(endpoint = "withdraw_evidence")]
pub async fn withdraw_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.withdraw_evidence(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The document is withdrawn. It stays in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "verify_evidence")]
pub async fn verify_evidence(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("verify", typed, async |request, typed| {
        let mut fields = typed.fields();
        let ground = fields.sentence("ground");
        let ground = fields.finish(ground)?;
        let mut change = request.change().await?;
        change.verify_evidence(typed.hidden("id")?, typed.hidden("version")?, ground).await?;
        request.save(change, "The document is verified.", typed.back()).await
    })
    .await
}
