//! The counted columns of one version of each kind, as they stand in SQL.

use super::cells::Cells;
use super::history::Read;
use crate::error::StoreError;
use crate::tables::kinds::read_inferences;
use domain::Date;
use domain::action::{ActionKind, Strength};
use domain::assignment::CarrierRole;
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::facts::{CarrierFacts, CarrierStanding, Inferences, MilestoneFacts, MilestoneStanding, ReportFacts};
use domain::ids::{ActionId, AgencyId, BodyId, Kind, MilestoneId, NodeId, PlanId, ReportId};
use domain::slippage::Booked;
use domain::update::{Acceptance, Confidence, ReportedStatus};
use internment::Intern;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use uuid::Uuid;

/// A kind of which only columns are counted.
pub(crate) trait CountedKind: Sized + Send + 'static {
    const KIND: Kind;
    /// What is read of a version, beside its object and the entry that made it.
    const COLUMNS: &'static [&'static str];

    /// The action to which it belongs, and its columns.
    ///
    /// # Errors
    /// When what stands there is nothing that was written.
    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError>;

    /// As the version of this object.
    fn of(self, id: Uuid) -> Read;
}

#[derive(Clone, Debug)]
pub(crate) struct ActionColumns {
    pub plan: PlanId,
    pub node: NodeId,
    pub reference: Intern<str>,
    pub title: Intern<str>,
    pub kind: ActionKind,
    pub strength: Strength,
    pub recurs: bool,
    pub ends: Option<Date>,
    pub end_booked: Intern<[Booked]>,
    pub inferred: Inferences,
    pub matches_published: bool,
    pub is_withdrawn: bool,
    pub is_retracted: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct AssignmentColumns {
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
    HandedBack,
    Ended,
}

impl StateTag {
    pub fn standing(self) -> CarrierStanding {
        match self {
            StateTag::Stated => CarrierStanding::Stated,
            StateTag::Assumed => CarrierStanding::Assumed,
            StateTag::Offered => CarrierStanding::Offered,
            StateTag::Accepted => CarrierStanding::Accepted,
            StateTag::HandedBack => CarrierStanding::HandedBack,
            StateTag::Declined | StateTag::HandedOver | StateTag::Ended => CarrierStanding::Over,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct MilestoneColumns {
    pub title: Intern<str>,
    pub original: Date,
    pub due: Date,
    pub booked: Intern<[Booked]>,
    pub standing: MilestoneStanding,
    pub is_verified: bool,
}

impl AssignmentColumns {
    pub fn facts(&self) -> CarrierFacts {
        CarrierFacts {
            party: self.party,
            role: self.role,
            standing: self.state.standing(),
            is_inferred: self.is_inferred,
            in_force_from: self.in_force_from,
        }
    }
}

impl MilestoneColumns {
    /// With so many documents.
    pub fn facts(&self, id: MilestoneId, evidence: u32) -> MilestoneFacts {
        MilestoneFacts {
            id,
            title: self.title,
            original: self.original,
            due: self.due,
            booked: self.booked,
            state: self.standing,
            is_verified: self.is_verified,
            evidence,
        }
    }
}

impl ReportColumns {
    pub fn facts(&self) -> ReportFacts {
        ReportFacts {
            quarter: self.quarter,
            status: self.status,
            confidence: self.confidence,
            submitted: self.submitted,
            is_verified: self.is_verified,
            review: self.review,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ReportColumns {
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    pub confidence: Option<Confidence>,
    pub submitted: Date,
    pub is_verified: bool,
    pub is_retracted: bool,
    pub review: Option<Acceptance>,
}

#[derive(Clone, Debug)]
pub(crate) struct EvidenceColumns {
    pub milestone: Option<MilestoneId>,
    pub is_withdrawn: bool,
}

impl CountedKind for ActionColumns {
    const KIND: Kind = Kind::Action;
    const COLUMNS: &'static [&'static str] = &[
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
        "moves",
        "retracted",
    ];

    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError> {
        let columns = ActionColumns {
            plan: PlanId(row.id("plan_id")?),
            node: NodeId(row.id("node_id")?),
            reference: row.text("reference", |text| Ok(text.into()))?,
            title: row.text("title", |text| Ok(text.into()))?,
            kind: row.text("kind", code)?,
            strength: row.text("strength", code)?,
            recurs: row.is_yes("recurs")?,
            ends: row.optional_text("ends", code)?,
            end_booked: row.text("moves", booked)?,
            inferred: row.text("inferred", |text| Ok(read_inferences(text)))?,
            matches_published: row.is_yes("matches_published")?,
            is_withdrawn: row.is_yes("withdrawn")?,
            is_retracted: row.is_yes("retracted")?,
        };
        Ok((ActionId(row.id("id")?), columns))
    }

    fn of(self, _id: Uuid) -> Read {
        Read::Action(Box::new(self))
    }
}

impl CountedKind for AssignmentColumns {
    const KIND: Kind = Kind::Assignment;
    const COLUMNS: &'static [&'static str] =
        &["action_id", "agency_id", "body_id", "role", "state", "inferred", "in_force_from"];

    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError> {
        let party = match (row.optional_id("agency_id")?, row.optional_id("body_id")?) {
            (Some(agency), None) => Party::Agency(AgencyId(agency)),
            (None, Some(body)) => Party::Body(BodyId(body)),
            _ => return Err(StoreError::Damaged("an assignment has one party".to_owned())),
        };
        let columns = AssignmentColumns {
            party,
            role: row.text("role", code)?,
            state: row.text("state", code)?,
            is_inferred: row.is_yes("inferred")?,
            in_force_from: row.optional_text("in_force_from", code)?,
        };
        Ok((ActionId(row.id("action_id")?), columns))
    }

    fn of(self, id: Uuid) -> Read {
        Read::Assignment(id, self)
    }
}

impl CountedKind for MilestoneColumns {
    const KIND: Kind = Kind::Milestone;
    const COLUMNS: &'static [&'static str] =
        &["action_id", "title", "original", "due", "moves", "state", "completed_on", "verified"];

    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError> {
        let completed_on = row.optional_text("completed_on", code)?;
        let columns = MilestoneColumns {
            title: row.text("title", |text| Ok(text.into()))?,
            original: row.text("original", code)?,
            due: row.text("due", code)?,
            booked: row.text("moves", booked)?,
            standing: row.text("state", |state| standing(state, completed_on))?,
            is_verified: row.is_yes("verified")?,
        };
        Ok((ActionId(row.id("action_id")?), columns))
    }

    fn of(self, id: Uuid) -> Read {
        Read::Milestone(MilestoneId(id), self)
    }
}

fn standing(state: &str, completed_on: Option<Date>) -> Result<MilestoneStanding, StoreError> {
    match (state, completed_on) {
        ("completed", Some(on)) => Ok(MilestoneStanding::Completed(on)),
        ("withdrawn", _) => Ok(MilestoneStanding::Withdrawn),
        ("open", None) => Ok(MilestoneStanding::Open),
        _ => Err(StoreError::Damaged(format!("\"{state}\" is not a state of a milestone"))),
    }
}

/// Reads what [`tables::columns`](crate::tables::columns) wrote.
fn booked(text: &str) -> Result<Intern<[Booked]>, StoreError> {
    let one = |text: &str| {
        let (reason, days) = text.split_once(':')?;
        Some(Booked { reason: code(reason).ok()?, days: days.parse().ok()? })
    };
    let booked: Option<Vec<Booked>> = text.split_whitespace().map(one).collect();
    let booked = booked.ok_or_else(|| StoreError::Damaged(format!("\"{text}\" is not a list of date changes")))?;
    Ok(booked.as_slice().into())
}

impl CountedKind for ReportColumns {
    const KIND: Kind = Kind::Report;
    const COLUMNS: &'static [&'static str] =
        &["action_id", "quarter", "status", "confidence", "submitted", "verified", "retracted", "review"];

    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError> {
        let columns = ReportColumns {
            quarter: FiscalQuarter::from_index(i32::try_from(row.number("quarter")?).unwrap_or_default()),
            status: row.text("status", code)?,
            confidence: row.optional_text("confidence", code)?,
            submitted: row.text("submitted", code)?,
            is_verified: row.is_yes("verified")?,
            is_retracted: row.is_yes("retracted")?,
            review: row.text("review", |text| if text.is_empty() { Ok(None) } else { code(text).map(Some) })?,
        };
        Ok((ActionId(row.id("action_id")?), columns))
    }

    fn of(self, id: Uuid) -> Read {
        Read::Report(ReportId(id), self)
    }
}

impl CountedKind for EvidenceColumns {
    const KIND: Kind = Kind::Evidence;
    const COLUMNS: &'static [&'static str] = &["action_id", "milestone_id", "withdrawn"];

    fn read(row: &impl Cells) -> Result<(ActionId, Self), StoreError> {
        let milestone = row.optional_id("milestone_id")?.map(MilestoneId);
        let columns = EvidenceColumns { milestone, is_withdrawn: row.is_yes("withdrawn")? };
        Ok((ActionId(row.id("action_id")?), columns))
    }

    fn of(self, id: Uuid) -> Read {
        Read::Evidence(id, self)
    }
}

/// A code, or a day, as serde writes it. Read straight from the text: hundreds of thousands of them are read when a server
/// starts.
fn code<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    let code: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(code).map_err(|error| StoreError::Damaged(format!("\"{text}\" is no code: {error}")))
}
