//! A log entry about something that the reader may not see: that it is there, what kind of object it is about, and its hash.

use super::code::code;
use super::fact::{fact, fact_if};
use crate::reading::Reading;
use crate::words;
use leptos::prelude::*;
use store::WithheldEntry;

/// Its row in the list of entries.
pub fn withheld_row(reading: &Reading, entry: &WithheldEntry) -> AnyView {
    let number = words::thousands(entry.seq.0 as usize);
    view! {
        <tr>
            <th scope="row"><a href=reading.paths.entry(entry.seq)>{number}</a></th>
            <td data-l="When"></td>
            <td data-l="Who"></td>
            <td data-l="What">"Not shown"<span class="sub">{code(entry.leaf.to_string())}</span></td>
            <td data-l="About">{about(entry)}</td>
        </tr>
    }
    .into_any()
}

/// What its own page says.
pub fn withheld_facts(entry: &WithheldEntry) -> AnyView {
    view! {
        <p>
            "This entry is about something that you may not see. Its hash is in the signed log like every other, so a check of the downloaded log covers it."
        </p>
        <dl class="c-facts">
            {fact_if("Kind", entry.kind.as_ref().map(ToString::to_string))}
            {fact("Leaf hash", code(entry.leaf.to_string()))}
        </dl>
    }
    .into_any()
}

fn about(entry: &WithheldEntry) -> String {
    entry.kind.as_ref().map(|kind| words::capitalized(&kind.as_str().replace('-', " "))).unwrap_or_default()
}
