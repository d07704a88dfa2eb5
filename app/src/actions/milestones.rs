//! Planning, moving, forecasting, completing, reopening, withdrawing and verifying milestones.

use super::door;
use super::typed::Typed;
use crate::actions::evidence::document;
use crate::paths::Paths;
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::text::Title;
use leptos::prelude::*;

#[server(endpoint = "plan_milestone")]
pub async fn plan_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("plan-milestone", typed, async |request, typed| {
        let mut fields = typed.fields();
        let (title, due) = (fields.text("title", Title::parse), fields.date("due"));
        let reason = fields.optional_sentence("reason");
        let (title, due) = fields.finish(title.zip(due))?;
        let mut change = request.change().await?;
        let id: MilestoneId = change.new_id();
        change.plan_milestone(id, typed.hidden::<ActionId>("action")?, title, due, reason).await?;
        request.save(change, "The milestone is planned.", Paths::default().milestone(id)).await
    })
    .await
}

#[server(endpoint = "move_milestone")]
pub async fn move_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("move", typed, async |request, typed| {
        let mut fields = typed.fields();
        let to = fields.reschedule();
        let to = fields.finish(to)?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.move_milestone(id, typed.hidden("version")?, to).await?;
        request
            .save(change, "The date was moved. The first promise stays in the record.", Paths::default().milestone(id))
            .await
    })
    .await
}

#[server(endpoint = "forecast_milestone")]
pub async fn forecast_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("forecast", typed, async |request, typed| {
        let mut fields = typed.fields();
        let expected = fields.optional_date("on");
        let expected = fields.finish(Some(expected))?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.forecast_milestone(id, typed.hidden("version")?, expected).await?;
        request
            .save(
                change,
                "The expected date is recorded. The date that you answer for did not move.",
                Paths::default().milestone(id),
            )
            .await
    })
    .await
}

#[server(endpoint = "complete_milestone")]
pub async fn complete_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("complete", typed, async |request, typed| {
        let mut fields = typed.fields();
        let on = fields.date("on");
        // Evidence may follow later; whoever begins to give it gives all of it.
        let wants_evidence = ["title", "link", "dated"].iter().any(|field| !fields.is_blank(field));
        let evidence = if wants_evidence { document(&mut fields).map(Some) } else { Some(None) };
        let (on, evidence) = fields.finish(on.zip(evidence))?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        let evidence = evidence.map(|document| (change.new_id::<EvidenceId>(), document));
        let words = match &evidence {
            Some(_) => "The milestone is completed, with evidence.",
            None => "The milestone is completed. It stands as claimed until evidence is attached.",
        };
        change.complete_milestone(id, typed.hidden("version")?, on, evidence).await?;
        request.save(change, words, Paths::default().milestone(id)).await
    })
    .await
}

#[server(endpoint = "reopen_milestone")]
pub async fn reopen_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("reopen", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.reopen_milestone(id, typed.hidden("version")?, reason).await?;
        request.save(change, "The milestone is open again.", Paths::default().milestone(id)).await
    })
    .await
}

#[server(endpoint = "withdraw_milestone")]
pub async fn withdraw_milestone(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("withdraw", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.withdraw_milestone(id, typed.hidden("version")?, reason).await?;
        request
            .save(change, "The milestone is withdrawn. It stays in the record.", Paths::default().milestone(id))
            .await
    })
    .await
}

#[server(endpoint = "verify_completion")]
pub async fn verify_completion(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("verify", typed, async |request, typed| {
        let mut fields = typed.fields();
        let ground = fields.sentence("ground");
        let ground = fields.finish(ground)?;
        let id: MilestoneId = typed.hidden("id")?;
        let mut change = request.change().await?;
        change.verify_completion(id, typed.hidden("version")?, ground).await?;
        request.save(change, "The completion is verified.", Paths::default().milestone(id)).await
    })
    .await
}
