//! A user's own settings, which are no part of the record.

use crate::command::Command;
use crate::handler::{Done, Handler, done};
use crate::input::Input;
use crate::typed::Fields;
use store::{Preferences, SessionName, StoreError, UnrecordedChange};

#[derive(Clone, Debug)]
pub struct SaveSettings {
    pub preferences: Preferences,
}

impl Input for SaveSettings {
    fn read(fields: &mut Fields<'_>) -> Option<SaveSettings> {
        let (single_keys, read_as_text) = (switch(fields, "single_keys"), switch(fields, "read_as_text"));
        let announces = switch(fields, "announces");
        let preferences = Preferences { single_keys: single_keys?, read_as_text: read_as_text?, announces: announces? };
        Some(SaveSettings { preferences })
    }
}

/// A setting that is on or off.
fn switch(fields: &mut Fields<'_>, name: &'static str) -> Option<bool> {
    match fields.typed(name) {
        "on" => Some(true),
        "off" => Some(false),
        _ => {
            fields.fault(name, "Select On or Off.");
            None
        }
    }
}

/// Its form is on the page of settings, which shows more than that.
pub const SAVE_SETTINGS: Handler<(), SaveSettings, UnrecordedChange> = Handler {
    command: Command {
        name: "save_settings",
        page: "/settings",
        title: "Save settings",
        refused: "Your settings were not saved.",
        done: "Settings saved.",
    },
    may: |_, _| Ok(None),
    apply: |it, change| {
        Box::pin(async move {
            let person = change.actor().person().ok_or(StoreError::NotFound)?;
            change.keep_preferences(person, it.preferences).await?;
            Ok(Done::default())
        })
    },
};

#[derive(Clone, Debug)]
pub struct EndSession {
    pub session: SessionName,
}

impl Input for EndSession {
    fn read(fields: &mut Fields<'_>) -> Option<EndSession> {
        fields.hidden("id").map(|session| EndSession { session })
    }
}

pub const END_SESSION: Handler<(), EndSession, UnrecordedChange> = Handler {
    command: Command {
        name: "end_session",
        page: "/settings/sessions/:session/end",
        title: "End session",
        refused: "The session was not ended.",
        done: "Session ended.",
    },
    may: |_, _| Ok(None),
    apply: |it, change| done(async move { change.end_own_session(&it.session).await }),
};
