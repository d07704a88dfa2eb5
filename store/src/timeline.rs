//! The counted columns of the whole record in memory, at any position. SQL finds and keeps; memory counts.
//!
//! It is a cache of committed rows: it only moves forward to a known position, and the predicate in SQL stays the truth
//! that tests compare it with.

mod chronicle;
mod columns;

pub(crate) use chronicle::Chronicle;

use crate::connect::Store;
use crate::error::StoreError;
use crate::rows::{self, number, seq};
use crate::tables;
use columns::{
    ACTION, ASSIGNMENT, ActionColumns, AssignmentColumns, EVIDENCE, EvidenceColumns, MILESTONE, MilestoneColumns,
    REPORT, ReportColumns, action, assignment, evidence_columns, milestone, report,
};
use domain::Versioned;
use domain::agency::Agency;
use domain::body::Body;
use domain::ids::{ActionId, Kind};
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
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
    pub actions: BTreeMap<ActionId, Chronicle>,
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
    pub fn at(&self, p: Seq) -> impl Iterator<Item = (Uuid, &T)> {
        self.0.iter().filter_map(move |(id, versions)| Some((*id, version_at(versions, p)?)))
    }

    fn extend(&mut self, versions: Vec<(Uuid, Seq, T)>) {
        for (id, since, value) in versions {
            self.0.entry(id).or_default().push((since, value));
        }
    }

    /// The same, unless the version before is no different in what is kept of it here.
    pub fn push_where_different(&mut self, id: Uuid, since: Seq, value: T, same: impl Fn(&T, &T) -> bool) {
        let versions = self.0.entry(id).or_default();
        if !versions.last().is_some_and(|(_, last)| same(last, &value)) {
            versions.push((since, value));
        }
    }
}

/// The version at a position. Versions join without a gap (what leaves is withdrawn, not closed), so it is the last that
/// begins there or before.
fn version_at<T>(versions: &[(Seq, T)], p: Seq) -> Option<&T> {
    let later = versions.partition_point(|(since, _)| *since <= p);
    let (_, value) = versions.get(later.checked_sub(1)?)?;
    Some(value)
}

/// How many entries are read at a time, so that the rows of a long record never stand in memory all at once.
const AT_ONCE: u64 = 20_000;

impl Store {
    /// Brings the timeline forward to a position that is committed.
    pub(crate) async fn advance_timeline(&self, to: Seq) -> Result<(), StoreError> {
        if self.timeline().read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut timeline = self.timeline().write().await;
        // Somebody may have brought it there while this waited.
        while timeline.reached < Some(to) {
            let next = timeline.reached.map_or(0, |reached| reached.0 + 1);
            timeline.advance(self.reader(), Seq(Ord::min(to.0, next + AT_ONCE - 1))).await?;
        }
        Ok(())
    }
}

impl Timeline {
    async fn advance(&mut self, connection: &impl ConnectionTrait, to: Seq) -> Result<(), StoreError> {
        let span = Span::after(self.reached, to);
        // All is read before anything is added: a failure half way leaves the timeline as it was.
        let agencies = contents::<Agency>(connection, span).await?;
        let bodies = contents::<Body>(connection, span).await?;
        let meetings = contents::<Meeting>(connection, span).await?;
        let plans = contents::<Plan>(connection, span).await?;
        let nodes = contents::<Node>(connection, span).await?;
        let actions = columns(connection, (Kind::Action, ACTION, action), span).await?;
        let assignments = columns(connection, (Kind::Assignment, ASSIGNMENT, assignment), span).await?;
        let milestones = columns(connection, (Kind::Milestone, MILESTONE, milestone), span).await?;
        let reports = columns(connection, (Kind::Report, REPORT, report), span).await?;
        let evidence = columns(connection, (Kind::Evidence, EVIDENCE, evidence_columns), span).await?;

        self.agencies.extend(agencies);
        self.bodies.extend(bodies);
        self.meetings.extend(meetings);
        self.plans.extend(plans);
        self.nodes.extend(nodes);
        for (id, since, columns) in actions {
            self.chronicle(ActionId(id)).add_action(since, columns);
        }
        for (id, since, columns) in assignments {
            self.chronicle(columns.action).add_assignment(id, since, columns);
        }
        for (id, since, columns) in milestones {
            self.chronicle(columns.action).add_milestone(id, since, columns);
        }
        for (id, since, columns) in reports {
            self.chronicle(columns.action).add_report(id, since, columns);
        }
        for (id, since, columns) in evidence {
            self.chronicle(columns.action).add_evidence(id, since, columns);
        }
        self.reached = Some(to);
        Ok(())
    }

    fn chronicle(&mut self, action: ActionId) -> &mut Chronicle {
        self.actions.entry(action).or_default()
    }
}

/// Entries after one position, up to and with another.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    after: Option<Seq>,
    to: Seq,
}

impl Span {
    pub fn after(after: Option<Seq>, to: Seq) -> Span {
        Span { after, to }
    }

    /// Versions that such an entry made.
    pub fn condition(self) -> Cond {
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

/// Reads the counted columns of one row.
type Parse<T> = fn(&QueryResult) -> Result<T, StoreError>;

/// The versions of a kind, in the order of their entries.
async fn columns<T>(
    connection: &impl ConnectionTrait,
    (kind, names, parse): (Kind, &[&'static str], Parse<T>),
    span: Span,
) -> Result<Vec<(Uuid, Seq, T)>, StoreError> {
    let query = Query::select()
        .columns([("v", "id"), ("v", "since")])
        .columns(names.iter().map(|name| ("v", *name)))
        .from_as(tables::of(kind).versions, "v")
        .cond_where(span.condition())
        .order_by(("v", "since"), Order::Asc)
        .order_by(("v", "id"), Order::Asc)
        .to_owned();
    let rows = connection.query_all(&query).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, seq(row.try_get("", "since")?), parse(row)?))).collect()
}
