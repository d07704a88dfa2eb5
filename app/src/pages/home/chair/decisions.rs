//! What needs a decision: one table by action, the worst first.

use super::super::row::{lead, link};
use crate::words;
use domain::Date;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::decision_words;
use queries::homes::{ChairHome, Decision};
use ui::components::decision_cells::{HEADS, decision_cells};
use ui::components::table::{ColumnHead, Table};
use ui::layout::Reading;

pub const COLUMNS: &[ColumnHead] =
    &[ColumnHead::text("Action"), ColumnHead::text("Lead"), HEADS[0], HEADS[1], HEADS[2]];

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
        let on_paper = format!(
            "The {} most serious of {} are printed. The others are in the list of actions that need a decision.",
            shown.len(),
            words::thousands(all)
        );
        view! {
            <p class="c-block__more"><a href=list(home, "any")>{words}</a></p>
            <p class="c-onpaper">{on_paper}</p>
        }
    });
    view! {
        <section class="c-block c-decisions">
            <header><h2>{title.clone()}</h2><p class="c-small c-quiet">"Each action once, by its most serious reason: "{sum(home)}". The lead agency takes the next step, unless another is named."</p></header>
            <Table label=title columns=COLUMNS rows/>
            {more}
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

/// One action: why it is here, since when, and whose next step it is.
pub fn row(reading: &Reading, today: Date, decision: &Decision<'_>) -> AnyView {
    let of = decision.needed.action;
    view! {
        <tr>
            <th scope="row">{link(reading, of)}</th>
            <td data-l="Lead">{lead(reading, of)}<span class="sub">{of.reference.to_string()}</span></td>
            {decision_cells(today, decision)}
        </tr>
    }
    .into_any()
}
