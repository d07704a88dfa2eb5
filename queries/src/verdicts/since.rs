//! What happened to an action since its last update, from its history and from the actions that it is linked with.

use domain::Date;
use domain::Event;
use domain::assignment::Assignment;
use domain::facts::Status;
use domain::ids::{ActionId, AssignmentId, MilestoneId};
use domain::link::{Link, Relation};
use domain::signals::{Happened, Since};
use domain::update::{Report, Speaker};
use store::{LoggedEntry, Versioned, View};

/// What is known of an action beside its facts.
pub(crate) struct Known<'a> {
    pub action: ActionId,
    /// The update from which status and confidence come.
    pub last: &'a Versioned<Report>,
    pub assignments: &'a [Versioned<Assignment>],
    /// Links that lead from or to it.
    pub links: &'a [Versioned<Link>],
}

/// Everything that bears on the last update and was recorded after it, the earliest first. `entries` are those of the action
/// and of what belongs to it, in the order of the log.
pub(crate) fn since<'a>(view: &View, of: &Known<'_>, entries: impl Iterator<Item = &'a LoggedEntry>) -> Vec<Since> {
    let own = entries.filter(|entry| is_after(view, entry, of.last)).filter_map(|entry| {
        let what = happened(of.assignments, entry)?;
        Some(Since { on: recorded_on(view, entry), what })
    });
    let mut all: Vec<Since> = own.chain(linked(view, of)).collect();
    all.sort_by_key(|since| since.on);
    all
}

/// An update that a source is quoted for was made on its own day, whenever an import brought it.
fn is_after(view: &View, entry: &LoggedEntry, last: &Versioned<Report>) -> bool {
    let was_later = match last.value.said_by {
        Speaker::Agency(_) => false,
        Speaker::Source(_) => recorded_on(view, entry) > last.value.submitted,
    };
    let seq = entry.leaf.entry().seq;
    seq != last.born && (seq > last.born || was_later)
}

fn recorded_on(view: &View, entry: &LoggedEntry) -> Date {
    view.zone().day(entry.leaf.entry().recorded_at.instant())
}

fn happened(assignments: &[Versioned<Assignment>], entry: &LoggedEntry) -> Option<Happened> {
    let subject = entry.leaf.entry().subject.as_ref()?.id;
    let event = entry.event.as_ref()?;
    // Withdrawing a request without a response changes no lead.
    let was_carried = |id: AssignmentId| {
        let found = assignments.iter().find(|seen| seen.value.id == id);
        found.is_some_and(|seen| seen.value.in_force_from.is_some())
    };
    match event {
        Event::RoleEnded { .. } if !was_carried(AssignmentId(subject)) => None,
        event => Happened::of(event, MilestoneId(subject)),
    }
}

/// Actions that are the same work, or contribute to it, and were reported completed on that day or later.
fn linked<'a>(view: &'a View, of: &'a Known<'a>) -> impl Iterator<Item = Since> + use<'a> {
    let (here, last) = (of.action, &of.last.value);
    let standing = of.links.iter().map(|seen| &seen.value).filter(|link| link.withdrawn.is_none());
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
