//! The head of a column that sorts a table by its address.

use crate::lists::SortChoice;
use leptos::prelude::*;

/// A link that sorts, or the direction in which the column is sorted already. Cells are read out with the name alone, and
/// so is the head where tables are stacked: there the form over the list sorts.
pub fn sort_head<S: SortChoice>(
    name: &'static str,
    class: &'static str,
    (sort, current): (S, S),
    address: impl Fn(S) -> String,
) -> AnyView {
    if current == sort {
        let (order, arrow) =
            if sort.is_descending() { ("descending", "\u{a0}\u{2193}") } else { ("ascending", "\u{a0}\u{2191}") };
        return view! { <th scope="col" class=class aria-sort=order>{name}<span aria-hidden="true">{arrow}</span></th> }.into_any();
    }
    view! {
        <th scope="col" class=class abbr=name>
            <span class="c-head-words">{name}</span>
            <a class="sort" href=address(sort)><span class="usa-sr-only">"Sort by "</span>{name}</a>
        </th>
    }
    .into_any()
}
