//! Forms that come when the session of who typed them has ended, or when somebody else has signed in since.

use super::typed::Typed;
use crate::error::AppError;
use crate::notice::{Notice, Refusal};
use crate::paths::SIGN_IN;
use crate::request::{Request, Visitor, site, visitor};
use chrono::Utc;
use domain::ids::PersonId;
use http::header::SET_COOKIE;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::collections::BTreeMap;
use store::{StoreError, Token};

/// The field in which each form says who opened it.
pub(crate) const WRITER: &str = "writer";

/// Keeps what was typed until the person who opened the form signs in again, and says so on the sign-in page. It is
/// nobody else's: another person who signs in here does not find it.
pub(super) async fn keep_for_the_writer(form: &str, error: &AppError, typed: Typed) {
    let Ok(writer) = typed.hidden(WRITER) else { return };
    if *error != AppError::SignInRequired {
        return;
    }
    let kept = Refusal::of(form, &AppError::SessionEnded, typed.into_kept());
    if let Err(error) = keep(&visitor(), writer, &Notice::Refused(kept)).await {
        tracing::warn!(%error, "A form that came after its session could not be kept");
    }
}

async fn keep(visitor: &Visitor, writer: PersonId, form: &Notice) -> Result<(), StoreError> {
    let site = site();
    // Only for people there are, so that nobody can fill the database by asking.
    match site.store.actor(writer).await {
        Ok(_) => {}
        Err(StoreError::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    }
    let token = session_of(visitor).await?;
    site.store.keep_form(&token, writer, &form.written()).await?;
    let words = "You were signed out before the form was sent. Sign in again: what you typed is kept for you.";
    let told =
        Refusal { words: Some(words.to_owned()), ..Refusal::of("sign-in", &AppError::SessionEnded, BTreeMap::new()) };
    site.store.leave_notice(&token, SIGN_IN, &Notice::Refused(told).written(), Utc::now()).await
}

/// The visitor's own session, or a new one, which the answer hands out.
async fn session_of(visitor: &Visitor) -> Result<Token, StoreError> {
    if let Some(token) = &visitor.token {
        return Ok(token.clone());
    }
    let site = site();
    let token = site.store.begin_session(None, Utc::now()).await?;
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(SET_COOKIE, site.cookie.set(&token));
    }
    Ok(token)
}

/// Whether the form was opened by another person than the one who is signed in. What was typed is not shown then: it
/// may be nothing for these eyes.
pub(super) fn is_another_persons(request: &Request, typed: &Typed) -> bool {
    typed.has(WRITER) && typed.hidden(WRITER) != Ok(request.who.person.id)
}
