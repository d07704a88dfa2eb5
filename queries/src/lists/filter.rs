//! What single filters of the lists ask for: read from an address, written into one, and asked of a row.

use super::any_of::add_codes;
use crate::error::BadQuery;
use crate::paths::code_of;
use domain::Date;
use domain::decision::{Needed, Reason};
use domain::facts::{ActionFacts, Reporting, Status};
use domain::gaps::{LeadBasis, NextReport};
use domain::movement::{Course, Step, changes, is_newly_withdrawn, steps};
use domain::plan::{Plan, PlanState};
use serde::de::DeserializeOwned;
use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFilter {
    /// The plans with these codes, written with commas between them. `in-force` among them adds every plan in force.
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
    /// Added by mistake. No other list has them.
    Retracted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportingFilter {
    Is(Reporting),
    /// No update is overdue: charts draw it by its status.
    NotSilent,
    /// Update overdue or none received.
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
    /// Received or missing.
    Owed,
}

/// How an action changed since the earlier date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepFilter {
    Is(Step),
    /// Went off track, or came back.
    Took(Course),
    /// Withdrawn now and not then, whatever it was.
    NewlyWithdrawn,
    /// Any step of the bridge of open actions.
    Any,
    /// Anything that is counted.
    Changed,
}

/// Why an action needs a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionFilter {
    /// For any reason.
    Any,
    /// Mainly for this reason: no worse one holds.
    Mainly(Reason),
}

/// When the next open milestone is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueWindow {
    Overdue,
    /// Today or within so many days.
    Within(u16),
    /// On that day.
    On(Date),
}

impl PlanFilter {
    pub(crate) const IN_FORCE: &str = "in-force";

    /// Takes one parameter of an address. Boxes of a form repeat the name.
    pub(super) fn add(filter: &mut Option<PlanFilter>, text: &str) {
        let mut codes = filter.take().map(|filter| filter.code().into_owned());
        add_codes(&mut codes, Some(text.chars().take(200).collect()));
        *filter = codes.as_deref().map(PlanFilter::of);
    }

    /// The codes of plans that are named.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &str> {
        let codes = match self {
            PlanFilter::Any(codes) => codes.as_slice(),
            PlanFilter::InForce => &[],
        };
        codes.iter().map(String::as_str).filter(|code| *code != PlanFilter::IN_FORCE)
    }

    fn of(text: &str) -> PlanFilter {
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

    pub(crate) fn holds(&self, plan: &Plan) -> bool {
        match self {
            PlanFilter::Any(codes) => codes.iter().any(|code| match code.as_str() {
                PlanFilter::IN_FORCE => PlanFilter::InForce.holds(plan),
                code => plan.code.as_str() == code,
            }),
            PlanFilter::InForce => plan.state == PlanState::InForce,
        }
    }
}

impl StatusFilter {
    pub(super) fn read(value: &str) -> Result<StatusFilter, BadQuery> {
        match value {
            "open" => Ok(StatusFilter::Open),
            "delayed-or-blocked" => Ok(StatusFilter::DelayedOrBlocked),
            "retracted" => Ok(StatusFilter::Retracted),
            status => code("status", status).map(StatusFilter::Is),
        }
    }

    /// As it is written in addresses.
    pub fn code(self) -> String {
        match self {
            StatusFilter::Is(status) => code_of(status),
            StatusFilter::Open => "open".to_owned(),
            StatusFilter::DelayedOrBlocked => "delayed-or-blocked".to_owned(),
            StatusFilter::Retracted => "retracted".to_owned(),
        }
    }

    pub(super) fn holds(self, status: Status) -> bool {
        match self {
            StatusFilter::Is(wanted) => status == wanted,
            StatusFilter::Open => status.is_open(),
            StatusFilter::DelayedOrBlocked => matches!(status, Status::Delayed | Status::Blocked),
            // Which actions are retracted, their status does not say.
            StatusFilter::Retracted => false,
        }
    }
}

impl ReportingFilter {
    pub(super) fn read(value: &str) -> Result<ReportingFilter, BadQuery> {
        match value {
            "silent" => Ok(ReportingFilter::Silent),
            "not-silent" => Ok(ReportingFilter::NotSilent),
            reporting => code("reporting", reporting).map(ReportingFilter::Is),
        }
    }

