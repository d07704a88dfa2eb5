//! What happened to an action since its last update, from its history and from the actions that it is linked with.

use super::ActionDossier;
use domain::Date;
use domain::Event;
use domain::facts::Status;
use domain::ids::{AssignmentId, MilestoneId};
use domain::link::Relation;
use domain::signals::{Happened, Since};
use domain::update::{Report, Speaker};
use store::{HistoryEntry, Versioned, View};

/// Everything that bears on the last update and was recorded after it, the earliest first.
pub(super) fn since(view: &View, dossier: &ActionDossier<'_>) -> Vec<Since> {
    let Some(last) = dossier.last_report() else { return Vec::new() };
    let entries = dossier.history.entries().iter().rev().filter(|entry| is_after(view, entry, last));
    let own = entries.filter_map(|entry| {
        let what = happened(dossier, entry)?;
        Some(Since { on: recorded_on(view, entry), what })
    });
    let mut all: Vec<Since> = own.chain(linked(view, dossier, &last.value)).collect();
    all.sort_by_key(|since| since.on);
    all
}

/// An update that a source is quoted for was made on its own day, whenever an import brought it.
fn is_after(view: &View, entry: &HistoryEntry, last: &Versioned<Report>) -> bool {
    let was_later = match last.value.said_by {
        Speaker::Agency(_) => false,
        Speaker::Source(_) => recorded_on(view, entry) > last.value.submitted,
    };
    entry.seq() != last.born && (entry.seq() > last.born || was_later)
}

fn recorded_on(view: &View, entry: &HistoryEntry) -> Date {
    view.zone().day(entry.entry.leaf.entry().recorded_at.instant())
}

fn happened(dossier: &ActionDossier<'_>, entry: &HistoryEntry) -> Option<Happened> {
    let subject = entry.entry.leaf.entry().subject.as_ref()?.id;
    let event = entry.entry.event.as_ref()?;
    // Withdrawing a request without a response changes no lead.
    let was_carried = |id: AssignmentId| {
        let found = dossier.assignments.iter().find(|seen| seen.value.id == id);
        found.is_some_and(|seen| seen.value.in_force_from.is_some())
    };
    match event {
        Event::RoleEnded { .. } if !was_carried(AssignmentId(subject)) => None,
        event => Happened::of(event, MilestoneId(subject)),
    }
}

/// Actions that are the same work, or contribute to it, and were reported completed on that day or later.
fn linked<'a>(
    view: &'a View,
    dossier: &'a ActionDossier<'_>,
    last: &'a Report,
) -> impl Iterator<Item = Since> + use<'a> {
    let here = dossier.facts.id;
    let standing = dossier.links.iter().map(|seen| &seen.value).filter(|link| link.withdrawn.is_none());
    let related = standing.filter_map(move |link| match link.relation {
        Relation::SameAs => Some(if link.from == here { link.to } else { link.from }),
        Relation::ContributesTo => (link.to == here).then_some(link.from),
        Relation::Continues | Relation::Supersedes => None,
    });
    related.filter_map(move |action| {
        let other = view.facts(action).ok().filter(|other| other.status() == Status::Completed)?;
        let on = other.last_report?.submitted;
        (on >= last.submitted).then_some(Since { on, what: Happened::LinkedCompleted { action } })
    })
}
