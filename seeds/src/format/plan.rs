//! The section `plans`: each plan with its nodes and actions, each action with its responsible agencies and reports.

use super::names::{Day, InPlan, PartyCode};
use domain::action::{ActionKind, Strength, Wording};
use domain::date::FiscalQuarter;
use domain::plan::{Basis, PlanState};
use domain::text::{Citation, Code, Narrative, Title};
use domain::update::{Confidence, ReportedStatus};
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRow {
    pub code: Code,
    pub title: Title,
    pub short_title: Title,
    pub state: PlanState,
    pub issued: Day,
    pub starts: Day,
    pub ends: Option<Day>,
    /// The period as its source writes it.
    pub period: Title,
    pub span_basis: Narrative,
    /// The names of each level, top first. The last level is that of the actions.
    pub levels: Vec<Vec<Title>>,
    pub published_actions: Option<u32>,
    pub published_note: Option<Narrative>,
    pub coverage_note: Option<Narrative>,
    pub numbering_note: Option<Narrative>,
    pub vocabulary: Option<Code>,
    /// The plan that this one replaces.
    pub supersedes: Option<Code>,
    pub relates_to: Option<Code>,
    #[serde(default)]
    pub co_chairs: Vec<Code>,
    #[serde(default)]
    pub facts: Vec<FactRow>,
    pub source: Citation,
    #[serde(default)]
    pub nodes: Vec<NodeRow>,
    #[serde(default)]
    pub actions: Vec<ActionRow>,
}

/// A further fact of the source under its own name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRow {
    pub name: Title,
    pub text: Narrative,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeRow {
    pub reference: Code,
    /// Where the reference comes from: the plan, or Concord's own label.
    pub reference_basis: Narrative,
    pub parent: Option<Code>,
    pub level: Title,
    /// Its place among its siblings, from 0.
    pub position: u32,
    pub title: Title,
    pub published_actions: Option<u32>,
    pub note: Option<Narrative>,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionRow {
    pub reference: Code,
    pub node: Code,
    /// Whether the source places it there.
    pub node_basis: Basis,
    pub official_number: Option<Title>,
    pub title: Title,
    pub promise: Narrative,
    pub wording: Wording,
    #[serde(default = "action")]
    pub kind: ActionKind,
    pub strength: Strength,
    pub strength_basis: Basis,
    pub recurrence: Option<RecurrenceRow>,
    pub timeframe: TimeframeRow,
    pub lead: Option<CarrierRow>,
    #[serde(default)]
    pub supporters: Vec<CarrierRow>,
    pub source_states_lead: bool,
    pub matches_published: bool,
    /// The node of another plan that it helps implement.
    pub contributes_to: Option<InPlan>,
    /// The actions of an earlier edition that it replaces.
    #[serde(default)]
    pub replaces: Vec<InPlan>,
    #[serde(default)]
    pub reports: Vec<ReportRow>,
    pub note: Option<Narrative>,
    pub source: Citation,
}

fn action() -> ActionKind {
    ActionKind::Action
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecurrenceRow {
    pub stated: Title,
    pub times_a_year: u32,
}

/// The source's words, and the dates that the rules need.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeframeRow {
    pub stated: Title,
    pub starts: Option<Day>,
    pub ends: Option<Day>,
    pub basis: Basis,
}

/// Who leads or supports.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarrierRow {
    pub party: PartyCode,
    pub basis: Basis,
    pub through: Option<ThroughRow>,
    pub note: Option<Narrative>,
}

/// The component through which a department carries out an action.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThroughRow {
    pub agency: Code,
    pub basis: Basis,
}

/// What a published document reports about an action's progress.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRow {
    /// The last quarter that the document covers.
    pub quarter: FiscalQuarter,
    /// The day on which it was published.
    pub submitted: Day,
    pub status: ReportedStatus,
    pub confidence: Option<Confidence>,
    pub native_word: Option<Title>,
    pub narrative: Narrative,
    pub source: Citation,
}
