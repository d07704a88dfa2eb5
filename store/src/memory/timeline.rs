//! The counted columns of the whole record in memory, at any position. SQL finds and keeps; memory counts.
//!
//! It is a cache of committed rows: it only moves forward to a known position, and the predicate in SQL stays the truth
//! that tests compare it with.

mod cells;
pub(crate) mod columns;
mod history;
mod reading;
mod versions;

pub(crate) use history::ActionHistory;
pub(crate) use reading::Span;

use crate::database::connections::Database;
use crate::error::StoreError;
use crate::memory::{Memory, off_the_executor};
use crate::tables::ledger::has_erased;
use domain::agency::Agency;
use domain::body::Body;
use domain::ids::ActionId;
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use futures::TryStreamExt;
use reading::{OfAction, Part, ReadKind, in_turn};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;
use versions::Versions;

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

/// The versions of the objects of one kind, by object.
#[derive(Debug)]
pub(crate) struct History<T>(BTreeMap<Uuid, Versions<T>>);

impl<T> Default for History<T> {
    fn default() -> Self {
        History(BTreeMap::new())
    }
}

impl<T> History<T> {
    /// Every object that existed at the position, with its version of then, in the order of the ids.
    pub fn at(&self, p: Seq) -> impl Iterator<Item = (Uuid, &T)> {
        self.0.iter().filter_map(move |(id, versions)| Some((*id, versions.at(p)?)))
    }

    /// The entry with which each object entered the record.
    pub fn births(&self) -> impl Iterator<Item = (Uuid, Seq)> {
        self.0.iter().filter_map(|(id, versions)| Some((*id, versions.born()?)))
    }

    /// Gives back the memory that was set aside for more.
    pub fn shrink_to_fit(&mut self) {
        self.0.values_mut().for_each(Versions::shrink_to_fit);
    }

    fn extend(&mut self, versions: Vec<(Uuid, Seq, T)>) {
        for (id, since, value) in versions {
            self.0.entry(id).or_default().push(since, value);
        }
    }

    /// The same, unless the version before is no different in what is kept of it here.
    pub fn push_where_different(&mut self, id: Uuid, since: Seq, value: T, same: impl Fn(&T, &T) -> bool) {
        let versions = self.0.entry(id).or_default();
        if !versions.last().is_some_and(|last| same(last, &value)) {
            versions.push(since, value);
        }
    }
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
        while let Some(read) = reading.try_next().await? {
            timeline.take(read);
        }
        let counted = off_the_executor(move || {
            for history in timeline.actions.values_mut() {
                history.count();
                history.shrink_to_fit();
            }
            timeline
        });
        Ok(Timeline { reached: Some(to), ..counted.await? })
    }

    /// All is read before anything is added: a failure half way leaves the timeline as it was.
    async fn advance(&mut self, database: &Database, span: Span) -> Result<(), StoreError> {
        let read: Vec<ReadKind> = in_turn(database, Part::Span(span)).try_collect().await?;
        let changed: BTreeSet<ActionId> = read.into_iter().flat_map(|read| self.take(read)).collect();
        for action in changed {
            self.actions.entry(action).or_default().count();
        }
        self.reached = Some(span.to());
        Ok(())
    }

    /// Gives the actions that it belongs to, which are to be counted.
    fn take(&mut self, read: ReadKind) -> Vec<ActionId> {
        match read {
            ReadKind::Agencies(versions) => self.agencies.extend(versions),
            ReadKind::Bodies(versions) => self.bodies.extend(versions),
            ReadKind::Meetings(versions) => self.meetings.extend(versions),
            ReadKind::Plans(versions) => self.plans.extend(versions),
            ReadKind::Nodes(versions) => self.nodes.extend(versions),
            ReadKind::Counted(versions) => {
                return versions
                    .into_iter()
                    .map(|OfAction { action, since, read, .. }| {
                        self.actions.entry(action).or_default().take(since, read);
                        action
                    })
                    .collect();
            }
        }
        Vec::new()
    }
}
