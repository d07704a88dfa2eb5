//! A term that a page explains where it first appears. It works without a script: the browser shows and closes the meaning.

use leptos::prelude::*;
use queries::glossary::Definition;

/// The term by its own name. Once a page, because its id is that of the definition.
pub fn term(of: &Definition) -> AnyView {
    term_as(of, of.term)
}

/// The same in the words of its sentence or heading.
pub fn term_as(of: &Definition, words: &'static str) -> AnyView {
    let id = format!("define-{}", of.id);
    view! {
        <button class="c-term" type="button" popovertarget=id.clone() aria-describedby=id.clone()>{words}</button>
        <span class="c-term__meaning" id=id popover="auto">{of.meaning}</span>
    }
    .into_any()
}

/// The same as the head of a column. Where tables are stacked it is read out only, and is no stop of the keyboard.
pub fn term_head(of: &Definition, words: &'static str) -> AnyView {
    view! { <span class="c-head-words">{words}</span>{term_as(of, words)} }.into_any()
}
