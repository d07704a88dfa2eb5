//! What the rows of homes share: the link to an action, and its lead.

use crate::paths::action_address;
use domain::facts::ActionFacts;
use leptos::prelude::*;
use queries::lead_words;
use ui::layout::Reading;

pub fn link(reading: &Reading, facts: &ActionFacts) -> AnyView {
    let address = action_address(&reading.view, &reading.paths, facts);
    view! { <a href=address>{facts.title.to_string()}</a> }.into_any()
}

pub fn lead(reading: &Reading, facts: &ActionFacts) -> String {
    lead_words::lead(&reading.view, facts)
}
