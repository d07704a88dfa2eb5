//! What the terms of pages mean: the one table, read by the glossary and by the terms that pages explain in place.

use domain::action::Strength;
use domain::facts::{Reporting, Status, Verification};
use domain::update::Confidence;

/// A term and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its name in addresses.
    pub id: &'static str,
    pub term: &'static str,
    pub meaning: &'static str,
}

const fn define(id: &'static str, term: &'static str, meaning: &'static str) -> Definition {
    Definition { id, term, meaning }
}

pub const BASIS: Definition =
    define("basis", "Basis", "Where a fact comes from: the source states it, Concord inferred it, or it is unknown.");
pub const CONFIDENCE: Definition = define(
    "reported-confidence",
    "Confidence",
    "Whether the lead agency expects to meet due dates. On track: the agency expects to meet them. At risk: the agency may miss one. Off track: the agency does not expect to meet them.",
);
pub const CURRENT_DUE_DATE: Definition = define(
    "current-due-date",
    "Current due date",
    "The due date of a milestone after all date changes. A milestone is overdue starting the day after it.",
);
pub const EVIDENCE: Definition = define(
    "evidence",
    "Evidence",
    "Documents that show what was done, such as a published report. Each belongs to one milestone or to the entire action.",
);
pub const INTERAGENCY_GROUP: Definition = define(
    "interagency-group",
    "Interagency group",
    "A committee, council, or task force in which several agencies are members.",
);
pub const LOG_ENTRY: Definition = define(
    "log-entry",
    "Log entry",
    "One line of the audit log: what changed, who changed it, and when. Entries are numbered from 1 and never edited.",
);
pub const OFF_TRACK: Definition =
    define("off-track", "Off track", "The lead agency does not expect to meet due dates.");
pub const ORIGINAL_DUE_DATE: Definition = define(
    "original-due-date",
    "Original due date",
    "The due date that a milestone had when it was added. It never changes, so slip stays visible.",
);
pub const REPORTED_VS_EVIDENCE: Definition = define(
    "reported-vs-evidence",
    "Reported vs. evidence",
    "What the agency last reported, next to what dates and documents show. Concord points out where they differ.",
);
pub const SIGNED_CHECKPOINT: Definition = define(
    "signed-checkpoint",
    "Signed checkpoint",
    "The number of log entries and their fingerprint, signed by Concord. A saved copy shows later whether the log was changed.",
);
pub const SLIP: Definition = define(
    "slip",
    "Slip",
    "The number of days between the original and the current due date. A due date moved earlier counts as 0 days.",
);
pub const STRENGTH: Definition = define(
    "commitment-strength",
    "Commitment strength",
    "How specific a commitment is, by its verb: deliver a result, advance in a direction, or explore.",
);
pub const UPDATE_OVERDUE: Definition = define(
    "update-overdue",
    "Update overdue",
    "A status update was due and has not been received. The last reported status still counts, but may be out of date.",
);
pub const VERIFICATION: Definition = define(
    "verified-how",
    "Verification",
    "What supports the update: the agency's report only, attached evidence, or the secretariat's own check.",
);

/// All of them, by the alphabet.
pub const DEFINITIONS: [Definition; 14] = [
    BASIS,
    STRENGTH,
    CONFIDENCE,
    CURRENT_DUE_DATE,
    EVIDENCE,
    INTERAGENCY_GROUP,
    LOG_ENTRY,
    OFF_TRACK,
    ORIGINAL_DUE_DATE,
    REPORTED_VS_EVIDENCE,
    SIGNED_CHECKPOINT,
    SLIP,
    UPDATE_OVERDUE,
    VERIFICATION,
];

pub fn of_status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Reported as not started.",
        Status::NoReport => "No update has been submitted. Progress is unknown.",
        Status::InProgress => "Reported as under way.",
        Status::Completed => "Reported as completed. Verification shows what supports this.",
        Status::Delayed => "Under way but late.",
        Status::Blocked => "Work has stopped and can't continue for now.",
        Status::Withdrawn => {
            "Removed by the secretariat, with a reason. Overrides the reported status. Stays on record."
        }
        Status::Recurring => {
            "Repeats on a schedule. Reported as In progress or Completed, it shows Recurring and stays open."
        }
    }
}

pub fn of_confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::OnTrack => "Expects to meet due dates.",
        Confidence::AtRisk => "May miss a due date.",
        Confidence::OffTrack => "Does not expect to meet due dates.",
    }
}

pub fn of_reporting(reporting: Reporting) -> &'static str {
    match reporting {
        Reporting::Current => "The latest update due was received.",
        Reporting::Stale => "At least one update is missing since the last one received.",
        Reporting::NeverReported => "An update was due and none was received.",
    }
}

pub fn of_verification(verification: Verification) -> &'static str {
    match verification {
        Verification::Claimed => "Reported by the agency; no document attached.",
        Verification::EvidenceAttached => {
            "Documents are attached: one for each completed milestone or, where there is none, one for the entire \
             action. Not yet verified."
        }
        Verification::Verified => "Verified by the secretariat (with date and method), never by the reporting agency.",
    }
}

pub fn of_strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Deliver => "A specific result you can check.",
        Strength::Advance => "Progress in a direction, no fixed result.",
        Strength::Explore => "A study, discussion, or attempt.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_is_listed_once_by_the_alphabet() {
        assert!(DEFINITIONS.is_sorted_by(|one, next| one.term < next.term));
        let ids: std::collections::BTreeSet<_> = DEFINITIONS.iter().map(|of| of.id).collect();
        assert_eq!(ids.len(), DEFINITIONS.len());
    }
}
