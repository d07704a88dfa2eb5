//! How each kind lies in the database: its tables, and what of an object stands in the columns of its version rows.
//!
//! Columns are a projection of the content, for counting, filtering and sorting. `verify` compares the two.

use super::{Columns, Names, Stored, Tables};
use domain::action::Action;
use domain::agency::Agency;
use domain::assignment::{Assignment, AssignmentState, Ending};
use domain::body::{Body, Party};
use domain::evidence::Evidence;
use domain::facts::Inferences;
use domain::indicator::Indicator;
use domain::link::Link;
use domain::meeting::Meeting;
use domain::milestone::{Milestone, MilestoneState};
use domain::period::Period;
use domain::person::Person;
use domain::plan::{Basis, Node, Plan};
use domain::reference::Reference;
use domain::slippage::Move;
use domain::update::Report;
use sea_orm::Value;
use serde::Serialize;
use uuid::Uuid;

macro_rules! tables {
    ($identities:literal, $singular:literal) => {
        Tables {
            identities: $identities,
            versions: concat!($singular, "_versions"),
            contents: concat!($singular, "_contents"),
        }
    };
}

impl Stored for Agency {
    const TABLES: Tables = tables!("agencies", "agency");

    fn columns(&self) -> Columns {
        vec![("code", text(&self.code))]
    }
}

impl Stored for Body {
    const TABLES: Tables = tables!("bodies", "body");

    fn columns(&self) -> Columns {
        vec![("code", text(&self.code))]
    }
}

impl Stored for Person {
    const TABLES: Tables = tables!("people", "person");
    const NAMES: &'static [(&'static str, Names)] = &[("id", Names::Account)];

    fn columns(&self) -> Columns {
        vec![
            ("address", text(&self.address)),
            ("role", text(&self.role)),
            ("agency_id", optional_id(self.agency)),
            ("disabled", yes(self.disabled)),
        ]
    }
}

impl Stored for Reference {
    const TABLES: Tables = tables!("references_cited", "reference");

    fn columns(&self) -> Columns {
        vec![("form", tag(&self.content)), ("code", text(&self.code))]
    }
}

impl Stored for Indicator {
    const TABLES: Tables = tables!("indicators", "indicator");

    fn columns(&self) -> Columns {
        vec![("code", text(&self.code))]
    }
}

impl Stored for Meeting {
    const TABLES: Tables = tables!("meetings", "meeting");

    fn columns(&self) -> Columns {
        vec![("code", text(&self.code)), ("date", text(&self.date))]
    }
}

impl Stored for Plan {
    const TABLES: Tables = tables!("plans", "plan");
    const NAMES: &'static [(&'static str, Names)] = &[("id", Names::Plan)];

    fn columns(&self) -> Columns {
        vec![("code", text(&self.code)), ("state", text(&self.state))]
    }
}

impl Stored for Node {
    const TABLES: Tables = tables!("nodes", "node");
    const NAMES: &'static [(&'static str, Names)] = &[("plan_id", Names::Plan)];

    fn columns(&self) -> Columns {
        vec![
            ("plan_id", id(self.plan)),
            ("parent_id", optional_id(self.parent)),
            ("reference", text(&self.reference)),
            ("withdrawn", yes(self.withdrawn.is_some())),
        ]
    }
}

impl Stored for Action {
    const TABLES: Tables = tables!("actions", "action");
    const NAMES: &'static [(&'static str, Names)] = &[("plan_id", Names::Plan), ("id", Names::Action)];

    fn columns(&self) -> Columns {
        vec![
            ("plan_id", id(self.plan)),
            ("reference", text(&self.reference)),
            ("node_id", id(self.node)),
            ("title", text(&self.title)),
            ("kind", text(&self.kind)),
            ("strength", text(&self.strength)),
            ("recurs", yes(self.recurrence.is_some())),
            ("ends", optional_text(self.timeframe.ends)),
            ("inferred", Value::from(inferred(self))),
            ("matches_published", yes(self.matches_published)),
            ("withdrawn", yes(self.withdrawn.is_some())),
            ("moves", Value::from(booked(&self.moves))),
            ("retracted", yes(self.retracted.is_some())),
        ]
    }
}

