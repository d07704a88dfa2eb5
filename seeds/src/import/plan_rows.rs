//! From rows to objects: plans, nodes, actions, responsible agencies, and reports.

use super::ids::Ids;
use crate::format::{ActionRow, CarrierRow, NodeRow, PlanRow, ReportRow};
use domain::action::{Action, Recurrence, Timeframe};
use domain::assignment::{Assignment, AssignmentState, CarrierRole, Through};
use domain::body::Party;
use domain::ids::{ActionId, AssignmentId, ReportId};
use domain::plan::{Basis, Node, Plan, PlanState};
use domain::update::{Report, Speaker};

/// The plan, in a state that takes a later edition into account.
pub fn plan(row: &PlanRow, state: PlanState, ids: &Ids) -> Plan {
    Plan {
        id: ids.plan(&row.code),
        code: row.code.clone(),
        title: row.title.clone(),
        short_title: row.short_title.clone(),
        state,
        issued: row.issued.0,
        starts: row.starts.0,
        ends: row.ends.map(|day| day.0),
        period: row.period.clone(),
        span_basis: row.span_basis.clone(),
        levels: row.levels.clone(),
        published_actions: row.published_actions,
        published_note: row.published_note.clone(),
        coverage_note: row.coverage_note.clone(),
        numbering_note: row.numbering_note.clone(),
        vocabulary: row.vocabulary.clone(),
        supersedes: row.supersedes.as_ref().map(|code| ids.plan(code)),
        relates_to: row.relates_to.as_ref().map(|code| ids.plan(code)),
        co_chairs: ids.agencies(&row.co_chairs),
        facts: row.facts.iter().map(|fact| (fact.name.clone(), fact.text.clone())).collect(),
        source: row.source.clone(),
    }
}

pub fn node(plan: &PlanRow, row: &NodeRow, ids: &Ids) -> Node {
    Node {
        id: ids.node_of(&plan.code, &row.reference),
        plan: ids.plan(&plan.code),
        parent: row.parent.as_ref().map(|parent| ids.node_of(&plan.code, parent)),
        reference: row.reference.clone(),
        reference_basis: row.reference_basis.clone(),
        level: row.level.clone(),
        position: row.position,
        title: row.title.clone(),
        published_actions: row.published_actions,
        note: row.note.clone(),
        source: row.source.clone(),
        withdrawn: None,
    }
}

pub fn action(plan: &PlanRow, row: &ActionRow, ids: &Ids) -> Action {
    Action {
        id: ids.action_of(&plan.code, &row.reference),
        plan: ids.plan(&plan.code),
        node: ids.node_of(&plan.code, &row.node),
        node_basis: row.node_basis,
        reference: row.reference.clone(),
        official_number: row.official_number.clone(),
        title: row.title.clone(),
        promise: row.promise.clone(),
        wording: row.wording,
        kind: row.kind,
        strength: row.strength,
        strength_basis: row.strength_basis,
        recurrence: row
            .recurrence
            .as_ref()
            .map(|recurrence| Recurrence { stated: recurrence.stated.clone(), times_a_year: recurrence.times_a_year }),
        timeframe: Timeframe {
            stated: row.timeframe.stated.clone(),
            starts: row.timeframe.starts.map(|day| day.0),
            ends: row.timeframe.ends.map(|day| day.0),
            basis: row.timeframe.basis,
        },
        source_states_lead: row.source_states_lead,
        matches_published: row.matches_published,
        contributes_to: row.contributes_to.as_ref().map(|node| ids.node(node)),
        note: row.note.clone(),
        source: row.source.clone(),
        withdrawn: None,
        moves: Vec::new(),
        edited: None,
        retracted: None,
    }
}

/// A party that the source names has its role from the day on which the plan was issued. An inferred one has no rights
/// until it accepts a request.
pub fn assignment(plan: &PlanRow, row: &CarrierRow, carries: Carries, id: AssignmentId, ids: &Ids) -> Assignment {
    let (state, in_force_from) = match row.basis {
        Basis::Stated => (AssignmentState::Stated, Some(plan.issued.0)),
        Basis::Inferred | Basis::Requested | Basis::Unknown => (AssignmentState::Assumed, None),
    };
    Assignment {
        id,
        action: carries.action,
        party: carries.party,
        role: carries.role,
        basis: row.basis,
        through: row
            .through
            .as_ref()
            .map(|through| Through { agency: ids.agency(&through.agency), basis: through.basis }),
        state,
        in_force_from,
        note: row.note.clone(),
    }
}

/// The action, party, and role by which a row matches an assignment in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carries {
    pub action: ActionId,
    pub party: Party,
    pub role: CarrierRole,
}

impl Carries {
    pub fn of(assignment: &Assignment) -> Carries {
        Carries { action: assignment.action, party: assignment.party, role: assignment.role }
    }
}

pub fn report(row: &ReportRow, action: ActionId, id: ReportId) -> Report {
    Report {
        id,
        action,
        quarter: row.quarter,
        status: row.status,
        confidence: row.confidence,
        narrative: row.narrative.clone(),
        native_word: row.native_word.clone(),
        submitted: row.submitted.0,
        said_by: Speaker::Source(row.source.clone()),
        verified: None,
        retracted: None,
        review: None,
    }
}
