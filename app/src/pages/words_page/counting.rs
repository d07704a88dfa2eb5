//! How the numbers of dashboards are counted: the link under each chart leads here. `docs/counting.md` has the rules in
//! full.

use leptos::prelude::*;

/// The name of a rule in addresses, its heading and its words.
const RULES: [(&str, &str, &str); 8] = [
    (
        "status",
        "Status",
        "Each action counts once: Withdrawn if withdrawn; otherwise the last reported status; otherwise No update. In \
         charts, lines mark the actions of a status whose update is overdue; plan pages count them once more beside the \
         statuses. Open actions are neither completed nor withdrawn. Concord shows the plan's published total next to its \
         own count. It gives a percentage only where it lists every published action.",
    ),
    (
        "retracted",
        "Retracted",
        "An update or an action that was recorded by mistake is retracted with a reason. It stays on the page, struck \
         through, and is no longer counted. The update before a retracted one counts again.",
    ),
    (
        "promised",
        "Originally due and completed",
        "A milestone counts as due on its original due date, even if the date changed later, and as completed on the day \
         of completion. Withdrawn milestones, and those of withdrawn actions, are not counted.",
    ),
    (
        "slip",
        "Slip",
        "Current due date minus original due date, in days, added across milestones and ends of timeframes. A date moved \
         earlier counts as 0 days. Each day \
         counts under the reason of the date change that first passed it, and each reason has one cause, so the days of \
         all reasons add up to the slip. Withdrawn milestones and actions have no slip. Lists of date changes and of \
         milestones end with their totals.",
    ),
    (
        "next",
        "Next milestones",
        "Open milestones that are overdue, or due from the page date to 9 months after it. The chart groups \
         them by due date, overdue ones first. A date with more than 8 milestones is one row. Milestones due more than a year \
         before the page date are arrows at the left edge.",
    ),
    (
        "bridge",
        "Movement",
        "Starting count + added + reopened \u{2212} completed \u{2212} withdrawn \u{2212} retracted = current count. Added \
         actions were not there at the start; reopened ones were completed or withdrawn. Both dates count the plans that are \
         active now. Lists work the same way: starting count + added + now matching \u{2212} no longer matching \u{2212} \
         withdrawn = current count.",
    ),
    (
        "decisions",
        "Needs a decision",
        "Each open action of an active plan counts once, under its most serious reason: reported off track; a milestone \
         overdue; an open due date later than at the last meeting; the timeframe ended; no lead agency; an update overdue; a \
         request to lead or support pending. All its reasons are shown. Since is the day the most serious reason began: the \
         first update of an unbroken off-track run, the current due date of the oldest overdue milestone, the earliest due \
         date at the last meeting of a date that is now later, the end of the timeframe, or the due date of the first \
         missing update. Most serious comes first, and among equals the longest.",
    ),
    (
        "indicators",
        "Indicators",
        "Concord doesn't calculate indicators. It shows figures as published. A line connects two figures of one series in \
         consecutive years. It ends where the counting method changed or a year has no figure. Published estimates from \
         different methods are shown as points and never as a trend.",
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