impl Stored for Assignment {
    const TABLES: Tables = tables!("assignments", "assignment");
    const NAMES: &'static [(&'static str, Names)] = &[("action_id", Names::Action)];

    fn columns(&self) -> Columns {
        let (agency, body) = match self.party {
            Party::Agency(agency) => (Some(agency), None),
            Party::Body(body) => (None, Some(body)),
        };
        vec![
            ("action_id", id(self.action)),
            ("agency_id", optional_id(agency)),
            ("body_id", optional_id(body)),
            ("role", text(&self.role)),
            ("state", assignment_state(&self.state)),
            ("inferred", yes(self.basis == Basis::Inferred)),
            ("in_force_from", optional_text(self.in_force_from)),
        ]
    }
}

impl Stored for Milestone {
    const TABLES: Tables = tables!("milestones", "milestone");
    const NAMES: &'static [(&'static str, Names)] = &[("action_id", Names::Action)];

    fn columns(&self) -> Columns {
        let verified = self.completion().is_some_and(|completion| completion.verified.is_some());
        let state = match self.state {
            MilestoneState::Open => "open",
            MilestoneState::Completed(_) => "completed",
            MilestoneState::Withdrawn(_) => "withdrawn",
        };
        vec![
            ("action_id", id(self.action)),
            ("title", text(&self.title)),
            ("original", text(&self.original)),
            ("due", text(&self.due)),
            ("moves", Value::from(booked(&self.moves))),
            ("state", Value::from(state)),
            ("completed_on", optional_text(self.completion().map(|completion| completion.on))),
            ("verified", yes(verified)),
        ]
    }
}

impl Stored for Report {
    const TABLES: Tables = tables!("reports", "report");
    const NAMES: &'static [(&'static str, Names)] = &[("action_id", Names::Action)];

    fn columns(&self) -> Columns {
        vec![
            ("action_id", id(self.action)),
            ("quarter", Value::from(i64::from(self.quarter.index()))),
            ("status", text(&self.status)),
            ("confidence", optional_text(self.confidence)),
            ("submitted", text(&self.submitted)),
            ("verified", yes(self.verified.is_some())),
            ("retracted", yes(self.retracted.is_some())),
            ("review", self.review.as_ref().map_or_else(|| Value::from(""), |review| text(&review.acceptance()))),
        ]
    }
}

impl Stored for Evidence {
    const TABLES: Tables = tables!("evidence", "evidence");
    const NAMES: &'static [(&'static str, Names)] = &[("action_id", Names::Action)];

    fn columns(&self) -> Columns {
        vec![
            ("action_id", id(self.action)),
            ("milestone_id", optional_id(self.milestone)),
            ("withdrawn", yes(self.withdrawn.is_some())),
        ]
    }
}

impl Stored for Link {
    const TABLES: Tables = tables!("links", "link");
    const NAMES: &'static [(&'static str, Names)] = &[("from_id", Names::Action), ("to_id", Names::Action)];

    fn columns(&self) -> Columns {
        vec![
            ("from_id", id(self.from)),
            ("to_id", id(self.to)),
            ("relation", text(&self.relation)),
            ("withdrawn", yes(self.withdrawn.is_some())),
        ]
    }
}

impl Stored for Period {
    const TABLES: Tables = tables!("periods", "period");

    fn columns(&self) -> Columns {
        vec![("quarter", text(&self.quarter)), ("closed", yes(self.closed.is_some()))]
    }
}

/// The tag of the state. What was handed back is told apart from what was taken back, because it is counted apart.
fn assignment_state(state: &AssignmentState) -> Value {
    match state {
        AssignmentState::Ended { how: Ending::HandedBack, .. } => Value::from("handed-back"),
        state => tag(state),
    }
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
