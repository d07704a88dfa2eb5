//! A plan with one action, who carries it, and what belongs to it.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::{
    ACTION, EDUCATION, EVIDENCE, HEALTH, LABOR, LINK, MILESTONE, NODE, PLAN, REPORT, STATE, TODAY, VICTIM_SERVICES,
    code, day, narrative, quarter, sentence, source, title,
};
use crate::Date;
use crate::action::{Action, ActionKind, Amendment, EditKind, EditReason, Strength, Timeframe, Wording};
use crate::actor::Authority;
use crate::assignment::{Assignment, AssignmentState, CarrierRole, Carriers};
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::evidence::{Attachment, Document, Evidence};
use crate::ids::{ActionId, AssignmentId, PeriodId};
use crate::link::{Link, Relation};
use crate::milestone::{Claim, DueBounds, Milestone, MilestoneState, NewMilestone, Reschedule};
use crate::period::Period;
use crate::plan::{Basis, Node, Plan, PlanState};
use crate::slippage::MoveReason;
use crate::text::WebLink;
use crate::update::{Confidence, Report, ReportedStatus, Speaker, Statement};
use uuid::Uuid;

pub fn plan() -> Plan {
    Plan {
        id: PLAN,
        code: code("NAP-2021"),
        title: title("National Action Plan"),
        short_title: title("NAP 2021"),
        state: PlanState::InForce,
        issued: day("2021-12-03"),
        starts: day("2021-12-03"),
        ends: Some(day("2024-12-02")),
        period: title("three years"),
        span_basis: narrative("as announced"),
        levels: vec![vec![title("Pillar")], vec![title("Principle")]],
        published_actions: Some(61),
        published_note: None,
        coverage_note: None,
        numbering_note: None,
        vocabulary: None,
        supersedes: None,
        relates_to: None,
        co_chairs: vec![STATE],
        facts: vec![(title("How it was announced"), narrative("A fact sheet."))],
        source: source(),
    }
}

pub fn node() -> Node {
    Node {
        id: NODE,
        plan: PLAN,
        parent: None,
        reference: code("2"),
        reference_basis: narrative("published"),
        level: title("Pillar"),
        position: 1,
        title: title("Protection"),
        published_actions: Some(17),
        note: None,
        source: source(),
        withdrawn: None,
    }
}

/// Due on July 15, 2024.
pub fn period() -> Period {
    Period { id: PeriodId(Uuid::from_u128(95)), ..Period::unsaid(quarter("FY2024-Q3")) }
}

pub fn action() -> Action {
    Action {
        id: ACTION,
        plan: PLAN,
        node: NODE,
        node_basis: Basis::Stated,
        reference: code("DOJ-08"),
        official_number: None,
        title: title("Housing for survivors"),
        promise: narrative("Release a brief on housing."),
        wording: Wording::Published,
        kind: ActionKind::Action,
        strength: Strength::Deliver,
        strength_basis: Basis::Stated,
        recurrence: None,
        timeframe: Timeframe {
            stated: title("2024"),
            starts: Some(day("2024-01-01")),
            ends: Some(day("2024-12-31")),
            basis: Basis::Stated,
        },
        source_states_lead: true,
        matches_published: true,
        contributes_to: None,
        note: None,
        source: source(),
        withdrawn: None,
        moves: Vec::new(),
        edited: None,
        retracted: None,
    }
}

/// Why its text is edited, where nothing depends on it.
pub fn edit_reason() -> EditReason {
    EditReason { kind: EditKind::CorrectsError, reason: sentence("As published.") }
}

/// The text of the action as it is, but for the title.
pub fn amendment() -> Amendment {
    let action = action();
    Amendment {
        node: action.node,
        node_basis: action.node_basis,
        official_number: action.official_number,
        title: title("Housing for survivors of trafficking"),
        promise: action.promise,
        wording: action.wording,
        strength: action.strength,
        timeframe: action.timeframe,
        note: action.note,
    }
}

