//! A block of a home page: what was found, the ways to all of it, and a short table.

use leptos::prelude::*;
use ui::components::table::{ColumnHead, Table};

/// `more` are the words and the address of the whole list.
pub fn block(
    title: String,
    more: Option<(String, String)>,
    columns: &'static [ColumnHead],
    rows: Vec<AnyView>,
    empty: &'static str,
) -> AnyView {
    block_with(title, (None, more.into_iter().collect()), columns, rows, empty)
}

/// The same with a sentence under its title, and several lists to open.
pub fn block_with(
    title: String,
    (note, more): (Option<AnyView>, Vec<(String, String)>),
    columns: &'static [ColumnHead],
    rows: Vec<AnyView>,
    empty: &'static str,
) -> AnyView {
    let label = title.clone();
    let links = more.into_iter().map(|(words, address)| view! { <a href=address>{words}</a>" " });
    let links: Vec<_> = links.collect();
    let links = (!links.is_empty()).then(|| view! { <span>{links}</span> });
    view! {
        <section class="c-block c-chart">
            <header><h2>{title}</h2>{links}</header>
            {note.map(|note| view! { <p class="c-small c-quiet">{note}</p> })}
            <Table label columns rows empty/>
        </section>
    }
    .into_any()
}
