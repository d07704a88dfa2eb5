//! Who and what there is in the world of the tests, by id, and how each object looks when it is loaded.

use crate::words::{citation, code, day, narrative, title};
use domain::Object;
use domain::action::{Action, ActionKind, Recurrence, Strength, Timeframe, Wording};
use domain::actor::Role;
use domain::agency::{Agency, AgencyKind};
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::body::{Body, Party};
use domain::ids::{ActionId, AgencyId, AssignmentId, BodyId, MeetingId, NodeId, PersonId, PlanId};
use domain::meeting::{DatePrecision, Meeting, MeetingKind};
use domain::person::Person;
use domain::plan::{Basis, Node, Plan, PlanState};
use uuid::Uuid;

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub const JUSTICE: AgencyId = AgencyId(id(0x101));
/// A component of Justice.
pub const BUREAU: AgencyId = AgencyId(id(0x102));
pub const LABOR: AgencyId = AgencyId(id(0x103));
/// A component of Labor.
pub const WAGES: AgencyId = AgencyId(id(0x104));
/// A joint center of Justice and Labor.
pub const CENTER: AgencyId = AgencyId(id(0x105));
/// Chaired by Justice.
pub const GROUP: BodyId = BodyId(id(0x201));
pub const MEETING: MeetingId = MeetingId(id(0x301));

/// In force.
pub const PLAN: PlanId = PlanId(id(0x401));
pub const DRAFT: PlanId = PlanId(id(0x402));
pub const PILLAR_1: NodeId = NodeId(id(0x501));
pub const PILLAR_2: NodeId = NodeId(id(0x502));
pub const DRAFT_PILLAR: NodeId = NodeId(id(0x503));

/// Led by Justice and supported by Labor, both as the source states.
pub const TRAINING: ActionId = ActionId(id(0x601));
/// Led by the group that Justice chairs.
pub const HOTLINE: ActionId = ActionId(id(0x602));
/// Without a lead. Somebody assumed that Labor supports it.
pub const HOUSING: ActionId = ActionId(id(0x603));
/// Comes round twice a year, and is led by Labor.
pub const OUTREACH: ActionId = ActionId(id(0x604));
/// Stands in the draft, led by Labor.
pub const SURVEY: ActionId = ActionId(id(0x605));

pub const TRAINING_LEAD: AssignmentId = AssignmentId(id(0x701));
pub const TRAINING_SUPPORT: AssignmentId = AssignmentId(id(0x702));
pub const HOTLINE_LEAD: AssignmentId = AssignmentId(id(0x703));
pub const HOUSING_ASSUMED: AssignmentId = AssignmentId(id(0x704));
pub const OUTREACH_LEAD: AssignmentId = AssignmentId(id(0x705));
pub const SURVEY_LEAD: AssignmentId = AssignmentId(id(0x706));

pub const ADMINISTRATOR: PersonId = PersonId(id(0x801));
pub const SECRETARIAT: PersonId = PersonId(id(0x802));
pub const CHAIR: PersonId = PersonId(id(0x803));
pub const AUDITOR: PersonId = PersonId(id(0x804));
pub const JUSTICE_LIAISON: PersonId = PersonId(id(0x805));
pub const BUREAU_LIAISON: PersonId = PersonId(id(0x806));
pub const LABOR_LIAISON: PersonId = PersonId(id(0x807));

/// Agencies, the body and the meeting: what only imports change.
pub fn reference_data() -> Vec<Object> {
    vec![
        agency(JUSTICE, "DOJ", AgencyKind::Department, &[]).into(),
        agency(BUREAU, "FBI", AgencyKind::Component, &[JUSTICE]).into(),
        agency(LABOR, "DOL", AgencyKind::Department, &[]).into(),
        agency(WAGES, "WHD", AgencyKind::Component, &[LABOR]).into(),
        agency(CENTER, "HSTC", AgencyKind::JointCenter, &[JUSTICE, LABOR]).into(),
        group().into(),
        meeting(MEETING, "PITF-M-2024", "2024-02-13").into(),
    ]
}

pub fn agency(id: AgencyId, name: &str, kind: AgencyKind, parents: &[AgencyId]) -> Agency {
    Agency {
        id,
        code: code(name),
        name: title(&format!("Office {name}")),
        short_name: title(name),
        kind,
        parents: parents.iter().copied().collect(),
        roles: vec![],
        note: None,
        source: citation("Directory of agencies"),
    }
}

pub fn group() -> Body {
    Body {
        id: GROUP,
        code: code("SPOG"),
        name: title("Senior Policy Operating Group"),
        kind: title("working group"),
        parent: None,
        chairs: vec![JUSTICE],
        chair_title: None,
        members: vec![],
        member_basis: None,
        cadence: narrative("Quarterly"),
        created: None,
        duty: None,
        agency: None,
        program: None,
        source: citation("Directory of bodies"),
    }
}

pub fn meeting(id: MeetingId, name: &str, date: &str) -> Meeting {
    Meeting {
        id,
        code: code(name),
        body: Some(GROUP),
        host: None,
        kind: MeetingKind::Meeting,
        title: title("Annual meeting"),
        date: day(date),
        date_precision: DatePrecision::Day,
        ends: None,
        summary: narrative("The members met."),
        outcomes: vec![],
        source: citation("Minutes"),
    }
}

