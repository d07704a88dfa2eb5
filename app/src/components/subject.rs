//! What an entry of the record is about, where the reader may see it.

use crate::components::action_table::{action_address, plan_name};
use crate::error::AppError;
use crate::layout::Reading;
use domain::Kind;
use domain::facts::ActionFacts;
use domain::ids::{
    ActionId, AgencyId, AssignmentId, BodyId, EvidenceId, MeetingId, MilestoneId, NodeId, PlanId, ReportId,
};
use domain::ledger;
use leptos::prelude::*;
use store::{LoggedEntry, StoreError, View};
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
    let Some(ledger::Subject { kind, id }) = &entry.leaf.entry().subject else { return Ok(None) };
    let Some(kind) = Kind::of_code(kind.as_str()) else { return Ok(None) };
    Ok(match found_action(&reading.view, kind, *id).await? {
        Some(action) => of_action(reading, action),
        None => of_small(reading, kind, *id),
    })
}

/// The action that an object is, or belongs to.
async fn found_action(view: &View, kind: Kind, id: Uuid) -> Result<Option<ActionId>, AppError> {
    let action = match kind {
        Kind::Action => Ok(ActionId(id)),
        Kind::Assignment => view.assignment(AssignmentId(id)).await.map(|seen| seen.value.action),
        Kind::Milestone => view.milestone(MilestoneId(id)).await.map(|seen| seen.value.action),
        Kind::Report => view.report(ReportId(id)).await.map(|seen| seen.value.action),
        Kind::Evidence => view.document(EvidenceId(id)).await.map(|seen| seen.value.action),
        Kind::Agency
        | Kind::Body
        | Kind::Person
        | Kind::Reference
        | Kind::Indicator
        | Kind::Meeting
        | Kind::Plan
        | Kind::Node
        | Kind::Link => {
            return Ok(None);
        }
    };
    match action {
        Ok(action) => Ok(Some(action)),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
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
