//! The counted columns of the whole record in memory, at any position. SQL finds and keeps; memory counts.
//!
//! It is a cache of committed rows: it only moves forward to a known position, and the predicate in SQL stays the truth
//! that tests compare it with.

mod cells;
mod columns;
mod history;
mod reading;

pub(crate) use history::ActionHistory;
pub(crate) use reading::Span;

use crate::database::connections::Database;
use crate::error::StoreError;
use crate::memory::Memory;
use crate::tables::ledger::has_erased;
use domain::agency::Agency;
use domain::body::Body;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use futures::TryStreamExt;
use reading::{OfAction, Part, Versions, in_turn};
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
    pub actions: BTreeMap<ActionId, ActionHistory>,
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

    /// The entry with which each object entered the record.
    pub fn births(&self) -> impl Iterator<Item = (Uuid, Seq)> {
        self.0.iter().filter_map(|(id, versions)| Some((*id, versions.first()?.0)))
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

impl Memory {
    /// Brings the timeline forward to a position that is committed.
    pub(super) async fn advance_timeline(&self, database: &Database, to: Seq) -> Result<(), StoreError> {
        if self.timeline.read().await.reached >= Some(to) {
            return Ok(());
        }
        let mut timeline = self.timeline.write().await;
        // Someone may have brought it there while this waited.
        match timeline.reached {
            None => *timeline = Timeline::read_whole(database, to).await?,
            // What was erased since is no longer counted under its title, at whatever position.
            Some(reached) if reached < to && has_erased(database.reader(), reached, to).await? => {
                *timeline = Timeline::read_whole(database, to).await?;
                self.snapshots.forget();
            }
            Some(reached) if reached < to => timeline.advance(database, Span::after(Some(reached), to)).await?,
            Some(_) => {}
        }
        Ok(())
    }

    /// Whether the record was read at all, and no one reads it just now.
    pub fn is_read(&self) -> bool {
        self.timeline.try_read().is_ok_and(|timeline| timeline.reached.is_some())
    }
}

impl Timeline {
    /// Everything up to a position. What was read is put in its place while the next is read.
    async fn read_whole(database: &Database, to: Seq) -> Result<Timeline, StoreError> {
        let mut timeline = Timeline::default();
        let mut reading = std::pin::pin!(in_turn(database, Part::Until(to)));
        while let Some(versions) = reading.try_next().await? {
            timeline.add(versions);
        }
        timeline.actions.values_mut().for_each(ActionHistory::close_up);
        timeline.reached = Some(to);
        Ok(timeline)
    }

    /// All is read before anything is added: a failure half way leaves the timeline as it was.
    async fn advance(&mut self, database: &Database, span: Span) -> Result<(), StoreError> {
        let versions: Vec<Versions> = in_turn(database, Part::Span(span)).try_collect().await?;
        versions.into_iter().for_each(|versions| self.add(versions));
        self.reached = Some(span.to());
        Ok(())
    }

    fn add(&mut self, versions: Versions) {
        match versions {
            Versions::Agencies(versions) => self.agencies.extend(versions),
            Versions::Bodies(versions) => self.bodies.extend(versions),
            Versions::Meetings(versions) => self.meetings.extend(versions),
            Versions::Plans(versions) => self.plans.extend(versions),
            Versions::Nodes(versions) => self.nodes.extend(versions),
            Versions::Actions(versions) => self.put(versions, |history, _, since, columns| {
                history.add_action(since, columns);
            }),
            Versions::Assignments(versions) => self.put(versions, ActionHistory::add_assignment),
            Versions::Milestones(versions) => self.put(versions, ActionHistory::add_milestone),
            Versions::Reports(versions) => self.put(versions, ActionHistory::add_report),
            Versions::Evidence(versions) => self.put(versions, ActionHistory::add_evidence),
        }
    }

    fn put<T>(&mut self, versions: Vec<OfAction<T>>, add: impl Fn(&mut ActionHistory, Uuid, Seq, T)) {
        for OfAction { action, id, since, columns } in versions {
            add(self.actions.entry(action).or_default(), id, since, columns);
        }
    }
}
