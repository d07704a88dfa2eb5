//! What differs of what belongs to an action: its milestones, roles, status updates and documents.

use super::difference::{Difference, Why};
use super::read::Log;
use crate::reference_words::assignment_state;
use crate::words;
use domain::Event;
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::date::in_table;
use domain::evidence::Evidence;
use domain::ledger::Seq;
use domain::milestone::{Milestone, MilestoneState};
use domain::update::Report;
use domain::verification::Verified;
use reports::Cell;
use store::{Versioned, View};

/// What there was and is of one kind.
pub(super) struct Both<'a, T> {
    pub then: &'a [Versioned<T>],
    pub now: &'a [Versioned<T>],
}

impl<'a, T> Both<'a, T> {
    /// Each that is there now, and what it was then.
    pub fn pairs<Id: PartialEq, F: Fn(&T) -> Id>(
        &self,
        id: F,
    ) -> impl Iterator<Item = (Option<&'a T>, &'a Versioned<T>)> + use<'a, T, Id, F> {
        let (then, now) = (self.then, self.now);
        now.iter().filter_map(move |seen| {
            let before = then.iter().find(|before| id(&before.value) == id(&seen.value));
            // The same version is the same value.
            let is_same = before.is_some_and(|before| before.since == seen.since);
            (!is_same).then(|| (before.map(|before| &before.value), seen))
        })
    }
}

pub(super) fn milestones(of: &Both<'_, Milestone>, log: &Log) -> Vec<Difference> {
    of.pairs(|milestone| milestone.id).flat_map(|(was, seen)| milestone(was, seen, log)).collect()
}

/// A milestone: added, moved, completed, verified, reopened or withdrawn, each with its reason.
fn milestone(was: Option<&Milestone>, seen: &Versioned<Milestone>, log: &Log) -> Vec<Difference> {
    let is = &seen.value;
    let mut found = Vec::new();
    if was.is_none() {
        let added = Difference::new("Milestone added", Cell::Blank, Cell::Date(is.original), Some(seen.born));
        found.push(added.because(is.planned_late.as_ref().map(Why::said)));
    }
    let moved = is.moves.get(was.map_or(0, |was| was.moves.len())..).unwrap_or_default();
    let change = |(place, made)| Difference::date_change("Due date", made, log.date_change(is.id, place));
    found.extend(moved.iter().enumerate().map(change));
    let expected = was.and_then(|was| was.forecast);
    if expected != is.forecast {
        let entry = log.last(is.id, |event| matches!(event, Event::MilestoneForecast { .. }));
        found.push(Difference::new("Expected date", Cell::date(expected), Cell::date(is.forecast), entry));
    }
    found.extend(state(was.map(|was| &was.state), is, log));
    let of_state = |state: &MilestoneState| match state {
        MilestoneState::Completed(completion) => completion.verified.clone(),
        MilestoneState::Open | MilestoneState::Withdrawn(_) => None,
    };
    let (before, after) = (was.and_then(|was| of_state(&was.state)), of_state(&is.state));
    found.extend(verified("Completion verified", before.as_ref(), after.as_ref(), || {
        log.last(is.id, |event| matches!(event, Event::CompletionVerified {}))
    }));
    found.into_iter().map(|one| one.of(&is.title)).collect()
}

/// What was verified since, and on what ground.
fn verified(
    what: &'static str,
    was: Option<&Verified>,
    is: Option<&Verified>,
    entry: impl FnOnce() -> Option<Seq>,
) -> Option<Difference> {
    let is = is.filter(|is| was != Some(is))?;
    let of = Difference::new(what, Cell::date(was.map(|was| was.on)), Cell::Date(is.on), entry());
    Some(of.because(Some(Why::said(&is.ground))))
}

fn state(was: Option<&MilestoneState>, is: &Milestone, log: &Log) -> Option<Difference> {
    let completed_on = |state: Option<&MilestoneState>| match state {
        Some(MilestoneState::Completed(completion)) => Some(completion.on),
        Some(MilestoneState::Open | MilestoneState::Withdrawn(_)) | None => None,
    };
    let before = completed_on(was);
    match &is.state {
        MilestoneState::Completed(completion) if before != Some(completion.on) => {
            let entry = log.last(is.id, |event| matches!(event, Event::MilestoneCompleted { .. }));
            Some(Difference::new("Milestone completed", Cell::date(before), Cell::Date(completion.on), entry))
        }
        MilestoneState::Open if before.is_some() => {
            let entry = log.last(is.id, |event| matches!(event, Event::MilestoneReopened {}));
            let why = is.reopenings.last().map(|reopening| Why::said(&reopening.reason));
            Some(Difference::new("Milestone reopened", Cell::date(before), Cell::Blank, entry).because(why))
        }
        MilestoneState::Withdrawn(withdrawal) if !matches!(was, Some(MilestoneState::Withdrawn(_))) => {
            let entry = log.last(is.id, |event| matches!(event, Event::MilestoneWithdrawn {}));
            let why = Why::said(&withdrawal.reason);
            let due = Cell::Date(is.due);
            Some(Difference::new("Milestone withdrawn", due, Cell::Date(withdrawal.on), entry).because(Some(why)))
        }
        _ => None,
    }
}

