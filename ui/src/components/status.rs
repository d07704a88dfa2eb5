//! The reported status, and beside it what dates, evidence, and overdue updates show: never one without the other.

use crate::components::mark::{Axis, Mark};
use crate::reading::Reading;
use crate::words;
use domain::facts::ActionFacts;
use domain::signals::{Signal, signals};
use leptos::prelude::*;

/// The mark of the status with the signals under it, in few words.
pub fn status(reading: &Reading, facts: &ActionFacts) -> AnyView {
    if facts.is_retracted {
        return "Retracted".into_any();
    }
    let (today, rule) = (reading.view.position().day, reading.view.reporting_rule());
    let shown = in_few_words(&signals(facts, today, rule));
    // An old claim looks old, whatever it claims.
    let class = facts.is_silent(today, rule).then_some("c-old");
    let shown = (!shown.is_empty() && !facts.is_withdrawn).then(|| view! { <span class="sub">{shown}</span> });
    view! { <span class=class><Mark of=Axis::Status(facts.status())/></span>{shown} }.into_any()
}

/// "2 milestones overdue · update overdue · date changed 4 times": each signal once, the gravest first. Milestones that
/// were completed on time add nothing here.
fn in_few_words(signals: &[Signal]) -> String {
    let count = |holds: fn(&Signal) -> bool| signals.iter().filter(|signal| holds(signal)).count();
    let overdue = count(|signal| matches!(signal, Signal::Overdue { .. }));
    let silent = count(|signal| matches!(signal, Signal::Stale { .. } | Signal::NeverReported));
    let unshown = count(|signal| matches!(signal, Signal::CompletedWithoutEvidence { .. }));
    let moved = signals.iter().filter_map(|signal| match signal {
        Signal::MovedOften { times, .. } => Some(*times),
        _ => None,
    });
    let open = signals.iter().find_map(|signal| match signal {
        Signal::CompletedWithOpenMilestones { open } => Some(*open),
        _ => None,
    });
    let has_ended = count(|signal| matches!(signal, Signal::TimeframeEnded { .. })) > 0;
    let said = [
        has_ended.then(|| "timeframe ended".to_owned()),
        (overdue > 0).then(|| format!("{} overdue", words::count(overdue, "milestone"))),
        (silent > 0).then(|| "update overdue".to_owned()),
        moved.max().map(|times| format!("date changed {times} times")),
        (unshown > 0).then(|| format!("{} without evidence", words::count(unshown, "completed milestone"))),
        open.map(|open| format!("{} open", words::count(open, "milestone"))),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Date;
    use domain::ids::MilestoneId;
    use uuid::Uuid;

    const ONE: MilestoneId = MilestoneId(Uuid::nil());

    #[test]
    fn signals_are_said_once_each_with_the_gravest_first() {
        let day = Date::default();
        let signals = [
            Signal::Overdue { milestone: ONE, due: day, days: 3 },
            Signal::Overdue { milestone: ONE, due: day, days: 4 },
            Signal::NeverReported,
            Signal::MovedOften { milestone: ONE, times: 3, days: 90 },
            Signal::MovedOften { milestone: ONE, times: 5, days: 10 },
            Signal::CompletedWithoutEvidence { milestone: ONE, on: day },
            Signal::CompletedWithOpenMilestones { open: 1 },
            Signal::TimeframeEnded { on: day, days: 120 },
            Signal::MilestonesDone { done: 1, of: 4 },
        ];
        let words = [
            "timeframe ended",
            "2 milestones overdue",
            "update overdue",
            "date changed 5 times",
            "1 completed milestone without evidence",
            "1 milestone open",
        ];
        assert_eq!(in_few_words(&signals), words.join(" \u{b7} "));
        assert_eq!(in_few_words(&signals[8..]), "");
    }
}
