//! When a session ends, for the script that warns before: asking is no use of the session, going on is.

use crate::router::AppState;
use app::request::Visitor;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use domain::date::Zone;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use store::SessionEnds;

/// What the script is told.
#[derive(Debug, Serialize)]
struct Told {
    /// From now.
    seconds: i64,
    /// In words.
    ends: String,
    can_continue: bool,
}

/// `GET /session/ends`: whose session it is is not looked at, so that asking does not keep it from idling out.
pub async fn ends(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let Some(token) = state.site.cookie.token(&headers) else { return over() };
    match state.site.store.session_ends(&token, Utc::now(), state.limits).await {
        Ok(ends) => answer(ends, state.site.store.zone()),
        Err(error) => crate::sign_in::failure(error),
    }
}

/// `POST /session/continue`: the session goes on, as with every request.
pub async fn go_on(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(visitor.ends, state.site.store.zone())
}

fn answer(ends: Option<SessionEnds>, zone: Zone) -> Response {
    let Some(ends) = ends else { return over() };
    let seconds = (ends.first() - Utc::now()).num_seconds().max(0);
    let told = Told { seconds, ends: zone.time(ends.first()), can_continue: ends.can_continue() };
    match serde_json::to_string(&told) {
        Ok(told) => ([(header::CONTENT_TYPE, "application/json")], told).into_response(),
        Err(error) => crate::sign_in::failure(error.into()),
    }
}

fn over() -> Response {
    (StatusCode::UNAUTHORIZED, "There is no session.").into_response()
}
