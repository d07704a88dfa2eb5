//! The filters of the list: a form that asks for the same address, and what is applied with a way to remove each.

use crate::components::filters::dues;
use crate::components::list_form::{Chips, ListForm};
use crate::layout::Reading;
use crate::lists::{ActionQuery, LeadBasisFilter, ReportFilter, ReportingFilter, StatusFilter, StepFilter};
use crate::paths::code_of;
use crate::words::{self, capitalized};
use domain::facts::{Reporting, Status, Verification};
use domain::gaps::NextReport;
use domain::movement::{Course, Step};
use domain::update::Confidence;
use leptos::prelude::*;
use queries::decision_words;

/// An action past its own timeframe.
const ENDED: &str = "Ended, not completed";

pub fn form(reading: &Reading, query: &ActionQuery) -> AnyView {
    let form = ListForm {
        reading,
        query,
        kept: &["lead-basis", "lead-request", "inferred", "report", "step", "decision"],
        words: "Search these actions",
        text: query.text.as_deref(),
        since: query.since.as_ref(),
        beside: "Reference and title",
    };
    let mut statuses: Vec<_> = [StatusFilter::Open, StatusFilter::DelayedOrBlocked]
        .map(|filter| (filter.code(), status_words(filter).to_owned()))
        .to_vec();
    statuses.extend(Status::ALL.map(|status| (code_of(status), words::status(status).to_owned())));
    statuses.push((StatusFilter::Retracted.code(), status_words(StatusFilter::Retracted).to_owned()));
    let confidences = [Confidence::OnTrack, Confidence::AtRisk, Confidence::OffTrack]
        .map(|of| (code_of(of), words::confidence(of).to_owned()))
        .to_vec();
    let mut reportings = vec![
        (ReportingFilter::Silent.code(), "Overdue or none received".to_owned()),
        (ReportingFilter::NotSilent.code(), "No update overdue".to_owned()),
    ];
    reportings.extend(Reporting::ALL.map(|of| (code_of(of), words::reporting(of).to_owned())));
    let verifications = Verification::ALL.map(|of| (code_of(of), words::verification(of).to_owned())).to_vec();
    form.draw(
        query.plan.as_ref(),
        vec![
            form.several("status", "Status", statuses),
            form.several("confidence", "Confidence", confidences),
            form.several("reporting", "Reporting", reportings),
            form.one("due", "Next due", "Any time", dues()),
        ],
        vec![
            form.field("verification", "Verification", "Any", verifications),
            form.field("timeframe", "Timeframe", "Any", vec![("ended".to_owned(), ENDED.to_owned())]),
        ],
    )
}

/// What is applied and no button of the line says, each with its own removal.
pub fn chips(reading: &Reading, query: &ActionQuery) -> Option<AnyView> {
    let mut chips = Chips::new(reading, query);
    chips.add(query.node.as_ref().map(|reference| format!("Section: {reference}")), |rest| rest.node = None);
    chips.add(query.led_by.as_ref().map(|code| format!("Lead agency: {code} only")), |rest| rest.led_by = None);
    chips.add(query.supporter.as_ref().map(|code| format!("Supporting agency: {code}")), |rest| rest.supporter = None);
    let verification: Vec<_> = query.verification.values().iter().map(|of| words::verification(*of)).collect();
    let verification = (!verification.is_empty()).then(|| format!("Verification: {}", verification.join(", ")));
    chips.add(verification, |rest| rest.verification.clear());
    chips.add(query.lead_basis.map(lead_basis_words), |rest| rest.lead_basis = None);
    let request = query.has_lead_request.then(|| "Lead request: pending".to_owned());
    chips.add(request, |rest| rest.has_lead_request = false);
    chips.add(query.inferred.map(|of| format!("Inferred: {}", words::inferred(of).to_lowercase())), |rest| {
        rest.inferred = None;
    });
    chips.add(query.report.map(report_words), |rest| rest.report = None);
    chips.add(query.has_ended.then(|| format!("Timeframe: {ENDED}")), |rest| rest.has_ended = false);
    chips.add(query.since.as_ref().map(|since| format!("Since: {}", words::point(since))), |rest| {
        (rest.since, rest.step) = (None, None);
    });
    chips.add(query.step.map(|step| format!("Changed: {}", step_words(step))), |rest| rest.step = None);
    let decision = query.decision.map(|decision| capitalized(&decision_words::filter(decision)));
    chips.add(decision, |rest| rest.decision = None);
    chips.draw()
}

fn status_words(filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::Is(status) => words::status(status),
        StatusFilter::Open => "Open",
        StatusFilter::DelayedOrBlocked => "Delayed or blocked",
        StatusFilter::Retracted => "Retracted",
    }
}

fn lead_basis_words(filter: LeadBasisFilter) -> String {
    match filter {
        LeadBasisFilter::Is(basis) => format!("Lead: {}", words::lead_basis(basis).to_lowercase()),
        LeadBasisFilter::NotAccepted => "Lead: not yet accepted".to_owned(),
    }
}

/// How an action changed since the earlier date.
pub fn step_words(step: StepFilter) -> &'static str {
    match step {
        StepFilter::Is(Step::Added) => "added",
        StepFilter::Is(Step::Reopened) => "reopened",
        StepFilter::Is(Step::Completed) => "completed",
        StepFilter::Is(Step::Withdrawn) => "withdrawn",
        StepFilter::Is(Step::Retracted) => "retracted",
        StepFilter::Took(Course::NewlyOffTrack) => "newly off track",
        StepFilter::Took(Course::NoLongerOffTrack) => "no longer off track",
        StepFilter::NewlyWithdrawn => "newly withdrawn",
        StepFilter::Any => "added, reopened, completed, withdrawn, or retracted",
        StepFilter::Changed => "any counted change",
    }
}

fn report_words(filter: ReportFilter) -> String {
    match filter {
        ReportFilter::Is(NextReport::In) => "This period's update: received".to_owned(),
        ReportFilter::Is(NextReport::Missing) => "This period's update: not received".to_owned(),
        ReportFilter::Owed => "This period's update: due".to_owned(),
    }
}
