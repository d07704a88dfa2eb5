//! What a page knows of each kind of object: what it is called, and where it is found.

use crate::paths::action_address;
use crate::reading::Reading;
use domain::date::in_table;
use domain::ids::{ActionId, AgencyId, BodyId, MeetingId, NodeId, PlanId};
use domain::milestone::MilestoneState;
use domain::reference::ReferenceContent;
use domain::{Kind, Object};
use leptos::prelude::*;
use uuid::Uuid;

/// What an object is called in a heading.
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Agency => "Agency",
        Kind::Body => "Interagency group",
        Kind::Person => "Account",
        Kind::Reference => "Reference",
        Kind::Indicator => "Indicator",
        Kind::Meeting => "Meeting",
        Kind::Plan => "Plan",
        Kind::Node => "Section",
        Kind::Action => "Action",
        Kind::Assignment => "Role",
        Kind::Milestone => "Milestone",
        Kind::Report => "Status update",
        Kind::Evidence => "Document",
        Kind::Link => "Link between actions",
        Kind::Period => "Reporting period",
    }
}
/// What things of a kind are called on the page.
pub const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Action => "Actions",
        Kind::Milestone => "Milestones",
        Kind::Report => "Status updates",
        Kind::Evidence => "Evidence",
        Kind::Plan => "Plans",
        Kind::Node => "Plan sections",
        Kind::Agency => "Agencies",
        Kind::Body => "Interagency groups",
        Kind::Meeting => "Meetings",
        Kind::Indicator => "Indicators",
        Kind::Reference => "Programs and sources",
        Kind::Person | Kind::Assignment | Kind::Link | Kind::Period => "Other",
    }
}

/// A name that a reader knows, and the page where it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedSubject {
    pub name: String,
    pub address: String,
}

impl LinkedSubject {
    pub fn link(&self) -> AnyView {
        let LinkedSubject { name, address } = self.clone();
        view! { <a href=address>{name}</a> }.into_any()
    }
}

/// The page where an object is found, what it is called there, and the place around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub address: String,
    pub name: String,
    pub around: String,
}

/// Where an object is found. `None` where it has no page, or the reader may not see what it belongs to.
pub fn place(reading: &Reading, object: &Object) -> Option<Place> {
    let (view, paths) = (&reading.view, &reading.paths);
    let found = |address: String, name: String, around: String| Some(Place { address, name, around });
    match object {
        Object::Action(action) => {
            let (address, _) = action_place(reading, action.id)?;
            let around = format!("{}, {}", view.plan(action.plan).ok()?.short_title, action.reference);
            let around = if action.retracted.is_some() { format!("{around}. Retracted") } else { around };
            found(address, action.title.to_string(), with_withdrawal(around, action.withdrawn.is_some()))
        }
        Object::Milestone(milestone) => {
            let (_, around) = action_place(reading, milestone.action)?;
            let is_gone = reading.view.facts(milestone.action).is_ok_and(|action| action.is_withdrawn);
            let around = match &milestone.state {
                MilestoneState::Open if is_gone => format!("{around}. Withdrawn with the action"),
                MilestoneState::Open => format!("{around}, due {}", in_table(milestone.due)),
                MilestoneState::Completed(done) => format!("{around}, completed {}", in_table(done.on)),
                MilestoneState::Withdrawn(gone) => {
                    format!("{around}. Withdrawn {}: {}", in_table(gone.on), gone.reason)
                }
            };
            found(paths.milestone(milestone.id), milestone.title.to_string(), around)
        }
        Object::Report(report) => {
            let (address, around) = action_place(reading, report.action)?;
            let around = if report.stands() { around } else { format!("{around}. Retracted") };
            found(format!("{address}#updates"), format!("Status update, {}", in_table(report.submitted)), around)
        }
        Object::Evidence(evidence) => {
            let (address, around) = action_place(reading, evidence.action)?;
            let around = with_withdrawal(around, evidence.withdrawn.is_some());
            found(format!("{address}#evidence"), evidence.title.to_string(), around)
        }
        Object::Plan(plan) => found(paths.plan(plan.code.as_str()), plan.title.to_string(), plan.code.to_string()),
        Object::Node(node) => {
            let plan = view.plan(node.plan).ok()?;
            let around = format!("{} {} of {}", node.level, node.reference, plan.short_title);
            found(paths.plan(plan.code.as_str()), node.title.to_string(), around)
        }
        Object::Agency(agency) => {
            found(paths.agency(agency.code.as_str()), agency.name.to_string(), agency.code.to_string())
        }
        Object::Body(body) => found(paths.body(body.code.as_str()), body.name.to_string(), body.code.to_string()),
        Object::Meeting(meeting) => {
            found(paths.meeting(meeting.code.as_str()), meeting.title.to_string(), in_table(meeting.date))
        }
        Object::Indicator(indicator) => {
            let address = paths.to(&format!("/indicators/{}", indicator.code));
            found(address, indicator.name.to_string(), indicator.unit.to_string())
        }
        Object::Reference(reference) => reference_place(reading, &reference.content),
        Object::Period(period) => {
            let name = view.reporting_rule().period_named(period.quarter);
            found(paths.period(period.quarter), name, "Reporting period".to_owned())
        }
        Object::Person(_) | Object::Assignment(_) | Object::Link(_) => None,
    }
}

