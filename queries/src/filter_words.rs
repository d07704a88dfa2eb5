//! What lists are filtered by, in words: as their fields and chips name it, and beside a number whose sources are shown.

use crate::decision_words;
use crate::lists::{
    ActionQuery, ChangedFilter, DueWindow, LeadBasisFilter, MilestoneQuery, PlanFilter, ReportFilter, ReportingFilter,
    StateFilter, StatusFilter, StepFilter,
};
use crate::words::{self, capitalized};
use domain::date::in_table;
use domain::gaps::NextReport;
use domain::movement::{Course, Step};
use std::collections::BTreeSet;
use store::View;

/// An action past its own timeframe.
pub const ENDED: &str = "Ended, not completed";

/// "Lead agency: DOJ, with components", for every filter that is set, in the order of the address.
pub fn of_actions(query: &ActionQuery) -> Vec<String> {
    let mut said = Filters::default();
    said.bounds(query.text.as_deref(), query.plan.as_ref(), query.node.as_deref());
    said.agencies(query.lead.as_deref(), query.led_by.as_deref(), query.supporter.as_deref());
    said.any("Status", query.status.values().iter().map(|filter| status(*filter)));
    said.any("Confidence", query.confidence.values().iter().map(|of| words::confidence(*of)));
    said.any("Reporting", query.reporting.values().iter().map(|of| reporting(*of)));
    said.any("Verification", query.verification.values().iter().map(|of| words::verification(*of)));
    said.any("Acceptance", query.acceptance.values().iter().map(|of| words::acceptance(*of)));
    said.0.extend(query.lead_basis.map(lead_basis));
    said.0.extend(query.has_lead_request.then(|| "Lead request: pending".to_owned()));
    said.add("Inferred", query.inferred.map(|of| words::inferred(of).to_lowercase()));
    said.0.extend(query.report.map(report));
    said.add("Next due", query.due.map(due));
    said.add("Timeframe", query.has_ended.then(|| ENDED.to_owned()));
    said.add("Since", query.since.as_ref().map(words::point));
    said.add("Changed", query.step.map(|of| step(of).to_owned()));
    said.0.extend(query.decision.map(|of| capitalized(&decision_words::filter(of))));
    said.0
}

/// The same for milestones, and for the changes of their dates.
pub fn of_milestones(query: &MilestoneQuery) -> Vec<String> {
    let mut said = Filters::default();
    said.bounds(query.text.as_deref(), query.plan.as_ref(), query.node.as_deref());
    said.agencies(query.lead.as_deref(), query.led_by.as_deref(), query.supporter.as_deref());
    said.add("State", query.state.map(|of| state(of).to_owned()));
    said.add("Due", query.due.map(due));
    said.any("Reason for date change", query.reason.values().iter().map(|of| words::move_reason(*of)));
    said.0.extend(query.is_moved.then(|| "Due date changed".to_owned()));
    said.0.extend(query.is_next.then(|| NEXT.to_owned()));
    said.add("Since", query.since.as_ref().map(words::point));
    said.0.extend(query.changed.map(|of| changed(of).to_owned()));
    said.0
}

/// The same for the query of a file, by the list that it was made from. Filters of other files are named as addresses name
/// them.
pub fn of_file(file: &str, pairs: &[(String, String)]) -> Vec<String> {
    let list = file.split('.').next().unwrap_or_default();
    let read = match list {
        "actions" => ActionQuery::read(pairs).map(|query| of_actions(&query)),
        "milestones" | "date-changes" => MilestoneQuery::read(pairs).map(|query| of_milestones(&query)),
        _ => Ok(Vec::new()),
    };
    match read {
        Ok(said) if !said.is_empty() => said,
        _ => pairs.iter().map(|(name, value)| format!("{}: {value}", capitalized(&name.replace('-', " ")))).collect(),
    }
}

/// Milestones that are overdue or next.
pub const NEXT: &str = "Overdue or due within nine months";

#[derive(Default)]
struct Filters(Vec<String>);

impl Filters {
    fn add(&mut self, label: &str, value: Option<String>) {
        self.0.extend(value.map(|value| format!("{label}: {value}")));
    }

