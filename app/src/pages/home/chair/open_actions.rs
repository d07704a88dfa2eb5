//! How the open actions of then became those of now: one line, which opens into the chart, and the figures at the last
//! meetings as a table.

use crate::words;
use domain::date::in_table;
use leptos::prelude::*;
use queries::homes::{ChairHome, Changes};
use reports::Cell;
use ui::components::chart::chart;
use ui::components::table::{ColumnHead, Table};
use ui::layout::Reading;

const TREND: &[ColumnHead] = &[
    ColumnHead::text("Meeting"),
    ColumnHead::number("Open actions"),
    ColumnHead::number("Completed"),
    ColumnHead::number("Off track"),
    ColumnHead::number("Milestones overdue"),
    ColumnHead::number("Updates overdue"),
];

/// The line with what it opens into.
pub fn line(reading: &Reading, home: &ChairHome<'_>) -> AnyView {
    let steps = home.changes.as_ref().map(steps);
    let drawn = home.changes.as_ref().map(|changes| {
        view! {
            <details class="c-opens">
                <summary>"Chart"</summary>
                {chart(reading, &changes.bridge, "/exports/charts/bridge", 2)}
            </details>
        }
    });
    let table = (home.trend.len() > 1).then(|| {
        view! {
            <details class="c-opens">
                <summary>"Earlier meetings"</summary>
                {trend(home)}
            </details>
        }
    });
    view! { <div class="c-open">{steps}{drawn}{table}</div> }.into_any()
}

/// "80 on Feb. 13, 2024, + 0 added, + 0 reopened, − 7 completed, − 0 withdrawn, = 73 open now".
pub fn steps(changes: &Changes<'_>) -> AnyView {
    let rows = changes.bridge.table.rows();
    let last = rows.len().saturating_sub(1);
    let each = rows.iter().zip(&changes.bridge.links).enumerate().map(|(place, (row, link))| {
        let (Some(Cell::Text(name)), Some(Cell::Integer(number))) = (row.first(), row.get(1)) else {
            return ().into_any();
        };
        let amount = words::thousands(usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX));
        let (sign, named) = match place {
            0 => ("", format!("on {name}")),
            _ if place == last => ("= ", "open now".to_owned()),
            // The steps down are zero or negative.
            _ if is_down(name) => ("\u{2212} ", name.to_lowercase()),
            _ => ("+ ", name.to_lowercase()),
        };
        let class = if *number == 0 { "z" } else { "" };
        let named = match link.clone().filter(|_| place > 0 && place < last) {
            Some(link) => view! { <a href=link>{named}</a> }.into_any(),
            None => named.into_any(),
        };
        view! { <li class=class>{sign}<b>{amount}</b>" "{named}</li> }.into_any()
    });
    view! { <p class="c-open__name" id="open-actions">"Open actions"</p><ul aria-labelledby="open-actions">{each.collect_view()}</ul> }
        .into_any()
}

fn is_down(step: &str) -> bool {
    matches!(step, "Completed" | "Withdrawn" | "Retracted")
}

/// The figures at the last meetings and now.
fn trend(home: &ChairHome<'_>) -> AnyView {
    let rows = home.trend.iter().rev().map(|point| {
        let name = point.meeting.as_ref().map_or_else(|| "As of this page".to_owned(), ToString::to_string);
        let numbers = point.numbers.iter().zip(TREND.iter().skip(1));
        let numbers = numbers.map(|(number, head)| {
            view! { <td class="c-num" data-l=head.name()>{words::thousands(*number)}</td> }
        });
        view! { <tr><th scope="row">{in_table(point.day)}<span class="sub">{name}</span></th>{numbers.collect_view()}</tr> }
            .into_any()
    });
    view! { <Table label="Figures at earlier meetings" columns=TREND rows=rows.collect()/> }.into_any()
}
