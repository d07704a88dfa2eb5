//! The counted columns of one version of each kind, as they stand in SQL.

use crate::error::StoreError;
use crate::tables::read_inferences;
use domain::Date;
use domain::action::{ActionKind, Strength};
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::facts::{CarrierStanding, Inferences, MilestoneStanding};
use domain::ids::{ActionId, AgencyId, BodyId, MilestoneId, NodeId, PlanId};
use domain::slippage::Booked;
use domain::update::{Confidence, ReportedStatus};
use sea_orm::QueryResult;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

#[derive(Clone, Debug)]
pub(crate) struct ActionColumns {
    pub plan: PlanId,
    pub node: NodeId,
    pub reference: Arc<str>,
    pub title: Arc<str>,
    pub kind: ActionKind,
    pub strength: Strength,
    pub recurs: bool,
    pub ends: Option<Date>,
    pub inferred: Inferences,
    pub matches_published: bool,
    pub is_withdrawn: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct AssignmentColumns {
    pub action: ActionId,
    pub party: Party,
    pub role: CarrierRole,
    pub state: StateTag,
    pub is_inferred: bool,
    pub in_force_from: Option<Date>,
}

/// Where an assignment stands, without its dates and reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum StateTag {
    Stated,
    Assumed,
    Offered,
    Accepted,
    Declined,
    HandedOver,
    Ended,
}

