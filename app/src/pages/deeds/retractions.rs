//! Retracting what was recorded by mistake, with a reason. It stays on its page and counts no more.

use super::about::{AboutAction, AboutReport};
use super::both::Both;
use super::sheet::{Sheet, Subject};
use super::short_forms::{Deed, ReasonForm};
use super::{form_page, path_action, path_id, shown};
use crate::error::AppError;
use crate::forms::FormState;
use crate::layout::{Page, Reading};
use domain::DomainError;
use domain::action::Held;
use domain::actor::Authority;
use domain::ids::ReportId;
use leptos::prelude::*;

#[component]
pub fn RetractReportPage() -> impl IntoView {
    let id = path_id::<ReportId>("report");
    form_page(async move |reading: Reading| {
        let about = AboutReport::find(&reading.view, id?).await?;
        let asked = about.report.value.may_retract(reading.request.actor(), &about.action.carriers);
        let deed =
            Deed { action: "/api/retract_report", refused: "The update was not retracted.", button: "Retract update" };
        let (subject, target) = (about.subject(&reading), shown(&about.report));
        let means =
            "The update stays on the page, struck through, with your reason. The update before it counts again.";
        retraction_page(&reading, ("Retract an update", means), (subject, asked), (deed, target))
    })
}

#[component]
pub fn RetractActionPage() -> impl IntoView {
    let named = path_action();
    form_page(async move |reading: Reading| {
        let about = AboutAction::named(&reading.view, named?).await?;
        let (reports, milestones) =
            (reading.view.reports(about.id()).await?, reading.view.milestones(about.id()).await?);
        let held = Held::of(reports.iter().map(|seen| &seen.value), milestones.iter().map(|seen| &seen.value));
        let asked = about.action.value.may_retract(reading.request.actor(), held).map(|()| None);
        let deed =
            Deed { action: "/api/retract_action", refused: "The action was not retracted.", button: "Retract action" };
        let (subject, target) = (about.subject(&reading), shown(&about.action));
        let means = "For an action that was added by mistake. It stays on its page, struck through, with your reason, and \
                     counts nowhere. Its reference can be used again.";
        retraction_page(&reading, ("Retract an action", means), (subject, asked), (deed, target))
    })
}

/// The page that both share: the thing, what a retraction does, and why.
fn retraction_page(
    reading: &Reading,
    (title, means): (&'static str, &'static str),
    (subject, asked): (Subject, Result<Option<Authority>, DomainError>),
    (deed, target): (Deed, Vec<(&'static str, String)>),
) -> Result<Page, AppError> {
    let state = FormState::of(reading, "retract");
    let both = vec![Both::text(&state, "reason", "Reason", "None: it was not retracted")];
    let back = subject.address.clone();
    let sheet = Sheet { title, subject, state: state.clone(), both };
    sheet.draw(reading, asked, move |meanwhile| {
        view! {
            <p>{means}</p>
            <ReasonForm state label="Reason" deed back target>{meanwhile}</ReasonForm>
        }
        .into_any()
    })
}
