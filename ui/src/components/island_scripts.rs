//! The scripts that start the islands, on the pages that have one and on no other.

use crate::policy::set_security_policy_with_islands;
use crate::request::site;
use leptos::config::LeptosOptions;
use leptos::prelude::*;

/// Beside every island of a page. Pages without one fetch no script and no wasm.
#[component]
pub fn IslandScripts() -> impl IntoView {
    set_security_policy_with_islands();
    let options: LeptosOptions = expect_context();
    view! { <HydrationScripts options islands=true root=site().assets.to_string()/> }
}
