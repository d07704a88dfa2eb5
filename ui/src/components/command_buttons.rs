//! Ways to the forms of commands, where the reader may send them. Their words are those of the page that they lead to.

use crate::reading::Reading;
use commands::Command;
use leptos::prelude::*;
use std::fmt::Display;

/// A way to the form of a command.
#[derive(Clone, Debug)]
pub struct Way {
    words: &'static str,
    address: String,
}

/// The way to the form of a command about what is named, in the order of its path. `None` where the reader may not send
/// it, and in the past.
pub fn way(reading: &Reading, may: bool, command: Command, names: &[&dyn Display]) -> Option<Way> {
    let is_offered = may && !reading.view.position().is_past();
    is_offered.then(|| Way { words: command.title, address: reading.paths.to(&command.page_about(names)) })
}

/// Beside the name of the thing. The first is the one wanted most. `None` where there is nothing to do.
pub fn command_buttons(ways: impl IntoIterator<Item = Way>) -> Option<AnyView> {
    let button = |(place, way): (usize, Way)| {
        let class = if place == 0 { "usa-button c-b" } else { "usa-button usa-button--outline c-b" };
        view! { <a class=class href=way.address>{way.words}</a> }.into_any()
    };
    let buttons: Vec<AnyView> = ways.into_iter().enumerate().map(button).collect();
    (!buttons.is_empty()).then(|| view! { <div class="c-tools">{buttons}</div> }.into_any())
}

/// The same without one that is wanted most.
pub fn outline_buttons(ways: impl IntoIterator<Item = Way>) -> Vec<AnyView> {
    let button =
        |way: Way| view! { <a class="usa-button usa-button--outline c-b" href=way.address>{way.words}</a> }.into_any();
    ways.into_iter().map(button).collect()
}

/// The same in the head of a block: smaller, and none of them filled.
pub fn block_buttons(ways: impl IntoIterator<Item = Way>) -> Option<AnyView> {
    let button = |way: Way| {
        view! { <a class="usa-button usa-button--outline c-b-s" href=way.address>{way.words}</a> }.into_any()
    };
    let buttons: Vec<AnyView> = ways.into_iter().map(button).collect();
    (!buttons.is_empty()).then(|| view! { <p class="c-do">{buttons}</p> }.into_any())
}

/// The same in a row, one after the other.
pub fn row_links(ways: impl IntoIterator<Item = Way>) -> Option<AnyView> {
    let link = |way: Way| view! { " "<a href=way.address>{way.words}</a> }.into_any();
    let links: Vec<AnyView> = ways.into_iter().map(link).collect();
    (!links.is_empty()).then(|| links.into_any())
}

/// The same, where rows have the same links: each says which one it is about.
pub fn named_links(ways: impl IntoIterator<Item = Way>, name: &str) -> Option<AnyView> {
    let link = |way: Way| {
        let label = format!("{}: {name}", way.words);
        view! { " "<a href=way.address aria-label=label>{way.words}</a> }.into_any()
    };
    let links: Vec<AnyView> = ways.into_iter().map(link).collect();
    (!links.is_empty()).then(|| links.into_any())
}