pub fn plans() -> [Plan; 2] {
    [plan(PLAN, "NAP-2021", PlanState::InForce), plan(DRAFT, "NAP-2025", PlanState::Draft)]
}

fn plan(id: PlanId, name: &str, state: PlanState) -> Plan {
    Plan {
        id,
        code: code(name),
        title: title("National Action Plan"),
        short_title: title(name),
        state,
        issued: day("2021-12-03"),
        starts: day("2021-12-03"),
        ends: None,
        period: title("2021 onwards"),
        span_basis: narrative("The day of issue"),
        levels: vec![vec![title("Pillar")]],
        published_actions: None,
        published_note: None,
        coverage_note: None,
        numbering_note: None,
        vocabulary: None,
        supersedes: None,
        relates_to: None,
        co_chairs: vec![],
        facts: vec![],
        source: citation("The plan"),
    }
}

pub fn nodes() -> [Node; 3] {
    [node(PILLAR_1, PLAN, "P1", 0), node(PILLAR_2, PLAN, "P2", 1), node(DRAFT_PILLAR, DRAFT, "P1", 0)]
}

pub fn node(id: NodeId, plan: PlanId, reference: &str, position: u32) -> Node {
    Node {
        id,
        plan,
        parent: None,
        reference: code(reference),
        reference_basis: narrative("published"),
        level: title("Pillar"),
        position,
        title: title("A pillar"),
        published_actions: None,
        note: None,
        source: citation("The plan"),
        withdrawn: None,
    }
}

pub fn actions() -> [Action; 5] {
    let recurrence = Some(Recurrence { stated: title("twice a year"), times_a_year: 2 });
    [
        action(TRAINING, (PLAN, PILLAR_1), "A-01", "Train all consular officers"),
        action(HOTLINE, (PLAN, PILLAR_1), "A-02", "Answer the hotline at night"),
        action(HOUSING, (PLAN, PILLAR_2), "A-03", "Expand housing for survivors"),
        Action { recurrence, ..action(OUTREACH, (PLAN, PILLAR_2), "A-04", "Visit farms before each harvest") },
        action(SURVEY, (DRAFT, DRAFT_PILLAR), "A-01", "Survey the labor inspectors"),
    ]
}

pub fn action(id: ActionId, (plan, node): (PlanId, NodeId), reference: &str, name: &str) -> Action {
    Action {
        id,
        plan,
        node,
        node_basis: Basis::Stated,
        reference: code(reference),
        official_number: None,
        title: title(name),
        promise: narrative("The agency will do so."),
        wording: Wording::Paraphrased,
        kind: ActionKind::Action,
        strength: Strength::Deliver,
        strength_basis: Basis::Inferred,
        recurrence: None,
        timeframe: Timeframe {
            stated: title("2024"),
            starts: None,
            ends: Some(day("2024-12-31")),
            basis: Basis::Stated,
        },
        source_states_lead: true,
        matches_published: true,
        contributes_to: None,
        note: None,
        source: citation("The plan, page 7"),
        withdrawn: None,
        moves: Vec::new(),
        edited: None,
        retracted: None,
    }
}

pub fn assignments() -> [Assignment; 6] {
    use CarrierRole::{Lead, Support};
    let (justice, labor, group) = (Party::Agency(JUSTICE), Party::Agency(LABOR), Party::Body(GROUP));
    let assumed = assignment(HOUSING_ASSUMED, HOUSING, labor, Support);
    [
        assignment(TRAINING_LEAD, TRAINING, justice, Lead),
        assignment(TRAINING_SUPPORT, TRAINING, labor, Support),
        assignment(HOTLINE_LEAD, HOTLINE, group, Lead),
        Assignment { state: AssignmentState::Assumed, in_force_from: None, ..assumed },
        assignment(OUTREACH_LEAD, OUTREACH, labor, Lead),
        assignment(SURVEY_LEAD, SURVEY, labor, Lead),
    ]
}

/// As a source states it.
pub fn assignment(id: AssignmentId, action: ActionId, party: Party, role: CarrierRole) -> Assignment {
    Assignment {
        id,
        action,
        party,
        role,
        basis: Basis::Stated,
        through: None,
        state: AssignmentState::Stated,
        in_force_from: Some(day("2021-12-03")),
        note: None,
    }
}

pub fn people() -> [Person; 7] {
    [
        person(ADMINISTRATOR, "Ada Lane", Role::Administrator, None),
        person(SECRETARIAT, "Sam Ortiz", Role::Secretariat, None),
        person(CHAIR, "Cleo Hart", Role::Chair, None),
        person(AUDITOR, "Olga Berg", Role::Auditor, None),
        person(JUSTICE_LIAISON, "Jo Reyes", Role::Liaison, Some(JUSTICE)),
        person(BUREAU_LIAISON, "Ben Cole", Role::Liaison, Some(BUREAU)),
        person(LABOR_LIAISON, "Lu Chen", Role::Liaison, Some(LABOR)),
    ]
}

pub fn person(id: PersonId, name: &str, role: Role, agency: Option<AgencyId>) -> Person {
    let mailbox = name.to_lowercase().replace(' ', ".");
    let address = crate::words::address(&format!("{mailbox}@agency.example"));
    Person { id, name: title(name), address, role, agency, disabled: false }
}
