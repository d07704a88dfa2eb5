//! The smallest world in which a rule can be tried: one action, who carries it, and people of every role.
//!
//! Victim Services, a component of Justice, leads the action; Labor supports it, Health was asked to, and Education is
//! only assumed to. State chairs the task force. Interior has no part in anything.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

mod facts;
mod work;

pub use facts::{action_facts, lead_facts, milestone_facts, report_facts};
pub use work::{
    action, amendment, bounds, carrier, carriers, claim, document, earlier_action, edit_reason, evidence, led_by, link,
    milestone, new_milestone, node, period, plan, report, reschedule, statement,
};

use crate::actor::{Acting, Actor, Role};
use crate::agency::{Agency, AgencyKind, with_components};
use crate::body::Body;
use crate::changed::Changed;
use crate::date::FiscalQuarter;
use crate::ids::{ActionId, AgencyId, BodyId, EvidenceId, LinkId, MilestoneId, NodeId, PersonId, PlanId, ReportId};
use crate::person::Person;
use crate::text::{Citation, Code, MailAddress, Narrative, Sentence, Title};
use crate::{Date, DomainError};
use std::collections::BTreeSet;
use std::fmt::Debug;
use uuid::Uuid;

pub const JUSTICE: AgencyId = AgencyId(Uuid::from_u128(1));
/// A component of Justice.
pub const VICTIM_SERVICES: AgencyId = AgencyId(Uuid::from_u128(2));
pub const STATE: AgencyId = AgencyId(Uuid::from_u128(3));
/// A joint center of Justice and State.
pub const SMUGGLING_CENTER: AgencyId = AgencyId(Uuid::from_u128(4));
pub const LABOR: AgencyId = AgencyId(Uuid::from_u128(5));
pub const HEALTH: AgencyId = AgencyId(Uuid::from_u128(6));
pub const EDUCATION: AgencyId = AgencyId(Uuid::from_u128(7));
pub const INTERIOR: AgencyId = AgencyId(Uuid::from_u128(8));

/// State chairs it.
pub const TASK_FORCE: BodyId = BodyId(Uuid::from_u128(20));
pub const PLAN: PlanId = PlanId(Uuid::from_u128(30));
pub const NODE: NodeId = NodeId(Uuid::from_u128(40));
pub const ACTION: ActionId = ActionId(Uuid::from_u128(50));
pub const MILESTONE: MilestoneId = MilestoneId(Uuid::from_u128(60));
pub const REPORT: ReportId = ReportId(Uuid::from_u128(70));
pub const EVIDENCE: EvidenceId = EvidenceId(Uuid::from_u128(80));
pub const LINK: LinkId = LinkId(Uuid::from_u128(90));

/// The day on which all of this happens, a Friday in the third quarter of fiscal year 2024.
pub const TODAY: Date = Date::from_ymd_opt(2024, 5, 3).unwrap();

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn quarter(text: &str) -> FiscalQuarter {
    text.parse().unwrap()
}

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn narrative(text: &str) -> Narrative {
    Narrative::parse(text).unwrap()
}

pub fn sentence(text: &str) -> Sentence {
    Sentence::parse(text).unwrap()
}

pub fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

pub fn source() -> Citation {
    Citation::parse("NAP 2021, page 12").unwrap()
}

/// The words with which a rule refused.
pub fn refused<T: Debug>(result: Result<Changed<T>, DomainError>) -> String {
    result.unwrap_err().to_string()
}

pub fn agency(id: AgencyId, parents: impl IntoIterator<Item = AgencyId>) -> Agency {
    Agency {
        id,
        code: code(&format!("A-{}", id.0.as_u128())),
        name: title("An office of government"),
        short_name: title("Office"),
        kind: AgencyKind::Component,
        parents: parents.into_iter().collect(),
        roles: vec![narrative("Carries part of the plan.")],
        note: None,
        source: source(),
    }
}

pub fn agencies() -> Vec<Agency> {
    let departments = [JUSTICE, STATE, LABOR, HEALTH, EDUCATION, INTERIOR].map(|id| agency(id, []));
    let below = [agency(VICTIM_SERVICES, [JUSTICE]), agency(SMUGGLING_CENTER, [JUSTICE, STATE])];
    departments.into_iter().chain(below).collect()
}

pub fn task_force() -> Body {
    Body {
        id: TASK_FORCE,
        code: code("PITF"),
        name: title("President's Interagency Task Force"),
        kind: title("cabinet task force"),
        parent: None,
        chairs: vec![STATE],
        chair_title: None,
        members: vec![],
        member_basis: None,
        cadence: narrative("yearly"),
        created: None,
        duty: None,
        agency: None,
        program: None,
        source: source(),
    }
}

/// Someone signed in, who sits in an agency. For whom they act follows from their role.
pub fn acting(role: Role, agency: Option<AgencyId>) -> Actor {
    let reach = agency.map_or_else(BTreeSet::new, |agency| with_components(agency, agencies().iter()));
    let person = PersonId(Uuid::from_u128(100 + role as u128));
    Actor::Person(Acting::new(person, role, agency, reach, &[task_force()]))
}

pub fn administrator() -> Actor {
    acting(Role::Administrator, None)
}

pub fn secretariat() -> Actor {
    acting(Role::Secretariat, None)
}

pub fn chair() -> Actor {
    acting(Role::Chair, None)
}

pub fn auditor() -> Actor {
    acting(Role::Auditor, None)
}

pub fn liaison_of(agency: AgencyId) -> Actor {
    acting(Role::Liaison, Some(agency))
}

pub fn person(role: Role, agency: Option<AgencyId>) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(110)),
        name: title("Ana Diaz"),
        address: MailAddress::parse("ana@agency.example").unwrap(),
        role,
        agency,
        disabled: false,
    }
}
