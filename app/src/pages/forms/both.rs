//! Two texts side by side: what the record says now, and what was typed before that was known. Nobody loses anything.

use leptos::prelude::*;

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    pub label: String,
    /// What the record says now; none where it says nothing.
    pub now: Option<String>,
    /// What was typed into the refused form; none where there was nothing.
    pub typed: Option<String>,
}

/// The table of both texts, a row for each field in which they differ.
pub fn both_table(both: &[Both]) -> AnyView {
    let rows: Vec<_> = both
        .iter()
        .filter(|both| both.typed != both.now)
        .map(|both| {
            let in_words = |text: &Option<String>| text.clone().unwrap_or_else(|| "Nothing".to_owned());
            view! {
                <tr>
                    <th scope="row">{both.label.clone()}</th>
                    <td data-l="The record says now">{in_words(&both.now)}</td>
                    <td data-l="You typed">{in_words(&both.typed)}</td>
                </tr>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>"What you typed is what the record says now."</p> }.into_any();
    }
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label="Both texts">
            <table class="c-t c-t--stack">
                <thead>
                    <tr><th scope="col">"Field"</th><th scope="col">"The record says now"</th><th scope="col">"You typed"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
