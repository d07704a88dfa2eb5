//! What the address of a list asks for.

use super::SavedList;
use super::any_of::{AnyOf, add_codes};
use super::filter::{
    DecisionFilter, DueWindow, LeadBasisFilter, PlanFilter, ReportFilter, ReportingFilter, StatusFilter, StepFilter,
    code,
};
use super::layout::{Choice, ListQuery};
use super::shape::{ActionColumn, ActionLayout, GroupBy, Sort};
use crate::error::BadQuery;
use crate::paths::code_of;
use domain::facts::Verification;
use domain::gaps::Inferred;
use domain::update::{Acceptance, Confidence};
use store::AsOf;

/// What the address of the list asks for. Blank filters let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionQuery {
    /// Words in its text or in what belongs to it: as the search of the header finds them.
    pub text: Option<String>,
    pub plan: Option<PlanFilter>,
    /// The reference of a node of that plan; everything below it counts.
    pub node: Option<String>,
    /// Codes of agencies, with their components, or of bodies, with commas between them; `none` for actions without a lead
    /// in force.
    pub lead: Option<String>,
    /// Codes of just the agencies or bodies that have the lead, without their components; `none` as above.
    pub led_by: Option<String>,
    /// As `lead`, for supporters in force.
    pub supporter: Option<String>,
    pub status: AnyOf<StatusFilter>,
    pub confidence: AnyOf<Confidence>,
    pub reporting: AnyOf<ReportingFilter>,
    pub verification: AnyOf<Verification>,
    /// Whether the last update was accepted.
    pub acceptance: AnyOf<Acceptance>,
    /// How the lead came about.
    pub lead_basis: Option<LeadBasisFilter>,
    /// Only those with a pending request to lead, whoever leads now.
    pub has_lead_request: bool,
    /// What no source states.
    pub inferred: Option<Inferred>,
    /// The report for the period whose day comes next, of actions that owe one.
    pub report: Option<ReportFilter>,
    pub due: Option<DueWindow>,
    /// Only what is past its own timeframe and not completed.
    pub has_ended: bool,
    /// An earlier date with which the rows are compared.
    pub since: Option<AsOf>,
    /// Only what changed in this way since.
    pub step: Option<StepFilter>,
    /// Only what needs a decision, compared with the same point; without one nothing has slipped.
    pub decision: Option<DecisionFilter>,
    pub layout: ActionLayout,
}

impl ActionQuery {
    /// Everything that its addresses may ask for, beside the layout.
    pub const NAMES: [&str; 20] = [
        "q",
        "plan",
        "node",
        "lead",
        "led-by",
        "supporter",
        "status",
        "confidence",
        "reporting",
        "verification",
        "acceptance",
        "lead-basis",
        "lead-request",
        "inferred",
        "report",
        "due",
        "timeframe",
        "since",
        "step",
        "decision",
    ];

    /// What cuts the rows, as it is written in addresses: without the layout.
    pub fn pairs_of_rows(&self) -> Vec<(&'static str, String)> {
        self.without_layout().pairs()
    }

    /// The same rows in their usual order, with nothing asked of how they are laid out.
    pub fn without_layout(&self) -> ActionQuery {
        let layout = ActionLayout { sort: self.usual_sort(), ..ActionLayout::default() };
        ActionQuery { layout, ..self.clone() }
    }

    /// What needs a decision comes as a meeting takes it, unless another order is asked for.
    fn usual_sort(&self) -> Sort {
        if self.decision.is_some() { Sort::Decision } else { Sort::default() }
    }

