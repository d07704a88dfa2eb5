//! The head of a page: its title, and one sentence that says what is on it.

use leptos::prelude::*;

/// `lead` is the sentence under the title.
pub fn page_head(title: impl Into<String>, lead: impl Into<String>) -> AnyView {
    view! {
        <div class="c-page">
            <div class="c-page__text">
                <h1>{title.into()}</h1>
                <p>{lead.into()}</p>
            </div>
        </div>
    }
    .into_any()
}
