//! What was off track at the earlier point and is not now, with what is still wrong.

use super::super::row::{lead, link};
use crate::dashboards::Scope;
use crate::words;
use domain::date::in_table;
use domain::facts::{ActionFacts, Status};
use leptos::prelude::*;
use queries::homes::{Changes, Recovered};
use ui::components::mark::{Axis, Mark};
use ui::layout::Reading;

/// The list; nothing where none recovered.
pub fn block(reading: &Reading, now: &Scope<'_>, changes: &Changes<'_>) -> Option<AnyView> {
    let all = changes.no_longer_off_track.all;
    if all == 0 {
        return None;
    }
    let since = changes.since.as_of.to_string();
    let address = now.list("/actions", &[("since", &since), ("step", "no-longer-off-track")]);
    let rows = changes.no_longer_off_track.shown.iter().map(|recovered| row(reading, now, recovered)).collect_view();
    let number = words::thousands(all);
    let view = view! {
        <section class="c-block">
            <header>
                <h2>{format!("Recovered: {number} no longer reported off track")}</h2>
                <a href=address aria-label=format!("All {number} no longer reported off track")>{format!("All {number}")}</a>
            </header>
            <ul class="c-recovered">{rows}</ul>
        </section>
    };
    Some(view.into_any())
}

fn row(reading: &Reading, now: &Scope<'_>, Recovered { facts, since, is_retracted }: &Recovered<'_>) -> AnyView {
    let judged = now.judged();
    let still = facts.reporting(judged.today, judged.rule).filter(|reporting| reporting.is_silent());
    let overdue = facts.overdue_milestones(judged.today);
    let overdue = (overdue > 0).then(|| format!("{} overdue", words::count(overdue, "milestone")));
    let since = since.map(|since| format!("since {}", in_table(since)));
    let now = if *is_retracted { view! { "Update retracted" }.into_any() } else { outcome(facts) };
    view! {
        <li>
            {link(reading, facts)}
            <span class="sub c-marks">
                <span>{lead(reading, facts)}</span>
                {now}
                {since.map(|since| view! { <span>{since}</span> })}
                {still.map(|of| view! { <Mark of=Axis::Reporting(of)/> })}
                {overdue.map(|overdue| view! { <span>{overdue}</span> })}
            </span>
        </li>
    }
    .into_any()
}

/// What became of it: its confidence while it is open, else its status.
fn outcome(facts: &ActionFacts) -> AnyView {
    match (facts.status(), facts.confidence()) {
        (status @ (Status::Completed | Status::Withdrawn), _) | (status, None) => {
            view! { <Mark of=Axis::Status(status)/> }.into_any()
        }
        (_, Some(confidence)) => view! { <Mark of=Axis::Confidence(confidence)/> }.into_any(),
    }
}