/// Who supports, and who was asked and answered. Who leads is told of the action.
pub(super) fn roles(view: &View, of: &Both<'_, Assignment>, log: &Log) -> Vec<Difference> {
    let row = |(was, seen): (Option<&Assignment>, &Versioned<Assignment>)| {
        let is = &seen.value;
        let is_pending = matches!(is.state, AssignmentState::Offered { .. } | AssignmentState::Declined { .. });
        let is_told = is.role == CarrierRole::Support || is_pending;
        let state = |of: &Assignment| assignment_state(&of.state, |party| view.short_name(party));
        let (before, after) = (was.map(state), state(is));
        (is_told && before.as_ref() != Some(&after)).then(|| {
            let what = match is.role {
                CarrierRole::Lead => "Request to lead",
                CarrierRole::Support => "Supporting agency",
            };
            let entry = log.last(is.id, |_| true);
            Difference::new(what, Cell::text(before), Cell::Text(after), entry).of(view.short_name(is.party))
        })
    };
    of.pairs(|role| role.id).filter_map(row).collect()
}

/// The last entry that changed who leads.
pub(super) fn lead_entry(roles: &[Versioned<Assignment>], log: &Log) -> Option<Seq> {
    let leads = roles.iter().filter(|seen| seen.value.role == CarrierRole::Lead);
    let decides = |event: &Event| {
        matches!(
            event,
            Event::CarrierRecorded { .. }
                | Event::RoleAccepted { .. }
                | Event::RoleEnded { .. }
                | Event::RoleHandedBack { .. }
        )
    };
    leads.filter_map(|seen| log.last(seen.value.id, decides)).max()
}

/// Updates that were submitted, verified or retracted.
pub(super) fn updates(of: &Both<'_, Report>, log: &Log) -> Vec<Difference> {
    let row = |(was, seen): (Option<&Report>, &Versioned<Report>)| {
        let is = &seen.value;
        let status = words::reported_status(is.status);
        let said = match is.confidence {
            Some(confidence) => format!("{status}, {}", words::confidence(confidence).to_lowercase()),
            None => status.to_owned(),
        };
        let submitted = was.is_none().then(|| {
            Difference::new("Status update submitted", Cell::Blank, Cell::Text(said), Some(seen.born))
                .because(Some(Why::said(&is.narrative)))
        });
        let is_new = was.is_none_or(Report::stands);
        let retracted = is.retracted.as_ref().filter(|_| is_new).map(|retraction| {
            let entry = log.last(is.id, |event| matches!(event, Event::ReportRetracted {}));
            Difference::new("Status update retracted", Cell::Blank, Cell::Date(retraction.on), entry)
                .because(Some(Why::said(&retraction.reason)))
        });
        let before = was.and_then(|was| was.verified.as_ref());
        let verified = verified("Status update verified", before, is.verified.as_ref(), || {
            log.last(is.id, |event| matches!(event, Event::ReportVerified {}))
        });
        let all = submitted.into_iter().chain(retracted).chain(verified);
        all.map(|one| one.of(is.quarter.short())).collect::<Vec<_>>()
    };
    of.pairs(|update| update.id).flat_map(row).collect()
}

/// The last entry that changed what is reported.
pub(super) fn report_entry(updates: &[Versioned<Report>], log: &Log) -> Option<Seq> {
    let decides = |event: &Event| matches!(event, Event::ProgressReported { .. } | Event::ReportRetracted {});
    updates.iter().filter_map(|seen| log.last(seen.value.id, decides)).max()
}

/// Documents that were attached, verified or withdrawn.
pub(super) fn documents(of: &Both<'_, Evidence>, log: &Log) -> Vec<Difference> {
    let row = |(was, seen): (Option<&Evidence>, &Versioned<Evidence>)| {
        let is = &seen.value;
        let attached = was.is_none().then(|| {
            let dated = Cell::Text(format!("Dated {}", in_table(is.dated)));
            Difference::new("Document attached", Cell::Blank, dated, Some(seen.born))
        });
        let is_new = was.is_none_or(|was| was.withdrawn.is_none());
        let withdrawn = is.withdrawn.as_ref().filter(|_| is_new).map(|withdrawal| {
            let entry = log.last(is.id, |event| matches!(event, Event::EvidenceWithdrawn {}));
            Difference::new("Document withdrawn", Cell::Blank, Cell::Date(withdrawal.on), entry)
                .because(Some(Why::said(&withdrawal.reason)))
        });
        let before = was.and_then(|was| was.verified.as_ref());
        let verified = verified("Document verified", before, is.verified.as_ref(), || {
            log.last(is.id, |event| matches!(event, Event::EvidenceVerified {}))
        });
        attached.into_iter().chain(withdrawn).chain(verified).map(|one| one.of(&is.title)).collect::<Vec<_>>()
    };
    of.pairs(|document| document.id).flat_map(row).collect()
}
