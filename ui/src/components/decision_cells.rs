//! Why an action needs a decision, since when, and what is asked: the same cells on the chair's home and in the list of all.

use crate::components::reason_mark::reason_mark;
use crate::components::table::ColumnHead;
use crate::words;
use domain::Date;
use domain::date::in_table;
use domain::decision::Reason;
use leptos::prelude::*;
use queries::decision_words;
use queries::homes::{Decision, Said};

pub const HEADS: [ColumnHead; 3] =
    [ColumnHead::text("Why it is here"), ColumnHead::text("Since"), ColumnHead::text("Next step")];

/// The three cells of a row.
pub fn decision_cells(today: Date, decision: &Decision<'_>) -> AnyView {
    let of = &decision.needed;
    let marks = of.reasons.iter().map(|(reason, _)| reason_mark(of, *reason)).collect_view();
    let since = decision.since.map(|since| {
        let days = words::count(usize::try_from((today - since).num_days()).unwrap_or_default(), "day");
        view! { {in_table(since)}<span class="sub">{days}</span> }
    });
    view! {
        <td data-l="Why it is here" class="c-why"><span class="c-marks">{marks}</span>{note(decision)}</td>
        <td data-l="Since" class="c-nowrap">{since}</td>
        <td data-l="Next step"><b>{decision_words::ask(of.ask)}</b></td>
    }
    .into_any()
}

/// What says more of the worst reason.
fn note(decision: &Decision<'_>) -> Option<AnyView> {
    if decision.needed.worst() == Reason::OffTrack {
        return decision.said.as_ref().map(quotation);
    }
    decision_words::note(decision).map(|words| view! { <span class="sub c-clip">{words}</span> }.into_any())
}

/// An update speaks of its own day: without that and its author it would read as what is so now.
fn quotation(said: &Said) -> AnyView {
    let summary = format!("\u{201c}{}\u{201d}", said.summary);
    view! { <span class="sub c-clip">{summary}</span>" "<span class="sub">{said.by.clone()}</span> }.into_any()
}
