//! Every change of one date, with its reason and the cause under which its days count.

use crate::components::milestones::signed;
use crate::components::table::ScrollBox;
use crate::words;
use domain::date::in_table;
use domain::slippage::{Move, by_cause};
use leptos::prelude::*;

pub fn moves_table(moves: &[Move]) -> AnyView {
    if moves.is_empty() {
        return view! { <p class="c-quiet">"The current due date is the original due date."</p> }.into_any();
    }
    let rows = moves
        .iter()
        .map(|made| {
            view! {
                <tr>
                    <th scope="row" class="c-nowrap">{in_table(made.on)}</th>
                    <td class="c-nowrap" data-l="From"><s>{in_table(made.from)}</s></td>
                    <td class="c-nowrap" data-l="To">{in_table(made.to)}</td>
                    <td class="c-num" data-l="Days">{signed(made.days())}</td>
                    <td data-l="Reason">{words::move_reason(made.reason)}<span class="sub">"Cause: "{words::cause(made.cause)}</span></td>
                    <td data-l="Explanation">{made.sentence.to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    let of_cause: Vec<String> = by_cause(moves)
        .into_iter()
        .filter(|(_, days)| *days != 0)
        .map(|(cause, days)| format!("{} {}", signed(days), words::cause(cause)))
        .collect();
    let days: i64 = moves.iter().map(Move::days).sum();
    let of_cause = match of_cause.as_slice() {
        [] if days < 0 => "The current due date is earlier than the original: no slip.".to_owned(),
        [] => "Date changes add up to 0 days.".to_owned(),
        causes => format!("By cause: {}.", causes.join(", ")),
    };
    view! {
        <ScrollBox label="Date changes">
            <table class="c-t c-t--stack">
                <caption class="c-sr">"Date changes"</caption>
                <thead><tr><th scope="col">"Changed on"</th><th scope="col">"From"</th><th scope="col">"To"</th><th scope="col" class="c-num">"Days"</th><th scope="col">"Reason"</th><th scope="col">"Explanation"</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row" colspan="3">"Total"</th><td class="c-num">{signed(days)}</td><td colspan="2">{of_cause}</td></tr></tfoot>
            </table>
        </ScrollBox>
    }
    .into_any()
}
