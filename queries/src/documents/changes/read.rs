//! What is compared: the versions of the actions and of all that belongs to them at both points, and the log entries in
//! between.

use crate::error::QueryError;
use domain::Date;
use domain::Event;
use domain::action::Action;
use domain::assignment::Assignment;
use domain::evidence::Evidence;
use domain::ids::{ActionId, MilestoneId};
use domain::ledger::Seq;
use domain::link::Link;
use domain::milestone::Milestone;
use domain::update::Report;
use std::collections::{BTreeMap, HashMap};
use store::{HistoryEntry, LoggedEntry, Versioned, View};
use uuid::Uuid;

/// The versions at one point. What belongs to an action is in the order in which the record got to know it.
#[derive(Debug, Default)]
pub(super) struct At {
    pub actions: HashMap<ActionId, Versioned<Action>>,
    pub milestones: HashMap<ActionId, Vec<Versioned<Milestone>>>,
    pub roles: HashMap<ActionId, Vec<Versioned<Assignment>>>,
    pub updates: HashMap<ActionId, Vec<Versioned<Report>>>,
    pub documents: HashMap<ActionId, Vec<Versioned<Evidence>>>,
    /// Each with both of its actions.
    pub links: HashMap<ActionId, Vec<Versioned<Link>>>,
}

impl At {
    /// # Errors
    /// When the database does not answer. Actions that the reader may not see are left out.
    pub async fn of(view: &View, ids: &[ActionId]) -> Result<At, QueryError> {
        let facts = ids.iter().filter_map(|id| view.facts(*id).ok());
        let milestones: Vec<MilestoneId> =
            facts.flat_map(|facts| facts.milestones.iter().map(|milestone| milestone.id)).collect();
        let actions = view.action_texts(ids.to_vec()).await?;
        let links = view.links_of(ids).await?;
        let mut of_both = by_action(links.clone(), |of| of.from);
        for (action, links) in by_action(links, |of| of.to) {
            of_both.entry(action).or_default().extend(links);
        }
        Ok(At {
            actions: actions.into_iter().map(|seen| (seen.value.id, seen)).collect(),
            milestones: by_action(view.milestone_texts(milestones).await?, |of| of.action),
            roles: by_action(view.assignments_of(ids).await?, |of| of.action),
            updates: by_action(view.reports_of(ids).await?, |of| of.action),
            documents: by_action(view.documents_of(ids).await?, |of| of.action),
            links: of_both,
        })
    }

    /// The entries that made the versions of the links.
    pub fn link_entries(&self) -> impl Iterator<Item = Seq> {
        self.links.values().flatten().flat_map(|seen| [seen.born, seen.since])
    }
}

fn by_action<T>(all: Vec<Versioned<T>>, action: impl Fn(&T) -> ActionId) -> HashMap<ActionId, Vec<Versioned<T>>> {
    let mut found: HashMap<ActionId, Vec<Versioned<T>>> = HashMap::new();
    for seen in all {
        found.entry(action(&seen.value)).or_default().push(seen);
    }
    found.values_mut().for_each(|of| of.sort_by_key(|seen| seen.born));
    found
}

/// The entries after the earlier point that made versions of the actions or of what belongs to them, and those about plans
/// and sections that differ.
#[derive(Debug, Default)]
pub(super) struct Log {
    by_object: HashMap<Uuid, Vec<(Seq, Event)>>,
    days: BTreeMap<Seq, Date>,
}

impl Log {
    /// # Errors
    /// When the database does not answer.
    pub async fn since(
        view: &View,
        then: Seq,
        ids: &[ActionId],
        of_links: impl Iterator<Item = Seq>,
    ) -> Result<Log, QueryError> {
        let behind = view.versions_behind(ids).await?;
        let mut numbers: Vec<Seq> = behind.values().flatten().map(|version| version.since).chain(of_links).collect();
        numbers.retain(|number| *number > then);
        numbers.sort_unstable();
        numbers.dedup();
        let mut log = Log::default();
        for logged in view.entries_of(&numbers).await? {
            log.take(view, &logged);
        }
        Ok(log)
    }

    /// Adds what happened to one object, as its history has it: the latest first.
    pub fn add(&mut self, view: &View, history: Vec<HistoryEntry>) {
        for one in history.iter().rev() {
            self.take(view, &one.entry);
        }
    }

    fn take(&mut self, view: &View, logged: &LoggedEntry) {
        let entry = logged.leaf.entry();
        self.days.insert(entry.seq, view.zone().day(entry.recorded_at.instant()));
        if let (Some(subject), Some(event)) = (&entry.subject, logged.event.clone()) {
            self.by_object.entry(subject.id).or_default().push((entry.seq, event));
        }
    }

    /// The last entry about an object that tells what is asked for.
    pub fn last(&self, of: impl Into<Uuid>, is_meant: impl Fn(&Event) -> bool) -> Option<Seq> {
        let entries = self.by_object.get(&of.into())?;
        entries.iter().rev().find(|(_, event)| is_meant(event)).map(|(entry, _)| *entry)
    }

    /// The entry that made a change of the date of an object, of those since the earlier point, by its place among them.
    pub fn date_change(&self, of: impl Into<Uuid>, place: usize) -> Option<Seq> {
        let is_one = |event: &Event| matches!(event, Event::MilestoneMoved { .. } | Event::ActionMoved { .. });
        let entries = self.by_object.get(&of.into())?;
        entries.iter().filter(|(_, event)| is_one(event)).nth(place).map(|(entry, _)| *entry)
    }

    /// The day on which an entry was recorded.
    pub fn day(&self, entry: Seq) -> Option<Date> {
        self.days.get(&entry).copied()
    }
}
