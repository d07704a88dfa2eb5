//! The made-up task force of a measurement: agencies, people, one plan with its tree, and who carries which action.

use super::chance::{id, one, pick};
use super::{BEGINS, begins};
use crate::failure::Failure;
use crate::size::Shape;
use chrono::{Days, Months};
use domain::Date;
use domain::action::{Action, ActionKind, Strength, Timeframe, Wording};
use domain::actor::{Actor, Role};
use domain::agency::{Agency, AgencyKind};
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::body::{Body, Party};
use domain::ids::{ActionId, AgencyId, AssignmentId, BodyId, MeetingId, NodeId, PersonId, PlanId};
use domain::import::Import;
use domain::meeting::{DatePrecision, Meeting, MeetingKind};
use domain::person::Person;
use domain::plan::{Basis, Node, Plan, PlanState};
use domain::text::{Citation, Code, MailAddress, Narrative, Title};
use store::Store;

pub const AGENCIES: usize = 20;
const PILLARS: usize = 10;
const PARTS: usize = 5;
/// The plan that everything stands in.
pub const PLAN: &str = "BENCH";
/// How many actions one import takes: with their carriers they stay below what one entry can hold.
const AT_ONCE: usize = 5_000;

/// Who reads and writes while measuring. They are marked as what they are by name and address.
pub const CHAIR: &str = "chair@bench.concord.example";

/// The action with that number, as addresses name it: `A-00042`.
pub fn reference(number: usize) -> String {
    format!("A-{number:05}")
}

/// The id of the action with that number.
pub fn action_id(number: usize) -> ActionId {
    id(begins(), "action", number).into()
}

/// The agency that leads the action with that number.
pub fn lead_of(action: usize) -> usize {
    action % AGENCIES
}

fn agency_id(number: usize) -> AgencyId {
    id(begins(), "agency", number).into()
}

/// Imports everything, and adds the people. Gives back the liaison of each agency, in the order of the agencies.
pub async fn found(store: &Store, shape: Shape) -> Result<Vec<Actor>, Failure> {
    let mut change = store.change(&Actor::Operator).await?;
    change.save(reference_data(shape)?.finish(&Actor::Operator, "0".repeat(64))).await?;
    for first in (0..shape.actions).step_by(AT_ONCE) {
        let import = actions(first..shape.actions.min(first + AT_ONCE), last_day(shape))?;
        change.save(import.finish(&Actor::Operator, "0".repeat(64))).await?;
    }
    let mut liaisons = Vec::with_capacity(AGENCIES);
    for number in 0..AGENCIES {
        let agency = Some(agency_id(number));
        let liaison = person(&format!("liaison-{number}@bench.concord.example"), number, Role::Liaison, agency)?;
        liaisons.push(liaison.id);
        change.add_person(liaison).await?;
    }
    change.add_person(person(CHAIR, AGENCIES, Role::Chair, None)?).await?;
    change.commit().await?;
    let mut actors = Vec::with_capacity(AGENCIES);
    for liaison in liaisons {
        actors.push(store.actor(liaison).await?.0);
    }
    Ok(actors)
}

/// The last day that the courses of a shape reach.
pub fn last_day(shape: Shape) -> Date {
    BEGINS + Months::new(3 * shape.quarters as u32)
}

fn person(address: &str, number: usize, role: Role, agency: Option<AgencyId>) -> Result<Person, Failure> {
    Ok(Person {
        id: PersonId(id(begins(), "person", number)),
        name: Title::parse(&format!("Measurement, {}", role.code()))?,
        address: MailAddress::parse(address)?,
        role,
        agency,
        disabled: false,
    })
}

fn reference_data(shape: Shape) -> Result<Import, Failure> {
    let mut import = Import::begin(&Actor::Operator)?;
    for number in 0..AGENCIES {
        import.take_reference_data(agency(number)?.into(), true)?;
    }
    let body = body()?;
    let host = body.id;
    import.take_reference_data(body.into(), true)?;
    // One meeting a year, so that dashboards have an earlier point to compare with.
    for year in 1..=shape.quarters / 4 {
        import.take_reference_data(meeting(host, year)?.into(), true)?;
    }
    let plan = plan()?;
    let of = plan.id;
    import.take(Plan::add(&Actor::Operator, plan)?, true);
    for number in 0..PILLARS + PILLARS * PARTS {
        import.take(Node::add(&Actor::Operator, node(of, number)?)?, true);
    }
    Ok(import)
}

fn actions(numbers: std::ops::Range<usize>, until: Date) -> Result<Import, Failure> {
    let mut import = Import::begin(&Actor::Operator)?;
    for number in numbers.clone() {
        import.take(Action::add(&Actor::Operator, action(number, until)?)?, true);
    }
    for number in numbers {
        for (place, shift) in [0, 3, 7].into_iter().enumerate() {
            let role = if place == 0 { CarrierRole::Lead } else { CarrierRole::Support };
            let stated = assignment(number, place, lead_of(number + shift), role);
            import.take(Assignment::from_source(&Actor::Operator, stated)?, true);
        }
    }
    Ok(import)
}

fn agency(number: usize) -> Result<Agency, Failure> {
    let name = format!("AG{number:02}");
    Ok(Agency {
        id: agency_id(number),
        code: Code::parse(&name)?,
        name: Title::parse(&format!("Agency number {number} of the measurement"))?,
        short_name: Title::parse(&name)?,
        kind: AgencyKind::Department,
        parents: [].into(),
        roles: vec![],
        note: None,
        source: source()?,
    })
}

