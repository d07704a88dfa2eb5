//! The tables of each kind, and what of an object stands in the columns of its version rows.
//!
//! Columns are a projection of the content, for counting, filtering and sorting. `verify` compares the two.

pub(crate) mod ledger;
pub(crate) mod rows;

use domain::Object;
use domain::action::Action;
use domain::assignment::{Assignment, AssignmentState, Ending};
use domain::body::Party;
use domain::facts::Inferences;
use domain::ids::Kind;
use domain::milestone::{Milestone, MilestoneState};
use domain::plan::Basis;
use domain::slippage::Move;
use sea_orm::Value;
use serde::Serialize;
use uuid::Uuid;

/// The names of a kind's three tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    pub identities: &'static str,
    pub versions: &'static str,
    pub contents: &'static str,
}

macro_rules! tables {
    ($identities:literal, $singular:literal) => {
        Tables {
            identities: $identities,
            versions: concat!($singular, "_versions"),
            contents: concat!($singular, "_contents"),
        }
    };
}

/// The tables of a kind.
pub(crate) const fn of(kind: Kind) -> Tables {
    match kind {
        Kind::Agency => tables!("agencies", "agency"),
        Kind::Body => tables!("bodies", "body"),
        Kind::Person => tables!("people", "person"),
        Kind::Reference => tables!("references_cited", "reference"),
        Kind::Indicator => tables!("indicators", "indicator"),
        Kind::Meeting => tables!("meetings", "meeting"),
        Kind::Plan => tables!("plans", "plan"),
        Kind::Node => tables!("nodes", "node"),
        Kind::Action => tables!("actions", "action"),
        Kind::Assignment => tables!("assignments", "assignment"),
        Kind::Milestone => tables!("milestones", "milestone"),
        Kind::Report => tables!("reports", "report"),
        Kind::Evidence => tables!("evidence", "evidence"),
        Kind::Link => tables!("links", "link"),
    }
}

