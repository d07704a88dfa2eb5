//! The list of actions: what the address asks for, which rows that is, and the same rows as a table for exports.

use crate::error::AppError;
use domain::Date;
use domain::action::Action;
use domain::body::Party;
use domain::facts::{ActionFacts, Reporting, Status, Verification};
use domain::ids::{ActionId, NodeId};
use domain::plan::Node;
use domain::update::Confidence;
use reports::About;
use reports::actions::{ActionRow, NamedCarrier};
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap};
use store::View;

/// What the address of the list asks for. Blank filters let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionQuery {
    /// Words that the reference or the title holds.
    pub text: Option<String>,
    /// The code of a plan.
    pub plan: Option<String>,
    /// The reference of a node of that plan; everything below it counts.
    pub node: Option<String>,
    /// The code of an agency, with its components, or of a body; `none` for actions without a lead in force.
    pub lead: Option<String>,
    /// The same for supporters in force.
    pub supporter: Option<String>,
    pub status: Option<Status>,
    pub confidence: Option<Confidence>,
    pub reporting: Option<ReportingFilter>,
    pub verification: Option<Verification>,
    pub due: Option<DueWindow>,
    pub sort: Sort,
    /// The page of the list, from 1. Exports hold all pages.
    pub page: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportingFilter {
    Is(Reporting),
    /// Stale or never reported.
    Silent,
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

/// Rows on one page of the list.
pub const PAGE: usize = 50;

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
                "plan" => query.plan = text(),
                "node" => query.node = text(),
                "lead" => query.lead = text(),
                "supporter" => query.supporter = text(),
                "status" => query.status = Some(code("status", value)?),
                "confidence" => query.confidence = Some(code("confidence", value)?),
                "reporting" if value == "silent" => query.reporting = Some(ReportingFilter::Silent),
                "reporting" => query.reporting = Some(ReportingFilter::Is(code("reporting", value)?)),
                "verification" => query.verification = Some(code("verification", value)?),
                "due" => query.due = Some(due(value)?),
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
        add("plan", self.plan.clone());
        add("node", self.node.clone());
        add("lead", self.lead.clone());
        add("supporter", self.supporter.clone());
        add("status", self.status.map(written));
        add("confidence", self.confidence.map(written));
        add(
            "reporting",
            self.reporting.map(|filter| match filter {
                ReportingFilter::Is(reporting) => written(reporting),
                ReportingFilter::Silent => "silent".to_owned(),
            }),
        );
        add("verification", self.verification.map(written));
        add(
            "due",
            self.due.map(|due| match due {
                DueWindow::Overdue => "overdue".to_owned(),
                DueWindow::Within(days) => days.to_string(),
            }),
        );
        add("sort", (self.sort != Sort::Reference).then(|| self.sort.code().to_owned()));
        pairs
    }

    /// The actions that the reader may see and the query asks for, in its order.
    pub fn select<'a>(&self, view: &'a View) -> Vec<&'a ActionFacts> {
        let scope = Scope::of(self, view);
        let mut found: Vec<&ActionFacts> = view.actions().filter(|facts| scope.holds(self, view, facts)).collect();
        self.order(view, &mut found);
        found
    }

    fn order(&self, view: &View, found: &mut [&ActionFacts]) {
        let place: HashMap<_, _> =
            view.plans().iter().rev().enumerate().map(|(place, plan)| (plan.id, place)).collect();
        let by_reference = |facts: &ActionFacts| (place.get(&facts.plan).copied(), facts.reference.clone());
        found.sort_by_cached_key(|facts| by_reference(facts));
        match self.sort {
            Sort::Reference => {}
            Sort::Title => found.sort_by_cached_key(|facts| facts.title.to_lowercase()),
            Sort::Lead => found.sort_by_cached_key(|facts| {
                (facts.lead.is_none(), facts.lead.map(|lead| view.short_name(lead).to_lowercase()))
            }),
            Sort::Status => found.sort_by_key(|facts| Status::ALL.iter().position(|status| *status == facts.status())),
            Sort::NextDue => found.sort_by_key(|facts| (facts.next_due().is_none(), facts.next_due())),
            Sort::Slip => found.sort_by_key(|facts| std::cmp::Reverse(facts.slip())),
        }
    }
}

/// What the codes of a query stand for at the position that is read.
struct Scope {
    lead: Option<Parties>,
    supporter: Option<Parties>,
    nodes: Option<BTreeSet<NodeId>>,
}

enum Parties {
    Nobody,
    Any(BTreeSet<Party>),
}

impl Scope {
    fn of(query: &ActionQuery, view: &View) -> Scope {
        Scope {
            lead: query.lead.as_deref().map(|code| parties(view, code)),
            supporter: query.supporter.as_deref().map(|code| parties(view, code)),
            nodes: query.node.as_deref().map(|reference| below(view, query.plan.as_deref(), reference)),
        }
    }

    fn holds(&self, query: &ActionQuery, view: &View, facts: &ActionFacts) -> bool {
        let today = view.position().day;
        let plan = query.plan.as_deref();
        plan.is_none_or(|code| view.plan(facts.plan).is_ok_and(|plan| plan.code.as_str() == code))
            && self.nodes.as_ref().is_none_or(|nodes| nodes.contains(&facts.node))
            && self.leads(facts)
            && self.supports(facts)
            && query.status.is_none_or(|status| facts.status() == status)
            && query.confidence.is_none_or(|confidence| facts.confidence() == Some(confidence))
            && query.verification.is_none_or(|verification| facts.verification() == Some(verification))
            && query.reporting.is_none_or(|filter| filter.holds(facts.reporting(today, view.reporting_rule())))
            && query.due.is_none_or(|due| due.holds(facts, today))
            && query.text.as_deref().is_none_or(|text| has_words(facts, text))
    }

