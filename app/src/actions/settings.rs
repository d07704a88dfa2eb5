//! What people set for themselves.

use super::door;
use super::typed::Typed;
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
        let aside = request.aside().await?;
        aside.keep_preferences(request.who.person.id, Preferences { single_keys }).await?;
        request.save_aside(aside, "Your settings are saved.", typed.back()).await
    })
    .await
}
