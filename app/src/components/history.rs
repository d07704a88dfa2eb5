//! What happened, entry by entry.

use crate::components::table::{Column, Table};
use crate::layout::Reading;
use crate::sentences::{sentence, who};
use crate::words;
use domain::date::short;
use leptos::prelude::*;
use store::HistoryEntry;

const COLUMNS: &[Column] =
    &[Column::text("Entry"), Column::text("When"), Column::text("Who"), Column::text("What changed")];

/// How many entries are open to the eye; the earlier ones are one click away.
const SHOWN: usize = 10;

/// The entries, the latest first.
pub fn history_table(reading: &Reading, history: &[HistoryEntry]) -> AnyView {
    let (latest, earlier) = history.split_at(history.len().min(SHOWN));
    let rows = |entries: &[HistoryEntry]| entries.iter().map(|entry| row(reading, entry)).collect::<Vec<_>>();
    let earlier = (!earlier.is_empty()).then(|| {
        let title = match earlier.len() {
            1 => "1 earlier entry".to_owned(),
            number => format!("{} earlier entries", words::thousands(number)),
        };
        view! {
            <details class="c-more">
                <summary>{title}</summary>
                <Table label="Earlier history" columns=COLUMNS rows=rows(earlier)/>
            </details>
        }
    });
    view! { <Table label="History" columns=COLUMNS rows=rows(latest)/>{earlier} }.into_any()
}

fn row(reading: &Reading, entry: &HistoryEntry) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let logged = entry.entry.leaf.entry();
    let day = reading.request.site.store.zone().day(logged.recorded_at.instant());
    view! {
        <tr>
            <th scope="row"><a href=paths.entry(entry.seq())>{words::thousands(entry.seq().0 as usize)}</a></th>
            <td class="c-nowrap" data-l="When">{short(day)}</td>
            <td data-l="Who">{who(view, &entry.entry)}</td>
            <td data-l="What changed">{sentence(view, &entry.entry)}</td>
        </tr>
    }
    .into_any()
}
