//! The same action as it is counted.

use super::{ACTION, MILESTONE, NODE, PLAN, VICTIM_SERVICES, day};
use crate::Date;
use crate::action::{ActionKind, Strength};
use crate::assignment::CarrierRole;
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::facts::{
    ActionFacts, CarrierFacts, CarrierStanding, Inferences, MilestoneFacts, MilestoneStanding, ReportFacts,
};
use crate::plan::PlanState;
use crate::update::{Confidence, ReportedStatus};
use internment::Intern;

/// An open action of a plan in force, led from its beginning, on which no one reported and which has no milestones.
pub fn action_facts() -> ActionFacts {
    let lead = Party::Agency(VICTIM_SERVICES);
    ActionFacts {
        id: ACTION,
        plan: PLAN,
        plan_state: PlanState::InForce,
        plan_owes_from: FiscalQuarter::of(day("2021-12-03")),
        node: NODE,
        reference: "DOJ-08".into(),
        title: "Housing for survivors".into(),
        kind: ActionKind::Action,
        strength: Strength::Deliver,
        recurs: false,
        is_withdrawn: false,
        is_retracted: false,
        matches_published: true,
        ends: None,
        end_booked: Intern::from(&[]),
        inferred: Inferences::default(),
        lead: Some(lead),
        lead_offered_to: None,
        carriers: [lead_facts(lead, Some(day("2021-12-03")))].into(),
        last_report: None,
        off_track_since: None,
        milestones: [].into(),
        evidence: 0,
        claim_evidence: 0,
    }
}

/// A lead in force from that day.
pub fn lead_facts(party: Party, in_force_from: Option<Date>) -> CarrierFacts {
    CarrierFacts {
        party,
        role: CarrierRole::Lead,
        standing: CarrierStanding::Stated,
        is_inferred: false,
        in_force_from,
    }
}

pub fn report_facts(quarter: FiscalQuarter, status: ReportedStatus) -> ReportFacts {
    ReportFacts {
        quarter,
        status,
        confidence: Some(Confidence::OnTrack),
        submitted: quarter.last_day(),
        is_verified: false,
        review: None,
    }
}

pub fn milestone_facts(due: Date, state: MilestoneStanding) -> MilestoneFacts {
    MilestoneFacts {
        id: MILESTONE,
        title: "Round 3 awards announced".into(),
        original: due,
        due,
        booked: Intern::from(&[]),
        state,
        is_verified: false,
        evidence: 0,
    }
}
