//! What the address of a list asks for.

use super::written;
use crate::error::AppError;
use domain::Date;
use domain::facts::{ActionFacts, Reporting, Status, Verification};
use domain::gaps::{Inferred, LeadBasis, NextReport};
use domain::movement::{Step, changes, steps};
use domain::plan::{Plan, PlanState};
use domain::update::Confidence;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use store::AsOf;

/// What the address of the list asks for. Blank filters let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionQuery {
    /// Words that the reference or the title holds.
    pub text: Option<String>,
    pub plan: Option<PlanFilter>,
    /// The reference of a node of that plan; everything below it counts.
    pub node: Option<String>,
    /// The code of an agency, with its components, or of a body; `none` for actions without a lead in force.
    pub lead: Option<String>,
    /// The code of just the agency or body that has the lead, without its components; `none` as above.
    pub led_by: Option<String>,
    /// As `lead`, for supporters in force.
    pub supporter: Option<String>,
    pub status: Option<StatusFilter>,
    pub confidence: Option<Confidence>,
    pub reporting: Option<ReportingFilter>,
    pub verification: Option<Verification>,
    /// How the lead came about.
    pub lead_basis: Option<LeadBasisFilter>,
    /// What no source states.
    pub inferred: Option<Inferred>,
    /// The report for the period whose day comes next, of actions that owe one.
    pub report: Option<ReportFilter>,
    pub due: Option<DueWindow>,
    /// An earlier point with which the rows are compared.
    pub since: Option<AsOf>,
    /// Only what changed in this way since.
    pub step: Option<StepFilter>,
    pub sort: Sort,
    /// The page of the list, from 1. Exports hold all pages.
    pub page: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFilter {
    /// The plans with these codes, written with commas between them.
    Any(Vec<String>),
    /// Every plan in force.
    InForce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusFilter {
    Is(Status),
    /// Neither completed nor withdrawn.
    Open,
    DelayedOrBlocked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportingFilter {
    Is(Reporting),
    /// No report is missing: what charts draw by its status.
    NotSilent,
    /// Stale or never reported.
    Silent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadBasisFilter {
    Is(LeadBasis),
    /// Anything but accepted.
    NotAccepted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFilter {
    Is(NextReport),
    /// In or missing.
    Owed,
}

/// How an action changed since the point that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepFilter {
    Is(Step),
    /// Any step of the bridge of open actions.
    Any,
    /// Anything that is counted.
    Changed,
}

/// When the next open milestone is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueWindow {
    Overdue,
    /// Today or within so many days.
    Within(u16),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Reference,
    Title,
    Lead,
    Status,
    NextDue,
    /// Most slip first.
    Slip,
}

impl Sort {
    pub const ALL: [Sort; 6] = [Sort::Reference, Sort::Title, Sort::Lead, Sort::Status, Sort::NextDue, Sort::Slip];

    pub const fn code(self) -> &'static str {
        match self {
            Sort::Reference => "reference",
            Sort::Title => "title",
            Sort::Lead => "lead",
            Sort::Status => "status",
            Sort::NextDue => "next-due",
            Sort::Slip => "slip",
        }
    }
}

impl ActionQuery {
    /// Reads the query of an address. `as_of` is read by the request; other unknown names are ignored, because links
    /// from mail programs add names of their own.
    ///
    /// # Errors
    /// [`AppError::NotAFilter`] for a value that a filter does not know.
    pub fn read(pairs: &[(String, String)]) -> Result<ActionQuery, AppError> {
        let mut query = ActionQuery { page: 1, ..ActionQuery::default() };
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let text = || Some(value.trim().chars().take(200).collect::<String>());
            match name.as_str() {
                "q" => query.text = text(),
                "plan" => query.plan = text().as_deref().map(PlanFilter::of),
                "node" => query.node = text(),
                "lead" => query.lead = text(),
                "led-by" => query.led_by = text(),
                "supporter" => query.supporter = text(),
                "status" => query.status = Some(StatusFilter::read(value)?),
                "confidence" => query.confidence = Some(code("confidence", value)?),
                "reporting" => query.reporting = Some(ReportingFilter::read(value)?),
                "verification" => query.verification = Some(code("verification", value)?),
                "lead-basis" => query.lead_basis = Some(LeadBasisFilter::read(value)?),
                "inferred" => query.inferred = Some(code("inferred", value)?),
                "report" => query.report = Some(ReportFilter::read(value)?),
                "due" => query.due = Some(DueWindow::read(value)?),
                "since" => query.since = Some(value.parse().map_err(AppError::NotAPoint)?),
                "step" => query.step = Some(StepFilter::read(value)?),
                "sort" => query.sort = sort(value)?,
                "page" => {
                    query.page = value.parse().ok().filter(|page| *page > 0).ok_or_else(|| refused("page", value))?;
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// The query as it is written in addresses, without page and without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        add("q", self.text.clone());
        add("plan", self.plan.as_ref().map(|plan| plan.code().into_owned()));
        add("node", self.node.clone());
        add("lead", self.lead.clone());
        add("led-by", self.led_by.clone());
        add("supporter", self.supporter.clone());
        add("status", self.status.map(StatusFilter::code));
        add("confidence", self.confidence.map(written));
        add("reporting", self.reporting.map(ReportingFilter::code));
        add("verification", self.verification.map(written));
        add("lead-basis", self.lead_basis.map(LeadBasisFilter::code));
        add("inferred", self.inferred.map(written));
        add("report", self.report.map(ReportFilter::code));
        add("due", self.due.map(DueWindow::code));
        add("since", self.since.as_ref().map(ToString::to_string));
        add("step", self.step.map(|step| step.code().to_owned()));
        add("sort", (self.sort != Sort::Reference).then(|| self.sort.code().to_owned()));
        pairs
    }
}

impl PlanFilter {
    const IN_FORCE: &str = "in-force";

    pub(super) fn of(text: &str) -> PlanFilter {
        match text {
            PlanFilter::IN_FORCE => PlanFilter::InForce,
            codes => PlanFilter::Any(codes.split(',').map(str::to_owned).collect()),
        }
    }

    /// As it is written in addresses.
    pub fn code(&self) -> Cow<'_, str> {
        match self {
            PlanFilter::Any(codes) => codes.join(",").into(),
            PlanFilter::InForce => PlanFilter::IN_FORCE.into(),
        }
    }

    /// The code of the one plan that is asked for.
    pub fn one(&self) -> Option<&str> {
        match self {
            PlanFilter::Any(codes) => codes.first().filter(|_| codes.len() == 1).map(String::as_str),
            PlanFilter::InForce => None,
        }
    }

    pub(super) fn holds(&self, plan: &Plan) -> bool {
        match self {
            PlanFilter::Any(codes) => codes.iter().any(|code| plan.code.as_str() == code),
            PlanFilter::InForce => plan.state == PlanState::InForce,
        }
    }
}

impl StatusFilter {
    fn read(value: &str) -> Result<StatusFilter, AppError> {
        match value {
            "open" => Ok(StatusFilter::Open),
            "delayed-or-blocked" => Ok(StatusFilter::DelayedOrBlocked),
            status => code("status", status).map(StatusFilter::Is),
        }
    }

    /// As it is written in addresses.
    pub fn code(self) -> String {
        match self {
            StatusFilter::Is(status) => written(status),
            StatusFilter::Open => "open".to_owned(),
            StatusFilter::DelayedOrBlocked => "delayed-or-blocked".to_owned(),
        }
    }

    pub(super) fn holds(self, status: Status) -> bool {
        match self {
            StatusFilter::Is(wanted) => status == wanted,
            StatusFilter::Open => status.is_open(),
            StatusFilter::DelayedOrBlocked => matches!(status, Status::Delayed | Status::Blocked),
        }
    }
}

impl ReportingFilter {
    fn read(value: &str) -> Result<ReportingFilter, AppError> {
        match value {
            "silent" => Ok(ReportingFilter::Silent),
            "not-silent" => Ok(ReportingFilter::NotSilent),
            reporting => code("reporting", reporting).map(ReportingFilter::Is),
        }
    }

    fn code(self) -> String {
        match self {
            ReportingFilter::Is(reporting) => written(reporting),
            ReportingFilter::Silent => "silent".to_owned(),
            ReportingFilter::NotSilent => "not-silent".to_owned(),
        }
    }

    pub(super) fn holds(self, reporting: Option<Reporting>) -> bool {
        match self {
            ReportingFilter::Is(wanted) => reporting == Some(wanted),
            ReportingFilter::Silent => reporting.is_some_and(Reporting::is_silent),
            ReportingFilter::NotSilent => !reporting.is_some_and(Reporting::is_silent),
        }
    }
}

impl LeadBasisFilter {
    fn read(value: &str) -> Result<LeadBasisFilter, AppError> {
        match value {
            "not-accepted" => Ok(LeadBasisFilter::NotAccepted),
            basis => code("lead-basis", basis).map(LeadBasisFilter::Is),
        }
    }

    fn code(self) -> String {
        match self {
            LeadBasisFilter::Is(basis) => written(basis),
            LeadBasisFilter::NotAccepted => "not-accepted".to_owned(),
        }
    }

    pub(super) fn holds(self, basis: LeadBasis) -> bool {
        match self {
            LeadBasisFilter::Is(wanted) => basis == wanted,
            LeadBasisFilter::NotAccepted => basis != LeadBasis::Accepted,
        }
    }
}

impl ReportFilter {
    fn read(value: &str) -> Result<ReportFilter, AppError> {
        match value {
            "owed" => Ok(ReportFilter::Owed),
            report => code("report", report).map(ReportFilter::Is),
        }
    }

    fn code(self) -> String {
        match self {
            ReportFilter::Is(report) => written(report),
            ReportFilter::Owed => "owed".to_owned(),
        }
    }

    pub(super) fn holds(self, report: Option<NextReport>) -> bool {
        match self {
            ReportFilter::Is(wanted) => report == Some(wanted),
            ReportFilter::Owed => report.is_some(),
        }
    }
}

impl StepFilter {
    const ALL: [(StepFilter, &str); 6] = [
        (StepFilter::Is(Step::Added), "added"),
        (StepFilter::Is(Step::Reopened), "reopened"),
        (StepFilter::Is(Step::Completed), "completed"),
        (StepFilter::Is(Step::Withdrawn), "withdrawn"),
        (StepFilter::Any, "any"),
        (StepFilter::Changed, "changed"),
    ];

    fn read(value: &str) -> Result<StepFilter, AppError> {
        let found = StepFilter::ALL.into_iter().find(|(_, code)| *code == value);
        found.map(|(step, _)| step).ok_or_else(|| refused("step", value))
    }

    /// As it is written in addresses.
    pub fn code(self) -> &'static str {
        StepFilter::ALL.into_iter().find(|(step, _)| *step == self).map_or("", |(_, code)| code)
    }

    pub(super) fn holds(self, before: Option<&ActionFacts>, after: &ActionFacts) -> bool {
        match self {
            StepFilter::Is(wanted) => steps(before, after).any(|step| step == wanted),
            StepFilter::Any => steps(before, after).next().is_some(),
            StepFilter::Changed => !changes(before, after).is_empty(),
        }
    }
}

impl DueWindow {
    pub(super) fn read(value: &str) -> Result<DueWindow, AppError> {
        match value {
            "overdue" => Ok(DueWindow::Overdue),
            days => days.parse().map(DueWindow::Within).map_err(|_| refused("due", value)),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            DueWindow::Overdue => "overdue".to_owned(),
            DueWindow::Within(days) => days.to_string(),
        }
    }

    pub(super) fn holds(self, due: Date, today: Date) -> bool {
        match self {
            DueWindow::Overdue => due < today,
            DueWindow::Within(days) => (0..=i64::from(days)).contains(&(due - today).num_days()),
        }
    }
}

pub(super) fn code<T: DeserializeOwned>(name: &'static str, value: &str) -> Result<T, AppError> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).map_err(|_| refused(name, value))
}

fn sort(value: &str) -> Result<Sort, AppError> {
    Sort::ALL.into_iter().find(|sort| sort.code() == value).ok_or_else(|| refused("sort", value))
}

pub(super) fn refused(name: &'static str, value: &str) -> AppError {
    AppError::NotAFilter { name, value: value.chars().take(60).collect() }
}
