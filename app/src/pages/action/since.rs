//! What happened to an action since its last update, from its history and from the actions that it is linked with.

use super::Dossier;
use crate::layout::Reading;
use crate::words;
use domain::Event;
use domain::date::{from_to_in_sentence, in_sentence};
use domain::facts::Status;
use domain::ids::{ActionId, AssignmentId, MilestoneId};
use domain::link::Relation;
use domain::signals::{Happened, Since};
use domain::update::{Report, Speaker};
use store::{HistoryEntry, Seen};

/// Everything that bears on the last update and was recorded after it, the earliest first.
pub fn since(reading: &Reading, dossier: &Dossier<'_>) -> Vec<Since> {
    let Some(last) = dossier.last_report() else { return Vec::new() };
    let entries = dossier.history.entries().iter().rev().filter(|entry| is_after(reading, entry, last));
    let own = entries.filter_map(|entry| {
        let what = happened(dossier, entry)?;
        Some(Since { on: recorded_on(reading, entry), what })
    });
    let mut all: Vec<Since> = own.chain(linked(reading, dossier, &last.value)).collect();
    all.sort_by_key(|since| since.on);
    all
}

/// An update that a source is quoted for was made on its own day, whenever an import brought it.
fn is_after(reading: &Reading, entry: &HistoryEntry, last: &Seen<Report>) -> bool {
    let was_later = match last.value.said_by {
        Speaker::Agency(_) => false,
        Speaker::Source(_) => recorded_on(reading, entry) > last.value.submitted,
    };
    entry.seq() != last.born && (entry.seq() > last.born || was_later)
}

fn recorded_on(reading: &Reading, entry: &HistoryEntry) -> domain::Date {
    reading.request.site.store.zone().day(entry.entry.leaf.entry().recorded_at.instant())
}

fn happened(dossier: &Dossier<'_>, entry: &HistoryEntry) -> Option<Happened> {
    let subject = entry.entry.leaf.entry().subject.as_ref()?.id;
    let event = entry.entry.event.as_ref()?;
    // Taking an offer back that nobody had answered changes no lead.
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
    reading: &'a Reading,
    dossier: &'a Dossier<'_>,
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
        let other = reading.view.facts(action).ok().filter(|other| other.status() == Status::Completed)?;
        let on = other.last_report?.submitted;
        (on >= last.submitted).then_some(Since { on, what: Happened::LinkedCompleted { action } })
    })
}

/// "Round 3 awards announced: due date moved from August 31 to December 31, 2024, 122 days later; changed August 16, 2024."
pub fn since_words(reading: &Reading, dossier: &Dossier<'_>, since: &Since) -> String {
    let title = |id| dossier.milestone_title(id);
    let on = in_sentence(since.on);
    match since.what {
        Happened::Planned { milestone, due } => {
            format!("{}: planned {on}, due {}.", title(milestone), in_sentence(due))
        }
        Happened::Completed { milestone, on } => format!("{}: completed {}.", title(milestone), in_sentence(on)),
        Happened::Moved { milestone, from, to, days } => {
            let way = if days < 0 { "earlier" } else { "later" };
            let days = words::count(usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX), "day");
            let dates = from_to_in_sentence(from, to);
            format!("{}: due date moved {dates}, {days} {way}; changed {on}.", title(milestone))
        }
        Happened::Reopened { milestone } => format!("{}: reopened {on}.", title(milestone)),
        Happened::Withdrawn { milestone } => format!("{}: withdrawn {on}.", title(milestone)),
        Happened::LeadAccepted { party } => format!("{} accepted the lead {on}.", reading.view.short_name(party)),
        Happened::LeadEnded { party } => format!("The lead of {} ended {on}.", reading.view.short_name(party)),
        Happened::LinkedCompleted { action } => {
            format!("{}, a linked action: reported completed {on}.", action_name(reading, action))
        }
    }
}

fn action_name(reading: &Reading, action: ActionId) -> String {
    let facts = reading.view.facts(action);
    facts.map_or_else(|_| "Another action".to_owned(), |facts| format!("{} {}", facts.reference, facts.title))
}
