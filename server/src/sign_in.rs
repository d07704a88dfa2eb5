//! Signing in and out, and choosing a password with a one-time link.

use crate::passwords::guessing::Guess;
use crate::passwords::{self, Password};
use crate::router::AppState;
use app::actions::OUTCOME;
use app::error::AppError;
use app::notice::{Notice, Refusal};
use app::pages::sign_in::ALREADY_SUBMITTED;
use app::paths::{Paths, SIGN_IN, local};
use app::request::Visitor;
use axum::Form;
use axum::extract::{ConnectInfo, Extension, State};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::error::FieldErrors;
use domain::person::Person;
use domain::text::MailAddress;
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use store::{FormKey, Store, StoreError, Token};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInForm {
    address: String,
    password: Password,
    #[serde(default)]
    next: String,
}

/// Signs a person in. The token is new each time, so that nobody can prepare one. A form that the person sent after the
/// last session had ended waits on its page.
pub async fn sign_in(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Response {
    let place = state.client_address(peer.map(|Extension(ConnectInfo(peer))| peer), &headers);
    match try_to_sign_in(&state, &form, &place, Utc::now()).await {
        Ok(Attempt::Right(person)) => match welcome(&state, &visitor, &person).await {
            Ok(token) => see_other(local(&form.next), Some(state.site.cookie.set(&token))),
            Err(error) => failure(error),
        },
        Ok(Attempt::Wrong) => refuse(&state, &visitor, form, "The address or the password is not right.").await,
        Ok(Attempt::Wait { minutes }) => {
            let words = format!("Too many wrong guesses. Wait {minutes} and try again.");
            refuse(&state, &visitor, form, &words).await
        }
        Err(error) => failure(error),
    }
}

enum Attempt {
    Right(Box<Person>),
    Wrong,
    Wait { minutes: String },
}

async fn try_to_sign_in(
    state: &AppState,
    form: &SignInForm,
    place: &str,
    now: DateTime<Utc>,
) -> Result<Attempt, StoreError> {
    let store = &state.site.store;
    let typed = form.address.trim().to_lowercase();
    let guess = Guess::new(&typed, place);
    if let Some(wait) = guess.admit(store, now).await? {
        return Ok(Attempt::Wait { minutes: in_minutes(wait) });
    }
    let person = match MailAddress::parse(&typed) {
        Ok(address) => store.person_by_address(&address).await?,
        Err(_) => None,
    };
    let hash = match &person {
        Some(person) => store.password_hash(person.id).await?,
        None => None,
    };
    let is_right = passwords::is_right(form.password.clone(), hash).await?;
    match person.filter(|_| is_right) {
        Some(person) => {
            guess.was_right(store).await?;
            Ok(Attempt::Right(Box::new(person)))
        }
        None => Ok(Attempt::Wrong),
    }
}

/// How long to wait, rounded up.
pub(crate) fn in_minutes(wait: TimeDelta) -> String {
    match wait.num_minutes() {
        0 => "a minute".to_owned(),
        minutes => format!("{} minutes", minutes + 1),
    }
}

async fn welcome(state: &AppState, visitor: &Visitor, person: &Person) -> Result<Token, StoreError> {
    let store = &state.site.store;
    let token = store.begin_session(Some(person.id), Utc::now()).await?;
    if let Some(former) = &visitor.token {
        if let Some(form) = store.kept_form(former, person.id).await? {
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

/// Back to the form, with the address that was typed kept in a short session of the visitor.
async fn refuse(state: &AppState, visitor: &Visitor, form: SignInForm, words: &str) -> Response {
    let kept = keep_refusal(state, visitor, &form, words).await;
    match kept {
        Ok(token) => {
            let to = Paths::default().with_query("/sign-in", &[("next", local(&form.next))]);
            see_other(&to, Some(state.site.cookie.set(&token)))
        }
        Err(error) => failure(error),
    }
}

async fn keep_refusal(
    state: &AppState,
    visitor: &Visitor,
    form: &SignInForm,
    words: &str,
) -> Result<Token, StoreError> {
    let store = &state.site.store;
    // A session that somebody is signed in with goes on: only the right password takes its place.
    let token = match &visitor.token {
        Some(token) => token.clone(),
        None => store.begin_session(None, Utc::now()).await?,
    };
    let refusal = Refusal {
        form: "sign-in".to_owned(),
        heading: None,
        words: Some(words.to_owned()),
        fields: FieldErrors::default(),
        typed: BTreeMap::from([("address".to_owned(), form.address.chars().take(254).collect())]),
        changed_meanwhile: false,
    };
    store.leave_notice(&token, SIGN_IN, &Notice::Refused(refusal).written(), Utc::now()).await?;
    Ok(token)
}

/// Ends this session.
pub async fn sign_out(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    let ended = match &visitor.token {
        Some(token) => state.site.store.end_session(token).await,
        None => Ok(()),
    };
    match ended {
        Ok(()) => see_other("/sign-in", Some(state.site.cookie.clear())),
        Err(error) => failure(error),
    }
}

/// Ends every session of the person, on every machine.
pub async fn sign_out_everywhere(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    let Some(who) = &visitor.who else { return see_other("/sign-in", None) };
    match state.site.store.end_all_sessions(who.person.id).await {
        Ok(()) => see_other("/sign-in", Some(state.site.cookie.clear())),
        Err(error) => failure(error),
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

/// Sets the password of a new account, once.
pub async fn set_password(State(state): State<AppState>, Form(form): Form<PasswordForm>) -> Response {
    let Some(token) = Token::parse(&form.token.0) else { return StatusCode::NOT_FOUND.into_response() };
    if let Err(unfit) = passwords::check(&form.password, &form.again) {
        return see_other(&format!("/welcome/{}?refused={}", token.text(), unfit.code()), None);
    }
    match use_invitation(&state, &token, form).await {
        Ok(Used::Now) => see_other("/sign-in", None),
        Ok(Used::ByThisForm) => see_other(&Paths::default().with_query(SIGN_IN, &[ALREADY_SUBMITTED]), None),
        Ok(Used::NotGood) => see_other(&format!("/welcome/{}", token.text()), None),
        Err(error) => failure(error),
    }
}

enum Used {
    Now,
    /// The same form came before, and set the password then.
    ByThisForm,
    NotGood,
}

/// A link that is not good costs no hash: else whoever makes links up would keep the machine busy.
async fn use_invitation(state: &AppState, token: &Token, form: PasswordForm) -> Result<Used, StoreError> {
    let (store, key) = (&state.site.store, form.form_key.parse::<FormKey>().ok());
    if store.invited(token, Utc::now()).await?.is_some() {
        let hash = passwords::hash(form.password).await?;
        if store.use_invitation(token, &hash, key.as_ref(), Utc::now()).await?.is_some() {
            return Ok(Used::Now);
        }
    }
    match key {
        Some(key) if store.was_submitted(&key).await? => Ok(Used::ByThisForm),
        Some(_) | None => Ok(Used::NotGood),
    }
}

pub(crate) fn see_other(to: &str, cookie: Option<http::HeaderValue>) -> Response {
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
        response.headers_mut().insert(OUTCOME, http::HeaderValue::from_static(outcome.code()));
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
