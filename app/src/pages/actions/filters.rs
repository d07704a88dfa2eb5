//! The filters of the list: a form that asks for the same address, and what is applied with a way to remove each.

use crate::components::columns_chooser::columns_chooser;
use crate::components::filters::{applied_filters, leads, plans, select};
use crate::layout::Reading;
use crate::lists::{
    ActionQuery, DueWindow, GroupBy, LeadBasisFilter, PlanFilter, ReportFilter, ReportingFilter, Sort, StatusFilter,
    written,
};
use crate::words;
use domain::facts::{Reporting, Status, Verification};
use domain::gaps::NextReport;
use domain::update::Confidence;
use leptos::prelude::*;
use store::AsOf;

/// The address of the list for a query.
pub fn address(reading: &Reading, query: &ActionQuery) -> String {
    let mut pairs = query.pairs();
    if query.page > 1 {
        pairs.push(("page", query.page.to_string()));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    reading.paths.with_query("/actions", &pairs)
}

pub fn form(reading: &Reading, query: &ActionQuery) -> AnyView {
    let view = &reading.view;
    let mut statuses: Vec<_> = [StatusFilter::Open, StatusFilter::DelayedOrBlocked]
        .map(|filter| (filter.code(), status_words(filter).to_owned()))
        .to_vec();
    statuses.extend(Status::ALL.map(|status| (written(status), words::status(status).to_owned())));
    let confidences = [Confidence::OnTrack, Confidence::AtRisk, Confidence::OffTrack]
        .map(|of| (written(of), words::confidence(of).to_owned()))
        .to_vec();
    let mut reportings = vec![
        ("silent".to_owned(), "Silent (stale or never)".to_owned()),
        ("not-silent".to_owned(), "Not silent".to_owned()),
    ];
    reportings.extend(Reporting::ALL.map(|of| (written(of), words::reporting(of).to_owned())));
    let verifications = Verification::ALL.map(|of| (written(of), words::verification(of).to_owned())).to_vec();
    let dues = [("overdue", "Overdue"), ("30", "Within 30 days"), ("90", "Within 90 days")]
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .to_vec();
    let sorts = [
        (Sort::Reference, "Plan and reference"),
        (Sort::Title, "Title"),
        (Sort::Lead, "Lead"),
        (Sort::Status, "Status"),
        (Sort::Confidence, "Confidence, off track first"),
        (Sort::Reporting, "Reporting, never first"),
        (Sort::Verification, "Verification, claimed first"),
        (Sort::NextDue, "Next due"),
        (Sort::Slip, "Slip, most first"),
    ]
    .map(|(sort, words)| (sort.code().to_owned(), words.to_owned()))
    .to_vec();
    let groupings = GroupBy::ALL.map(|group| (group.code().to_owned(), group.words().to_owned())).to_vec();
    let pairs = query.pairs();
    let chosen =
        |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let as_of = reading.view.position().is_past().then(|| {
        let value = reading.paths.as_of().to_string();
        view! { <input type="hidden" name="as_of" value=value/> }
    });
    // A day has a field; another point (a meeting, an entry) is kept as it is until a day is chosen.
    let since = query.since.as_ref().and_then(|since| match since {
        AsOf::Day(day) => Some(day.to_string()),
        _ => None,
    });
    // What has no field of its own stays as it is, and can be removed below.
    let kept = ["node", "led-by", "supporter", "lead-basis", "inferred", "report", "step"]
        .into_iter()
        .filter(|name| !chosen(name).is_empty())
        .map(|name| view! { <input type="hidden" name=name value=chosen(name)/> })
        .collect_view();
    let select = |name: &'static str, label: &'static str, any: &'static str, choices: Vec<(String, String)>| {
        select(name, label, any, choices, &chosen(name))
    };
    view! {
        <form class="c-filter" method="get" action="/actions" aria-label="Filter actions">
            {as_of}{kept}
            <div class="c-filter__row">
                <div>
                    <label for="f-q">"Words in the title"</label>
                    <input class="usa-input" id="f-q" name="q" value=query.text.clone()/>
                </div>
                {select("plan", "Plan", "All plans", plans(view))}
                {select("lead", "Lead, with its components", "Any lead", leads(view))}
                {select("status", "Status", "Any status", statuses)}
                {select("confidence", "Confidence", "Any", confidences)}
                {select("reporting", "Reporting", "Any", reportings)}
                {select("verification", "Verification", "Any", verifications)}
                {select("due", "Next due", "Any time", dues)}
                {select("group", "Group by", "Do not group", groupings)}
                {select("sort", "Sort by", "", sorts)}
                <div>
                    <label for="f-since">"Compare with the end of"</label>
                    <input class="usa-input" type="date" id="f-since" name="since" value=since/>
                </div>
                <div class="btn"><button class="usa-button" type="submit">"Apply"</button></div>
            </div>
            {columns_chooser(query)}
        </form>
    }
    .into_any()
}

