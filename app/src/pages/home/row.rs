//! What the rows of homes share: the link to an action, and its lead.

use crate::layout::Reading;
use crate::paths::action_address;
use domain::facts::ActionFacts;
use leptos::prelude::*;

pub fn link(reading: &Reading, facts: &ActionFacts) -> AnyView {
    let address = action_address(&reading.view, &reading.paths, facts);
    view! { <a href=address>{facts.title.to_string()}</a> }.into_any()
}

pub fn lead(reading: &Reading, facts: &ActionFacts) -> String {
    facts.lead.map_or_else(|| "No lead".to_owned(), |lead| reading.view.short_name(lead))
}
