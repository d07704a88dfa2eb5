//! Two texts side by side: what the record says now, and what was typed before that was known. Nobody loses anything.

use crate::forms::FormState;
use leptos::prelude::*;

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    label: &'static str,
    /// What the record says now; none where it says nothing.
    now: Option<String>,
    /// What was typed into the refused form; none where there was nothing.
    pub typed: Option<String>,
}

impl Both {
    /// A field whose text is shown as it was typed.
    pub fn text(state: &FormState, field: &str, label: &'static str, now: impl ToString) -> Both {
        Both::optional(state, field, label, Some(now))
    }

    /// The same where the record may say nothing.
    pub fn optional(state: &FormState, field: &str, label: &'static str, now: Option<impl ToString>) -> Both {
        Both { label, now: now.map(|now| now.to_string()), typed: state.typed(field) }
    }

    /// A field of something new, of which the record says nothing.
    pub fn new(state: &FormState, field: &str, label: &'static str) -> Both {
        Both { label, now: None, typed: state.typed(field) }
    }

    /// A field with choices, which are typed as codes and shown in words. `choices` are the form's own: code and words.
    pub fn choice(
        state: &FormState,
        field: &str,
        label: &'static str,
        now: Option<&str>,
        choices: &[(String, String)],
    ) -> Both {
        let typed = state.typed(field).map(|code| {
            let chosen = choices.iter().find(|(choice, _)| *choice == code);
            chosen.map_or(code, |(_, words)| words.clone())
        });
        Both { label, now: now.map(str::to_owned), typed }
    }
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
                    <th scope="row">{both.label}</th>
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