    /// As it is written in addresses.
    pub fn code(self) -> String {
        match self {
            ReportingFilter::Is(reporting) => code_of(reporting),
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
    pub(super) fn read(value: &str) -> Result<LeadBasisFilter, BadQuery> {
        match value {
            "not-accepted" => Ok(LeadBasisFilter::NotAccepted),
            basis => code("lead-basis", basis).map(LeadBasisFilter::Is),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            LeadBasisFilter::Is(basis) => code_of(basis),
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
    pub(super) fn read(value: &str) -> Result<ReportFilter, BadQuery> {
        match value {
            "owed" => Ok(ReportFilter::Owed),
            report => code("report", report).map(ReportFilter::Is),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            ReportFilter::Is(report) => code_of(report),
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
    const ALL: [(StepFilter, &str); 10] = [
        (StepFilter::Is(Step::Added), "added"),
        (StepFilter::Is(Step::Reopened), "reopened"),
        (StepFilter::Is(Step::Completed), "completed"),
        (StepFilter::Is(Step::Withdrawn), "withdrawn"),
        (StepFilter::Is(Step::Retracted), "retracted"),
        (StepFilter::Took(Course::NewlyOffTrack), "newly-off-track"),
        (StepFilter::Took(Course::NoLongerOffTrack), "no-longer-off-track"),
        (StepFilter::NewlyWithdrawn, "newly-withdrawn"),
        (StepFilter::Any, "any"),
        (StepFilter::Changed, "changed"),
    ];

    pub(super) fn read(value: &str) -> Result<StepFilter, BadQuery> {
        let found = StepFilter::ALL.into_iter().find(|(_, code)| *code == value);
        found.map(|(step, _)| step).ok_or_else(|| BadQuery::filter("step", value))
    }

    /// As it is written in addresses.
    pub fn code(self) -> &'static str {
        StepFilter::ALL.into_iter().find(|(step, _)| *step == self).map_or("", |(_, code)| code)
    }

    pub(super) fn holds(self, before: Option<&ActionFacts>, after: &ActionFacts) -> bool {
        match self {
            StepFilter::Is(wanted) => steps(before, after).any(|step| step == wanted),
            StepFilter::Took(wanted) => Course::of(before, after) == Some(wanted),
            StepFilter::NewlyWithdrawn => is_newly_withdrawn(before, after),
            StepFilter::Any => steps(before, after).next().is_some(),
            StepFilter::Changed => !changes(before, after).is_empty(),
        }
    }
}

impl DecisionFilter {
    pub(super) fn read(value: &str) -> Result<DecisionFilter, BadQuery> {
        match value {
            "any" => Ok(DecisionFilter::Any),
            reason => code("decision", reason).map(DecisionFilter::Mainly),
        }
    }

    /// As it is written in addresses.
    pub fn code(self) -> String {
        match self {
            DecisionFilter::Any => "any".to_owned(),
            DecisionFilter::Mainly(reason) => code_of(reason),
        }
    }

    pub(super) fn holds(self, needed: &Needed<'_>) -> bool {
        match self {
            DecisionFilter::Any => true,
            DecisionFilter::Mainly(reason) => needed.worst() == reason,
        }
    }
}

impl DueWindow {
    pub(super) fn read(value: &str) -> Result<DueWindow, BadQuery> {
        match value {
            "overdue" => Ok(DueWindow::Overdue),
            other => {
                let day = || domain::date::parse(other).map(DueWindow::On);
                let window = other.parse().map(DueWindow::Within).ok().or_else(day);
                window.ok_or_else(|| BadQuery::filter("due", value))
            }
        }
    }

    /// As it is written in addresses.
    pub fn code(self) -> String {
        match self {
            DueWindow::Overdue => "overdue".to_owned(),
            DueWindow::Within(days) => days.to_string(),
            DueWindow::On(day) => day.to_string(),
        }
    }

    pub(super) fn holds(self, due: Date, today: Date) -> bool {
        match self {
            DueWindow::Overdue => due < today,
            DueWindow::Within(days) => (0..=i64::from(days)).contains(&(due - today).num_days()),
            DueWindow::On(day) => due == day,
        }
    }
}

pub(super) fn code<T: DeserializeOwned>(name: &'static str, value: &str) -> Result<T, BadQuery> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).map_err(|_| BadQuery::filter(name, value))
}