impl StateTag {
    pub fn standing(self) -> CarrierStanding {
        match self {
            StateTag::Stated => CarrierStanding::Stated,
            StateTag::Assumed => CarrierStanding::Assumed,
            StateTag::Offered => CarrierStanding::Offered,
            StateTag::Accepted => CarrierStanding::Accepted,
            StateTag::Declined | StateTag::HandedOver | StateTag::Ended => CarrierStanding::Over,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct MilestoneColumns {
    pub action: ActionId,
    pub title: Arc<str>,
    pub original: Date,
    pub due: Date,
    pub booked: Arc<[Booked]>,
    pub standing: MilestoneStanding,
    pub is_verified: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ReportColumns {
    pub action: ActionId,
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    pub confidence: Option<Confidence>,
    pub submitted: Date,
    pub is_verified: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct EvidenceColumns {
    pub action: ActionId,
    pub milestone: Option<MilestoneId>,
    pub is_withdrawn: bool,
}

pub(super) const ACTION: &[&str] = &[
    "plan_id",
    "node_id",
    "reference",
    "title",
    "kind",
    "strength",
    "recurs",
    "ends",
    "inferred",
    "matches_published",
    "withdrawn",
];

pub(super) fn action(row: &QueryResult) -> Result<ActionColumns, StoreError> {
    Ok(ActionColumns {
        plan: PlanId(row.try_get("", "plan_id")?),
        node: NodeId(row.try_get("", "node_id")?),
        reference: row.try_get::<String>("", "reference")?.into(),
        title: row.try_get::<String>("", "title")?.into(),
        kind: code(row, "kind")?,
        strength: code(row, "strength")?,
        recurs: is_yes(row, "recurs")?,
        ends: optional_code(row, "ends")?,
        inferred: read_inferences(&row.try_get::<String>("", "inferred")?),
        matches_published: is_yes(row, "matches_published")?,
        is_withdrawn: is_yes(row, "withdrawn")?,
    })
}

pub(super) const ASSIGNMENT: &[&str] =
    &["action_id", "agency_id", "body_id", "role", "state", "inferred", "in_force_from"];

pub(super) fn assignment(row: &QueryResult) -> Result<AssignmentColumns, StoreError> {
    let agency: Option<Uuid> = row.try_get("", "agency_id")?;
    let body: Option<Uuid> = row.try_get("", "body_id")?;
    let party = match (agency, body) {
        (Some(agency), None) => Party::Agency(AgencyId(agency)),
        (None, Some(body)) => Party::Body(BodyId(body)),
        _ => return Err(StoreError::Damaged("an assignment has one party".to_owned())),
    };
    Ok(AssignmentColumns {
        action: ActionId(row.try_get("", "action_id")?),
        party,
        role: code(row, "role")?,
        state: code(row, "state")?,
        is_inferred: is_yes(row, "inferred")?,
        in_force_from: optional_code(row, "in_force_from")?,
    })
}

pub(super) const MILESTONE: &[&str] =
    &["action_id", "title", "original", "due", "moves", "state", "completed_on", "verified"];

pub(super) fn milestone(row: &QueryResult) -> Result<MilestoneColumns, StoreError> {
    let completed_on: Option<Date> = optional_code(row, "completed_on")?;
    let state: String = row.try_get("", "state")?;
    let standing = match (state.as_str(), completed_on) {
        ("completed", Some(on)) => MilestoneStanding::Completed(on),
        ("withdrawn", _) => MilestoneStanding::Withdrawn,
        ("open", None) => MilestoneStanding::Open,
        _ => return Err(StoreError::Damaged(format!("\"{state}\" is not how a milestone stands"))),
    };
    Ok(MilestoneColumns {
        action: ActionId(row.try_get("", "action_id")?),
        title: row.try_get::<String>("", "title")?.into(),
        original: code(row, "original")?,
        due: code(row, "due")?,
        booked: booked(&row.try_get::<String>("", "moves")?)?,
        standing,
        is_verified: is_yes(row, "verified")?,
    })
}

/// What most milestones have: one for all of them.
static NOT_MOVED: LazyLock<Arc<[Booked]>> = LazyLock::new(|| Arc::new([]));

/// Reads what [`tables::columns`](crate::tables::columns) wrote.
fn booked(text: &str) -> Result<Arc<[Booked]>, StoreError> {
    if text.is_empty() {
        return Ok(Arc::clone(&NOT_MOVED));
    }
    let one = |text: &str| {
        let (reason, days) = text.split_once(':')?;
        let reason = read_code(reason).ok()?;
        Some(Booked { reason, days: days.parse().ok()? })
    };
    let damaged = || StoreError::Damaged(format!("\"{text}\" is not how dates move"));
    text.split_whitespace().map(one).collect::<Option<_>>().ok_or_else(damaged)
}

pub(super) const REPORT: &[&str] = &["action_id", "quarter", "status", "confidence", "submitted", "verified"];

pub(super) fn report(row: &QueryResult) -> Result<ReportColumns, StoreError> {
    let quarter: i64 = row.try_get("", "quarter")?;
    Ok(ReportColumns {
        action: ActionId(row.try_get("", "action_id")?),
        quarter: FiscalQuarter::from_index(i32::try_from(quarter).unwrap_or_default()),
        status: code(row, "status")?,
        confidence: optional_code(row, "confidence")?,
        submitted: code(row, "submitted")?,
        is_verified: is_yes(row, "verified")?,
    })
}

pub(super) const EVIDENCE: &[&str] = &["action_id", "milestone_id", "withdrawn"];

pub(super) fn evidence_columns(row: &QueryResult) -> Result<EvidenceColumns, StoreError> {
    Ok(EvidenceColumns {
        action: ActionId(row.try_get("", "action_id")?),
        milestone: row.try_get::<Option<Uuid>>("", "milestone_id")?.map(MilestoneId),
        is_withdrawn: is_yes(row, "withdrawn")?,
    })
}

/// A code, or a day, as serde writes it.
fn code<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    let text: String = row.try_get("", column)?;
    read_code(&text)
}

fn optional_code<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get("", column)?;
    text.as_deref().map(read_code).transpose()
}

/// Read straight from the text: hundreds of thousands of them are read when a server starts.
fn read_code<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    let code: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(code).map_err(|error| StoreError::Damaged(format!("\"{text}\" is no code: {error}")))
}

fn is_yes(row: &QueryResult, column: &str) -> Result<bool, StoreError> {
    Ok(row.try_get::<i64>("", column)? != 0)
}
