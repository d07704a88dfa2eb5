//! What happened, as the ledger keeps it: codes, dates and numbers, never free text; and the proof that a rule decided it.

use crate::Date;
use crate::action::EditKind;
use crate::actor::{Actor, Authority, Role};
use crate::assignment::CarrierRole;
use crate::body::Party;
use crate::date::{FiscalQuarter, Instant};
use crate::ids::{AgencyId, Kind};
use crate::link::Relation;
use crate::object::{Object, Recorded};
use crate::plan::{Basis, PlanState};
use crate::slippage::{Cause, MoveReason};
use crate::update::{Confidence, ReportedStatus};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The events of the record. Written as `{"event": code, "particulars": {..}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "snake_case", tag = "event", content = "particulars")]
pub enum Event {
    /// The first entry: the record begins. It says for good whether progress in it is real or made up.
    RecordOpened {
        zone: String,
        progress: Progress,
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
    /// A request that was pending, and that nobody answers any more.
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
    EvidenceAttached {
        dated: Date,
    },
    EvidenceWithdrawn {},
    EvidenceVerified {},
    ActionsLinked {
        relation: Relation,
    },
    LinkWithdrawn {},
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

/// Whether a record holds real progress, or samples that show what the product does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    Real,
    Sample,
}

impl Changed<Vec<Object>> {
    /// The first change of a record. No object is made by it.
    pub fn record_opened(zone: String, progress: Progress) -> Changed<Vec<Object>> {
        Changed::by(&Actor::Operator, Vec::new(), Event::RecordOpened { zone, progress })
    }
}

impl Changed<Vec<Object>> {
    /// The operator goes on by the clock as it is. No object is made by it.
    pub fn clock_accepted(clock: Instant, last: Instant) -> Changed<Vec<Object>> {
        let written = |instant: Instant| instant.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        let event = Event::ClockAccepted { clock: written(clock), last: written(last) };
        Changed::by(&Actor::Operator, Vec::new(), event)
    }
}

/// The new state together with the event that records it. Only the rules of this crate build one, and the store saves
/// nothing else: so nothing is written that no rule decided and nobody recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed<T> {
    after: T,
    event: Event,
    agency: Option<AgencyId>,
    authority: Option<Authority>,
}

impl<T> Changed<T> {
    pub(crate) fn by(actor: &Actor, after: T, event: Event) -> Changed<T> {
        Changed { after, event, agency: actor.agency(), authority: None }
    }

    /// The agency whose work list and history the entry belongs to.
    pub(crate) fn for_agency(self, agency: Option<AgencyId>) -> Changed<T> {
        Changed { agency, ..self }
    }

    pub(crate) fn for_party(self, party: Party) -> Changed<T> {
        match party {
            Party::Agency(agency) => self.for_agency(Some(agency)),
            Party::Body(_) => self,
        }
    }

    pub(crate) fn with_authority(self, authority: Authority) -> Changed<T> {
        let changed = self.for_party(authority.party());
        Changed { authority: Some(authority), ..changed }
    }

    pub fn after(&self) -> &T {
        &self.after
    }

    pub fn event(&self) -> &Event {
        &self.event
    }

    pub fn agency(&self) -> Option<AgencyId> {
        self.agency
    }

    /// Whose word it was, where a rule asked for that.
    pub fn authority(&self) -> Option<Authority> {
        self.authority
    }
}

impl<T: Recorded> Changed<T> {
    /// The objects to save, the event, and for whom: what an entry of the ledger is made from.
    pub fn into_parts(self) -> (Vec<Object>, Event, Option<AgencyId>, Option<Authority>) {
        (self.after.into_objects(), self.event, self.agency, self.authority)
    }
}

/// Many first versions loaded from one file under one entry. Each of them was allowed by its own rule.
#[derive(Debug)]
pub struct Import {
    objects: Vec<Object>,
    changed: u32,
}

impl Import {
    /// # Errors
    /// Only who keeps plans may import them.
    pub fn begin(actor: &Actor) -> Result<Import, crate::DomainError> {
        actor.require(crate::actor::Permission::KeepPlans)?;
        Ok(Import { objects: Vec::new(), changed: 0 })
    }

    /// Takes up what a rule allowed; `is_new` says whether it is the object's first version.
    pub fn take<T: Recorded>(&mut self, allowed: Changed<T>, is_new: bool) {
        self.objects.extend(allowed.after.into_objects());
        self.changed += u32::from(!is_new);
    }

    /// Takes up an object of a kind that only imports change: agencies, bodies, meetings, indicators and references.
    pub fn take_reference_data(&mut self, object: Object, is_new: bool) -> Result<(), NotReferenceData> {
        match object.kind() {
            Kind::Agency | Kind::Body | Kind::Meeting | Kind::Indicator | Kind::Reference => {
                self.objects.push(object);
                self.changed += u32::from(!is_new);
                Ok(())
            }
            kind => Err(NotReferenceData(kind)),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The one change that the import makes. `file` is the SHA-256 of its bytes in hexadecimal.
    pub fn finish(self, actor: &Actor, file: String) -> Changed<Vec<Object>> {
        let added = (self.objects.len() as u32).saturating_sub(self.changed);
        Changed::by(actor, self.objects, Event::Imported { file, added, changed: self.changed })
    }
}

/// The kind has rules of its own, so an import may not set it directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} has rules of its own and is not reference data")]
pub struct NotReferenceData(pub Kind);

#[cfg(test)]
mod tests;