    fn leads(&self, facts: &ActionFacts) -> bool {
        match (&self.lead, facts.lead) {
            (None, _) | (Some(Parties::Nobody), None) => true,
            (Some(Parties::Any(parties)), Some(lead)) => parties.contains(&lead),
            (Some(Parties::Nobody), Some(_)) | (Some(Parties::Any(_)), None) => false,
        }
    }

    fn supports(&self, facts: &ActionFacts) -> bool {
        let mut supporters = facts
            .carriers
            .iter()
            .filter(|carrier| carrier.is_in_force && carrier.role == domain::assignment::CarrierRole::Support)
            .map(|carrier| carrier.party);
        match &self.supporter {
            None => true,
            Some(Parties::Nobody) => supporters.next().is_none(),
            Some(Parties::Any(parties)) => supporters.any(|party| parties.contains(&party)),
        }
    }
}

/// An agency with everything below it, or a body. A code that stands for nobody finds nothing.
fn parties(view: &View, code: &str) -> Parties {
    if code == "none" {
        return Parties::Nobody;
    }
    let agencies = view.agency_by_code(code).map(|agency| view.with_components(agency.id)).unwrap_or_default();
    let bodies = view.bodies().filter(|body| body.code.as_str() == code).map(|body| Party::Body(body.id));
    Parties::Any(agencies.into_iter().map(Party::Agency).chain(bodies).collect())
}

fn below(view: &View, plan: Option<&str>, reference: &str) -> BTreeSet<NodeId> {
    let plans = view.plans();
    let nodes: Vec<&Node> = plans
        .iter()
        .filter(|candidate| plan.is_none_or(|code| candidate.code.as_str() == code))
        .flat_map(|plan| view.nodes_of(plan.id))
        .collect();
    let mut found: BTreeSet<NodeId> =
        nodes.iter().filter(|node| node.reference.as_str() == reference).map(|node| node.id).collect();
    loop {
        let before = found.len();
        let children = nodes.iter().filter(|node| node.parent.is_some_and(|parent| found.contains(&parent)));
        let children: Vec<NodeId> = children.map(|node| node.id).collect();
        found.extend(children);
        if found.len() == before {
            return found;
        }
    }
}

impl ReportingFilter {
    fn holds(self, reporting: Option<Reporting>) -> bool {
        match self {
            ReportingFilter::Is(wanted) => reporting == Some(wanted),
            ReportingFilter::Silent => reporting.is_some_and(Reporting::is_silent),
        }
    }
}

impl DueWindow {
    fn holds(self, facts: &ActionFacts, today: Date) -> bool {
        let Some(next) = facts.next_due() else { return false };
        match self {
            DueWindow::Overdue => next < today,
            DueWindow::Within(days) => (0..=i64::from(days)).contains(&(next - today).num_days()),
        }
    }
}

/// Every word stands in the reference or the title.
fn has_words(facts: &ActionFacts, text: &str) -> bool {
    let heading = format!("{} {}", facts.reference, facts.title).to_lowercase();
    text.to_lowercase().split_whitespace().all(|word| heading.contains(word))
}

/// The rows of a query as a table: what every export of actions is made from.
///
/// # Errors
/// When the database does not answer.
pub async fn table(view: &View, query: &ActionQuery) -> Result<reports::Table, AppError> {
    let selected = query.select(view);
    let texts = view.action_texts(selected.iter().map(|facts| facts.id).collect()).await?;
    let texts: HashMap<ActionId, Action> = texts.into_iter().map(|seen| (seen.value.id, seen.value)).collect();
    let carriers = view.assignments_by_action().await?;
    let reports = view.last_report_by_action().await?;
    let rows: Vec<ActionRow<'_>> = selected
        .iter()
        .filter_map(|facts| {
            let carriers = carriers.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
            Some(ActionRow {
                facts,
                action: texts.get(&facts.id)?,
                plan: view.plan(facts.plan).ok()?,
                path: path(view, facts.node),
                carriers: carriers
                    .iter()
                    .map(|assignment| NamedCarrier { name: view.short_name(assignment.party), assignment })
                    .collect(),
                last_report: reports.get(&facts.id),
            })
        })
        .collect();
    let position = view.position();
    let about = About {
        name: "actions",
        title: "Priority actions",
        record: view.record_name().clone(),
        query: serde_urlencoded::to_string(query.pairs()).unwrap_or_default(),
        as_of: position.as_of.to_string(),
        entry: position.seq,
        recorded_at: position.recorded_at,
        judged_on: position.day,
    };
    reports::actions::table(about, view.reporting_rule(), &rows).map_err(|error| AppError::internal(&error))
}

/// The nodes that something stands under, the top first.
pub fn path(view: &View, node: NodeId) -> Vec<&Node> {
    let mut path = Vec::new();
    let mut next = Some(node);
    while let Some(node) = next.and_then(|id| view.node(id)) {
        path.push(node);
        next = node.parent;
    }
    path.reverse();
    path
}

fn code<T: DeserializeOwned>(name: &'static str, value: &str) -> Result<T, AppError> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).map_err(|_| refused(name, value))
}

/// A code as serde writes it.
pub fn written(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn due(value: &str) -> Result<DueWindow, AppError> {
    match value {
        "overdue" => Ok(DueWindow::Overdue),
        days => days.parse().map(DueWindow::Within).map_err(|_| refused("due", value)),
    }
}

fn sort(value: &str) -> Result<Sort, AppError> {
    Sort::ALL.into_iter().find(|sort| sort.code() == value).ok_or_else(|| refused("sort", value))
}

fn refused(name: &'static str, value: &str) -> AppError {
    AppError::NotAFilter { name, value: value.chars().take(60).collect() }
}
