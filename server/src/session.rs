//! Who sent a request: the cookie, the session behind it, and the person with rights as they are now.

use crate::router::AppState;
use app::error::AppError;
use app::request::{SignedIn, Visitor};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use chrono::Utc;
use http::{HeaderMap, HeaderValue, header};
use std::sync::Arc;
use store::{StoreError, Token};

/// How the session cookie is called and protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieKind {
    /// `__Host-`, Secure: on every address but a loopback one without TLS.
    Secure,
    /// Browsers refuse `__Host-` without TLS, so the demonstration's cookie has another name.
    Loopback,
}

impl CookieKind {
    const fn name(self) -> &'static str {
        match self {
            CookieKind::Secure => "__Host-concord",
            CookieKind::Loopback => "concord",
        }
    }

    /// The header that hands out a token.
    pub fn set(self, token: &Token) -> HeaderValue {
        self.header(&token.text(), "")
    }

    /// The header that takes the token back.
    pub fn clear(self) -> HeaderValue {
        self.header("", "; Max-Age=0")
    }

    fn header(self, value: &str, end: &str) -> HeaderValue {
        let secure = if self == CookieKind::Secure { "; Secure" } else { "" };
        let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}", self.name());
        HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
    }

    /// The token that a request carries.
    pub fn token(self, headers: &HeaderMap) -> Option<Token> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name()).and_then(|(_, value)| Token::parse(value))
    }
}

/// Puts a [`Visitor`] into every request. Roles are read anew each time, so a change of rights acts at once.
pub async fn recognize(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let visitor = match state.cookie.token(request.headers()) {
        None => Visitor::default(),
        Some(token) => match visitor(&state, token).await {
            Ok(visitor) => visitor,
            Err(error) => Visitor { failure: Some(AppError::from(error)), ..Visitor::default() },
        },
    };
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

async fn visitor(state: &AppState, token: Token) -> Result<Visitor, StoreError> {
    let store = &state.site.store;
    let Some(session) = store.session(token, Utc::now(), state.limits).await? else { return Ok(Visitor::default()) };
    let Some(person) = session.person else { return Ok(Visitor { token: Some(session.token), ..Visitor::default() }) };
    match store.actor(person).await {
        Ok((actor, person)) => {
            let who = Arc::new(SignedIn { actor, person });
            Ok(Visitor { token: Some(session.token), who: Some(who), failure: None })
        }
        // Disabled since: the session opens nothing any more.
        Err(StoreError::NotFound) => Ok(Visitor::default()),
        Err(error) => Err(error),
    }
}
