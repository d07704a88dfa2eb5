//! What stands where a list would stand.

use leptos::prelude::*;

/// Says that nothing is there, and why.
#[component]
pub fn Empty(children: Children) -> impl IntoView {
    view! { <div class="c-empty"><p>{children()}</p></div> }
}
