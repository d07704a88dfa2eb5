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
use futures::TryStreamExt;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{DatabaseConnection, QueryResult, StreamTrait};
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

impl Store {
    /// Brings the timeline forward to a position that is committed.
    pub(crate) async fn advance_timeline(&self, to: Seq) -> Result<(), StoreError> {
        if self.timeline().read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut timeline = self.timeline().write().await;
        // Somebody may have brought it there while this waited.
        match timeline.reached {
            None => *timeline = Timeline::read_whole(self.reader(), to).await?,
            Some(reached) if reached < to => timeline.advance(self.reader(), Span::after(Some(reached), to)).await?,
            Some(_) => {}
        }
        Ok(())
    }
}

impl Timeline {
    /// Everything up to a position, one kind after the other, so that no more rows than those of one kind stand in memory
    /// beside what is kept of them.
    async fn read_whole(connection: &DatabaseConnection, to: Seq) -> Result<Timeline, StoreError> {
        let mut timeline = Timeline::default();
        for kind in READ {
            timeline.add(read(connection, kind, Part::Until(to)).await?);
        }
        timeline.actions.values_mut().for_each(Chronicle::close_up);
        timeline.reached = Some(to);
        Ok(timeline)
    }

    /// All is read before anything is added: a failure half way leaves the timeline as it was.
    async fn advance(&mut self, connection: &DatabaseConnection, span: Span) -> Result<(), StoreError> {
        let mut versions = Vec::with_capacity(READ.len());
        for kind in READ {
            versions.push(read(connection, kind, Part::Span(span)).await?);
        }
        versions.into_iter().for_each(|versions| self.add(versions));
        self.reached = Some(span.to);
        Ok(())
    }

    fn add(&mut self, versions: Versions) {
        match versions {
            Versions::Agencies(versions) => self.agencies.extend(versions),
            Versions::Bodies(versions) => self.bodies.extend(versions),
            Versions::Meetings(versions) => self.meetings.extend(versions),
            Versions::Plans(versions) => self.plans.extend(versions),
            Versions::Nodes(versions) => self.nodes.extend(versions),
            Versions::Actions(versions) => {
                for (id, since, columns) in versions {
                    self.chronicle(ActionId(id)).add_action(since, columns);
                }
            }
            Versions::Assignments(versions) => {
                for (id, since, columns) in versions {
                    self.chronicle(columns.action).add_assignment(id, since, columns);
                }
            }
            Versions::Milestones(versions) => {
                for (id, since, columns) in versions {
                    self.chronicle(columns.action).add_milestone(id, since, columns);
                }
            }
            Versions::Reports(versions) => {
                for (id, since, columns) in versions {
                    self.chronicle(columns.action).add_report(id, since, columns);
                }
            }
            Versions::Evidence(versions) => {
                for (id, since, columns) in versions {
                    self.chronicle(columns.action).add_evidence(id, since, columns);
                }
            }
        }
    }

    /// Whether the record was read at all.
    pub fn is_read(&self) -> bool {
        self.reached.is_some()
    }

    fn chronicle(&mut self, action: ActionId) -> &mut Chronicle {
        self.actions.entry(action).or_default()
    }
}

/// The kinds that are counted or looked up by id.
const READ: [Kind; 10] = [
    Kind::Agency,
    Kind::Body,
    Kind::Meeting,
    Kind::Plan,
    Kind::Node,
    Kind::Action,
    Kind::Assignment,
    Kind::Milestone,
    Kind::Report,
    Kind::Evidence,
];

/// Versions with their objects and the entries that made them, in the order of the entries.
type Made<T> = Vec<(Uuid, Seq, T)>;

/// Versions of one kind.
enum Versions {
    Agencies(Made<Arc<Agency>>),
    Bodies(Made<Arc<Body>>),
    Meetings(Made<Arc<Meeting>>),
    Plans(Made<Arc<Plan>>),
    Nodes(Made<Arc<Node>>),
    Actions(Made<ActionColumns>),
    Assignments(Made<AssignmentColumns>),
    Milestones(Made<MilestoneColumns>),
    Reports(Made<ReportColumns>),
    Evidence(Made<EvidenceColumns>),
}

async fn read(connection: &DatabaseConnection, kind: Kind, part: Part) -> Result<Versions, StoreError> {
    Ok(match kind {
        Kind::Agency => Versions::Agencies(contents(connection, part).await?),
        Kind::Body => Versions::Bodies(contents(connection, part).await?),
        Kind::Meeting => Versions::Meetings(contents(connection, part).await?),
        Kind::Plan => Versions::Plans(contents(connection, part).await?),
        Kind::Node => Versions::Nodes(contents(connection, part).await?),
        Kind::Action => Versions::Actions(columns(connection, (kind, ACTION, action), part).await?),
        Kind::Assignment => Versions::Assignments(columns(connection, (kind, ASSIGNMENT, assignment), part).await?),
        Kind::Milestone => Versions::Milestones(columns(connection, (kind, MILESTONE, milestone), part).await?),
        Kind::Report => Versions::Reports(columns(connection, (kind, REPORT, report), part).await?),
        Kind::Evidence => Versions::Evidence(columns(connection, (kind, EVIDENCE, evidence_columns), part).await?),
        other => return Err(StoreError::Damaged(format!("{other:?} is not counted"))),
    })
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
        let since = || Expr::col(("v", "since"));
        Cond::all().add(since().gt(self.after.map_or(-1, number))).add(since().lte(number(self.to)))
    }
}

/// Which part of the record is read.
#[derive(Clone, Copy)]
enum Part {
    /// All of it up to a position. Rows are read as they lie, by object: by the index over entries each would be looked up
    /// on its own.
    Until(Seq),
    Span(Span),
}

impl Part {
    fn condition(self) -> Cond {
        match self {
            Part::Until(_) => Cond::all(),
            Part::Span(span) => span.condition(),
        }
    }

    /// A whole reading finds what others have written meanwhile too.
    fn holds(self, since: Seq) -> bool {
        match self {
            Part::Until(to) | Part::Span(Span { to, .. }) => since <= to,
        }
    }
}

async fn contents<T: Versioned>(connection: &DatabaseConnection, part: Part) -> Result<Made<Arc<T>>, StoreError> {
    let versions = rows::all::<T>(connection, part.condition()).await?;
    let mut made: Made<Arc<T>> = versions
        .into_iter()
        .filter(|seen| part.holds(seen.since))
        .map(|seen| (seen.value.id().into(), seen.since, Arc::new(seen.value)))
        .collect();
    made.sort_unstable_by_key(|(id, since, _)| (*since, *id));
    Ok(made)
}

/// Reads the counted columns of one row.
type Parse<T> = fn(&QueryResult) -> Result<T, StoreError>;

async fn columns<T>(
    connection: &DatabaseConnection,
    (kind, names, parse): (Kind, &[&'static str], Parse<T>),
    part: Part,
) -> Result<Made<T>, StoreError> {
    let query = Query::select()
        .columns([("v", "id"), ("v", "since")])
        .columns(names.iter().map(|name| ("v", *name)))
        .from_as(tables::of(kind).versions, "v")
        .cond_where(part.condition())
        .to_owned();
    let mut rows = connection.stream(&query).await?;
    let mut made = Vec::new();
    while let Some(row) = rows.try_next().await? {
        let since = seq(row.try_get("", "since")?);
        if part.holds(since) {
            made.push((row.try_get("", "id")?, since, parse(&row)?));
        }
    }
    made.sort_unstable_by_key(|(id, since, _)| (*since, *id));
    Ok(made)
}
