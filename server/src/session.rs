//! Who sent a request: the session behind the cookie, and the person with rights as they are now.

use crate::router::AppState;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use chrono::Utc;
use std::net::SocketAddr;
use std::sync::Arc;
use store::{Ended, RequestContext, Store, StoreError};
use ui::error::AppError;
use ui::request::{SignedIn, Visitor};

/// What was found behind the cookie of a request.
#[derive(Clone, Debug)]
pub enum Arrived {
    /// It has no cookie of this site.
    Nobody,
    Found(RequestContext),
    /// The record did not answer.
    Failed(AppError),
}

/// Puts what was found into every request.
pub async fn arrive(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    state.site.store.follow_clock().await;
    let arrived = match state.site.cookie.token(request.headers()) {
        None => Arrived::Nobody,
        Some(token) => match state.site.store.request_context(token, Utc::now(), state.limits).await {
            Ok(context) => Arrived::Found(context),
            Err(error) => {
                state.readiness.log_why(&state.site.store, &error);
                Arrived::Failed(AppError::from(error))
            }
        },
    };
    request.extensions_mut().insert(arrived);
    next.run(request).await
}

/// Puts a [`Visitor`] into every request. Roles are read again each time, so a change of rights acts at once.
pub async fn recognize(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let failed = |failure| Visitor { failure: Some(failure), ..Visitor::default() };
    let place = place_of(&state, &request);
    let visitor = match request.extensions_mut().remove::<Arrived>() {
        None | Some(Arrived::Nobody) => Visitor::default(),
        Some(Arrived::Failed(failure)) => failed(failure),
        Some(Arrived::Found(context)) => match visitor(&state.site.store, context).await {
            Ok(visitor) => visitor,
            Err(error) => failed(AppError::from(error)),
        },
    };
    request.extensions_mut().insert(Visitor { place: Some(place.into()), ..visitor });
    next.run(request).await
}

/// The address of the network that a request comes from.
pub fn place_of(state: &AppState, request: &Request) -> String {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    state.client_address(peer, request.headers())
}

async fn visitor(store: &Store, context: RequestContext) -> Result<Visitor, StoreError> {
    let has_notice = context.has_notice;
    let ended = |ended| Visitor { ended, ..Visitor::default() };
    let Some(session) = context.session else {
        return Ok(Visitor { ended: context.ended, former: context.former, ..Visitor::default() });
    };
    let Some(person) = session.person else { return Ok(Visitor { token: Some(session.token), ..Visitor::default() }) };
    match store.actor(person).await {
        Ok((actor, person)) => {
            let who = Arc::new(SignedIn { actor, person });
            let ends = Some(session.ends);
            Ok(Visitor { token: Some(session.token), who: Some(who), ends, has_notice, ..Visitor::default() })
        }
        // Disabled since: the session opens nothing any more.
        Err(StoreError::NotFound) => Ok(ended(Some(Ended::Gone))),
        Err(error) => Err(error),
    }
}
