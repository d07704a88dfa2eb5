//! The form of a file to check. It works with scripts off; `public/check.js` checks in the browser what it can, and changes
//! the words that would not be so then: those beside `data-live`.

use super::{CHECK_PAGE, CHECKPOINT, KEY, TITLE};
use checker::Asked;
use commands::uploads::FILE;
use domain::date::DateStyle;
use domain::error::FieldErrors;
use leptos::prelude::*;
use std::collections::BTreeMap;
use ui::forms::{FieldError, FormState, Summary, TextArea, TextField};
use ui::layout::Reading;
use ui::notice::Refusal;
use ui::request::site;

const NAME: &str = "check-file";

/// Endings, as browsers filter by them. What a file is is judged by its content.
const ACCEPT: &str = ".jsonl,.pdf,.xlsx,.html,.csv,.json,.zip,.txt";

const ON_THE_SERVER: &str = "On this server; not kept";
const IN_THE_BROWSER: &str = "In your browser";

/// Each kind of file: its name and endings, what is checked, and whether a browser can.
const KINDS: [(&str, &str, &str, bool); 4] = [
    ("Log", "(.jsonl)", "Every entry, their order, the rows they name, and the signature", true),
    (
        "Report",
        "(.pdf, .xlsx, .html, .json)",
        "Every text and number against this record at the report\u{2019}s log entry",
        false,
    ),
    ("Workpaper", "(.zip)", "Every file and content, its place in the signed log, and the sample", true),
    ("Checkpoint", "(.txt)", "The signature, and that today\u{2019}s log continues it", true),
];

/// In the past there are no forms.
pub(super) fn no_form() -> AnyView {
    view! {
        <div class="c-page"><div class="c-page__text">
            <h1>{TITLE}</h1>
            <p>"Files are checked against the record as of today."</p>
        </div></div>
        <p><a href=CHECK_PAGE>"Check a file as of today"</a></p>
    }
    .into_any()
}

/// The form, with what was typed and refused before.
pub(super) fn check_form(mut reading: Reading, key: &str, refused: Option<(Asked, FieldErrors)>) -> AnyView {
    reading.refusal = refused.map(|(asked, fields)| {
        let typed = BTreeMap::from([(KEY.to_owned(), asked.key), (CHECKPOINT.to_owned(), asked.checkpoint)]);
        Refusal { form: NAME.to_owned(), heading: None, words: None, fields, typed, changed_meanwhile: false }
    });
    let state = FormState::of(&reading, NAME);
    let labels =
        vec![(FILE, "File".to_owned()), (CHECKPOINT, "Earlier checkpoint".to_owned()), (KEY, "Public key".to_owned())];
    view! {
        <div class="c-page"><div class="c-page__text">
            <h1>{TITLE}</h1>
            <p>
                "Find out whether a file from this record is whole and unchanged. "
                <b data-live="Logs, workpapers, and checkpoints do not leave this computer.">"The file is read on this server, and not kept."</b>
            </p>
        </div></div>
        <form
            class="c-check"
            method="post"
            action=CHECK_PAGE
            enctype="multipart/form-data"
            data-check=key.to_owned()
            data-days=DateStyle::chosen().code()
        >
            <div>
                <Summary refusal=reading.refusal.clone() title="The file was not checked." labels/>
                {drop_area(&reading)}
                {kinds()}
            </div>
            <section class="c-check__side">
                <h2>"Compare with what you kept"</h2>
                <p class="c-small c-quiet">
                    "Optional. Take both from a source other than this server: an old printout, an email, your own copy."
                </p>
                <TextArea
                    state=state.clone() name=CHECKPOINT label="Earlier checkpoint" optional=true
                    hint="Paste the whole signed checkpoint. It shows whether the log before it was rewritten."
                />
                <TextField
                    state name=KEY label="Public key" optional=true recorded=key.to_owned()
                    hint="Filled in by this server. Compare it with the key from another source, or replace it."
                />
            </section>
        </form>
        {script()}
    }
    .into_any()
}

fn drop_area(reading: &Reading) -> AnyView {
    let is_refused = reading.refusal.as_ref().is_some_and(|refusal| refusal.fields.at(FILE).is_some());
    let (class, described) =
        if is_refused { ("usa-input usa-input--error", "file-error file-hint") } else { ("usa-input", "file-hint") };
    view! {
        <div class="c-drop">
            <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
                <path d="M12 4h17l9 9v31H12z"></path>
                <path d="M29 4v9h9M25 20v15M18.5 28.5 25 35l6.5-6.5"></path>
            </svg>
            <p class="c-drop__words" data-live="Drop a file here"></p>
            <label class="usa-label" for=FILE data-live="Choose a file">"File"</label>
            <FieldError refusal=reading.refusal.clone() field=FILE/>
            <input
                class=class type="file" id=FILE name=FILE accept=ACCEPT aria-describedby=described
                aria-invalid=is_refused.then_some("true")
            />
            <p class="usa-hint" id="file-hint" data-live="Reports up to 30 MB, other files up to 2 GB">"Up to 30 MB"</p>
            <button class="usa-button" type="submit">"Check file"</button>
        </div>
    }
    .into_any()
}

fn kinds() -> AnyView {
    let row = |(name, endings, what, in_browser): (&'static str, &'static str, &'static str, bool)| {
        view! {
            <tr>
                <th scope="row"><b>{name}</b>" "{endings}</th>
                <td data-l="What is checked">{what}</td>
                <td data-l="Where" data-live=in_browser.then_some(IN_THE_BROWSER)>{ON_THE_SERVER}</td>
            </tr>
        }
    };
    view! {
        <table class="c-t c-t--stack">
            <caption class="usa-sr-only">"Files that can be checked"</caption>
            <thead><tr><th scope="col">"File"</th><th scope="col">"What is checked"</th><th scope="col">"Where"</th></tr></thead>
            <tbody>{KINDS.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

pub(super) fn script() -> AnyView {
    view! { <script src=format!("{}/check.js", site().assets) type="module"></script> }.into_any()
}
