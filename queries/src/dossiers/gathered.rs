//! What dossiers of actions are made from, read for all of them at once.

use super::ActionDossier;
use crate::history::History;
use crate::paths::reference_in_addresses;
use crate::tree::path;
use domain::Event;
use domain::action::Action;
use domain::assignment::{Assignment, Carriers};
use domain::evidence::Evidence;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::link::Link;
use domain::milestone::Milestone;
use domain::signals::{Verdict, signals, verdict};
use domain::update::Report;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use store::{Authors, HistoryEntry, StoreError, Versioned, View};

/// By action, each in the order in which dossiers have them.
pub(super) struct Gathered {
    actions: HashMap<ActionId, Action>,
    assignments: HashMap<ActionId, Vec<Versioned<Assignment>>>,
    milestones: HashMap<ActionId, Vec<Versioned<Milestone>>>,
    reports: HashMap<ActionId, Vec<Versioned<Report>>>,
    evidence: HashMap<ActionId, Vec<Versioned<Evidence>>>,
    links: Vec<Versioned<Link>>,
    histories: HashMap<ActionId, Vec<HistoryEntry>>,
    authors: Arc<Authors>,
    /// Of those that were edited.
    versions: HashMap<ActionId, Vec<Versioned<Action>>>,
}

impl Gathered {
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn of(view: &View, actions: &[&ActionFacts]) -> Result<Gathered, StoreError> {
        let ids: Vec<ActionId> = actions.iter().map(|facts| facts.id).collect();
        let histories = match ids.as_slice() {
            [one] => HashMap::from([(*one, view.history_of_action(*one).await?)]),
            several => view.histories_of(several).await?,
        };
        let was_edited = |(id, entries): (&ActionId, &Vec<HistoryEntry>)| entries.iter().any(is_edit).then_some(*id);
        let edited: Vec<ActionId> = histories.iter().filter_map(was_edited).collect();
        let versions = if edited.is_empty() { Vec::new() } else { view.action_versions(&edited).await? };
        let authors = view.authors(histories.values().flatten().map(|entry| &entry.entry)).await?;
        let mut evidence = view.documents_of(&ids).await?;
        evidence.sort_by_key(|seen| Reverse((seen.value.attached, seen.value.id)));
        let texts = view.action_texts(ids.clone()).await?;
        Ok(Gathered {
            actions: texts.into_iter().map(|seen| (seen.value.id, seen.value)).collect(),
            assignments: by_action(view.assignments_of(&ids).await?, |of| of.action),
            milestones: by_action(view.milestones_of(&ids).await?, |of| of.action),
            reports: by_action(view.reports_of(&ids).await?, |of| of.action),
            evidence: by_action(evidence, |of| of.action),
            links: view.links_of(&ids).await?,
            histories,
            authors: Arc::new(authors),
            versions: by_action(versions, |of| of.id),
        })
    }

    /// The dossier of one of these actions, once.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for another action, and for one that the reader may not see.
    pub(super) fn dossier<'a>(
        &mut self,
        view: &'a View,
        facts: &'a ActionFacts,
    ) -> Result<ActionDossier<'a>, StoreError> {
        let id = facts.id;
        let action = self.actions.remove(&id).ok_or(StoreError::NotFound)?;
        let assignments = self.assignments.remove(&id).unwrap_or_default();
        let carriers = Carriers::of_action(&action, assignments.iter().map(|seen| seen.value.clone()));
        let history = History::by(self.histories.remove(&id).unwrap_or_default(), self.authors.clone());
        let versions = self.versions.remove(&id).unwrap_or_default();
        let title = |id| view.node(id).map(|node| (id, node.title.to_string()));
        let nodes = versions.iter().filter_map(|version| title(version.value.node)).collect();
        let of_it = |seen: &&Versioned<Link>| seen.value.from == id || seen.value.to == id;
        let (today, rule) = (view.position().day, view.reporting_rule());
        let mut dossier = ActionDossier {
            facts,
            plan: view.plan(facts.plan)?,
            above: path(view, facts.node),
            reference: reference_in_addresses(facts),
            action,
            assignments,
            carriers,
            milestones: self.milestones.remove(&id).unwrap_or_default(),
            reports: self.reports.remove(&id).unwrap_or_default(),
            evidence: self.evidence.remove(&id).unwrap_or_default(),
            links: self.links.iter().filter(of_it).cloned().collect(),
            history,
            versions,
            nodes,
            signals: signals(facts, today, rule),
            since: Vec::new(),
            verdict: Verdict::NothingReported,
            same_reference: same_reference(view, facts),
        };
        dossier.since = dossier.since_last_update(view);
        dossier.verdict = verdict(facts, &dossier.since, dossier.expects_late(), today, rule);
        Ok(dossier)
    }
}

fn by_action<T>(all: Vec<Versioned<T>>, action: impl Fn(&T) -> ActionId) -> HashMap<ActionId, Vec<Versioned<T>>> {
    let mut found: HashMap<ActionId, Vec<Versioned<T>>> = HashMap::new();
    for seen in all {
        found.entry(action(&seen.value)).or_default().push(seen);
    }
    found
}

/// Whether an entry changed the text or the timeframe of the action, so that the versions on both sides are needed.
fn is_edit(entry: &HistoryEntry) -> bool {
    matches!(entry.entry.event, Some(Event::ActionAmended { .. } | Event::ActionMoved { .. }))
}

fn same_reference<'a>(view: &'a View, facts: &ActionFacts) -> Vec<&'a ActionFacts> {
    let same =
        |other: &&ActionFacts| (other.plan, other.reference) == (facts.plan, facts.reference) && other.id != facts.id;
    let standing = view.actions().filter(same).filter(|_| facts.is_retracted);
    standing.chain(view.retracted_actions().filter(same)).collect()
}
