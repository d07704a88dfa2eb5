//! The counted columns of the whole record in memory, at any position. SQL finds and keeps; memory counts.
//!
//! It is a cache of committed rows: it only moves forward to a known position, and the predicate in SQL stays the truth
//! that tests compare it with.

use crate::connect::Store;
use crate::error::StoreError;
use crate::rows::{self, number, seq};
use crate::tables;
use domain::action::{ActionKind, Strength};
use domain::agency::Agency;
use domain::assignment::CarrierRole;
use domain::body::{Body, Party};
use domain::date::FiscalQuarter;
use domain::facts::{CarrierStanding, Inferences, MilestoneStanding};
use domain::ids::{ActionId, AgencyId, BodyId, Kind, MilestoneId, NodeId, PlanId};
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use domain::slippage::Booked;
use domain::update::{Confidence, ReportedStatus};
use domain::{Date, Versioned};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Everything that is counted, with every version of it.
#[derive(Debug, Default)]
pub(crate) struct Timeline {
    /// The last entry that is in here.
    reached: Option<Seq>,
    pub agencies: History<Arc<Agency>>,
    pub bodies: History<Arc<Body>>,
    pub meetings: History<Arc<Meeting>>,
    pub plans: History<Arc<Plan>>,
    pub nodes: History<Arc<Node>>,
    pub actions: History<ActionColumns>,
    pub assignments: History<AssignmentColumns>,
    pub milestones: History<MilestoneColumns>,
    pub reports: History<ReportColumns>,
    pub evidence: History<EvidenceColumns>,
}

/// The versions of the objects of one kind, by object, each list in the order of `since`.
#[derive(Debug)]
pub(crate) struct History<T>(BTreeMap<Uuid, Vec<(Seq, T)>>);

impl<T> Default for History<T> {
    fn default() -> Self {
        History(BTreeMap::new())
    }
}

impl<T> History<T> {
    /// Every object that existed at the position, with its version of then, in the order of the ids.
    ///
    /// An object's versions join without a gap (what leaves is withdrawn, not closed), so the version at p is the last
    /// that begins at p or before.
    pub fn at(&self, p: Seq) -> impl Iterator<Item = (Uuid, &T)> {
        self.0.iter().filter_map(move |(id, versions)| {
            let later = versions.partition_point(|(since, _)| *since <= p);
            let (_, value) = versions.get(later.checked_sub(1)?)?;
            Some((*id, value))
        })
    }

    /// As [`History::at`], each with the entry that made the object.
    pub fn born_at(&self, p: Seq) -> impl Iterator<Item = (Seq, &T)> {
        self.0.values().filter_map(move |versions| {
            let later = versions.partition_point(|(since, _)| *since <= p);
            let (born, _) = versions.first()?;
            let (_, value) = versions.get(later.checked_sub(1)?)?;
            Some((*born, value))
        })
    }

    fn push(&mut self, id: Uuid, since: Seq, value: T) {
        self.0.entry(id).or_default().push((since, value));
    }
}

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

impl Store {
    /// Brings the timeline forward to a position that is committed.
    pub(crate) async fn advance_timeline(&self, to: Seq) -> Result<(), StoreError> {
        if self.timeline().read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut timeline = self.timeline().write().await;
        // Somebody may have brought it there while this waited.
        if timeline.reached >= Some(to) {
            return Ok(());
        }
        timeline.advance(self.reader(), to).await
    }
}

impl Timeline {
    async fn advance(&mut self, connection: &impl ConnectionTrait, to: Seq) -> Result<(), StoreError> {
        let span = Span { after: self.reached, to };
        // All is read before anything is added: a failure half way leaves the timeline as it was.
        let agencies = contents::<Agency>(connection, span).await?;
        let bodies = contents::<Body>(connection, span).await?;
        let meetings = contents::<Meeting>(connection, span).await?;
        let plans = contents::<Plan>(connection, span).await?;
        let nodes = contents::<Node>(connection, span).await?;
        let actions = columns(connection, Kind::Action, ACTION, span).await?;
        let assignments = columns(connection, Kind::Assignment, ASSIGNMENT, span).await?;
        let milestones = columns(connection, Kind::Milestone, MILESTONE, span).await?;
        let reports = columns(connection, Kind::Report, REPORT, span).await?;
        let evidence = columns(connection, Kind::Evidence, EVIDENCE, span).await?;
        let (actions, assignments) = (parsed(&actions, action)?, parsed(&assignments, assignment)?);
        let (milestones, evidence) = (parsed(&milestones, milestone)?, parsed(&evidence, evidence_columns)?);
        let reports = parsed(&reports, report)?;

        self.agencies.extend(agencies);
        self.bodies.extend(bodies);
        self.meetings.extend(meetings);
        self.plans.extend(plans);
        self.nodes.extend(nodes);
        self.actions.extend(actions);
        self.assignments.extend(assignments);
        self.milestones.extend(milestones);
        self.evidence.extend(evidence);
        self.reports.extend(reports);
        self.reached = Some(to);
        Ok(())
    }
}

