//! What people set for themselves.

use super::door;
use super::typed::Typed;
use crate::paths::Paths;
use leptos::prelude::*;
use store::{Preferences, SessionName};

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

#[server(endpoint = "end_session")]
pub async fn end_session(#[server(flatten)] typed: Typed) -> Result<(), ServerFnError> {
    door("end-session", typed, async |request, typed| {
        let name: SessionName = typed.hidden("id")?;
        let aside = request.aside().await?;
        aside.end_own_session(&name).await?;
        request.save_aside(aside, "The session was ended.", Paths::default().settings()).await
    })
    .await
}