fn body() -> Result<Body, Failure> {
    Ok(Body {
        id: BodyId(id(begins(), "body", 0)),
        code: Code::parse("GROUP")?,
        name: Title::parse("Working group of the measurement")?,
        kind: Title::parse("working group")?,
        parent: None,
        chairs: vec![agency_id(0)],
        chair_title: None,
        members: vec![],
        member_basis: None,
        cadence: Narrative::parse("Once a year")?,
        created: None,
        duty: None,
        agency: None,
        program: None,
        source: source()?,
    })
}

fn meeting(body: BodyId, year: usize) -> Result<Meeting, Failure> {
    Ok(Meeting {
        id: MeetingId(id(begins(), "meeting", year)),
        code: Code::parse(&format!("GROUP-{year}"))?,
        body: Some(body),
        host: None,
        kind: MeetingKind::Meeting,
        title: Title::parse("Annual meeting")?,
        date: BEGINS + Months::new(12 * year as u32) - Days::new(30),
        date_precision: DatePrecision::Day,
        ends: None,
        summary: Narrative::parse("The members met.")?,
        outcomes: vec![],
        source: source()?,
    })
}

fn plan() -> Result<Plan, Failure> {
    Ok(Plan {
        id: PlanId(id(begins(), "plan", 0)),
        code: Code::parse(PLAN)?,
        title: Title::parse("Plan of the measurement")?,
        short_title: Title::parse("Measurement")?,
        state: PlanState::InForce,
        issued: BEGINS,
        starts: BEGINS,
        ends: None,
        period: Title::parse("As long as the measurement runs")?,
        span_basis: Narrative::parse("The day of issue")?,
        levels: vec![vec![Title::parse("Pillar")?], vec![Title::parse("Part")?]],
        published_actions: None,
        published_note: None,
        coverage_note: None,
        numbering_note: None,
        vocabulary: None,
        supersedes: None,
        relates_to: None,
        co_chairs: vec![],
        facts: vec![],
        source: source()?,
    })
}

/// The pillars come first, then the parts of each.
fn node(plan: PlanId, number: usize) -> Result<Node, Failure> {
    let part = number.checked_sub(PILLARS);
    let (parent, level, position) = match part {
        None => (None, "Pillar", number),
        Some(part) => (Some(id(begins(), "node", part / PARTS).into()), "Part", part % PARTS),
    };
    Ok(Node {
        id: NodeId(id(begins(), "node", number)),
        plan,
        parent,
        reference: Code::parse(&format!("N{number:02}"))?,
        reference_basis: Narrative::parse("published")?,
        level: Title::parse(level)?,
        position: position as u32,
        title: Title::parse(&format!("{level} about {}", one(number, "about", ABOUT)))?,
        published_actions: None,
        note: None,
        source: source()?,
        withdrawn: None,
    })
}

const VERBS: &[&str] = &["Train", "Publish", "Expand", "Review", "Coordinate", "Fund", "Translate", "Evaluate"];
const ABOUT: &[&str] = &[
    "guidance for consular officers",
    "housing for survivors",
    "the hotline at night",
    "supply chains of contractors",
    "labor inspections before each harvest",
    "data that components share",
    "referrals of children",
    "restitution orders",
    "screening at ports of entry",
    "grants to coalitions",
    "outreach in many languages",
];

fn action(number: usize, until: Date) -> Result<Action, Failure> {
    let (verb, about) = (one(number, "verb", VERBS), one(number, "about", ABOUT));
    let part = PILLARS + pick(number, "node", (PILLARS * PARTS) as u64) as usize;
    let promise = format!("The agency will {} {about}, and report on it each quarter.", verb.to_lowercase());
    Ok(Action {
        id: action_id(number),
        plan: PlanId(id(begins(), "plan", 0)),
        node: NodeId(id(begins(), "node", part)),
        node_basis: Basis::Stated,
        reference: Code::parse(&reference(number))?,
        official_number: None,
        title: Title::parse(&format!("{verb} {about} in region {}", pick(number, "region", 400)))?,
        promise: Narrative::parse(&promise)?,
        wording: Wording::Paraphrased,
        kind: ActionKind::Action,
        strength: one(number, "strength", &[Strength::Deliver, Strength::Advance, Strength::Explore]),
        strength_basis: Basis::Inferred,
        recurrence: None,
        timeframe: Timeframe {
            stated: Title::parse("While the plan runs")?,
            starts: Some(BEGINS),
            ends: Some(until),
            basis: Basis::Stated,
        },
        source_states_lead: true,
        matches_published: true,
        contributes_to: None,
        note: None,
        source: source()?,
        withdrawn: None,
        retracted: None,
        moves: Vec::new(),
        edited: None,
    })
}

fn assignment(action: usize, place: usize, agency: usize, role: CarrierRole) -> Assignment {
    Assignment {
        id: AssignmentId(id(begins(), "assignment", action * 3 + place)),
        action: action_id(action),
        party: Party::Agency(agency_id(agency)),
        role,
        basis: Basis::Stated,
        through: None,
        state: AssignmentState::Stated,
        in_force_from: Some(BEGINS),
        note: None,
    }
}

fn source() -> Result<Citation, Failure> {
    Ok(Citation::parse("Made up by the measurement")?)
}
