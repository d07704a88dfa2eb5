//! How the numbers of dashboards are counted, where the link under each chart leads. `docs/counting.md` has the rules
//! in full.

use leptos::prelude::*;

/// The name of a rule in addresses, its heading and its words.
const RULES: [(&str, &str, &str); 7] = [
    (
        "status",
        "Status",
        "Each action counts once, under the status that it shows: Withdrawn where it was withdrawn, else what its lead \
         reported last, else No report. Charts and plan pages show an action whose report is owed and did not come as \
         Silent, whatever was said before. Open is what is neither completed nor withdrawn. The published number of a \
         plan stands beside the count and never under it: no percentage is drawn from a partial list.",
    ),
    (
        "retracted",
        "Retracted",
        "An update or an action that was recorded by mistake is retracted with a reason. It stays on its page, struck \
         through, and counts nowhere from then on. The update before a retracted one counts again.",
    ),
    (
        "promised",
        "Promised and completed",
        "A milestone counts as promised by the date that was first given, whatever became of that date, and as \
         completed by the day of its completion. Withdrawn milestones, and those of withdrawn actions, count under \
         neither.",
    ),
    (
        "slip",
        "Slip",
        "The date of now less the date first promised, in days, summed over milestones and ends of timeframes. Each day \
         counts under the reason of the change that first moved the date over it, and the reason under one cause, so the \
         days under all reasons add up to the slip. What was withdrawn has no slip. Lists of date changes and of milestones \
         end with their sums.",
    ),
    (
        "next",
        "Next milestones",
        "Open milestones that are overdue, however long, or due in the nine months after the day of the page. The \
         earliest come first; what was due more than three months before stands at the left edge.",
    ),
    (
        "bridge",
        "Movement",
        "Open then + added + reopened - completed - withdrawn - retracted = open now. Added was not there then; reopened was \
         completed or withdrawn. The plans are those in force now, at both points. Lists are bridged alike: rows then + \
         added + moved in - moved out - withdrawn = rows now.",
    ),
    (
        "indicators",
        "Indicators",
        "Nothing is counted here: each figure stands as its source published it. A line joins two figures of one series \
         in years that follow each other, and ends where the source says that the series breaks or where a year has no \
         figure. Estimates that others made by different methods are quoted as points; no line makes a trend of them.",
    ),
];

#[component]
pub fn Counting() -> impl IntoView {
    let rules = RULES.map(|(id, title, words)| {
        view! {
            <h3 id=format!("counting-{id}")>{title}</h3>
            <p>{words}</p>
        }
    });
    view! {
        <section class="c-section c-prose" id="counting">
            <h2>"How numbers are counted"</h2>
            {rules.into_iter().collect_view()}
        </section>
    }
}
