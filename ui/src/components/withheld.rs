//! A log entry about something that the reader may not see: its number, the kind of its object, and its hash.

use super::code::code;
use super::fact::{fact, fact_if};
use crate::reading::Reading;
use crate::words;
use leptos::prelude::*;
use store::WithheldEntry;

/// Its row in the list of entries.
pub fn withheld_row(reading: &Reading, entry: &WithheldEntry) -> AnyView {
    let number = words::entry_number(entry.seq);
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.entry(entry.seq)>{number}</a></th>
            <td data-l="Time"></td>
            <td data-l="Account"></td>
            <td data-l="Change">"Not shown"<span class="sub">{code(entry.leaf.to_string())}</span></td>
            <td data-l="Item">{about(entry)}</td>
        </tr>
    }
    .into_any()
}

/// What its own page says.
pub fn withheld_facts(entry: &WithheldEntry) -> AnyView {
    view! {
        <p>
            "You don't have permission to see what this entry is about. Its fingerprint is in the signed log like every other, so verifying the downloaded log covers this entry."
        </p>
        <dl class="c-facts">
            {fact_if("Type", entry.kind.as_ref().map(ToString::to_string))}
            {fact("Fingerprint (leaf hash)", code(entry.leaf.to_string()))}
        </dl>
    }
    .into_any()
}

fn about(entry: &WithheldEntry) -> String {
    entry.kind.as_ref().map(|kind| words::capitalized(&kind.as_str().replace('-', " "))).unwrap_or_default()
}