/// A part in the action, told apart by who has it and in which role.
pub fn carrier(role: CarrierRole, party: Party, state: AssignmentState) -> Assignment {
    let number = match party {
        Party::Agency(agency) => agency.0.as_u128(),
        Party::Body(body) => body.0.as_u128(),
    };
    let in_force = matches!(state, AssignmentState::Stated | AssignmentState::Accepted { .. });
    Assignment {
        id: AssignmentId(Uuid::from_u128(1000 * (1 + role as u128) + number)),
        action: ACTION,
        party,
        role,
        basis: Basis::Stated,
        through: None,
        state,
        in_force_from: in_force.then(|| day("2021-12-03")),
        note: None,
    }
}

pub fn led_by(party: Party) -> Carriers {
    Carriers::of([carrier(CarrierRole::Lead, party, AssignmentState::Stated)])
}

/// Everybody who has to do with the action.
pub fn carriers() -> Carriers {
    let supporter = |agency, state| carrier(CarrierRole::Support, Party::Agency(agency), state);
    Carriers::of([
        carrier(CarrierRole::Lead, Party::Agency(VICTIM_SERVICES), AssignmentState::Stated),
        supporter(LABOR, AssignmentState::Accepted { on: day("2022-02-01") }),
        supporter(HEALTH, AssignmentState::Offered { on: day("2024-05-01") }),
        supporter(EDUCATION, AssignmentState::Assumed),
    ])
}

pub fn milestone(due: Date) -> Milestone {
    Milestone {
        id: MILESTONE,
        action: ACTION,
        title: title("Publish the brief"),
        original: due,
        due,
        moves: vec![],
        forecast: None,
        state: MilestoneState::Open,
        planned_late: None,
        reopenings: vec![],
    }
}

/// A milestone to be planned for that day, without a reason.
pub fn new_milestone(due: Date) -> NewMilestone {
    NewMilestone { title: title("Publish the brief"), due, reason: None }
}

/// The plan of the action, and the day that it is.
pub fn bounds() -> DueBounds {
    DueBounds { plan_starts: plan().starts, plan_ends: plan().ends, today: TODAY }
}

/// A completion on that day of a milestone that the record has known for long.
pub fn claim(on: Date) -> Claim {
    Claim { on, plan_starts: plan().starts, recorded: day("2021-12-03"), document: None }
}

/// A move to that day, because of the agency's own work.
pub fn reschedule(to: Date) -> Reschedule {
    Reschedule { to, reason: MoveReason::Staffing, sentence: sentence("Two of three posts are vacant.") }
}

/// In progress and on track, for the quarter that runs.
pub fn statement() -> Statement {
    Statement {
        quarter: FiscalQuarter::of(TODAY),
        status: ReportedStatus::InProgress,
        confidence: Confidence::OnTrack,
        narrative: narrative("The draft is with the reviewers."),
    }
}

pub fn report(said_by: Speaker) -> Report {
    Report {
        id: REPORT,
        action: ACTION,
        quarter: quarter("FY2024-Q2"),
        status: ReportedStatus::InProgress,
        confidence: Some(Confidence::OnTrack),
        narrative: narrative("The draft is with the reviewers."),
        native_word: None,
        submitted: day("2024-04-10"),
        said_by,
        verified: None,
        retracted: None,
        review: None,
    }
}

pub fn document() -> Document {
    let link = WebLink::parse("https://www.justice.gov/brief").unwrap();
    Document { title: title("The brief"), link, dated: day("2024-04-30") }
}

pub fn evidence(attached_by: Authority) -> Evidence {
    let Attachment { title, at, dated } = document().into();
    Evidence {
        id: EVIDENCE,
        action: ACTION,
        milestone: Some(MILESTONE),
        title,
        at,
        dated,
        attached: day("2024-05-01"),
        attached_by,
        verified: None,
        withdrawn: None,
    }
}

/// The action of the plan before, in the words of which this one stands.
pub fn earlier_action() -> Action {
    Action { id: ActionId(Uuid::from_u128(51)), reference: code("DOJ-03"), ..action() }
}

pub fn link() -> Link {
    let (from, to) = (ACTION, earlier_action().id);
    Link { id: LINK, from, to, relation: Relation::Continues, basis: Basis::Inferred, note: None, withdrawn: None }
}
