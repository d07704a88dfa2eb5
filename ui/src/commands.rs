//! How commands come in: a form that a browser or a program posts becomes the input of its handler.
//!
//! A refusal keeps what was typed for the page of the form and sends the browser back there; a success shows what was
//! done on the page of the thing. A form that was saved before is not saved again: the page of the thing shows that. A program gets
//! the status and the words.

mod after_the_session;
mod answer;
pub mod drafts;
pub mod saved_views;

pub use answer::{Answer, OUTCOME};

use crate::error::{AppError, Outcome};
use crate::notice::{Notice, Refusal};
use crate::paths::{Paths, SIGN_IN, local, path_of};
use crate::request::{Request, SentForm, Site, signed_in};
use after_the_session::{has_writer, is_another_persons, keep_for_the_writer};
use answer::wants_html;
use commands::about::About;
use commands::drafts::BY_SCRIPT;
use commands::typed::{FORM_KEY, Typed};
use commands::uploads::Upload;
use commands::{Command, Failure, Handler, Input, Transaction, at_its_field};
use domain::DomainError;
use futures::future::BoxFuture;
use http::Response;
use http::request::Parts;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{FormKey, Submission};

/// A command with its handler, whatever it is done to.
pub trait Posted: Sync {
    fn command(&self) -> Command;

    /// Performs the command with a form, and returns the page that comes next.
    fn perform(&'static self, request: Request, typed: Typed) -> BoxFuture<'static, Result<String, AppError>>;
}

/// Answers what was posted to a command.
pub async fn answer(
    of: &'static dyn Posted,
    site: Site,
    parts: Parts,
    fields: BTreeMap<String, String>,
) -> Response<String> {
    let typed = Typed::new(fields, parts.extensions.get::<Arc<Upload>>().cloned());
    let for_page = wants_html(&parts);
    let taken = Owner::new().with(|| {
        // What everything that is asked about the request reads it from, as on pages.
        provide_context(site);
        provide_context(parts);
        ScopedFuture::new(take(of, typed, for_page))
    });
    taken.await.into_response(for_page)
}

/// Takes one form in.
async fn take(of: &'static dyn Posted, typed: Typed, for_page: bool) -> Answer {
    let (form, page) = (of.command().name, local(typed.get("page")).to_owned());
    let request = match signed_in() {
        Ok(request) => request,
        Err(error @ AppError::SignInRequired) => {
            // What can't be kept for a user goes back with the answer.
            if is_by_script(&typed) {
                return Answer::Refused(error, page);
            }
            if has_writer(&typed) && !keep_for_the_writer(form, typed).await && for_page {
                return Answer::Whole(Outcome::SignedOut);
            }
            return Answer::Refused(error, Paths::default().with_query(SIGN_IN, &[("next", &page)]));
        }
        Err(error @ AppError::BadQuery(_)) => return Answer::Refused(error, page),
        Err(error) => return Answer::failed(&error),
    };
    if is_another_persons(&request, &typed) {
        let empty = BTreeMap::from([("page".to_owned(), page.clone())]);
        let notice = Notice::Refused(Refusal::of(form, &AppError::AnotherPersons, empty));
        return leave(&request, page, &notice, AppError::AnotherPersons).await;
    }
    let done = match sent(&request, &typed) {
        Ok(sent) => of.perform(request.clone().with_form(sent), typed.clone()).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(to) => Answer::Done(to),
        Err(AppError::Away(outcome)) => Answer::Whole(outcome),
        Err(AppError::AlreadySubmitted) => {
            let back = back(&typed);
            let key = typed.hidden_or_none(FORM_KEY).ok().flatten();
            match request.tell_of_the_first(path_of(&back), key.as_ref()).await {
                Ok(()) => Answer::Refused(AppError::AlreadySubmitted, back),
                Err(error) => Answer::failed(&error),
            }
        }
        Err(error) => refuse(&request, form, (page, typed), error).await,
    }
}

/// Keeps what was typed for the page of the form, with the reason.
async fn refuse(request: &Request, form: &'static str, (page, typed): (String, Typed), error: AppError) -> Answer {
    if let AppError::Refused(DomainError::NotPermitted(_)) = &error
        && let Err(failure) = request.note_refusal(form).await
    {
        return Answer::failed(&failure);
    }
    if is_by_script(&typed) {
        return Answer::Refused(error, page);
    }
    // The changed form is saved under a key of its own, when it is sent again.
    let typed = if error == AppError::SubmittedDifferently { typed.without(FORM_KEY) } else { typed };
    let shown = match error.clone() {
        AppError::Refused(refused) => AppError::Refused(at_its_field(refused, &typed)),
        other => other,
    };
    let notice = Notice::Refused(Refusal::of(form, &shown, typed.into_kept()));
    leave(request, page, &notice, error).await
}

/// Whether a script sent it that still has what was typed: nothing waits for the next page then.
fn is_by_script(typed: &Typed) -> bool {
    !typed.get(BY_SCRIPT).is_empty()
}

/// Where nothing can be left for the page, the layers around give back what was typed.
async fn leave(request: &Request, page: String, notice: &Notice, error: AppError) -> Answer {
    if is_too_long(&notice.written()) {
        return Answer::Whole(Outcome::TooLong);
    }
    match request.leave(&page, notice).await {
        Ok(()) => Answer::Refused(error, page),
        Err(error) => Answer::failed(&error),
    }
}

/// The most bytes that are kept of a form for its page, as written into the database.
const MOST_KEPT: usize = 64 * 1024;

fn is_too_long(kept: &str) -> bool {
    kept.len() > MOST_KEPT
}

/// The form as it came: its page, and the key under which it is saved once, where it has one.
fn sent(request: &Request, typed: &Typed) -> Result<SentForm, AppError> {
    let key: Option<FormKey> = typed.hidden_or_none(FORM_KEY)?;
    let submission = key.map(|key| Submission { person: request.who.person.id, key, sent: typed.hash() });
    Ok(SentForm { page: local(typed.get("page")).to_owned(), submission })
}

/// Where a form leads when it is done: the page of the thing, which the form's own page knows.
fn back(typed: &Typed) -> String {
    local(typed.get("back")).to_owned()
}

/// Reads the form, performs the command and commits it. Returns the page that comes next.
pub async fn perform<A: About, I: Input, On: Transaction>(
    handler: &Handler<A, I, On>,
    request: Request,
    typed: Typed,
) -> Result<String, AppError> {
    let done = match typed.read() {
        Ok(input) => apply(handler, &request, input, back(&typed)).await,
        Err(failure) => Err(failure),
    };
    match done {
        Ok(page) => Ok(page),
        Err(failure) => Err(handler.refused(&request.site.store, request.actor(), &typed, failure).await.into()),
    }
}

async fn apply<A, I, On: Transaction>(
    handler: &Handler<A, I, On>,
    request: &Request,
    input: I,
    back: String,
) -> Result<String, Failure> {
    let mut on: On = request.begin().await?;
    let done = (handler.apply)(input, &mut on).await?;
    let mut words = done.words.unwrap_or(handler.command.done.into()).into_owned();
    if let Some(link) = &done.link {
        words = format!("{words} {}", request.about_link(link));
    }
    let page = done.page.map_or(back, |page| local(&page).to_owned());
    // With the message for its next page: a browser that goes away in between misses nothing.
    on.tell(&request.told(words, &page)).await?;
    on.commit().await?;
    Ok(page)
}