/// The page of an action, and how it is called beside other things: "NAP 2021, DOJ-02: Fight child sex trafficking".
fn action_place(reading: &Reading, id: ActionId) -> Option<(String, String)> {
    let facts = reading.view.facts(id).ok()?;
    let plan = reading.view.plan(facts.plan).ok()?;
    let address = action_address(&reading.view, &reading.paths, facts);
    Some((address, format!("{}, {}: {}", plan.short_title, facts.reference, facts.title)))
}

fn with_withdrawal(around: String, is_withdrawn: bool) -> String {
    if is_withdrawn { format!("{around}. Withdrawn") } else { around }
}

fn reference_place(reading: &Reading, content: &ReferenceContent) -> Option<Place> {
    let (view, paths) = (&reading.view, &reading.paths);
    let owned = |name: String, what: &str, owner| {
        let agency = view.agency(owner)?;
        let address = format!("{}#owns", paths.agency(agency.code.as_str()));
        Some(Place { address, name, around: format!("{what} of {}", agency.short_name) })
    };
    let source = |part: &str, name: String, around: &str| {
        Some(Place { address: format!("{}#{part}", paths.sources()), name, around: around.to_owned() })
    };
    match content {
        ReferenceContent::Program { name, kind, owner, .. } => owned(name.to_string(), kind.as_str(), *owner),
        ReferenceContent::Contact { name, owner, .. } => owned(name.to_string(), "Contact", *owner),
        ReferenceContent::Document { title, owner, .. } => owned(title.to_string(), "Document", *owner),
        ReferenceContent::Mandate { title, .. } => source("mandates", title.to_string(), "Statute or executive order"),
        ReferenceContent::Vocabulary { .. } => {
            source("vocabularies", "Status terms of published reports".to_owned(), "Status terms")
        }
        ReferenceContent::Calendar { what, .. } => source("calendar", what.to_string(), "Reporting calendar"),
        ReferenceContent::Discrepancy { item, .. } => {
            source("discrepancies", item.to_string(), "Where sources disagree")
        }
    }
}

/// Objects with a name of their own. Accounts are never named here, and a link between two actions has no page.
pub fn subject_of(reading: &Reading, kind: Kind, id: Uuid) -> Option<LinkedSubject> {
    let Reading { view, paths, .. } = reading;
    match kind {
        Kind::Agency => view.agency(AgencyId(id)).map(|agency| LinkedSubject {
            name: agency.short_name.to_string(),
            address: paths.agency(agency.code.as_str()),
        }),
        Kind::Body => view
            .body(BodyId(id))
            .map(|body| LinkedSubject { name: body.code.to_string(), address: paths.body(body.code.as_str()) }),
        Kind::Meeting => view.meeting(MeetingId(id)).map(|meeting| LinkedSubject {
            name: meeting.title.to_string(),
            address: paths.meeting(meeting.code.as_str()),
        }),
        Kind::Plan => view
            .plan(PlanId(id))
            .ok()
            .map(|plan| LinkedSubject { name: plan.short_title.to_string(), address: paths.plan(plan.code.as_str()) }),
        Kind::Node => of_node(reading, NodeId(id)),
        Kind::Reference => Some(LinkedSubject { name: "Sources".to_owned(), address: paths.sources() }),
        Kind::Indicator => Some(LinkedSubject { name: "Indicators".to_owned(), address: paths.indicators() }),
        Kind::Person
        | Kind::Link
        | Kind::Action
        | Kind::Assignment
        | Kind::Milestone
        | Kind::Report
        | Kind::Evidence
        | Kind::Period => None,
    }
}

fn of_node(reading: &Reading, id: NodeId) -> Option<LinkedSubject> {
    let node = reading.view.node(id)?;
    let plan = reading.view.plan(node.plan).ok()?;
    let name = format!("{} {}, {}", node.reference, node.title, plan.short_title);
    Some(LinkedSubject { name, address: reading.paths.plan(plan.code.as_str()) })
}
