//! The forms of the reader's own settings and sessions.

use super::field::Field;
use super::form_of::Asking;
use super::form_page::FormPage;
use super::own_account::{own_sessions, sessions};
use domain::date::Instant;
use leptos::prelude::*;
use store::SessionName;
use ui::error::AppError;
use ui::layout::{Page, Section};

/// The form is one of several parts of the page.
pub fn settings<'a>(_about: &'a (), form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let set = form.reading.preferences;
        let keys_on = view! { "On: "<kbd>"/"</kbd>" goes to search, "<kbd>"?"</kbd>" lists all shortcuts" }.into_any();
        let text_on = "On: the table under each chart is open".into_any();
        let news_on = "On: a screen reader says when an open page has updates".into_any();
        let fields = [
            switch(("single_keys", "Keyboard shortcuts"), keys_on, set.single_keys),
            switch(("read_as_text", "Read charts as text"), text_on, set.read_as_text),
            switch(("announces", "Announce updates"), news_on, set.announces),
        ];
        let sessions = own_sessions(form.reading).await?;
        let (password, views) = (form.reading.paths.to("/settings/password"), form.reading.paths.to("/views"));
        let form = form.fields(fields);
        Ok(form.among(move |form| {
            let body = view! {
                <div class="c-page"><div class="c-page__text">
                    <h1>"Settings"</h1>
                    <p>"These settings apply only to you."</p>
                </div></div>
                <div class="c-grid c-grid--84 c-grid--top"><div>{form}</div></div>
                {keys()}
                {sessions}
                <p class="c-block-gap"><a href=password>"Change password"</a></p>
                <p><a href=views>"Manage saved views"</a></p>
            };
            Page { title: "Settings".to_owned(), section: Section::None, body: body.into_any() }
        }))
    })
}

/// A setting that is on or off. `on` says what it does.
fn switch((name, label): (&'static str, &'static str), on: AnyView, is_on: bool) -> Field {
    let choices = vec![("on".to_owned(), "On".to_owned(), on), ("off".to_owned(), "Off".to_owned(), "Off".into_any())];
    Field::radio_drawn(name, label, choices).recorded(if is_on { "on" } else { "off" })
}

/// Every shortcut of `public/keys.js`, which lists the same ones in its dialog.
fn keys() -> AnyView {
    let keys = [
        ("/", "Go to search"),
        ("j, k", "Choose the next or the previous row of a table"),
        ("Enter", "Open the row"),
        ("x", "Show or hide what is folded in the row; otherwise, leave the row"),
        ("g h", "Go to the home page"),
        ("g p", "Go to plans"),
        ("g a", "Go to actions"),
        ("g m", "Go to milestones"),
        ("g g", "Go to agencies"),
        ("g e", "Go to meetings"),
        ("g l", "Go to the audit log"),
        ("[, ]", "View as of the previous or the next meeting"),
        ("p", "Present the page, where it can be presented"),
        ("?", "List the shortcuts"),
    ];
    let rows = keys.map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> });
    view! {
        <details class="c-more">
            <summary>"List of keyboard shortcuts"</summary>
            <dl class="c-keys">{rows.into_iter().collect_view()}</dl>
        </details>
    }
    .into_any()
}

pub fn end_session<'a>(_about: &'a (), form: FormPage<'a>) -> Asking<'a> {
    Box::pin(async move {
        let reading = form.reading;
        let name: SessionName = form.names.id("session")?;
        let session = sessions(reading).await?.into_iter().find(|session| session.name == name);
        let session = session.ok_or(AppError::NotFound)?;
        let time = |at: Instant| reading.request.site.store.zone().time(at);
        let (began, used) = (time(session.begun), time(session.used));
        let words = format!("The session began {began} and was last used {used}. Ending it signs out that device.");
        let is_this = name == reading.request.session();
        let this = is_this.then(|| view! { <p><b>"This is your current session."</b></p> });
        Ok(form.named_by(vec![("id", name.to_string())]).note(words).part(this.into_any()))
    })
}
