//! What needs a decision: one table by action, the worst first.

use super::super::row::{lead, link};
use crate::components::reason_mark::reason_mark;
use crate::components::table::{ColumnHead, Table};
use crate::layout::Reading;
use crate::words;
use domain::Date;
use domain::date::{in_sentence, in_table};
use domain::decision::Reason;
use leptos::prelude::*;
use queries::decision_words;
use queries::homes::{ChairHome, Decision};

pub const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Action"),
    ColumnHead::text("Lead"),
    ColumnHead::text("Why it is here"),
    ColumnHead::text("Since"),
    ColumnHead::text("Decision needed"),
];

/// The table with its title and the sum behind it.
pub fn block(reading: &Reading, home: &ChairHome<'_>) -> AnyView {
    let all = home.decisions.rows.all;
    if all == 0 {
        let day = in_sentence(home.now.today());
        return view! {
            <section class="c-block c-decisions">
                <header><h2>"Nothing needs a decision"</h2></header>
                <p class="c-quiet">{format!("As of {day}, no action is off track, late, without a lead, or waiting.")}</p>
            </section>
        }
        .into_any();
    }
    let title = format!("Needs a decision: {}", words::count(all, "action"));
    let shown = &home.decisions.rows.shown;
    let rows = shown.iter().map(|decision| row(reading, home.now.today(), decision)).collect();
    let more = (shown.len() < all).then(|| {
        let words = format!("All {} that need a decision", words::thousands(all));
        view! { <p class="c-block__more"><a href=list(home, "any")>{words}</a></p> }
    });
    view! {
        <section class="c-block c-decisions">
            <header><h2>{title.clone()}</h2><p class="c-small c-quiet">{sum(home)}</p></header>
            <Table label=title columns=COLUMNS rows/>
            {more}
            <p class="c-small c-quiet">"The numbers above the table count each action once, by its most serious reason."</p>
        </section>
    }
    .into_any()
}

/// "2 off track, 7 overdue, 13 slipped": by the worst reason of each, so it adds up to the title. Each opens into its rows.
fn sum(home: &ChairHome<'_>) -> AnyView {
    let parts = home.decisions.by_reason.iter().enumerate().map(|(place, (reason, number))| {
        let comma = (place > 0).then_some(", ");
        let code = queries::paths::code_of(reason);
        view! { {comma}<a href=list(home, &code)>{decision_words::counted(*reason, *number)}</a> }
    });
    view! { {parts.collect_view()} }.into_any()
}

fn list(home: &ChairHome<'_>, decision: &str) -> String {
    let since = home.changes.as_ref().map(|changes| changes.since.as_of.to_string());
    let mut asked: Vec<(&str, &str)> = since.iter().map(|since| ("since", since.as_str())).collect();
    asked.push(("decision", decision));
    home.now.list("/actions", &asked)
}

/// One action: why it is here, since when, and what is asked.
pub fn row(reading: &Reading, today: Date, decision: &Decision<'_>) -> AnyView {
    let of = &decision.needed;
    let marks = of.reasons.iter().map(|(reason, _)| reason_mark(of, *reason)).collect_view();
    let since = decision.since.map(|since| {
        let days = words::count(usize::try_from((today - since).num_days()).unwrap_or_default(), "day");
        view! { {in_table(since)}<span class="sub">{days}</span> }
    });
    view! {
        <tr>
            <th scope="row">{link(reading, of.action)}</th>
            <td data-l="Lead">{lead(reading, of.action)}<span class="sub">{of.action.reference.to_string()}</span></td>
            <td data-l="Why it is here"><span class="c-marks">{marks}</span>{note(decision).map(|note| view! { <span class="sub c-clip">{note}</span> })}</td>
            <td data-l="Since" class="c-nowrap">{since}</td>
            <td data-l="Decision needed"><b>{decision_words::ask(of.ask)}</b></td>
        </tr>
    }
    .into_any()
}

/// One line that says more of the worst reason.
fn note(decision: &Decision<'_>) -> Option<String> {
    let of = &decision.needed;
    match of.worst() {
        Reason::OffTrack => decision.summary.as_ref().map(ToString::to_string),
        Reason::Overdue => {
            let oldest = of.action.open_milestones().min_by_key(|milestone| milestone.due);
            oldest.map(|milestone| milestone.title.to_string())
        }
        Reason::Slipped => {
            let reasons = decision.slipped_for.iter().map(|of| words::move_reason(of.reason));
            let reasons: Vec<&str> = reasons.collect();
            (!reasons.is_empty()).then(|| reasons.join("; "))
        }
        Reason::UpdateOverdue => {
            let last = of.action.last_report?;
            Some(format!("Last update: {}", last.quarter.short()))
        }
        Reason::TimeframeEnded | Reason::NoLead | Reason::RequestPending => None,
    }
}
