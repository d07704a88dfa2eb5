//! Withdrawing what no longer stands, and taking roles back: each with a reason. Nothing is deleted.

use super::about::{AboutAction, AboutAssignment, AboutDocument, AboutMilestone};
use super::both::Both;
use super::sheet::{Sheet, Subject};
use super::short_forms::{Deed, ReasonForm};
use super::{form_page, path_action, path_id, shown, unwritten, word_of};
use crate::error::AppError;
use crate::forms::FormState;
use crate::layout::{Page, Reading};
use domain::DomainError;
use domain::actor::Authority;
use domain::ids::{AssignmentId, EvidenceId, MilestoneId};
use domain::text::Sentence;
use leptos::prelude::*;

#[component]
pub fn WithdrawActionPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let (reason, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = about.action.value.withdraw(reading.request.actor(), reason, today);
        let deed = Deed {
            action: "/api/withdraw_action",
            refused: "The action was not withdrawn.",
            button: "Withdraw action",
        };
        let (subject, target) = (about.subject(&reading), shown(&about.action));
        reason_page(&reading, "Withdraw an action", "withdraw", (subject, word_of(asked)), (deed, target))
    })
}

#[component]
pub fn WithdrawMilestonePage() -> impl IntoView {
    let id = path_id::<MilestoneId>("milestone");
    form_page(async move |reading: Reading| {
        let about = AboutMilestone::find(&reading.view, id?).await?;
        let (actor, today) = (reading.request.actor(), reading.view.position().day);
        let asked = about.milestone.value.may_withdraw(actor, &about.action.carriers, today);
        let deed = Deed {
            action: "/api/withdraw_milestone",
            refused: "The milestone was not withdrawn.",
            button: "Withdraw milestone",
        };
        let (subject, target) = (about.subject(&reading), shown(&about.milestone));
        reason_page(&reading, "Withdraw a milestone", "withdraw", (subject, asked.map(Some)), (deed, target))
    })
}

#[component]
pub fn WithdrawEvidencePage() -> impl IntoView {
    let id = path_id::<EvidenceId>("document");
    form_page(async move |reading: Reading| {
        let about = AboutDocument::find(&reading.view, id?).await?;
        let (reason, today) = (unwritten(Sentence::parse)?, reading.view.position().day);
        let asked = about.document.value.withdraw(reading.request.actor(), &about.action.carriers, reason, today);
        let deed = Deed {
            action: "/api/withdraw_evidence",
            refused: "The document was not withdrawn.",
            button: "Withdraw document",
        };
        let (mut subject, target) = (about.subject(&reading), shown(&about.document));
        if about.document.value.at.file().is_some() {
            let stays = "The file stays in the record, and whoever may see the action can still open it. Only an erasure \
                         under law takes it away.";
            subject.facts.push(("After that", stays.into_any()));
        }
        reason_page(&reading, "Withdraw a document", "withdraw", (subject, word_of(asked)), (deed, target))
    })
}

#[component]
pub fn EndRolePage() -> impl IntoView {
    let id = path_id::<AssignmentId>("assignment");
    form_page(async move |reading: Reading| {
        let about = AboutAssignment::find(&reading.view, id?).await?;
        let asked = about.assignment.value.may_end(reading.request.actor());
        let deed =
            Deed { action: "/api/end_role", refused: "The role was not taken back.", button: "Take the role back" };
        let (subject, target) = (about.subject(&reading), shown(&about.assignment));
        reason_page(&reading, "Take a role back", "end", (subject, asked.map(|()| None)), (deed, target))
    })
}

#[component]
pub fn WithdrawRequestPage() -> impl IntoView {
    let id = path_id::<AssignmentId>("assignment");
    form_page(async move |reading: Reading| {
        let about = AboutAssignment::find(&reading.view, id?).await?;
        let asked = about.assignment.value.may_withdraw_request(reading.request.actor());
        let deed = Deed {
            action: "/api/withdraw_request",
            refused: "The request was not withdrawn.",
            button: "Withdraw request",
        };
        let (subject, target) = (about.subject(&reading), shown(&about.assignment));
        let asked = asked.map(|()| None);
        reason_page(&reading, "Withdraw a request", "withdraw-request", (subject, asked), (deed, target))
    })
}

#[component]
pub fn HandBackRolePage() -> impl IntoView {
    let id = path_id::<AssignmentId>("assignment");
    form_page(async move |reading: Reading| {
        let about = AboutAssignment::find(&reading.view, id?).await?;
        let asked = about.assignment.value.may_hand_back(reading.request.actor()).map(Some);
        let deed =
            Deed { action: "/api/hand_back_role", refused: "The role was not handed back.", button: "Hand role back" };
        let (subject, target) = (about.subject(&reading), shown(&about.assignment));
        reason_page(&reading, "Hand a role back", "hand-back", (subject, asked), (deed, target))
    })
}

/// The page that all of these share: the thing, and one question.
pub fn reason_page(
    reading: &Reading,
    title: &'static str,
    form: &str,
    (subject, asked): (Subject, Result<Option<Authority>, DomainError>),
    (deed, target): (Deed, Vec<(&'static str, String)>),
) -> Result<Page, AppError> {
    let state = FormState::of(reading, form);
    let both = vec![Both::text(&state, "reason", "Reason", "None: it stands")];
    let back = subject.address.clone();
    let sheet = Sheet { title, subject, state: state.clone(), both };
    sheet.draw(reading, asked, move |meanwhile| {
        view! { <ReasonForm state label="Reason" deed back target>{meanwhile}</ReasonForm> }.into_any()
    })
}
