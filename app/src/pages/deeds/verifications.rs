//! Marking a completion, a document or a report verified, on a ground.

use super::about::{AboutDocument, AboutMilestone, AboutReport};
use super::both::Both;
use super::sheet::{Sheet, Subject};
use super::short_forms::{Deed, GroundForm};
use super::{form_page, path_id, shown, unwritten, word_of};
use crate::components::documents::document_link;
use crate::components::party::in_one_line;
use crate::error::AppError;
use crate::forms::FormState;
use crate::layout::{Page, Reading};
use domain::evidence::Evidence;
use domain::ids::{EvidenceId, MilestoneId, ReportId};
use domain::text::Sentence;
use domain::{Changed, DomainError};
use leptos::prelude::*;

#[component]
pub fn VerifyCompletionPage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (ground, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = about.milestone.value.verify(reading.request.actor(), ground, today);
        let deed = Deed {
            action: "/api/verify_completion",
            refused: "The completion was not verified.",
            button: "Verify completion",
        };
        let (mut subject, target) = (about.subject(&reading), shown(&about.milestone));
        subject.facts.push(("Evidence", evidence(&reading, &about).await?));
        ground_page(&reading, "Verify a completion", (subject, asked), (deed, target))
    })
}

/// The documents that are to show the completion, each to be opened and read.
async fn evidence(reading: &Reading, about: &AboutMilestone) -> Result<AnyView, AppError> {
    let documents = reading.view.evidence(about.action.id()).await?.into_iter().map(|seen| seen.value);
    let shows =
        |document: &Evidence| document.milestone == Some(about.milestone.value.id) && document.withdrawn.is_none();
    let links: Vec<AnyView> = documents.filter(shows).map(|document| document_link(reading, &document)).collect();
    Ok(if links.is_empty() { "None is attached".into_any() } else { in_one_line(links) })
}

#[component]
pub fn VerifyEvidencePage() -> impl IntoView {
    let id = path_id::<EvidenceId>("document");
    form_page(async move |reading: Reading| {
        let about = AboutDocument::find(&reading.view, id?).await?;
        let (ground, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = about.document.value.verify(reading.request.actor(), ground, today);
        let deed = Deed {
            action: "/api/verify_evidence",
            refused: "The document was not verified.",
            button: "Verify document",
        };
        let (subject, target) = (about.subject(&reading), shown(&about.document));
        ground_page(&reading, "Verify a document", (subject, asked), (deed, target))
    })
}

#[component]
pub fn VerifyReportPage() -> impl IntoView {
    let id = path_id::<ReportId>("report");
    form_page(async move |reading: Reading| {
        let about = AboutReport::find(&reading.view, id?).await?;
        let (ground, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = about.report.value.verify(reading.request.actor(), ground, today);
        let deed =
            Deed { action: "/api/verify_report", refused: "The report was not verified.", button: "Verify report" };
        let (subject, target) = (about.subject(&reading), shown(&about.report));
        ground_page(&reading, "Verify a report", (subject, asked), (deed, target))
    })
}

/// The page that all of these share: the claim, and one question.
fn ground_page<T>(
    reading: &Reading,
    title: &'static str,
    (subject, asked): (Subject, Result<Changed<T>, DomainError>),
    (deed, target): (Deed, Vec<(&'static str, String)>),
) -> Result<Page, AppError> {
    let state = FormState::of(reading, "verify");
    let both = vec![Both::text(&state, "ground", "Ground", "None: it is not verified")];
    let back = subject.address.clone();
    let sheet = Sheet { title, subject, state: state.clone(), both };
    sheet.draw(reading, word_of(asked), move |meanwhile| {
        view! { <GroundForm state deed back target>{meanwhile}</GroundForm> }.into_any()
    })
}
