//! A number that opens into the rows that it counts, with a name that tells it from the other numbers of its table.

use leptos::prelude::*;

/// `of` is the column and the row: "Updates overdue, DOJ". It is read out, where a page has many links that show "1".
pub fn number_link(number: String, of: &str, address: String) -> AnyView {
    let name = format!("{of}: {number}");
    view! { <a href=address aria-label=name>{number}</a> }.into_any()
}

/// The same for a count: none of a thing opens into nothing, so it is a plain 0.
pub fn count_link(number: usize, of: &str, address: String) -> AnyView {
    match number {
        0 => view! { <span class="c-zero">"0"</span> }.into_any(),
        number => number_link(crate::words::thousands(number), of, address),
    }
}
