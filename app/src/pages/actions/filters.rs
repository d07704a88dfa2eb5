//! The filters of the list: a form that asks for the same address, and what is applied with a way to remove each.

use crate::lists::{ActionQuery, ReportingFilter, StatusFilter};
use crate::paths::code_of;
use crate::words::{self, capitalized};
use domain::facts::{Reporting, Status, Verification};
use domain::update::{Acceptance, Confidence};
use leptos::prelude::*;
use queries::filter_words::ENDED;
use queries::{decision_words, filter_words};
use ui::components::filters::dues;
use ui::components::list_form::{Chips, ListForm};
use ui::layout::Reading;

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
        .map(|filter| (filter.code(), filter_words::status(filter).to_owned()))
        .to_vec();
    statuses.extend(Status::ALL.map(|status| (code_of(status), words::status(status).to_owned())));
    statuses.push((StatusFilter::Retracted.code(), filter_words::status(StatusFilter::Retracted).to_owned()));
    let confidences = [Confidence::OnTrack, Confidence::AtRisk, Confidence::OffTrack]
        .map(|of| (code_of(of), words::confidence(of).to_owned()))
        .to_vec();
    let mut reportings = vec![
        (ReportingFilter::Silent.code(), filter_words::reporting(ReportingFilter::Silent).to_owned()),
        (ReportingFilter::NotSilent.code(), filter_words::reporting(ReportingFilter::NotSilent).to_owned()),
    ];
    reportings.extend(Reporting::ALL.map(|of| (code_of(of), words::reporting(of).to_owned())));
    let acceptances = Acceptance::ALL.map(|of| (code_of(of), words::acceptance(of).to_owned())).to_vec();
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
            form.field("acceptance", "Acceptance", "Any", acceptances),
            form.field("timeframe", "Timeframe", "Any", vec![("ended".to_owned(), ENDED.to_owned())]),
        ],
    )
}

/// What is applied and no button of the line says, each with its own removal.
pub fn chips(reading: &Reading, query: &ActionQuery) -> Option<AnyView> {
    let mut chips = Chips::new(reading, query);
    let section = query.node.as_ref().map(|node| filter_words::section(&reading.view, query.plan.as_ref(), node));
    chips.add(section, |rest| rest.node = None);
    let alone = query.led_by.as_ref().map(|codes| filter_words::leading_alone(&reading.view, codes));
    chips.add(alone, |rest| rest.led_by = None);
    let view = &reading.view;
    chips
        .add(query.supporter.as_ref().map(|codes| filter_words::supporting(view, codes)), |rest| rest.supporter = None);
    let verification: Vec<_> = query.verification.values().iter().map(|of| words::verification(*of)).collect();
    let verification = (!verification.is_empty()).then(|| format!("Verification: {}", verification.join(", ")));
    chips.add(verification, |rest| rest.verification.clear());
    let acceptance: Vec<_> = query.acceptance.values().iter().map(|of| words::acceptance(*of)).collect();
    let acceptance = (!acceptance.is_empty()).then(|| format!("Acceptance: {}", acceptance.join(", ")));
    chips.add(acceptance, |rest| rest.acceptance.clear());
    chips.add(query.lead_basis.map(filter_words::lead_basis), |rest| rest.lead_basis = None);
    let request = query.has_lead_request.then(|| "Lead request: pending".to_owned());
    chips.add(request, |rest| rest.has_lead_request = false);
    chips.add(query.inferred.map(|of| format!("Inferred: {}", words::inferred(of).to_lowercase())), |rest| {
        rest.inferred = None;
    });
    chips.add(query.report.map(filter_words::report), |rest| rest.report = None);
    chips.add(query.has_ended.then(|| format!("Timeframe: {ENDED}")), |rest| rest.has_ended = false);
    chips.add(query.since.as_ref().map(|since| format!("Since: {}", words::point(since))), |rest| {
        (rest.since, rest.step) = (None, None);
    });
    chips.add(query.step.map(|step| format!("Changed: {}", filter_words::step(step))), |rest| rest.step = None);
    let decision = query.decision.map(|decision| capitalized(&decision_words::filter(decision)));
    chips.add(decision, |rest| rest.decision = None);
    chips.draw()
}