    /// Reads the query of an address. `as_of` is read by the request; other unknown names are ignored, because links
    /// from mail programs add names of their own.
    ///
    /// # Errors
    /// [`BadQuery::NothingToCompareWith`] for a change since no day; [`BadQuery::NotAFilter`] for a value that a filter does not know.
    pub fn read(pairs: &[(String, String)]) -> Result<ActionQuery, BadQuery> {
        let mut query = ActionQuery::default();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let text = || Some(value.trim().chars().take(200).collect::<String>());
            match name.as_str() {
                "q" => query.text = text(),
                "plan" => PlanFilter::add(&mut query.plan, value.trim()),
                "node" => query.node = text(),
                "lead" => add_codes(&mut query.lead, text()),
                "led-by" => add_codes(&mut query.led_by, text()),
                "supporter" => add_codes(&mut query.supporter, text()),
                "status" => query.status.take(value, StatusFilter::read)?,
                "confidence" => query.confidence.take(value, |value| code("confidence", value))?,
                "reporting" => query.reporting.take(value, ReportingFilter::read)?,
                "verification" => query.verification.take(value, |value| code("verification", value))?,
                "acceptance" => query.acceptance.take(value, |value| code("acceptance", value))?,
                "lead-basis" => query.lead_basis = Some(LeadBasisFilter::read(value)?),
                "lead-request" if value == "pending" => query.has_lead_request = true,
                "lead-request" => return Err(BadQuery::filter("lead-request", value)),
                "inferred" => query.inferred = Some(code("inferred", value)?),
                "report" => query.report = Some(ReportFilter::read(value)?),
                "due" => query.due = Some(DueWindow::read(value)?),
                "timeframe" if value == "ended" => query.has_ended = true,
                "timeframe" => return Err(BadQuery::filter("timeframe", value)),
                "since" => query.since = Some(value.parse().map_err(BadQuery::from)?),
                "step" => query.step = Some(StepFilter::read(value)?),
                "decision" => query.decision = Some(DecisionFilter::read(value)?),
                name => {
                    query.layout.take(name, value)?;
                }
            }
        }
        if !pairs.iter().any(|(name, value)| name == Sort::NAME && !value.trim().is_empty()) {
            query.layout.sort = query.usual_sort();
        }
        if query.step.is_some() && query.since.is_none() {
            return Err(BadQuery::NothingToCompareWith);
        }
        Ok(query)
    }
}

impl ListQuery for ActionQuery {
    type Sort = Sort;
    type Group = GroupBy;
    type Column = ActionColumn;
    const LIST: SavedList = SavedList::Actions;

    fn layout(&self) -> &ActionLayout {
        &self.layout
    }

    fn layout_mut(&mut self) -> &mut ActionLayout {
        &mut self.layout
    }

    /// Why a row needs a decision takes the room of the other columns, unless they are asked for.
    fn shown_columns(&self) -> &[ActionColumn] {
        let is_usual = self.decision.is_some() && self.layout.columns.is_empty();
        if is_usual { &[ActionColumn::Lead] } else { self.layout.shown_columns() }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        add("q", self.text.clone());
        add("plan", self.plan.as_ref().map(|plan| plan.code().into_owned()));
        add("node", self.node.clone());
        add("lead", self.lead.clone());
        add("led-by", self.led_by.clone());
        add("supporter", self.supporter.clone());
        add("status", self.status.code(StatusFilter::code));
        add("confidence", self.confidence.code(code_of));
        add("reporting", self.reporting.code(ReportingFilter::code));
        add("verification", self.verification.code(code_of));
        add("acceptance", self.acceptance.code(code_of));
        add("lead-basis", self.lead_basis.map(LeadBasisFilter::code));
        add("lead-request", self.has_lead_request.then(|| "pending".to_owned()));
        add("inferred", self.inferred.map(code_of));
        add("report", self.report.map(ReportFilter::code));
        add("due", self.due.map(DueWindow::code));
        add("timeframe", self.has_ended.then(|| "ended".to_owned()));
        add("since", self.since.as_ref().map(ToString::to_string));
        add("step", self.step.map(|step| step.code().to_owned()));
        add("decision", self.decision.map(DecisionFilter::code));
        pairs.extend(self.layout.pairs(self.usual_sort()));
        pairs
    }
}
