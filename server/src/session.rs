//! Who sent a request: the session behind the cookie, and the person with rights as they are now.

use crate::router::AppState;
use app::error::AppError;
use app::request::{SignedIn, Visitor};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use chrono::Utc;
use std::sync::Arc;
use store::{StoreError, Token};

/// Puts a [`Visitor`] into every request. Roles are read anew each time, so a change of rights acts at once.
pub async fn recognize(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let visitor = match state.site.cookie.token(request.headers()) {
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
