//! What all reports of a list of actions share: the actions, the earlier point, the title and the sources.

use super::{ReportKind, ReportQuery, Setting, point};
use crate::dashboards::Scope;
use crate::dashboards::since::Since;
use crate::error::{BadQuery, QueryError};
use crate::filter_words;
use crate::lists::{ActionQuery, PlanFilter};
use crate::words;
use domain::date::in_sentence;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, PlanId};
use domain::plan::{Plan, PlanState};
use reports::Table;
use reports::document::{Document, Part};
use std::collections::BTreeSet;
use store::View;

/// The most letters of a filter that a title names.
const LONGEST: usize = 60;

/// "lead agency: DOJ".
fn uncapitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) struct Frame<'a> {
    pub setting: &'a Setting<'a>,
    pub query: &'a ReportQuery,
    /// The list of its actions.
    pub rows: ActionQuery,
    pub found: Vec<&'a ActionFacts>,
    /// The point that is compared.
    pub since: Option<Since>,
}

impl<'a> Frame<'a> {
    /// # Errors
    /// When the record cannot be read, or the point to compare with is later than the one that is read.
    pub async fn of(setting: &'a Setting<'a>, query: &'a ReportQuery) -> Result<Frame<'a>, QueryError> {
        let rows = query.rows();
        rows.check(setting.view)?;
        let mut found = rows.rows(setting.view).await?.actions;
        // A report that names no draft is the same whoever makes it.
        found.retain(|facts| facts.plan_state != PlanState::Draft || names(query, setting.view, facts.plan));
        let since = match &query.actions.since {
            Some(asked) => compared(setting, &asked.to_string()).await?,
            None => None,
        };
        Ok(Frame { setting, query, rows, found, since })
    }

    pub fn view(&self) -> &'a View {
        self.setting.view
    }

    /// Its actions, as dashboards count them.
    pub fn now(&self) -> Scope<'a> {
        let plan = self.query.actions.plan.as_ref().map(|plan| plan.code().into_owned());
        Scope::of(self.setting.view, self.setting.paths, self.found.clone(), ("plan", plan.unwrap_or_default()))
    }

    /// The same actions at the earlier point; where plans are asked for, the same plans, so that what was retracted since is
    /// there too.
    pub fn then(&self) -> Option<Scope<'_>> {
        let since = self.since.as_ref()?;
        let now = self.now();
        if self.query.is_of_plans() && self.query.actions.plan.is_some() {
            return Some(now.of_the_same_plans(&since.view, &since.paths));
        }
        let ids: BTreeSet<ActionId> = self.found.iter().map(|facts| facts.id).collect();
        let actions: Vec<&ActionFacts> = since.view.actions().filter(|facts| ids.contains(&facts.id)).collect();
        Some(Scope::of(&since.view, &since.paths, actions, now.within))
    }

    /// The one plan that is asked for.
    pub fn plan(&self) -> Option<&'a Plan> {
        let code = self.query.actions.plan.as_ref().and_then(PlanFilter::one)?;
        self.setting.view.plan_by_code(code).ok()
    }

    /// The plans that are asked for. A draft is one of them only where it is named.
    pub fn plans(&self) -> BTreeSet<PlanId> {
        let view = self.view();
        let is_asked = |plan: &&Plan| {
            let is_open_to_all = plan.state != PlanState::Draft || names(self.query, view, plan.id);
            is_open_to_all && self.query.actions.plan.as_ref().is_none_or(|asked| asked.holds(plan))
        };
        view.plans().into_iter().filter(is_asked).map(|plan| plan.id).collect()
    }

    /// "Active plans", "NAP 2021, selected actions".
    pub fn of_what(&self) -> String {
        let of = match (self.plan(), &self.query.actions.plan) {
            (Some(plan), _) => plan.short_title.to_string(),
            (None, Some(PlanFilter::InForce)) => "Active plans".to_owned(),
            (None, Some(_)) => "Several plans".to_owned(),
            (None, None) => "All plans".to_owned(),
        };
        match self.limits().as_slice() {
            [] => of,
            [one] if one.chars().count() <= LONGEST => format!("{of}, {}", uncapitalized(one)),
            _ => format!("{of}, selected actions"),
        }
    }

    /// What it is limited to beside plans, in words.
    fn limits(&self) -> Vec<String> {
        filter_words::of_actions(&ActionQuery { plan: None, since: None, ..self.query.actions.clone() })
    }

    /// "As of September 30, 2024 (log entry 1,600), compared with February 13, 2024 (log entry 1,231). 109 actions of 6
    /// plans."
    fn scope(&self) -> String {
        let plans: BTreeSet<_> = self.found.iter().map(|facts| facts.plan).collect();
        let limits = match self.limits().join("; ") {
            none if none.is_empty() => none,
            limits => format!(" Limited to: {limits}."),
        };
        let compared = self.since.as_ref().map(|since| format!(", compared with {}", point(&since.view)));
        format!(
            "As of {}{}. {} of {}.{limits}",
            point(self.setting.view),
            compared.unwrap_or_default(),
            words::count(self.found.len(), "action"),
            words::count(plans.len(), "plan"),
        )
    }

    /// The report, with its chapter about where its numbers come from. `what` is what it shows: "progress".
    pub fn document(&self, kind: ReportKind, what: &str, parts: Vec<Part>, data: Vec<Table>) -> Document {
        let day = in_sentence(self.setting.view.position().day);
        let then = self.since.as_ref().map(|since| &since.view);
        let filters = filter_words::of_actions(&self.query.actions);
        Document {
            kind: kind.code(),
            kind_title: kind.title(),
            title: format!("{}: {what} as of {day}", self.of_what()),
            publisher: self.setting.publisher.to_owned(),
            scope: self.scope(),
            is_landscape: kind.is_landscape(),
            is_sample: self.setting.view.is_sample(),
            parts,
            data,
            source: self.setting.source(kind, &self.query.pairs(), filters, then),
        }
        .with_sources()
    }
}

/// Whether the plan is asked for by its code.
fn names(query: &ReportQuery, view: &View, plan: PlanId) -> bool {
    let Some(PlanFilter::Any(codes)) = &query.actions.plan else { return false };
    view.plan(plan).is_ok_and(|plan| codes.iter().any(|code| code == plan.code.as_str()))
}

/// The point to compare with. A point that lies after the one that is read is refused.
async fn compared(setting: &Setting<'_>, asked: &str) -> Result<Option<Since>, QueryError> {
    let since = Since::of(setting.view, Some(asked)).await?;
    match since.as_ref().and_then(|since| since.instead_of.clone()) {
        Some(later) => Err(BadQuery::LaterThanRead { since: later }.into()),
        None => Ok(since),
    }
}
