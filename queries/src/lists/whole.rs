//! Tables over the whole record: plans and sections with their published numbers, the rules of counting, the access log.

use crate::error::{BadQuery, QueryError};
use crate::point::about;
use crate::tree::path;
use domain::ids::{Kind, NodeId, PersonId, PlanId};
use domain::plan::{Node, Plan};
use reports::Table;
use reports::access_log::AccessRow;
use reports::plans::{PlanRow, SectionRow};
use std::collections::HashMap;
use store::{TakenFilter, View};
use uuid::Uuid;

const NO_QUERY: [(&str, &str); 0] = [];

/// # Errors
/// When the database does not answer.
pub async fn table_of_plans(view: &View) -> Result<Table, QueryError> {
    let plans = view.plans();
    let entries = view.current_entries(Kind::Plan, &plans.iter().map(|plan| plan.id.0).collect::<Vec<_>>()).await?;
    let mut counts: HashMap<PlanId, (usize, usize)> = HashMap::new();
    for facts in view.actions() {
        let (actions, matching) = counts.entry(facts.plan).or_default();
        *actions += 1;
        *matching += usize::from(facts.matches_published);
    }
    let rows: Vec<PlanRow<'_>> = plans
        .into_iter()
        .map(|plan| {
            let (actions, matching) = counts.get(&plan.id).copied().unwrap_or_default();
            PlanRow { plan, actions, matching, entry: entries.get(&plan.id.0).copied() }
        })
        .collect();
    let about = about(view, ("plans", "Plans with their published numbers"), &NO_QUERY);
    reports::plans::plans(about, &rows).map_err(QueryError::from)
}

/// # Errors
/// When the database does not answer.
pub async fn table_of_sections(view: &View) -> Result<Table, QueryError> {
    let mut counts: HashMap<NodeId, usize> = HashMap::new();
    for facts in view.actions() {
        for node in path(view, facts.node) {
            *counts.entry(node.id).or_default() += 1;
        }
    }
    let sections: Vec<(&Plan, &Node)> = view
        .plans()
        .into_iter()
        .flat_map(|plan| view.nodes_of(plan.id).into_iter().map(move |node| (plan, node)))
        .collect();
    let ids: Vec<Uuid> = sections.iter().map(|(_, node)| node.id.0).collect();
    let entries = view.current_entries(Kind::Node, &ids).await?;
    let rows: Vec<SectionRow<'_>> = sections
        .into_iter()
        .map(|(plan, section)| SectionRow {
            plan,
            section,
            parent: section.parent.and_then(|parent| view.node(parent)),
            actions: counts.get(&section.id).copied().unwrap_or_default(),
            entry: entries.get(&section.id.0).copied(),
        })
        .collect();
    let about = about(view, ("sections", "Sections of plans with their published numbers"), &NO_QUERY);
    reports::plans::sections(about, &rows).map_err(QueryError::from)
}

/// # Errors
/// None that these rows can cause.
pub fn table_of_rules(view: &View) -> Result<Table, QueryError> {
    let about = about(view, ("rules", "Rules of counting"), &NO_QUERY);
    let zone = view.zone().to_string();
    reports::rules::table(about, &zone, view.reporting_rule()).map_err(QueryError::from)
}

/// What of the access log is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessQuery(TakenFilter);

impl AccessQuery {
    pub const NAMES: [&str; 4] = ["account", "file", "from", "to"];

    /// # Errors
    /// [`BadQuery::NotAFilter`] for a value that a filter does not know.
    pub fn read(pairs: &[(String, String)]) -> Result<AccessQuery, BadQuery> {
        let mut filter = TakenFilter::default();
        for (name, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            match name.as_str() {
                "account" => filter.account = Some(account(value)?),
                "file" => filter.file = Some(value.trim().chars().take(200).collect()),
                "from" => filter.from = Some(BadQuery::date("From", value)?),
                "to" => filter.to = Some(BadQuery::date("To", value)?),
                _ => {}
            }
        }
        Ok(AccessQuery(filter))
    }

    /// As it is written in addresses.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let TakenFilter { account, file, from, to } = &self.0;
        let pairs = [
            ("account", account.map(|account| account.to_string())),
            ("file", file.clone()),
            ("from", from.map(|day| day.to_string())),
            ("to", to.map(|day| day.to_string())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

fn account(value: &str) -> Result<PersonId, BadQuery> {
    value.trim().parse().map_err(|_| BadQuery::filter("account", value))
}

/// The access log, the newest download first.
///
/// # Errors
/// [`StoreError::NotFound`] for those who do not read it, and when the database does not answer.
pub async fn table_of_access(view: &View, query: &AccessQuery) -> Result<Table, QueryError> {
    let taken = view.taken(&query.0).await?;
    let people = view.people().await?;
    let names: HashMap<PersonId, String> =
        people.into_iter().map(|seen| (seen.value.id, seen.value.name.to_string())).collect();
    let row = |taken: store::Taken| AccessRow {
        at: taken.at,
        account: taken.person.to_string(),
        name: names.get(&taken.person).cloned(),
        file: taken.what,
        query: taken.query,
        position: taken.position,
        rows: taken.rows,
        is_withheld: taken.is_withheld,
    };
    let rows: Vec<AccessRow> = taken.into_iter().map(row).collect();
    let about = about(view, ("access-log", "Access log"), &query.pairs());
    reports::access_log::table(about, &rows).map_err(QueryError::from)
}
