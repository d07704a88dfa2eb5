//! The doors through which forms come in: who, do, answer. No SQL, no rule, no HTML.
//!
//! Every door is a server function that takes what was typed, whole. A refusal keeps it for the page of the form and
//! sends the browser back there; a success says what was done on the page of the thing. A form that was saved before is
//! not saved again: the page of the thing says so.

pub mod actions_of_plans;
pub(crate) mod after_the_session;
mod at_field;
pub mod carriers;
pub mod evidence;
pub mod milestones;
pub mod people;
pub mod saved_views;
pub mod settings;
pub mod typed;
pub mod updates;
pub mod uploads;

use crate::error::{AppError, Outcome};
use crate::notice::{Notice, Refusal};
use crate::paths::{Paths, SIGN_IN, local, path_of};
use crate::request::{Request, SentForm, signed_in};
use after_the_session::{has_writer, is_another_persons, keep_for_the_writer};
use at_field::at_its_field;
use domain::DomainError;
use http::header::ACCEPT;
use http::{HeaderName, HeaderValue};
use leptos::prelude::{ServerFnError, use_context};
use leptos_axum::ResponseOptions;
use std::collections::BTreeMap;
use std::future::Future;
use store::{FormKey, Submission};
use typed::Typed;

/// The field with the key under which a form is saved once. The server makes it, new for each time that a form is shown.
pub(crate) const FORM_KEY: &str = "form_key";

/// What was done, in words for the next page, and that page's address.
#[derive(Clone, Debug)]
pub struct Done {
    pub words: String,
    pub to: String,
}

/// Runs one form. `form` is its name, as its page asks for it.
pub(crate) async fn door<F>(
    form: &'static str,
    typed: Typed,
    act: impl FnOnce(Request, Typed) -> F,
) -> Result<(), ServerFnError>
where
    F: Future<Output = Result<Done, AppError>>,
{
    let page = local(typed.get("page")).to_owned();
    let request = match signed_in() {
        Ok(request) => request,
        Err(error @ AppError::SignInRequired) => {
            // What can be kept for nobody goes back with the answer.
            if has_writer(&typed) && !keep_for_the_writer(form, typed).await && wants_html() {
                return tell_the_layers(Outcome::SignedOut);
            }
            return refuse(&error, &Paths::default().with_query(SIGN_IN, &[("next", &page)]));
        }
        Err(error @ AppError::BadQuery(_)) => return refuse(&error, &page),
        Err(error) => return fail(&error),
    };
    if is_another_persons(&request, &typed) {
        let empty = BTreeMap::from([("page".to_owned(), page.clone())]);
        leave(&request, &page, &Notice::Refused(Refusal::of(form, &AppError::AnotherPersons, empty))).await?;
        return refuse(&AppError::AnotherPersons, &page);
    }
    let done = match sent(&request, &typed) {
        Ok(form) => act(request.clone().with_form(form), typed.clone()).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(done) => {
            leptos_axum::redirect(&done.to);
            Ok(())
        }
        Err(AppError::Away(outcome)) => tell_the_layers(outcome),
        Err(AppError::AlreadySubmitted) => {
            let back = typed.back();
            match request.tell_of_the_first(path_of(&back)).await {
                Ok(()) => refuse(&AppError::AlreadySubmitted, &back),
                Err(error) => fail(&error),
            }
        }
        Err(error) => {
            if let AppError::Refused(DomainError::NotPermitted(_)) = &error
                && let Err(failure) = request.note_refusal(form).await
            {
                return fail(&failure);
            }
            // The other words are saved under a key of their own, when they are sent again.
            let typed = if error == AppError::SubmittedDifferently { typed.without(FORM_KEY) } else { typed };
            let shown = at_its_field(error.clone(), &typed);
            leave(&request, &page, &Notice::Refused(Refusal::of(form, &shown, typed.into_kept()))).await?;
            refuse(&error, &page)
        }
    }
}

/// The header by which a form that cannot wait for its page is known to the server, which answers with a page that gives
/// everything back that was typed.
pub const OUTCOME: HeaderName = HeaderName::from_static("x-concord-outcome");

fn tell_the_layers(outcome: Outcome) -> Result<(), ServerFnError> {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(outcome.status());
        response.insert_header(OUTCOME, HeaderValue::from_static(outcome.code()));
    }
    Err(ServerFnError::new(outcome.to_string()))
}

/// The most that is kept of a form for its page, as it is written into the database.
const MOST_KEPT: usize = 64 * 1024;

fn is_too_long(kept: &str) -> bool {
    kept.len() > MOST_KEPT
}

/// Where nothing can be left for the page, the layers around give back what was typed.
async fn leave(request: &Request, page: &str, notice: &Notice) -> Result<(), ServerFnError> {
    if is_too_long(&notice.written()) {
        return tell_the_layers(Outcome::TooLong);
    }
    match request.leave(page, notice).await {
        Ok(()) => Ok(()),
        Err(error) => fail(&error),
    }
}

/// Never by an error alone: leptos would send the browser to whatever page it says that it comes from.
fn fail(error: &AppError) -> Result<(), ServerFnError> {
    match error {
        AppError::Away(outcome) => tell_the_layers(*outcome),
        _ => tell_the_layers(Outcome::Failed),
    }
}

/// The form as it came: its page, and the key under which it is saved once, where it has one.
fn sent(request: &Request, typed: &Typed) -> Result<SentForm, AppError> {
    let key: Option<FormKey> = typed.hidden_or_none(FORM_KEY)?;
    let submission = key.map(|key| Submission { person: request.who.person.id, key, sent: typed.hash() });
    Ok(SentForm { page: local(typed.get("page")).to_owned(), submission })
}

/// A browser is sent to a page, which says why. A program gets the status and the words.
fn refuse(error: &AppError, page: &str) -> Result<(), ServerFnError> {
    if wants_html() {
        leptos_axum::redirect(page);
        return Ok(());
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(error.status());
    }
    Err(ServerFnError::new(error.to_string()))
}

fn wants_html() -> bool {
    let parts = use_context::<http::request::Parts>();
    let accept = parts.and_then(|parts| parts.headers.get(ACCEPT).cloned()).unwrap_or(HeaderValue::from_static(""));
    accept.to_str().is_ok_and(|accept| accept.contains("text/html"))
}
