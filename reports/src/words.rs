//! The words of the vocabulary as files show them: the same as on the screen.

use domain::action::{ActionKind, Strength, Wording};
use domain::assignment::{AssignmentState, Ending};
use domain::facts::{Reporting, Status, Verification};
use domain::plan::{Basis, PlanState};
use domain::progress::State;
use domain::signals::Verdict;
use domain::slippage::{Cause, MoveReason};
use domain::update::{Acceptance, Confidence, ReportedStatus};

pub const fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Not started",
        Status::NoReport => "No update",
        Status::InProgress => "In progress",
        Status::Completed => "Completed",
        Status::Delayed => "Delayed",
        Status::Blocked => "Blocked",
        Status::Withdrawn => "Withdrawn",
        Status::Recurring => "Recurring",
    }
}

/// The name of a state in charts.
pub const fn state(state: State) -> &'static str {
    match state {
        State { status: of, is_overdue: false } => status(of),
        State { status: Status::NotStarted, .. } => "Not started, update overdue",
        State { status: Status::InProgress, .. } => "In progress, update overdue",
        State { status: Status::Recurring, .. } => "Recurring, update overdue",
        State { status: Status::Delayed, .. } => "Delayed, update overdue",
        State { status: Status::Blocked, .. } => "Blocked, update overdue",
        State { status: Status::NoReport, .. } => "No update, overdue",
        // Closed ones owe no update.
        State { status: Status::Completed | Status::Withdrawn, .. } => "Update overdue",
    }
}

/// The name of a state beside the part of its status that is overdue: "In progress" alone would mean both. Not "up to date":
/// for some of these actions no update is due at all.
pub const fn state_not_overdue(of: Status) -> &'static str {
    match of {
        Status::NotStarted => "Not started, update not overdue",
        Status::InProgress => "In progress, update not overdue",
        Status::Recurring => "Recurring, update not overdue",
        Status::Delayed => "Delayed, update not overdue",
        Status::Blocked => "Blocked, update not overdue",
        Status::NoReport => "No update, none due",
        Status::Completed | Status::Withdrawn => status(of),
    }
}

/// What an agency reported.
pub const fn reported_status(status: ReportedStatus) -> &'static str {
    match status {
        ReportedStatus::NotStarted => "Not started",
        ReportedStatus::InProgress => "In progress",
        ReportedStatus::Completed => "Completed",
        ReportedStatus::Delayed => "Delayed",
        ReportedStatus::Blocked => "Blocked",
    }
}

pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::OnTrack => "On track",
        Confidence::AtRisk => "At risk",
        Confidence::OffTrack => "Off track",
    }
}

pub const fn reporting(reporting: Reporting) -> &'static str {
    match reporting {
        Reporting::Current => "Up to date",
        Reporting::Stale => "Update overdue",
        Reporting::NeverReported => "None received",
    }
}

pub const fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::Claimed => "Reported only",
        Verification::EvidenceAttached => "Evidence attached",
        Verification::Verified => "Verified",
    }
}

/// Whether the secretariat accepted an update.
pub const fn acceptance(acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Awaiting => "Awaiting acceptance",
        Acceptance::Accepted => "Accepted",
        Acceptance::Returned => "Returned",
    }
}

/// How the last update compares with what is shown.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NothingReported => "No update received",
        Verdict::NothingToCompare(_) => "Nothing to compare",
        Verdict::TooOld => "Out of date",
        Verdict::Differ(_) => "These don't match",
        Verdict::ChangedSince => "Changed since",
        Verdict::ReportedOnly => "Reported only",
        Verdict::Agree => "No differences found",
    }
}

pub const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Deliver => "Deliver",
        Strength::Advance => "Advance",
        Strength::Explore => "Explore",
    }
}

pub const fn wording(wording: Wording) -> &'static str {
    match wording {
        Wording::Published => "Official wording",
        Wording::Paraphrased => "Not official wording",
    }
}

pub const fn action_kind(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Action => "Action",
        ActionKind::Contribution => "Contribution",
    }
}

pub const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "From the source",
        Basis::Inferred => "Inferred",
        Basis::Requested => "Requested in Concord",
        Basis::Unknown => "Unknown",
    }
}

pub const fn plan_state(state: PlanState) -> &'static str {
    match state {
        PlanState::Draft => "Draft",
        PlanState::InForce => "Active",
        PlanState::Superseded => "Superseded",
        PlanState::Closed => "Closed",
    }
}

/// How an agency got a role in an action, or why it does not have it.
pub const fn assignment_state(state: &AssignmentState) -> &'static str {
    match state {
        AssignmentState::Stated => "From the source",
        AssignmentState::Assumed => "Inferred",
        AssignmentState::Offered { .. } => "Pending",
        AssignmentState::Accepted { .. } => "Accepted",
        AssignmentState::Declined { .. } => "Declined",
        AssignmentState::HandedOver { .. } => "Transferred",
        AssignmentState::Ended { how, .. } => ending(*how),
    }
}

/// How a role, or the request for it, came to an end.
pub const fn ending(how: Ending) -> &'static str {
    match how {
        Ending::TakenBack => "Ended",
        Ending::RequestWithdrawn => "Request withdrawn",
        Ending::HandedBack => "Handed back",
    }
}

pub fn move_reason(reason: MoveReason) -> &'static str {
    match reason {
        MoveReason::Clearance => "Clearance or approval",
        MoveReason::Procurement => "Procurement",
        MoveReason::Staffing => "Staffing",
        MoveReason::OwnWorkReordered => "Agency priorities changed",
        MoveReason::WaitingOnAnotherAgency => "Waiting on another agency",
        MoveReason::ScopeChanged => "Scope changed",
        MoveReason::Funding => "Funding",
        MoveReason::LawOrCourt => "Legal or court action",
        MoveReason::EventOutsideGovernment => "External event",
    }
}

pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::OwnWork => "within the agency",
        Cause::AnotherAgency => "another agency",
        Cause::Scope => "scope change",
        Cause::External => "outside the agency",
    }
}

/// 1,204.
pub fn thousands(number: usize) -> String {
    domain::text::thousands(number as u64)
}

/// -1,204 with a true minus.
pub fn signed(number: i64) -> String {
    let digits = thousands(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX));
    if number < 0 { format!("\u{2212}{digits}") } else { digits }
}
