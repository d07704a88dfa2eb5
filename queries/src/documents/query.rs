//! What a report is asked for, as its address writes it.

use super::ReportKind;
use crate::error::BadQuery;
use crate::lists::{ActionQuery, ListQuery, PlanFilter};

/// The filters of the list of actions, whose `since` is the point that the report is compared with; or one action by its
/// reference in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportQuery {
    pub actions: ActionQuery,
    /// The reference of the one action, of the plan that is named.
    pub action: Option<String>,
    /// Whether a scorecard counts every plan: without a plan it counts the active ones, as the page of the agency does.
    pub is_of_all_plans: bool,
    /// Whether a progress report ends before the single actions: a handout for a meeting.
    pub is_summary: bool,
}

/// The name of [`ReportQuery::action`] in addresses.
const ACTION: &str = "action";
/// The name of the plans in addresses, and all of them.
const PLAN: &str = "plan";
const ALL: &str = "all";
/// The name of [`ReportQuery::is_summary`] in addresses, and how it is written.
const DETAIL: &str = "detail";
const SUMMARY: &str = "summary";

impl ReportQuery {
    /// # Errors
    /// As for the list of actions; [`BadQuery::NothingToCompareWith`] for a report of changes without a point to compare
    /// with; [`BadQuery::NoOneAgency`] for a scorecard of none or of several agencies.
    pub fn read(kind: ReportKind, pairs: &[(String, String)]) -> Result<ReportQuery, BadQuery> {
        if kind == ReportKind::Scorecard {
            return ReportQuery::of_an_agency(pairs);
        }
        let actions = ActionQuery::read(pairs)?;
        if kind == ReportKind::Changes && actions.since.is_none() {
            return Err(BadQuery::NothingToCompareWith);
        }
        if !kind.compares() && actions.since.is_some() {
            return Err(BadQuery::ComparesNothing);
        }
        let action = asked(pairs, ACTION);
        if let Some(value) = action.filter(|_| kind != ReportKind::Action) {
            return Err(BadQuery::filter(ACTION, value));
        }
        let detail = asked(pairs, DETAIL);
        if let Some(value) = detail.filter(|value| kind != ReportKind::Progress || *value != SUMMARY) {
            return Err(BadQuery::filter(DETAIL, value));
        }
        Ok(ReportQuery {
            actions: actions.without_layout(),
            action: action.map(|value| value.chars().take(200).collect()),
            is_of_all_plans: false,
            is_summary: detail == Some(SUMMARY),
        })
    }

    /// A scorecard is asked for by the agency, the plans, and the point to compare with: other filters would leave figures
    /// that are not those of the agency.
    fn of_an_agency(pairs: &[(String, String)]) -> Result<ReportQuery, BadQuery> {
        let is_all = |(name, value): &&(String, String)| name == PLAN && value.trim() == ALL;
        let is_of_all_plans = pairs.iter().any(|pair| is_all(&pair));
        let others: Vec<(String, String)> = pairs.iter().filter(|pair| !is_all(pair)).cloned().collect();
        let mut actions = ActionQuery::read(&others)?.without_layout();
        let is_one = |code: &String| code != "none" && !code.contains(',');
        let Some(lead) = actions.lead.clone().filter(is_one) else { return Err(BadQuery::NoOneAgency) };
        let own = ActionQuery {
            lead: Some(lead),
            plan: actions.plan.take(),
            since: actions.since.take(),
            ..ActionQuery::default()
        };
        let known = [PLAN, "lead", "since"];
        if let Some((name, value)) = actions.pairs().into_iter().find(|(name, _)| !known.contains(name)) {
            return Err(BadQuery::filter(name, &value));
        }
        if let Some((name, value)) = [ACTION, DETAIL].into_iter().find_map(|name| Some((name, asked(pairs, name)?))) {
            return Err(BadQuery::filter(name, value));
        }
        let plan = own.plan.clone().or(Some(PlanFilter::InForce)).filter(|_| !is_of_all_plans);
        Ok(ReportQuery { actions: ActionQuery { plan, ..own }, is_of_all_plans, ..ReportQuery::default() })
    }

    /// Whether an address may ask for it.
    pub fn knows(name: &str) -> bool {
        [ACTION, DETAIL].contains(&name) || ActionQuery::NAMES.contains(&name)
    }

    /// As it is written in addresses, without `as_of`.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.actions.pairs();
        pairs.extend(self.is_of_all_plans.then(|| (PLAN, ALL.to_owned())));
        pairs.extend(self.is_summary.then(|| (DETAIL, SUMMARY.to_owned())));
        pairs.extend(self.action.clone().map(|action| (ACTION, action)));
        pairs
    }

    /// The list of its actions. The point to compare with is part of it only where it decides which actions these are.
    pub(super) fn rows(&self) -> ActionQuery {
        if self.actions.step.is_some() || self.actions.decision.is_some() {
            return self.actions.clone();
        }
        ActionQuery { since: None, ..self.actions.clone() }
    }

    /// Whether it asks for plans and for nothing else, so that the same plans are compared.
    pub(super) fn is_of_plans(&self) -> bool {
        self.rows().pairs().iter().all(|(name, _)| *name == "plan")
    }
}

/// The value under a name, where there is one.
fn asked<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let values = pairs.iter().filter(|(of, _)| of == name).map(|(_, value)| value.trim());
    values.into_iter().find(|value| !value.is_empty())
}
