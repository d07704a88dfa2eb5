//! What a person sets for themselves: no part of the record.

use super::form_page;
use super::own_account::own_sessions;
use crate::forms::{DeedForm, FormState, RadioField};
use crate::layout::{Page, Reading, Section};
use leptos::prelude::*;

#[component]
pub fn SettingsPage() -> impl IntoView {
    form_page(async |reading: Reading| {
        let set = reading.request.preferences().await?;
        let recorded = if set.single_keys { "on" } else { "off" };
        let choices = vec![
            ("on".to_owned(), view! { "On: the key "<kbd>"/"</kbd>" goes to the search field" }.into_any()),
            ("off".to_owned(), view! { "Off: keys alone do nothing" }.into_any()),
        ];
        let state = FormState::of(&reading, "settings");
        let back = reading.paths.to("/settings");
        let sessions = own_sessions(&reading).await?;
        let body = view! {
            <div class="c-page"><div class="c-page__text">
                <h1>"Settings"</h1>
                <p>"These are yours alone and stand outside the record."</p>
            </div></div>
            <div class="c-grid c-grid--84 c-grid--top"><div>
                <DeedForm
                    state=state.clone() action="/api/save_settings" refused="Your settings were not saved." button="Save settings"
                    back target=Vec::new()
                >
                    <RadioField state name="single_keys" legend="Shortcuts of a single key" recorded choices/>
                </DeedForm>
            </div></div>
            {sessions}
            <p class="c-block-gap"><a href=reading.paths.to("/settings/password")>"Change password"</a></p>
            <p><a href=reading.paths.to("/views")>"Your saved views"</a></p>
        }
        .into_any();
        Ok(Page { title: "Settings".to_owned(), section: Section::None, body })
    })
}