impl<T> History<T> {
    fn extend(&mut self, versions: Vec<(Uuid, Seq, T)>) {
        for (id, since, value) in versions {
            self.push(id, since, value);
        }
    }
}

/// Entries after one position, up to and with another.
#[derive(Clone, Copy)]
struct Span {
    after: Option<Seq>,
    to: Seq,
}

impl Span {
    fn condition(self) -> Cond {
        let after = self.after.map_or(-1, number);
        Cond::all().add(Expr::col(("v", "since")).gt(after)).add(Expr::col(("v", "since")).lte(number(self.to)))
    }
}

async fn contents<T: Versioned>(
    connection: &impl ConnectionTrait,
    span: Span,
) -> Result<Vec<(Uuid, Seq, Arc<T>)>, StoreError> {
    let versions = rows::all::<T>(connection, span.condition()).await?;
    Ok(versions.into_iter().map(|seen| (seen.value.id().into(), seen.since, Arc::new(seen.value))).collect())
}

async fn columns(
    connection: &impl ConnectionTrait,
    kind: Kind,
    names: &[&'static str],
    span: Span,
) -> Result<Vec<QueryResult>, StoreError> {
    let query = Query::select()
        .columns([("v", "id"), ("v", "since")])
        .columns(names.iter().map(|name| ("v", *name)))
        .from_as(tables::of(kind).versions, "v")
        .cond_where(span.condition())
        .order_by(("v", "id"), Order::Asc)
        .order_by(("v", "since"), Order::Asc)
        .to_owned();
    Ok(connection.query_all(&query).await?)
}

fn parsed<T>(
    rows: &[QueryResult],
    parse: impl Fn(&QueryResult) -> Result<T, StoreError>,
) -> Result<Vec<(Uuid, Seq, T)>, StoreError> {
    rows.iter().map(|row| Ok((row.try_get("", "id")?, seq(row.try_get("", "since")?), parse(row)?))).collect()
}

const ACTION: &[&str] = &[
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

fn action(row: &QueryResult) -> Result<ActionColumns, StoreError> {
    Ok(ActionColumns {
        plan: PlanId(row.try_get("", "plan_id")?),
        node: NodeId(row.try_get("", "node_id")?),
        reference: row.try_get::<String>("", "reference")?.into(),
        title: row.try_get::<String>("", "title")?.into(),
        kind: code(row, "kind")?,
        strength: code(row, "strength")?,
        recurs: is_yes(row, "recurs")?,
        ends: optional_code(row, "ends")?,
        inferred: tables::read_inferences(&row.try_get::<String>("", "inferred")?),
        matches_published: is_yes(row, "matches_published")?,
        is_withdrawn: is_yes(row, "withdrawn")?,
    })
}

const ASSIGNMENT: &[&str] = &["action_id", "agency_id", "body_id", "role", "state", "inferred", "in_force_from"];

fn assignment(row: &QueryResult) -> Result<AssignmentColumns, StoreError> {
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

const MILESTONE: &[&str] = &["action_id", "title", "original", "due", "moves", "state", "completed_on", "verified"];

fn milestone(row: &QueryResult) -> Result<MilestoneColumns, StoreError> {
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

/// Reads what [`tables::columns`](crate::tables::columns) wrote.
fn booked(text: &str) -> Result<Arc<[Booked]>, StoreError> {
    let one = |text: &str| {
        let (reason, days) = text.split_once(':')?;
        let reason = serde_json::from_value(serde_json::Value::from(reason)).ok()?;
        Some(Booked { reason, days: days.parse().ok()? })
    };
    let damaged = || StoreError::Damaged(format!("\"{text}\" is not how dates move"));
    text.split_whitespace().map(one).collect::<Option<_>>().ok_or_else(damaged)
}

const REPORT: &[&str] = &["action_id", "quarter", "status", "confidence", "submitted", "verified"];

fn report(row: &QueryResult) -> Result<ReportColumns, StoreError> {
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

const EVIDENCE: &[&str] = &["action_id", "milestone_id", "withdrawn"];

fn evidence_columns(row: &QueryResult) -> Result<EvidenceColumns, StoreError> {
    Ok(EvidenceColumns {
        action: ActionId(row.try_get("", "action_id")?),
        milestone: row.try_get::<Option<Uuid>>("", "milestone_id")?.map(MilestoneId),
        is_withdrawn: is_yes(row, "withdrawn")?,
    })
}

/// A code, or a day, as serde writes it.
fn code<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<T, StoreError> {
    let text: String = row.try_get("", column)?;
    Ok(serde_json::from_value(serde_json::Value::String(text))?)
}

fn optional_code<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<Option<T>, StoreError> {
    let text: Option<String> = row.try_get("", column)?;
    Ok(text.map(|text| serde_json::from_value(serde_json::Value::String(text))).transpose()?)
}

fn is_yes(row: &QueryResult, column: &str) -> Result<bool, StoreError> {
    Ok(row.try_get::<i64>("", column)? != 0)
}
