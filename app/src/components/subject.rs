//! What an entry of the record is about, where the reader may see it.

use crate::components::action_table::{action_address, plan_name};
use crate::error::AppError;
use crate::layout::Reading;
use domain::Kind;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, NodeId, PlanId};
use domain::ledger::{self, Seq};
use leptos::prelude::*;
use std::collections::HashMap;
use store::LoggedEntry;
use uuid::Uuid;

/// A name that a reader knows, and the page where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    pub name: String,
    pub address: String,
}

impl Subject {
    pub fn link(&self) -> AnyView {
        let Subject { name, address } = self.clone();
        view! { <a href=address>{name}</a> }.into_any()
    }
}

/// The subject of an entry, read as of the position of this page. `None` where there is none, where it has no page, and
/// where the reader may not see it: the entry itself then still shows its ids and hashes.
///
/// # Errors
/// When the database does not answer.
pub async fn subject(reading: &Reading, entry: &LoggedEntry) -> Result<Option<Subject>, AppError> {
    Ok(subjects(reading, vec![entry]).await?.remove(&entry.leaf.entry().seq))
}

/// The same of several entries, by their numbers, with as many questions as for one.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects(reading: &Reading, entries: Vec<&LoggedEntry>) -> Result<HashMap<Seq, Subject>, AppError> {
    let objects: Vec<(Kind, Uuid)> = entries.iter().copied().filter_map(object_of).collect();
    let actions = reading.view.actions_of(&objects).await?;
    let found = |entry: &LoggedEntry| {
        let (kind, id) = object_of(entry)?;
        let subject = match actions.get(&id) {
            Some(action) => of_action(reading, *action),
            None => of_small(reading, kind, id),
        };
        Some((entry.leaf.entry().seq, subject?))
    };
    Ok(entries.into_iter().filter_map(found).collect())
}

/// What an entry is about, where this program knows the kind.
fn object_of(entry: &LoggedEntry) -> Option<(Kind, Uuid)> {
    let ledger::Subject { kind, id } = entry.leaf.entry().subject.as_ref()?;
    Some((Kind::of_code(kind.as_str())?, *id))
}

fn of_action(reading: &Reading, action: ActionId) -> Option<Subject> {
    let facts: &ActionFacts = reading.view.facts(action).ok()?;
    let name = format!("{} {}, {}", facts.reference, facts.title, plan_name(&reading.view, facts));
    Some(Subject { name, address: action_address(&reading.view, &reading.paths, facts) })
}

/// Objects that stand for themselves. Accounts are never named here, and a link between two actions has no page.
fn of_small(reading: &Reading, kind: Kind, id: Uuid) -> Option<Subject> {
    let Reading { view, paths, .. } = reading;
    match kind {
        Kind::Agency => view
            .agency(AgencyId(id))
            .map(|agency| Subject { name: agency.short_name.to_string(), address: paths.agency(agency.code.as_str()) }),
        Kind::Body => view
            .body(BodyId(id))
            .map(|body| Subject { name: body.code.to_string(), address: paths.body(body.code.as_str()) }),
        Kind::Meeting => view
            .meeting(MeetingId(id))
            .map(|meeting| Subject { name: meeting.title.to_string(), address: paths.meeting(meeting.code.as_str()) }),
        Kind::Plan => view
            .plan(PlanId(id))
            .ok()
            .map(|plan| Subject { name: plan.short_title.to_string(), address: paths.plan(plan.code.as_str()) }),
        Kind::Node => of_node(reading, NodeId(id)),
        Kind::Reference => Some(Subject { name: "Sources".to_owned(), address: paths.sources() }),
        Kind::Indicator => Some(Subject { name: "Indicators".to_owned(), address: paths.indicators() }),
        Kind::Person
        | Kind::Link
        | Kind::Action
        | Kind::Assignment
        | Kind::Milestone
        | Kind::Report
        | Kind::Evidence => None,
    }
}

fn of_node(reading: &Reading, id: NodeId) -> Option<Subject> {
    let node = reading.view.node(id)?;
    let plan = reading.view.plan(node.plan).ok()?;
    let name = format!("{} {}, {}", node.reference, node.title, plan.short_title);
    Some(Subject { name, address: reading.paths.plan(plan.code.as_str()) })
}