pub(crate) type Columns = Vec<(&'static str, Value)>;

/// What stands in the columns for an object, in the order of the table.
pub(crate) fn columns(object: &Object) -> Columns {
    match object {
        Object::Agency(agency) => vec![("code", text(&agency.code))],
        Object::Body(body) => vec![("code", text(&body.code))],
        Object::Person(person) => vec![
            ("address", text(&person.address)),
            ("role", text(&person.role)),
            ("agency_id", optional_id(person.agency)),
            ("disabled", yes(person.disabled)),
        ],
        Object::Reference(reference) => {
            vec![("form", tag(&reference.content)), ("code", text(&reference.code))]
        }
        Object::Indicator(indicator) => vec![("code", text(&indicator.code))],
        Object::Meeting(meeting) => vec![("code", text(&meeting.code)), ("date", text(&meeting.date))],
        Object::Plan(plan) => vec![("code", text(&plan.code)), ("state", text(&plan.state))],
        Object::Node(node) => vec![
            ("plan_id", id(node.plan)),
            ("parent_id", optional_id(node.parent)),
            ("reference", text(&node.reference)),
            ("withdrawn", yes(node.withdrawn.is_some())),
        ],
        Object::Action(action) => vec![
            ("plan_id", id(action.plan)),
            ("reference", text(&action.reference)),
            ("node_id", id(action.node)),
            ("title", text(&action.title)),
            ("kind", text(&action.kind)),
            ("strength", text(&action.strength)),
            ("recurs", yes(action.recurrence.is_some())),
            ("ends", optional_text(action.timeframe.ends)),
            ("inferred", Value::from(inferred(action))),
            ("matches_published", yes(action.matches_published)),
            ("withdrawn", yes(action.withdrawn.is_some())),
            ("moves", Value::from(booked(&action.moves))),
            ("retracted", yes(action.retracted.is_some())),
        ],
        Object::Assignment(assignment) => assignment_columns(assignment),
        Object::Milestone(milestone) => milestone_columns(milestone),
        Object::Report(report) => vec![
            ("action_id", id(report.action)),
            ("quarter", Value::from(i64::from(report.quarter.index()))),
            ("status", text(&report.status)),
            ("confidence", optional_text(report.confidence)),
            ("submitted", text(&report.submitted)),
            ("verified", yes(report.verified.is_some())),
            ("retracted", yes(report.retracted.is_some())),
        ],
        Object::Evidence(evidence) => vec![
            ("action_id", id(evidence.action)),
            ("milestone_id", optional_id(evidence.milestone)),
            ("withdrawn", yes(evidence.withdrawn.is_some())),
        ],
        Object::Link(link) => vec![
            ("from_id", id(link.from)),
            ("to_id", id(link.to)),
            ("relation", text(&link.relation)),
            ("withdrawn", yes(link.withdrawn.is_some())),
        ],
    }
}

fn assignment_columns(assignment: &Assignment) -> Columns {
    let (agency, body) = match assignment.party {
        Party::Agency(agency) => (Some(agency), None),
        Party::Body(body) => (None, Some(body)),
    };
    vec![
        ("action_id", id(assignment.action)),
        ("agency_id", optional_id(agency)),
        ("body_id", optional_id(body)),
        ("role", text(&assignment.role)),
        ("state", assignment_state(&assignment.state)),
        ("inferred", yes(assignment.basis == Basis::Inferred)),
        ("in_force_from", optional_text(assignment.in_force_from)),
    ]
}

/// The tag of the state. What was handed back is told apart from what was taken back, because it is counted apart.
fn assignment_state(state: &AssignmentState) -> Value {
    match state {
        AssignmentState::Ended { how: Ending::HandedBack, .. } => Value::from("handed-back"),
        state => tag(state),
    }
}

fn milestone_columns(milestone: &Milestone) -> Columns {
    let verified = milestone.completion().is_some_and(|completion| completion.verified.is_some());
    let state = match milestone.state {
        MilestoneState::Open => "open",
        MilestoneState::Completed(_) => "completed",
        MilestoneState::Withdrawn(_) => "withdrawn",
    };
    vec![
        ("action_id", id(milestone.action)),
        ("title", text(&milestone.title)),
        ("original", text(&milestone.original)),
        ("due", text(&milestone.due)),
        ("moves", Value::from(booked(&milestone.moves))),
        ("state", Value::from(state)),
        ("completed_on", optional_text(milestone.completion().map(|completion| completion.on))),
        ("verified", yes(verified)),
    ]
}

/// What no source states of an action: "placement timeframe". Blank where everything is stated.
fn inferred(action: &Action) -> String {
    let bases =
        [(PLACEMENT, action.node_basis), (STRENGTH, action.strength_basis), (TIMEFRAME, action.timeframe.basis)];
    let inferred = bases.into_iter().filter(|(_, basis)| *basis == Basis::Inferred).map(|(word, _)| word);
    inferred.collect::<Vec<_>>().join(" ")
}

const PLACEMENT: &str = "placement";
const STRENGTH: &str = "strength";
const TIMEFRAME: &str = "timeframe";

/// Reads what the column says.
pub(crate) fn read_inferences(text: &str) -> Inferences {
    let names = |word: &str| text.split(' ').any(|found| found == word);
    Inferences { placement: names(PLACEMENT), strength: names(STRENGTH), timeframe: names(TIMEFRAME) }
}

/// The reason and the days of each move: "clearance:153 funding:30". Blank where nothing moved.
fn booked(moves: &[Move]) -> String {
    let each = moves.iter().map(|made| format!("{}:{}", written(&made.reason).unwrap_or_default(), made.days()));
    each.collect::<Vec<_>>().join(" ")
}

/// The text that serde writes for a code, a day or another value that is a text in JSON.
fn written(value: &impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned))
}

fn text(value: &impl Serialize) -> Value {
    Value::from(written(value).unwrap_or_default())
}

fn optional_text(value: Option<impl Serialize>) -> Value {
    Value::from(value.and_then(|value| written(&value)))
}

/// The tag `is` of an enum with fields.
fn tag(value: &impl Serialize) -> Value {
    let tagged = serde_json::to_value(value).ok();
    Value::from(tagged.and_then(|value| value["is"].as_str().map(str::to_owned)).unwrap_or_default())
}

fn id(value: impl Into<Uuid>) -> Value {
    Value::from(value.into())
}

fn optional_id(value: Option<impl Into<Uuid>>) -> Value {
    Value::from(value.map(Into::<Uuid>::into))
}

fn yes(value: bool) -> Value {
    Value::from(i64::from(value))
}