    /// What both lists are asked for first.
    fn bounds(&mut self, text: Option<&str>, of: Option<&PlanFilter>, node: Option<&str>) {
        self.add("Words", text.map(|text| format!("\u{201c}{text}\u{201d}")));
        self.add("Plan", of.map(plan));
        self.add("Section", node.map(str::to_owned));
    }

    fn agencies(&mut self, lead: Option<&str>, led_by: Option<&str>, supporter: Option<&str>) {
        self.add("Lead agency", lead.map(|codes| agencies(codes, "no lead agency", true)));
        self.add("Lead agency", led_by.map(|codes| agencies(codes, "no lead agency", false)));
        self.add("Supporting agency", supporter.map(|codes| agencies(codes, "no supporting agency", true)));
    }

    /// A filter that lets any of several values through.
    fn any<'a>(&mut self, label: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<&str> = values.collect();
        self.add(label, (!values.is_empty()).then(|| values.join(" or ")));
    }
}

/// "Section: 3 Prosecution": with its title, where all plans that are asked for give it the same.
pub fn section(view: &View, plan: Option<&PlanFilter>, reference: &str) -> String {
    let plans = view.plans().into_iter().filter(|candidate| plan.is_none_or(|filter| filter.holds(candidate)));
    let nodes = plans.flat_map(|plan| view.nodes_of(plan.id)).filter(|node| node.reference.as_str() == reference);
    let titles: BTreeSet<&str> = nodes.map(|node| node.title.as_str()).collect();
    match titles.first().filter(|_| titles.len() == 1) {
        Some(title) => format!("Section: {reference} {title}"),
        None => format!("Section: {reference}"),
    }
}

/// "Supporting agency: Homeland Security": by name, as the buttons of filters name agencies.
pub fn supporting(view: &View, codes: &str) -> String {
    format!("Supporting agency: {}", named(view, codes))
}

/// "Lead agency: Justice only": without its components.
pub fn leading_alone(view: &View, codes: &str) -> String {
    format!("Lead agency: {} only", named(view, codes))
}

fn named(view: &View, codes: &str) -> String {
    let name = |code: &str| match view.agency_by_code(code) {
        Ok(agency) => agency.short_name.to_string(),
        Err(_) if code == "none" => "none".to_owned(),
        Err(_) => code.to_owned(),
    };
    codes.split(',').map(name).collect::<Vec<_>>().join(" or ")
}

fn plan(plan: &PlanFilter) -> String {
    let code = plan.code();
    let named = code.split(',').map(|code| if code == PlanFilter::IN_FORCE { "active plans" } else { code });
    named.collect::<Vec<_>>().join(" or ")
}

fn agencies(codes: &str, none: &str, with_components: bool) -> String {
    let named: Vec<&str> = codes.split(',').map(|code| if code == "none" { none } else { code }).collect();
    let all_none = codes.split(',').all(|code| code == "none");
    let scope = match (all_none, with_components) {
        (true, _) => "",
        (false, true) => ", with components",
        (false, false) => ", without components",
    };
    format!("{}{scope}", named.join(" or "))
}

pub fn status(filter: StatusFilter) -> &'static str {
    match filter {
        StatusFilter::Is(status) => words::status(status),
        StatusFilter::Open => "Open",
        StatusFilter::DelayedOrBlocked => "Delayed or blocked",
        StatusFilter::Retracted => "Retracted",
    }
}

pub fn reporting(filter: ReportingFilter) -> &'static str {
    match filter {
        ReportingFilter::Is(reporting) => words::reporting(reporting),
        ReportingFilter::NotSilent => "No update overdue",
        ReportingFilter::Silent => "Overdue or none received",
    }
}

/// "Lead: not yet accepted".
pub fn lead_basis(filter: LeadBasisFilter) -> String {
    match filter {
        LeadBasisFilter::Is(basis) => format!("Lead: {}", words::uncapitalized(words::lead_basis(basis))),
        LeadBasisFilter::NotAccepted => "Lead: not yet accepted".to_owned(),
    }
}

/// "This period's update: due".
pub fn report(filter: ReportFilter) -> String {
    let state = match filter {
        ReportFilter::Is(NextReport::In) => "received",
        ReportFilter::Is(NextReport::Missing) => "not received",
        ReportFilter::Owed => "due",
    };
    format!("This period's update: {state}")
}

