//! The mark of a reason why an action needs a decision: shape, color and words.

use crate::components::mark::shaped;
use domain::decision::{Needed, Reason};
use leptos::prelude::*;
use queries::decision_words;

/// One mark, with the number that it stands for: "3 overdue", "Slipped 122 days".
pub fn reason_mark(of: &Needed<'_>, reason: Reason) -> AnyView {
    shaped(shape(reason, of), decision_words::of_action(of, reason))
}

fn shape(reason: Reason, of: &Needed<'_>) -> &'static str {
    match reason {
        Reason::OffTrack => "off-track",
        Reason::Overdue => "overdue",
        Reason::Slipped => "slipped",
        Reason::TimeframeEnded => "ended",
        Reason::NoLead => "no-lead",
        Reason::UpdateOverdue if of.action.last_report.is_none() => "never",
        Reason::UpdateOverdue => "stale",
        Reason::RequestPending => "request",
    }
}
