//! Signing in and out, and choosing a password with a one-time link.

use crate::passwords::guessing::{Guess, knows_place};
use crate::passwords::{self, Password};
use crate::router::AppState;
use app::pages::sign_in::{ALREADY_SUBMITTED, PASSWORD_SET};
use axum::Form;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use chrono::{TimeDelta, Utc};
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use domain::text::MailAddress;
use http::{HeaderName, HeaderValue, StatusCode, header};
use queries::paths::{Paths, SIGN_IN, local};
use serde::Deserialize;
use std::fmt;
use store::{FormKey, SecurityNote, Store, StoreError, Token};
use ui::commands::OUTCOME;
use ui::cookie::{RefusedSignIn, WhyRefused};
use ui::error::AppError;
use ui::notice::Notice;
use ui::request::Visitor;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInForm {
    address: String,
    password: Password,
    #[serde(default)]
    next: String,
}

/// Signs a person in. The token is new each time, so that none can be prepared. A form that the person sent after the
/// last session had ended waits on its page.
pub async fn sign_in(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Form(form): Form<SignInForm>,
) -> Response {
    match try_to_sign_in(&state, &visitor, &form).await {
        Ok(Attempt::Right(token)) => see_other(local(&form.next), Some(state.site.cookie.set(&token))),
        Ok(Attempt::Refused(why)) => refuse(&state, form, why),
        Err(error) => failure(error),
    }
}

enum Attempt {
    Right(Token),
    Refused(WhyRefused),
}

async fn try_to_sign_in(state: &AppState, visitor: &Visitor, form: &SignInForm) -> Result<Attempt, StoreError> {
    let (store, place) = (&state.site.store, visitor.place());
    let typed = form.address.trim().to_lowercase();
    let account = match MailAddress::parse(&typed) {
        Ok(address) => store.account_by_address(&address).await?,
        Err(_) => None,
    };
    let about = account.as_ref().filter(|person| !person.disabled).map(|person| person.id);
    // What was typed is not written into the log: people type passwords into the wrong field.
    let note = |event| match &account {
        Some(person) if person.disabled => {
            SecurityNote::of_a_visitor(event, Some(person.id), place).with_detail("The account is disabled")
        }
        _ => SecurityNote::of_a_visitor(event, about, place),
    };
    let guess = Guess::new(&typed, place);
    let is_known_place = knows_place(store, about, place).await?;
    if let Some(wait) = guess.admit(store, is_known_place, Utc::now()).await? {
        store.note_security(&note(SecurityEvent::SignInDelayed)).await?;
        return Ok(Attempt::Refused(WhyRefused::Wait { minutes: minutes_of(wait) }));
    }
    let hash = match about {
        Some(person) => store.password_hash(person).await?,
        None => None,
    };
    let is_right = passwords::is_right(form.password.clone(), hash).await?;
    let Some(person) = about.filter(|_| is_right) else {
        store.note_security(&note(SecurityEvent::SignInFailed)).await?;
        return Ok(Attempt::Refused(WhyRefused::Wrong));
    };
    guess.was_right(store).await?;
    // Before the session begins: the log knows of every session.
    store.note_security(&SecurityNote::of(SecurityEvent::SignedIn, person, Some(place))).await?;
    Ok(Attempt::Right(begin(store, visitor, person).await?))
}

/// How long to wait, in minutes, rounded up.
pub(crate) fn minutes_of(wait: TimeDelta) -> u16 {
    u16::try_from(wait.num_minutes() + 1).unwrap_or(u16::MAX)
}

/// A new session in place of the one that this browser had.
async fn begin(store: &Store, visitor: &Visitor, person: PersonId) -> Result<Token, StoreError> {
    let token = store.begin_session(Some(person), Utc::now()).await?;
    if let Some(former) = visitor.token.as_ref().or(visitor.former.as_ref()) {
        if let Some(form) = store.kept_form(former, person).await? {
            leave_again(store, &token, &form).await?;
        }
        store.end_session(former).await?;
    }
    Ok(token)
}

/// A form that came after its session waits on its own page in the new one.
async fn leave_again(store: &Store, token: &Token, form: &str) -> Result<(), StoreError> {
    let Some(Notice::Refused(refusal)) = Notice::read(form) else { return Ok(()) };
    let Some(page) = refusal.typed.get("page") else { return Ok(()) };
    store.leave_notice(token, page, form, Utc::now()).await
}

/// Back to the form, with the address that was typed. The browser keeps it: a session that is signed in goes
/// on, and nothing is written for visitors who are not.
fn refuse(state: &AppState, form: SignInForm, why: WhyRefused) -> Response {
    let address = form.address.chars().take(254).collect();
    let kept = state.site.cookie.set_refusal(&RefusedSignIn { why, address });
    see_other(&Paths::default().with_query(SIGN_IN, &[("next", local(&form.next))]), Some(kept))
}

/// Ends this session.
pub async fn sign_out(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    match try_to_sign_out(&state.site.store, &visitor).await {
        Ok(()) => signed_out(&state),
        Err(error) => failure(error),
    }
}

/// Whatever a page left in the browser, such as the text of a draft, goes with the session.
fn signed_out(state: &AppState) -> Response {
    let mut response = see_other(SIGN_IN, Some(state.site.cookie.clear()));
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"storage\""));
    response
}

/// What browsers are to forget (the W3C's Clear Site Data).
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