/// "within 30 days".
pub fn due(due: DueWindow) -> String {
    match due {
        DueWindow::Overdue => "overdue".to_owned(),
        DueWindow::Within(days) => format!("within {days} days"),
        DueWindow::On(day) => format!("on {}", in_table(day)),
    }
}

/// How an action changed since the earlier date.
pub fn step(step: StepFilter) -> &'static str {
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

pub const fn state(state: StateFilter) -> &'static str {
    match state {
        StateFilter::Open => "Open",
        StateFilter::Completed => "Completed",
        StateFilter::Withdrawn => "Withdrawn",
    }
}

pub const fn changed(changed: ChangedFilter) -> &'static str {
    match changed {
        ChangedFilter::Any => "Changed",
        ChangedFilter::Later => "Slipped since",
        ChangedFilter::Withdrawn => "Withdrawn since",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(address: &str) -> Vec<String> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(address).unwrap();
        of_actions(&ActionQuery::read(&pairs).unwrap())
    }

    #[test]
    fn each_filter_of_an_address_is_said_with_its_label() {
        assert_eq!(
            said("q=visa&plan=in-force&lead=DOJ,none&status=delayed&status=blocked&due=30"),
            [
                "Words: \u{201c}visa\u{201d}",
                "Plan: active plans",
                "Lead agency: DOJ or no lead agency, with components",
                "Status: Delayed or Blocked",
                "Next due: within 30 days",
            ]
        );
        assert_eq!(
            said("lead=none&decision=off-track"),
            ["Lead agency: no lead agency", "Needs a decision: off track"]
        );
    }

    #[test]
    fn the_filters_of_a_file_are_said_as_those_of_its_list() {
        let of = |file, address: &str| of_file(file, &serde_urlencoded::from_str::<Vec<_>>(address).unwrap());
        let said = of("actions.csv", "plan=in-force&inferred=supporters");
        assert_eq!(said, ["Plan: active plans", "Inferred: supporting agencies"]);
        assert_eq!(of("agencies.json", "led-by=DOJ"), ["Led by: DOJ"]);
    }

    #[test]
    fn an_address_without_filters_says_nothing() {
        assert!(said("group=lead&page=2").is_empty());
    }

    /// A filter that is added to the address is added here too.
    #[test]
    fn no_filter_of_an_address_is_left_out() {
        let values = [
            ("q", "visa"),
            ("plan", "pitf-2024"),
            ("node", "1"),
            ("lead", "DOJ"),
            ("led-by", "DOJ"),
            ("supporter", "DOJ"),
            ("status", "open"),
            ("confidence", "at-risk"),
            ("reporting", "silent"),
            ("verification", "claimed"),
            ("acceptance", "returned"),
            ("lead-basis", "not-accepted"),
            ("lead-request", "pending"),
            ("inferred", "lead"),
            ("report", "owed"),
            ("due", "overdue"),
            ("timeframe", "ended"),
            ("since", "2024-01-01"),
            ("step", "any"),
            ("decision", "any"),
        ];
        assert_eq!(values.map(|(name, _)| name), ActionQuery::NAMES);
        let pairs: Vec<(String, String)> = values.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        assert_eq!(of_actions(&ActionQuery::read(&pairs).unwrap()).len(), ActionQuery::NAMES.len());
        let values = [
            ("q", "visa"),
            ("plan", "pitf-2024"),
            ("lead", "DOJ"),
            ("led-by", "DOJ"),
            ("supporter", "DOJ"),
            ("node", "1"),
            ("state", "open"),
            ("due", "overdue"),
            ("reason", "funding"),
            ("moved", "yes"),
            ("next", "yes"),
            ("since", "2024-01-01"),
            ("changed", "later"),
        ];
        assert_eq!(values.map(|(name, _)| name), MilestoneQuery::NAMES);
        let pairs: Vec<(String, String)> = values.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        assert_eq!(of_milestones(&MilestoneQuery::read(&pairs).unwrap()).len(), MilestoneQuery::NAMES.len());
    }
}
