//! What happened, as the ledger keeps it: codes, dates and numbers, never free text.

use crate::Date;
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::ids::{AgencyId, Kind};
use crate::vocabulary::{
    Basis, CarrierRole, Cause, Confidence, EditKind, MoveReason, PlanState, Relation, ReportedStatus, ReportingPeriod,
    ReportingTerms, Role,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::vocabulary::Progress;

/// The events of the record. Written as `{"event": code, "particulars": {..}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case", tag = "event", content = "particulars")]
pub enum Event {
    /// The first entry: the record begins. It says for good whether progress in it is real or made up.
    RecordOpened {
        zone: String,
        progress: Progress,
        /// When updates are due. Absent in records that were begun before they stated it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reporting: Option<ReportingTerms>,
    },
    /// From that quarter on updates are due by these terms. Without a quarter: since the record began.
    ReportingRuleChanged {
        from: Option<FiscalQuarter>,
        every: ReportingPeriod,
        days: u16,
    },
    /// A plan file was loaded: what is in it, and the SHA-256 of its bytes.
    Imported {
        file: String,
        added: u32,
        changed: u32,
    },
    PersonAdded {
        role: Role,
    },
    PersonDisabled {},
    PersonEnabled {},
    PersonRenamed {},
    PersonAddressChanged {},
    PersonRoleChanged {
        from: Role,
        to: Role,
    },
    PersonAgencyChanged {
        from: Option<AgencyId>,
        to: Option<AgencyId>,
    },
    PlanAdded {
        plan: String,
    },
    PlanStateChanged {
        from: PlanState,
        to: PlanState,
    },
    NodeAdded {
        reference: String,
    },
    NodeAmended {},
    NodeWithdrawn {},
    ActionAdded {
        reference: String,
    },
    ActionAmended {
        /// Absent in entries of before edits said what they do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<EditKind>,
    },
    /// The end of its own timeframe was moved.
    ActionMoved {
        from: Date,
        to: Date,
        days: i64,
        reason: MoveReason,
        cause: Cause,
    },
    ActionWithdrawn {},
    ActionRetracted {},
    CarrierRecorded {
        role: CarrierRole,
        party: Party,
        basis: Basis,
    },
    RoleOffered {
        role: CarrierRole,
        party: Party,
    },
    /// A party that has not answered was asked again.
    RoleAskedAgain {
        role: CarrierRole,
        party: Party,
    },
    RoleAccepted {
        role: CarrierRole,
        party: Party,
    },
    RoleDeclined {
        role: CarrierRole,
        party: Party,
    },
    RoleEnded {
        role: CarrierRole,
        party: Party,
    },
    /// A request that was pending, and that no one answers any more.
    RequestWithdrawn {
        role: CarrierRole,
        party: Party,
    },
    /// The party gave back a role that it had accepted.
    RoleHandedBack {
        role: CarrierRole,
        party: Party,
    },
    MilestonePlanned {
        due: Date,
    },
    MilestoneMoved {
        from: Date,
        to: Date,
        days: i64,
        reason: MoveReason,
        cause: Cause,
    },
    MilestoneForecast {
        expected: Option<Date>,
    },
    MilestoneCompleted {
        on: Date,
    },
    MilestoneReopened {},
    MilestoneWithdrawn {},
    CompletionVerified {},
    ProgressReported {
        quarter: FiscalQuarter,
        status: ReportedStatus,
        confidence: Option<Confidence>,
    },
    ReportVerified {},
    ReportRetracted {},
    ReportAccepted {},
    ReportReturned {},
    EvidenceAttached {
        dated: Date,
    },
    EvidenceWithdrawn {},
    EvidenceVerified {},
    ActionsLinked {
        relation: Relation,
    },
    LinkWithdrawn {},
    /// What is asked of the agencies for the period that ends with the quarter.
    PeriodInstructed {
        quarter: FiscalQuarter,
    },
    /// More time for these agencies; for all where none is named.
    PeriodExtended {
        quarter: FiscalQuarter,
        agencies: Vec<AgencyId>,
        from: Date,
        to: Date,
    },
    PeriodClosed {
        quarter: FiscalQuarter,
    },
    /// The contents of these versions of an object were erased, by that law.
    ContentErased {
        kind: Kind,
        id: Uuid,
        versions: Vec<u32>,
        ground: String,
    },
    /// An operator answered for the clock, which did not agree with the record: what it said, and when the entry before
    /// was recorded.
    ClockAccepted {
        clock: String,
        last: String,
    },
}

#[cfg(test)]
mod tests;
