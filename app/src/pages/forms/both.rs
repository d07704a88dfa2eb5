//! Two versions side by side: the current one, and what was typed before that was known, so that no text is lost.

use leptos::prelude::*;
use ui::components::table::ScrollBox;

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    pub label: String,
    /// The current version; none where the field is blank.
    pub now: Option<String>,
    /// What was typed into the refused form; none where there was nothing.
    pub typed: Option<String>,
}

/// The table of both versions, a row for each field in which they differ.
pub fn both_table(both: &[Both]) -> AnyView {
    let rows: Vec<_> = both
        .iter()
        .filter(|both| both.typed != both.now)
        .map(|both| {
            let in_words = |text: &Option<String>| text.clone().unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{both.label.clone()}</th>
                    <td data-l="Current version">{in_words(&both.now)}</td>
                    <td data-l="Your version">{in_words(&both.typed)}</td>
                </tr>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>"Your version matches the current version."</p> }.into_any();
    }
    view! {
        <ScrollBox label="Your version and the current version">
            <table class="c-t c-t--stack" aria-label="Your version and the current version">
                <thead>
                    <tr><th scope="col">"Field"</th><th scope="col">"Current version"</th><th scope="col">"Your version"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </ScrollBox>
    }
    .into_any()
}
