//! A block of a home page: what was found, the way to all of it, and a short table.

use crate::components::table::{Column, Table};
use leptos::prelude::*;

/// `more` are the words and the address of the whole list.
pub fn block(
    title: String,
    more: Option<(String, String)>,
    columns: &'static [Column],
    rows: Vec<AnyView>,
    empty: &'static str,
) -> AnyView {
    let label = title.clone();
    view! {
        <section class="c-block c-chart">
            <header><h2>{title}</h2>{more.map(|(words, address)| view! { <a href=address>{words}</a> })}</header>
            <Table label columns rows empty/>
        </section>
    }
    .into_any()
}
