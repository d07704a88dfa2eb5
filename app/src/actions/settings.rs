//! What people set for themselves.

use super::typed::Typed;
use super::{Done, door};
use leptos::prelude::*;
use store::Preferences;

#[server(endpoint = "save_settings")]
pub async fn save_settings(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("settings", typed, async |request, typed| {
        let mut fields = typed.fields();
        let keys: Option<String> = fields.choice("single_keys", "Choose whether single keys do something.");
        if keys.as_deref().is_some_and(|keys| keys != "on" && keys != "off") {
            fields.fault("single_keys", "Choose whether single keys do something.");
        }
        let single_keys = fields.finish(keys)? == "on";
        request.site.store.keep_preferences(request.who.person.id, Preferences { single_keys }).await?;
        Ok(Done::new("Your settings are saved.", typed.back()))
    })
    .await
}
