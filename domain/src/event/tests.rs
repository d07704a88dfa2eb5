#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::sample::{JUSTICE, TASK_FORCE, day, quarter};
use serde_json::json;

/// Every event as it is written. The words stand in ledgers for good, so none of them may ever change.
fn every_event() -> Vec<(Event, serde_json::Value)> {
    let (lead, support) = (CarrierRole::Lead, CarrierRole::Support);
    let (agency, body) = (Party::Agency(JUSTICE), Party::Body(TASK_FORCE));
    let (agency_id, body_id) = ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000014");
    let (from, to, due) = (day("2024-03-31"), day("2024-08-31"), day("2024-08-31"));
    let (reason, cause) = (MoveReason::WaitingOnAnotherAgency, Cause::AnotherAgency);
    let (quarter, status) = (quarter("FY2024-Q2"), ReportedStatus::InProgress);
    vec![
        (
            Event::RecordOpened { zone: "America/New_York".to_owned(), progress: Progress::Sample, reporting: None },
            json!({"event": "record-opened", "particulars": {"zone": "America/New_York", "progress": "sample"}}),
        ),
        (
            Event::Imported { file: "ab12".to_owned(), added: 3, changed: 1 },
            json!({"event": "imported", "particulars": {"file": "ab12", "added": 3, "changed": 1}}),
        ),
        (
            Event::PersonAdded { role: Role::Liaison },
            json!({"event": "person-added", "particulars": {"role": "liaison"}}),
        ),
        (Event::PersonDisabled {}, json!({"event": "person-disabled", "particulars": {}})),
        (Event::PersonEnabled {}, json!({"event": "person-enabled", "particulars": {}})),
        (Event::PersonRenamed {}, json!({"event": "person-renamed", "particulars": {}})),
        (Event::PersonAddressChanged {}, json!({"event": "person-address-changed", "particulars": {}})),
        (
            Event::PersonRoleChanged { from: Role::Liaison, to: Role::Auditor },
            json!({"event": "person-role-changed", "particulars": {"from": "liaison", "to": "auditor"}}),
        ),
        (
            Event::PersonAgencyChanged { from: None, to: Some(JUSTICE) },
            json!({"event": "person-agency-changed", "particulars": {"from": null, "to": JUSTICE}}),
        ),
        (
            Event::PlanAdded { plan: "NAP-2021".to_owned() },
            json!({"event": "plan-added", "particulars": {"plan": "NAP-2021"}}),
        ),
        (
            Event::PlanStateChanged { from: PlanState::Draft, to: PlanState::InForce },
            json!({"event": "plan-state-changed", "particulars": {"from": "draft", "to": "in-force"}}),
        ),
        (
            Event::NodeAdded { reference: "2".to_owned() },
            json!({"event": "node-added", "particulars": {"reference": "2"}}),
        ),
        (Event::NodeAmended {}, json!({"event": "node-amended", "particulars": {}})),
        (Event::NodeWithdrawn {}, json!({"event": "node-withdrawn", "particulars": {}})),
        (
            Event::ActionAdded { reference: "DOJ-08".to_owned() },
            json!({"event": "action-added", "particulars": {"reference": "DOJ-08"}}),
        ),
        (Event::ActionAmended { kind: None }, json!({"event": "action-amended", "particulars": {}})),
        (
            Event::ActionAmended { kind: Some(EditKind::CorrectsError) },
            json!({"event": "action-amended", "particulars": {"kind": "corrects-error"}}),
        ),
        (
            Event::ActionMoved { from, to, days: 153, reason, cause },
            json!({"event": "action-moved", "particulars": {
                "from": "2024-03-31", "to": "2024-08-31", "days": 153,
                "reason": "waiting-on-another-agency", "cause": "another-agency",
            }}),
        ),
        (Event::ActionRetracted {}, json!({"event": "action-retracted", "particulars": {}})),
        (Event::ActionWithdrawn {}, json!({"event": "action-withdrawn", "particulars": {}})),
        (
            Event::CarrierRecorded { role: lead, party: agency, basis: Basis::Stated },
            json!({"event": "carrier-recorded", "particulars": {"role": "lead", "party": {"agency": agency_id}, "basis": "stated"}}),
        ),
        (
            Event::RoleOffered { role: support, party: body },
            json!({"event": "role-offered", "particulars": {"role": "support", "party": {"body": body_id}}}),
        ),
        (
            Event::RoleAskedAgain { role: support, party: agency },
            json!({"event": "role-asked-again", "particulars": {"role": "support", "party": {"agency": agency_id}}}),
        ),
        (
            Event::RoleAccepted { role: lead, party: body },
            json!({"event": "role-accepted", "particulars": {"role": "lead", "party": {"body": body_id}}}),
        ),
        (
            Event::RoleDeclined { role: lead, party: agency },
            json!({"event": "role-declined", "particulars": {"role": "lead", "party": {"agency": agency_id}}}),
        ),
        (
            Event::ContentErased {
                kind: Kind::Report,
                id: Uuid::nil(),
                versions: vec![1, 2],
                ground: "5-USC-552a".to_owned(),
            },
            json!({"event": "content-erased", "particulars": {
                "kind": "report", "id": "00000000-0000-0000-0000-000000000000", "versions": [1, 2], "ground": "5-USC-552a",
            }}),
        ),
        (
            Event::RoleEnded { role: lead, party: agency },
            json!({"event": "role-ended", "particulars": {"role": "lead", "party": {"agency": agency_id}}}),
        ),
        (
            Event::RequestWithdrawn { role: support, party: agency },
            json!({"event": "request-withdrawn", "particulars": {"role": "support", "party": {"agency": agency_id}}}),
        ),
        (
            Event::RoleHandedBack { role: lead, party: body },
            json!({"event": "role-handed-back", "particulars": {"role": "lead", "party": {"body": body_id}}}),
        ),
        (Event::MilestonePlanned { due }, json!({"event": "milestone-planned", "particulars": {"due": "2024-08-31"}})),
        (
            Event::MilestoneMoved { from, to, days: 153, reason, cause },
            json!({"event": "milestone-moved", "particulars": {
                "from": "2024-03-31", "to": "2024-08-31", "days": 153,
                "reason": "waiting-on-another-agency", "cause": "another-agency",
            }}),
        ),
        (
            Event::MilestoneForecast { expected: Some(due) },
            json!({"event": "milestone-forecast", "particulars": {"expected": "2024-08-31"}}),
        ),
        (
            Event::MilestoneForecast { expected: None },
            json!({"event": "milestone-forecast", "particulars": {"expected": null}}),
        ),
        (
            Event::MilestoneCompleted { on: due },
            json!({"event": "milestone-completed", "particulars": {"on": "2024-08-31"}}),
        ),
        (Event::MilestoneReopened {}, json!({"event": "milestone-reopened", "particulars": {}})),
        (Event::MilestoneWithdrawn {}, json!({"event": "milestone-withdrawn", "particulars": {}})),
        (Event::CompletionVerified {}, json!({"event": "completion-verified", "particulars": {}})),
        (
            Event::ProgressReported { quarter, status, confidence: Some(Confidence::AtRisk) },
            json!({"event": "progress-reported", "particulars": {
                "quarter": "FY2024-Q2", "status": "in-progress", "confidence": "at-risk",
            }}),
        ),
        (Event::ReportRetracted {}, json!({"event": "report-retracted", "particulars": {}})),
        (Event::ReportVerified {}, json!({"event": "report-verified", "particulars": {}})),
        (
            Event::EvidenceAttached { dated: due },
            json!({"event": "evidence-attached", "particulars": {"dated": "2024-08-31"}}),
        ),
        (Event::EvidenceWithdrawn {}, json!({"event": "evidence-withdrawn", "particulars": {}})),
        (Event::EvidenceVerified {}, json!({"event": "evidence-verified", "particulars": {}})),
        (
            Event::ActionsLinked { relation: Relation::ContributesTo },
            json!({"event": "actions-linked", "particulars": {"relation": "contributes-to"}}),
        ),
        (Event::ReportAccepted {}, json!({"event": "report-accepted", "particulars": {}})),
        (Event::ReportReturned {}, json!({"event": "report-returned", "particulars": {}})),
        (Event::LinkWithdrawn {}, json!({"event": "link-withdrawn", "particulars": {}})),
        (
            Event::PeriodInstructed { quarter },
            json!({"event": "period-instructed", "particulars": {"quarter": "FY2024-Q2"}}),
        ),
        (
            Event::PeriodExtended { quarter, agencies: vec![JUSTICE], from, to },
            json!({"event": "period-extended", "particulars": {
                "quarter": "FY2024-Q2", "agencies": [agency_id], "from": "2024-03-31", "to": "2024-08-31"
            }}),
        ),
        (Event::PeriodClosed { quarter }, json!({"event": "period-closed", "particulars": {"quarter": "FY2024-Q2"}})),
        (
            Event::RecordOpened {
                zone: "America/New_York".to_owned(),
                progress: Progress::Real,
                reporting: Some(ReportingTerms { every: ReportingPeriod::Quarter, days: 15 }),
            },
            json!({"event": "record-opened", "particulars": {"zone": "America/New_York", "progress": "real", "reporting": {"every": "quarter", "days": 15}}}),
        ),
        (
            Event::ReportingRuleChanged { from: Some(quarter), every: ReportingPeriod::Year, days: 30 },
            json!({"event": "reporting-rule-changed", "particulars": {"from": "FY2024-Q2", "every": "year", "days": 30}}),
        ),
        (
            Event::ReportingRuleChanged { from: None, every: ReportingPeriod::Quarter, days: 0 },
            json!({"event": "reporting-rule-changed", "particulars": {"from": null, "every": "quarter", "days": 0}}),
        ),
        (
            Event::ClockAccepted { clock: "2024-03-01T12:00:00Z".to_owned(), last: "2026-03-01T12:00:00Z".to_owned() },
            json!({"event": "clock-accepted", "particulars": {"clock": "2024-03-01T12:00:00Z", "last": "2026-03-01T12:00:00Z"}}),
        ),
    ]
}

#[test]
fn every_event_is_written_in_words_that_stay_and_read_as_it_was_written() {
    for (event, written) in every_event() {
        assert_eq!(serde_json::to_value(&event).unwrap(), written);
        assert_eq!(serde_json::from_value::<Event>(written).unwrap(), event);
    }
}
