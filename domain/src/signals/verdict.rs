//! The verdict: the last update beside what is shown now and what happened since. `docs/counting.md` has its truth table.

use super::since::{Bearing, Since};
use crate::Date;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding, ReportFacts};
use crate::reporting::ReportingRule;
use crate::update::{Confidence, ReportedStatus};

/// What can be told from an update and what is shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No update was ever received.
    NothingReported,
    /// There is nothing that the update could be compared with.
    NothingToCompare(Lacking),
    /// It is for an earlier period than the latest one due, so it agrees with nothing.
    TooOld,
    /// What is shown now contradicts it.
    Differ(Difference),
    /// Something happened after it that it can't speak of.
    ChangedSince,
    /// Completed, by the agency's word alone.
    ReportedOnly,
    /// Nothing shown contradicts it.
    Agree,
}

/// Why there is nothing to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The action was withdrawn, whatever was said of it.
    Withdrawn,
    /// No milestone counts, and neither a document nor a verification backs the update.
    NothingShown,
    /// No date is late, and what blocks the work isn't in the record.
    Blocker,
}

/// What contradicts an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    CompletedWithOpenMilestones,
    EveryMilestoneCompleted,
    NotStartedWithCompletedMilestones,
    OnTrackWithOverdueMilestones,
    OnTrackPastTheTimeframe,
    /// The agency itself expects a milestone after its due date.
    OnTrackExpectedLate,
    /// Said to be delayed or off track, while no due date has passed or moved.
    LateInWordsOnly,
}

/// Compares the last update with what is shown now and what happened since. It speaks of the update, never of a person.
/// `is_expected_late` is what [`expects_late`](super::expects_late) says of the milestones of the action.
pub fn verdict(
    action: &ActionFacts,
    since: &[Since],
    is_expected_late: bool,
    today: Date,
    rule: ReportingRule,
) -> Verdict {
    let Some(report) = action.last_report else { return Verdict::NothingReported };
    if action.is_withdrawn {
        return Verdict::NothingToCompare(Lacking::Withdrawn);
    }
    if action.status().is_open() && report.quarter < rule.for_lead(action.lead).latest_due(today) {
        return Verdict::TooOld;
    }
    if let Some(difference) = difference(action, report, is_expected_late, today) {
        return Verdict::Differ(difference);
    }
    if since.iter().any(|since| is_other_than_said(report, since.what.bearing())) {
        return Verdict::ChangedSince;
    }
    if action.standing_milestones().next().is_none() && !is_shown(action) {
        return Verdict::NothingToCompare(Lacking::NothingShown);
    }
    match report.status {
        ReportedStatus::Completed if !is_shown(action) => Verdict::ReportedOnly,
        ReportedStatus::Blocked if !is_late(action, is_expected_late, today) => {
            Verdict::NothingToCompare(Lacking::Blocker)
        }
        _ => Verdict::Agree,
    }
}

/// What shown now contradicts the last update, however old that is.
pub fn contradicted(action: &ActionFacts, is_expected_late: bool, today: Date) -> Option<Difference> {
    difference(action, action.last_report?, is_expected_late, today)
}

fn difference(action: &ActionFacts, report: ReportFacts, is_expected_late: bool, today: Date) -> Option<Difference> {
    let is_open = |milestone: &MilestoneFacts| milestone.state == MilestoneStanding::Open;
    let (open, completed) = (action.standing_milestones().any(is_open), action.completed_milestones().next().is_some());
    let is_completed = report.status == ReportedStatus::Completed;
    // What recurs goes on when every milestone so far is completed.
    let goes_on = action.recurs && !says_ill(report);
    let speaks_of_lateness =
        report.status == ReportedStatus::Delayed || report.confidence == Some(Confidence::OffTrack);
    if is_completed && open {
        Some(Difference::CompletedWithOpenMilestones)
    } else if !is_completed && completed && !open && !goes_on {
        Some(Difference::EveryMilestoneCompleted)
    } else if report.status == ReportedStatus::NotStarted && completed {
        Some(Difference::NotStartedWithCompletedMilestones)
    } else if report.confidence == Some(Confidence::OnTrack) && action.overdue_milestones(today) > 0 {
        Some(Difference::OnTrackWithOverdueMilestones)
    } else if report.confidence == Some(Confidence::OnTrack) && action.timeframe_ended(today).is_some() {
        Some(Difference::OnTrackPastTheTimeframe)
    } else if report.confidence == Some(Confidence::OnTrack) && is_expected_late {
        Some(Difference::OnTrackExpectedLate)
    } else if speaks_of_lateness && open && !is_late(action, is_expected_late, today) {
        Some(Difference::LateInWordsOnly)
    } else {
        None
    }
}

/// Whether the update says that it goes badly.
fn says_ill(report: ReportFacts) -> bool {
    matches!(report.status, ReportedStatus::Delayed | ReportedStatus::Blocked)
        || matches!(report.confidence, Some(Confidence::AtRisk | Confidence::OffTrack))
}

/// Whether something bears on the work in another way than the update said. Without a confidence any way is another.
fn is_other_than_said(report: ReportFacts, bearing: Bearing) -> bool {
    let is_silent_on_it =
        report.confidence.is_none() && matches!(report.status, ReportedStatus::NotStarted | ReportedStatus::InProgress);
    match bearing {
        Bearing::Other => true,
        Bearing::Better => says_ill(report) || is_silent_on_it,
        Bearing::Worse => !says_ill(report) || is_silent_on_it,
    }
}

/// Whether a date has passed, was passed, has moved later, or is expected to.
fn is_late(action: &ActionFacts, is_expected_late: bool, today: Date) -> bool {
    is_expected_late
        || action.timeframe_ended(today).is_some()
        || action.standing_milestones().any(|milestone| {
            let ended = milestone.completed().unwrap_or(today);
            milestone.due < ended || milestone.original < milestone.due
        })
}

/// Whether the update depends on more than the agency's word.
fn is_shown(action: &ActionFacts) -> bool {
    action.last_report.is_some_and(|report| report.is_verified) || action.claim_is_backed()
}

#[cfg(test)]
mod tests;
