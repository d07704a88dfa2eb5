//! What the reader may do with the thing of a page, beside its name.

use leptos::prelude::*;

/// A button for each form, by its name in the address and the words on it. The first is the one wanted most. `None`
/// where there is nothing to do.
pub fn deed_buttons(deeds: Vec<(&'static str, &'static str)>, address: impl Fn(&str) -> String) -> Option<AnyView> {
    if deeds.is_empty() {
        return None;
    }
    let button = |(place, (form, words)): (usize, (&'static str, &'static str))| {
        let class = if place == 0 { "usa-button c-b" } else { "usa-button usa-button--outline c-b" };
        view! { <a class=class href=address(form)>{words}</a> }
    };
    let buttons = deeds.into_iter().enumerate().map(button).collect_view();
    Some(view! { <div class="c-tools">{buttons}</div> }.into_any())
}

/// The same in the head of a block: smaller, and none of them filled.
pub fn block_buttons(deeds: Vec<(&'static str, &'static str)>, address: impl Fn(&str) -> String) -> Option<AnyView> {
    if deeds.is_empty() {
        return None;
    }
    let button = |(form, words): (&'static str, &'static str)| {
        view! { <a class="usa-button usa-button--outline c-b-s" href=address(form)>{words}</a> }
    };
    Some(view! { <p class="c-do">{deeds.into_iter().map(button).collect_view()}</p> }.into_any())
}
