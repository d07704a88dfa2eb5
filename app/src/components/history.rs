//! What happened, entry by entry.

use crate::layout::Reading;
use crate::sentences::{sentence, who};
use crate::words::thousands;
use domain::date::short;
use leptos::prelude::*;
use store::HistoryEntry;

/// The table of entries, the latest first, at most `most` of them.
pub fn history_table(reading: &Reading, history: &[HistoryEntry], most: usize) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let zone = reading.request.site.store.zone();
    let rows = history
        .iter()
        .take(most)
        .map(|entry| {
            let logged = entry.entry.leaf.entry();
            let address = paths.entry(entry.seq());
            view! {
                <tr>
                    <th scope="row"><a href=address>{thousands(entry.seq().0 as usize)}</a></th>
                    <td class="c-nowrap" data-l="When">{short(zone.day(logged.recorded_at.instant()))}</td>
                    <td data-l="Who">{who(view, &entry.entry)}</td>
                    <td data-l="What changed">{sentence(view, &entry.entry)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label="History">
            <table class="c-t c-t--tight c-t--stack">
                <caption class="c-sr">"History"</caption>
                <thead><tr><th scope="col">"Entry"</th><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What changed"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
