//! The mark of a reason why an action needs a decision: shape, color and words.

use crate::components::mark::shaped;
use domain::decision::{Needed, Reason};
use domain::movement::Slipped;
use leptos::prelude::*;
use queries::decision_words;

/// One mark, with the number that it stands for: "3 overdue", "Slipped 122 days".
pub fn reason_mark(of: &Needed<'_>, reason: Reason) -> AnyView {
    let words = match reason {
        Reason::Overdue if of.overdue > 1 => format!("{} overdue", of.overdue),
        Reason::Slipped => format!("Slipped {}", slipped(of)),
        Reason::UpdateOverdue if of.action.last_report.is_none() => "No update received".to_owned(),
        reason => decision_words::reason(reason).to_owned(),
    };
    shaped(shape(reason, of), words)
}

/// "122 days", over all its dates.
fn slipped(of: &Needed<'_>) -> String {
    let days: i64 = of.slips.iter().map(Slipped::days).sum();
    crate::words::count(usize::try_from(days).unwrap_or_default(), "day")
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
