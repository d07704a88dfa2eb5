//! What happened, entry by entry: who did what to which thing, and why.

use crate::components::author::author;
use crate::components::table::{ColumnHead, Table};
use crate::components::word_changes::{FieldChange, field_changes};
use crate::reading::Reading;
use crate::sentences::sentence;
use crate::words;
use domain::date::in_table;
use leptos::prelude::*;
use queries::history::History;
use store::{Authors, HistoryEntry};

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Log entry"),
    ColumnHead::text("When"),
    ColumnHead::text("Who"),
    ColumnHead::text("What changed"),
];

/// How many entries are open to the eye; the earlier ones are one click away.
const SHOWN: usize = 10;

/// What an entry is about, and the reason that was given, where the page knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub thing: Option<String>,
    pub reason: Option<String>,
    /// What an edit changed.
    pub changes: Vec<FieldChange>,
}

/// The entries, the latest first.
pub fn history_table(reading: &Reading, history: &History, about: &dyn Fn(&HistoryEntry) -> About) -> AnyView {
    let (latest, earlier) = history.entries().split_at(history.entries().len().min(SHOWN));
    let row = |entry: &HistoryEntry| row(reading, entry, history.authors(), about(entry));
    let rows = |entries: &[HistoryEntry]| entries.iter().map(row).collect::<Vec<_>>();
    let earlier = (!earlier.is_empty()).then(|| {
        let title = match earlier.len() {
            1 => "Show 1 earlier change".to_owned(),
            number => format!("Show {} earlier changes", words::thousands(number)),
        };
        view! {
            <details class="c-more">
                <summary>{title}</summary>
                <Table label="Earlier changes" columns=COLUMNS rows=rows(earlier)/>
            </details>
        }
    });
    view! { <Table label="History" columns=COLUMNS rows=rows(latest)/>{earlier} }.into_any()
}

fn row(reading: &Reading, entry: &HistoryEntry, authors: &Authors, about: About) -> AnyView {
    let (view, paths) = (&reading.view, &reading.paths);
    let logged = entry.entry.leaf.entry();
    let day = view.zone().day(logged.recorded_at.instant());
    let changed = about_thing(about.thing, sentence(view, &entry.entry));
    let reason = about.reason.map(|reason| view! { <span class="sub">{reason}</span> });
    view! {
        <tr>
            <th scope="row"><a href=paths.entry(entry.seq())>{words::entry_number(entry.seq())}</a></th>
            <td class="c-nowrap" data-l="When">{in_table(day)}</td>
            <td data-l="Who">{author(view, &entry.entry, authors)}</td>
            <td data-l="What changed">{changed}{reason}{field_changes(&about.changes)}</td>
        </tr>
    }
    .into_any()
}

/// Milestone “Released” added: a title before the sentence would read as its verb.
fn about_thing(thing: Option<String>, sentence: String) -> AnyView {
    let Some(thing) = thing else { return sentence.into_any() };
    let of_a_noun = ["Milestone ", "Document "].into_iter().find_map(|noun| Some((noun, sentence.strip_prefix(noun)?)));
    match of_a_noun {
        Some((noun, rest)) => {
            let (title, rest) = (format!("\u{201c}{thing}\u{201d}"), format!(" {rest}"));
            view! { {noun}<b>{title}</b>{rest} }.into_any()
        }
        None => view! { <b>{thing}</b>": "{sentence} }.into_any(),
    }
}