async fn try_to_sign_out(store: &Store, visitor: &Visitor) -> Result<(), StoreError> {
    let Some(token) = &visitor.token else { return Ok(()) };
    store.end_session(token).await?;
    note(store, visitor, SecurityEvent::SignedOut).await
}

/// Ends every session of the person, on every machine.
pub async fn sign_out_everywhere(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    let store = &state.site.store;
    let Some(who) = &visitor.who else { return see_other(SIGN_IN, None) };
    let ended = match store.end_all_sessions(who.person.id).await {
        Ok(()) => note(store, &visitor, SecurityEvent::SignedOutEverywhere).await,
        Err(error) => Err(error),
    };
    match ended {
        Ok(()) => signed_out(&state),
        Err(error) => failure(error),
    }
}

/// Notes what a signed-in account did.
pub(crate) async fn note(store: &Store, visitor: &Visitor, event: SecurityEvent) -> Result<(), StoreError> {
    match &visitor.who {
        Some(who) => store.note_security(&SecurityNote::of(event, who.person.id, Some(visitor.place()))).await,
        None => Ok(()),
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordForm {
    token: OneTimeToken,
    password: Password,
    again: Password,
    #[serde(default)]
    form_key: String,
}

/// The token of a one-time link as it was sent. It is printed nowhere, because it is as good as a password.
#[derive(Deserialize)]
#[serde(transparent)]
struct OneTimeToken(String);

impl fmt::Debug for OneTimeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeToken(..)")
    }
}

/// Sets the password of a new account, once. A client that tries many wrong links is refused for a while.
pub async fn set_password(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Form(form): Form<PasswordForm>,
) -> Response {
    if !state.wrong_links.lets_try(visitor.place()) {
        return too_many_links();
    }
    let Some(token) = Token::parse(&form.token.0) else { return StatusCode::NOT_FOUND.into_response() };
    let known = match names_of(&state.site.store, &token).await {
        Ok(known) => known,
        Err(error) => return failure(error),
    };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    if let Err(unfit) = passwords::check(&form.password, &form.again, &known) {
        return see_other(&format!("/welcome/{}?refused={}", token.text(), unfit.code()), None);
    }
    match use_invitation(&state, &visitor, &token, form).await {
        Ok(Used::Now) => see_other(&Paths::default().with_query(SIGN_IN, &[PASSWORD_SET]), None),
        Ok(Used::ByThisForm) => see_other(&Paths::default().with_query(SIGN_IN, &[ALREADY_SUBMITTED]), None),
        Ok(Used::NotGood) => see_other(&format!("/welcome/{}", token.text()), None),
        Err(error) => failure(error),
    }
}

/// Address and name of the account that a link is for: what is guessed first. None for a link that is not good.
async fn names_of(store: &Store, token: &Token) -> Result<Vec<String>, StoreError> {
    let Some(person) = store.invited(token, Utc::now()).await? else { return Ok(Vec::new()) };
    match store.actor(person).await {
        Ok((_, person)) => Ok(vec![person.address.to_string(), person.name.to_string()]),
        Err(StoreError::NotFound) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn too_many_links() -> Response {
    let words = "Too many failed attempts with one-time links from your network. Try again in 10 minutes.";
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "600")], words).into_response()
}

enum Used {
    Now,
    /// The same form came before, and set the password then.
    ByThisForm,
    NotGood,
}

/// A link that is not good costs no hash: else invented links would keep the machine busy.
async fn use_invitation(
    state: &AppState,
    visitor: &Visitor,
    token: &Token,
    form: PasswordForm,
) -> Result<Used, StoreError> {
    let (store, place) = (&state.site.store, visitor.place());
    let key = form.form_key.parse::<FormKey>().ok();
    if store.invited(token, Utc::now()).await?.is_some() {
        let hash = passwords::hash(form.password).await?;
        if let Some(person) = store.use_invitation(token, &hash, key.as_ref(), Utc::now()).await? {
            store.note_security(&SecurityNote::of_a_visitor(SecurityEvent::LinkUsed, Some(person), place)).await?;
            return Ok(Used::Now);
        }
    }
    if let Some(key) = key
        && store.was_submitted(&key).await?
    {
        return Ok(Used::ByThisForm);
    }
    state.wrong_links.count(place);
    store.note_security(&SecurityNote::of_a_visitor(SecurityEvent::LinkRefused, None, place)).await?;
    Ok(Used::NotGood)
}

pub(crate) fn see_other(to: &str, cookie: Option<HeaderValue>) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

pub(crate) fn failure(error: StoreError) -> Response {
    let error = AppError::from(error);
    let mut response = (error.status(), error.to_string()).into_response();
    if let AppError::Away(outcome) = error {
        response.headers_mut().insert(OUTCOME, HeaderValue::from_static(outcome.code()));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_form_prints_what_opens_an_account() {
        let (password, token) = ("nine patient herons", "ab".repeat(32));
        let sign_in: SignInForm = serde_urlencoded::from_str(&format!("address=a&password={password}")).unwrap();
        let welcome = format!("token={token}&password={password}&again={password}");
        let welcome: PasswordForm = serde_urlencoded::from_str(&welcome).unwrap();
        for printed in [format!("{sign_in:?}"), format!("{welcome:?}")] {
            assert!(printed.contains("password: Password(..)"), "{printed}");
            assert!(!printed.contains("herons") && !printed.contains(&token), "{printed}");
        }
    }
}
