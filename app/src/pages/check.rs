//! Where a file from the record is checked: by this server with scripts off, in the reader's own browser with scripts on.

mod form;
mod how;
mod result;

use checker::{Asked, Verdict};
use domain::error::FieldErrors;
use domain::visibility::takes_files;
use form::{check_form, no_form};
use how::{Steps, WhatIsChecked, WhatItDoesNotShow, WithAnotherProgram};
use leptos::prelude::*;
use ui::components::Breadcrumb;
use ui::layout::{Page, Reading, Section, page};

/// The page, and where its form is posted to.
pub const CHECK_PAGE: &str = "/record/check";

/// The largest file that the server checks, in bytes. A browser checks larger ones.
pub const MOST_CHECKED_BYTES: u64 = 30 * 1024 * 1024;

/// The fields of the form, beside that of the file.
pub const KEY: &str = "key";
pub const CHECKPOINT: &str = "checkpoint";

const TITLE: &str = "Check a file";

/// What became of a file that was posted. The server puts it into the context of the page.
#[derive(Clone, Debug)]
pub enum Posted {
    Checked(Box<Verdict>),
    /// Something is wrong with the fields, and nothing was checked.
    Refused {
        asked: Asked,
        fields: FieldErrors,
    },
}

#[component]
pub fn CheckPage() -> impl IntoView {
    let posted = use_context::<Posted>();
    page(async move |reading: Reading| {
        let (title, body) = match posted {
            Some(Posted::Checked(verdict)) => (verdict.title.clone(), checked(&reading, *verdict)),
            Some(Posted::Refused { asked, fields }) => {
                (format!("Error: {TITLE}"), asking(reading, Some((asked, fields))))
            }
            None => (TITLE.to_owned(), asking(reading, None)),
        };
        Ok(Page { title, section: Section::Record, body })
    })
}

/// The form, and how to verify the log with other programs.
fn asking(reading: Reading, refused: Option<(Asked, FieldErrors)>) -> AnyView {
    let ledger = reading.paths.to("/exports/ledger.jsonl");
    let contents = takes_files(reading.request.actor()).then(|| reading.paths.to("/exports/contents.jsonl"));
    let key = reading.request.site.store.key().verifier().to_string();
    // A file is checked against the record as it is now, whatever point is read.
    let is_past = reading.view.position().is_past();
    let above = vec![("Audit log".to_owned(), reading.paths.record())];
    let form = if is_past { no_form() } else { check_form(reading, &key, refused) };
    view! {
        <Breadcrumb above here=TITLE.to_owned()/>
        {form}
        <div class="c-prose">
            <Steps ledger key/>
            <WhatIsChecked/>
            <WithAnotherProgram contents/>
            <WhatItDoesNotShow/>
        </div>
    }
    .into_any()
}

/// What this server found in a file.
fn checked(reading: &Reading, verdict: Verdict) -> AnyView {
    let store = &reading.request.site.store;
    let lead = format!("Checked on this server {}. The file was not kept.", store.zone().time(store.now()));
    let above = vec![("Audit log".to_owned(), reading.paths.record())];
    view! {
        <Breadcrumb above here=TITLE.to_owned()/>
        <div class="c-page"><div class="c-page__text"><h1>{verdict.title.clone()}</h1><p>{lead}</p></div></div>
        {result::drawn(verdict)}
        {form::script()}
    }
    .into_any()
}
