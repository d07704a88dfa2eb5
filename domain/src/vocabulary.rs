//! The words that the record counts and keeps: codes that many rules share. Each is written as its code, for good.
//!
//! Nothing here knows a rule, so everything may use it. Where a word belongs to one kind of object, that kind's module gives
//! it on.

mod roles;

pub use roles::{Permission, Role};

use serde::{Deserialize, Serialize};

/// Whether a record holds real progress, or samples that show what the product does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    Real,
    Sample,
}

/// Where a plan is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanState {
    /// Seen only by the secretariat, the chair and agencies asked to carry some of it.
    Draft,
    InForce,
    Superseded,
    Closed,
}

/// Whether a source says so, someone inferred it, it was agreed here, or it is not known. Shown wherever the fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    Stated,
    Inferred,
    /// A party was asked for it here.
    Requested,
    Unknown,
}

/// What an edit does to what was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// The text did not say what was committed: a slip of the pen, or other words than those of the source.
    CorrectsError,
    /// Something else is committed from now on.
    ChangesCommitment,
}

impl EditKind {
    pub const ALL: [EditKind; 2] = [EditKind::CorrectsError, EditKind::ChangesCommitment];
}

/// The part that a party has in an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CarrierRole {
    Lead,
    Support,
}

/// Why a date moved. Each reason books its days under one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoveReason {
    Clearance,
    Procurement,
    Staffing,
    OwnWorkReordered,
    WaitingOnAnotherAgency,
    ScopeChanged,
    Funding,
    LawOrCourt,
    EventOutsideGovernment,
}

/// Where slip comes from. There are these four and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    OwnWork,
    AnotherAgency,
    Scope,
    External,
}

impl MoveReason {
    pub const ALL: [MoveReason; 9] = [
        MoveReason::Clearance,
        MoveReason::Procurement,
        MoveReason::Staffing,
        MoveReason::OwnWorkReordered,
        MoveReason::WaitingOnAnotherAgency,
        MoveReason::ScopeChanged,
        MoveReason::Funding,
        MoveReason::LawOrCourt,
        MoveReason::EventOutsideGovernment,
    ];

    pub const fn cause(self) -> Cause {
        match self {
            MoveReason::Clearance | MoveReason::Procurement | MoveReason::Staffing | MoveReason::OwnWorkReordered => {
                Cause::OwnWork
            }
            MoveReason::WaitingOnAnotherAgency => Cause::AnotherAgency,
            MoveReason::ScopeChanged => Cause::Scope,
            MoveReason::Funding | MoveReason::LawOrCourt | MoveReason::EventOutsideGovernment => Cause::External,
        }
    }
}

impl Cause {
    pub const ALL: [Cause; 4] = [Cause::OwnWork, Cause::AnotherAgency, Cause::Scope, Cause::External];
}

/// What a liaison may say. Withdrawn is the secretariat's word, Recurring follows from the action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportedStatus {
    NotStarted,
    InProgress,
    Completed,
    Delayed,
    Blocked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    OnTrack,
    AtRisk,
    OffTrack,
}

/// What the secretariat said of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acceptance {
    Awaiting,
    Accepted,
    Returned,
}

impl Acceptance {
    pub const ALL: [Acceptance; 3] = [Acceptance::Awaiting, Acceptance::Accepted, Acceptance::Returned];
}

impl ReportedStatus {
    pub const ALL: [ReportedStatus; 5] = [
        ReportedStatus::NotStarted,
        ReportedStatus::InProgress,
        ReportedStatus::Completed,
        ReportedStatus::Delayed,
        ReportedStatus::Blocked,
    ];
}

impl Confidence {
    pub const ALL: [Confidence; 3] = [Confidence::OnTrack, Confidence::AtRisk, Confidence::OffTrack];
}

/// How one action relates to another, `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    SameAs,
    Continues,
    ContributesTo,
    Supersedes,
}

impl Relation {
    pub const ALL: [Relation; 4] =
        [Relation::SameAs, Relation::Continues, Relation::ContributesTo, Relation::Supersedes];
}

/// How often an update is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportingPeriod {
    /// The fiscal quarter.
    Quarter,
    /// Half of a fiscal year: October to March, April to September.
    HalfYear,
    /// The fiscal year.
    Year,
}

impl ReportingPeriod {
    pub const ALL: [ReportingPeriod; 3] = [ReportingPeriod::Quarter, ReportingPeriod::HalfYear, ReportingPeriod::Year];
}

/// What a reporting rule says of the quarters for which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReportingTerms {
    pub every: ReportingPeriod,
    /// Days after the last day of the period on which the update is still in time.
    pub days: u16,
}

impl Default for ReportingTerms {
    /// One update a fiscal quarter, due 15 days after it. Records that state no terms go by these.
    fn default() -> Self {
        ReportingTerms { every: ReportingPeriod::Quarter, days: 15 }
    }
}
