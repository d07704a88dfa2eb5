//! Reporting progress, and verifying and retracting updates.

use super::door;
use super::typed::Typed;
use domain::ids::{ActionId, ReportId};
use domain::text::Narrative;
use domain::update::Statement;
use leptos::prelude::*;

#[server(endpoint = "report_progress")]
pub async fn report_progress(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("report", typed, async |request, typed| {
        let mut fields = typed.fields();
        let quarter = fields.parsed("quarter", "Choose the quarter that this report is for.");
        let status = fields.choice("status", "Choose a status.");
        let confidence = fields.choice("confidence", "Choose how confident you are.");
        let narrative = fields.text("narrative", Narrative::parse);
        let said =
            quarter.zip(status).zip(confidence).zip(narrative).map(|(((quarter, status), confidence), narrative)| {
                Statement { quarter, status, confidence, narrative }
            });
        let said = fields.finish(said)?;
        let after: Option<ReportId> = typed.hidden_or_none("after")?;
        let mut change = request.change().await?;
        let id: ReportId = change.new_id();
        change.report_progress(id, typed.hidden::<ActionId>("action")?, after, said).await?;
        request.save(change, "The report is in the record.", typed.back()).await
    })
    .await
}

#[server(endpoint = "verify_report")]
pub async fn verify_report(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("verify", typed, async |request, typed| {
        let mut fields = typed.fields();
        let ground = fields.sentence("ground");
        let ground = fields.finish(ground)?;
        let mut change = request.change().await?;
        change.verify_report(typed.hidden("id")?, typed.hidden("version")?, ground).await?;
        request.save(change, "The report is verified.", typed.back()).await
    })
    .await
}

#[server(endpoint = "retract_report")]
pub async fn retract_report(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("retract", typed, async |request, typed| {
        let mut fields = typed.fields();
        let reason = fields.sentence("reason");
        let reason = fields.finish(reason)?;
        let mut change = request.change().await?;
        change.retract_report(typed.hidden("id")?, typed.hidden("version")?, reason).await?;
        request.save(change, "The update is retracted. It stays in the record.", typed.back()).await
    })
    .await
}