/// What is applied, each with its own removal.
pub fn chips(reading: &Reading, query: &ActionQuery) -> Option<AnyView> {
    let mut applied: Vec<(String, ActionQuery)> = Vec::new();
    let without = |change: fn(&mut ActionQuery)| {
        let mut rest = ActionQuery { page: 1, ..query.clone() };
        change(&mut rest);
        rest
    };
    let mut add = |words: Option<String>, change: fn(&mut ActionQuery)| {
        applied.extend(words.map(|words| (words, without(change))));
    };
    add(query.text.as_ref().map(|text| format!("Words: {text}")), |rest| rest.text = None);
    add(query.plan.as_ref().map(plan_words), |rest| rest.plan = None);
    add(query.node.as_ref().map(|reference| format!("Under: {reference}")), |rest| rest.node = None);
    add(query.lead.as_ref().map(|code| format!("Lead: {code}")), |rest| rest.lead = None);
    add(query.led_by.as_ref().map(|code| format!("Led by {code} itself")), |rest| rest.led_by = None);
    add(query.supporter.as_ref().map(|code| format!("Supporter: {code}")), |rest| rest.supporter = None);
    add(query.status.map(|of| format!("Status: {}", status_words(of))), |rest| rest.status = None);
    add(query.confidence.map(|of| format!("Confidence: {}", words::confidence(of))), |rest| rest.confidence = None);
    add(query.reporting.map(reporting_words), |rest| rest.reporting = None);
    add(query.verification.map(|of| format!("Verification: {}", words::verification(of))), |rest| {
        rest.verification = None;
    });
    add(query.lead_basis.map(lead_basis_words), |rest| rest.lead_basis = None);
    add(query.inferred.map(|of| format!("Inferred: {}", words::inferred(of).to_lowercase())), |rest| {
        rest.inferred = None;
    });
    add(query.report.map(report_words), |rest| rest.report = None);
    add(query.due.map(due_words), |rest| rest.due = None);
    add(query.since.as_ref().map(|since| format!("Since: {since}")), |rest| (rest.since, rest.step) = (None, None));
    add(query.group.map(|group| format!("Group: {}", group.words().to_lowercase())), |rest| rest.group = None);
    add((!query.columns.is_empty()).then(|| "Fewer columns".to_owned()), |rest| rest.columns.clear());
    add(query.step.map(|step| format!("Change: {}", step.code())), |rest| rest.step = None);
    let applied = applied.into_iter().map(|(words, rest)| (words, address(reading, &rest))).collect();
    applied_filters(applied, reading.paths.actions())
}

pub(in crate::pages) fn plan_words(plan: &PlanFilter) -> String {
    match plan {
        PlanFilter::Any(codes) => format!("Plan: {}", codes.join(", ")),
        PlanFilter::InForce => "Plans in force".to_owned(),
    }
}

fn status_words(filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::Is(status) => words::status(status),
        StatusFilter::Open => "Open",
        StatusFilter::DelayedOrBlocked => "Delayed or blocked",
    }
}

fn reporting_words(filter: ReportingFilter) -> String {
    match filter {
        ReportingFilter::Silent => "Reporting: silent".to_owned(),
        ReportingFilter::NotSilent => "Reporting: not silent".to_owned(),
        ReportingFilter::Is(of) => format!("Reporting: {}", words::reporting(of)),
    }
}

fn lead_basis_words(filter: LeadBasisFilter) -> String {
    match filter {
        LeadBasisFilter::Is(basis) => format!("Lead: {}", words::lead_basis(basis).to_lowercase()),
        LeadBasisFilter::NotAccepted => "Lead: not accepted".to_owned(),
    }
}

fn report_words(filter: ReportFilter) -> String {
    match filter {
        ReportFilter::Is(NextReport::In) => "Report of this period: in".to_owned(),
        ReportFilter::Is(NextReport::Missing) => "Report of this period: not in yet".to_owned(),
        ReportFilter::Owed => "Report of this period: owed".to_owned(),
    }
}

pub(in crate::pages) fn due_words(due: DueWindow) -> String {
    match due {
        DueWindow::Overdue => "Next due: overdue".to_owned(),
        DueWindow::Within(days) => format!("Next due: within {days} days"),
    }
}
