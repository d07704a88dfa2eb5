//! What the address of a list asks for.

use super::filter::{
    DueWindow, LeadBasisFilter, PlanFilter, ReportFilter, ReportingFilter, StatusFilter, StepFilter, code, refused,
};
use super::shape::{Column, GroupBy};
use super::written;
use crate::error::AppError;
use domain::facts::Verification;
use domain::gaps::Inferred;
use domain::update::Confidence;
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
    pub group: Option<GroupBy>,
    /// The columns that are shown; all where none is named. Exports have them all.
    pub columns: Vec<Column>,
    /// The page of the list, from 1. Exports hold all pages.
    pub page: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Reference,
    Title,
    Lead,
    Status,
    /// Off track first, and last what says nothing.
    Confidence,
    /// Never reported first.
    Reporting,
    /// Only claimed first.
    Verification,
    NextDue,
    /// Most slip first.
    Slip,
}

impl Sort {
    pub const ALL: [Sort; 9] = [
        Sort::Reference,
        Sort::Title,
        Sort::Lead,
        Sort::Status,
        Sort::Confidence,
        Sort::Reporting,
        Sort::Verification,
        Sort::NextDue,
        Sort::Slip,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Sort::Reference => "reference",
            Sort::Title => "title",
            Sort::Lead => "lead",
            Sort::Status => "status",
            Sort::Confidence => "confidence",
            Sort::Reporting => "reporting",
            Sort::Verification => "verification",
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
                "group" => query.group = Some(GroupBy::read(value)?),
                "column" => query.columns.push(Column::read(value)?),
                "page" => {
                    query.page = value.parse().ok().filter(|page| *page > 0).ok_or_else(|| refused("page", value))?;
                }
                _ => {}
            }
        }
        query.columns.sort();
        query.columns.dedup();
        if query.columns.len() == Column::ALL.len() {
            query.columns.clear();
        }
        Ok(query)
    }

    /// The columns of the table beside reference and title.
    pub fn shown_columns(&self) -> Vec<Column> {
        if self.columns.is_empty() { Column::ALL.to_vec() } else { self.columns.clone() }
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
        add("group", self.group.map(|group| group.code().to_owned()));
        pairs.extend(self.columns.iter().map(|column| ("column", column.code().to_owned())));
        pairs
    }
}

fn sort(value: &str) -> Result<Sort, AppError> {
    Sort::ALL.into_iter().find(|sort| sort.code() == value).ok_or_else(|| refused("sort", value))
}
