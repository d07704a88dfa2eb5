//! When a session ends, for the script that warns before: asking is no use of the session, going on is.

use crate::router::AppState;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use store::SessionEnds;
use ui::request::Visitor;

/// What the script is told.
#[derive(Debug, Serialize)]
struct Told {
    /// From now.
    seconds: i64,
    /// So many seconds before the end the reader is warned.
    warning: i64,
    /// In words.
    ends: String,
    can_continue: bool,
}

/// `GET /session/ends`: whose session it is is not looked at, so that asking does not keep it from idling out.
pub async fn ends(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let Some(token) = state.site.cookie.token(&headers) else { return over() };
    match state.site.store.session_ends(&token, Utc::now(), state.limits).await {
        Ok(ends) => answer(&state, ends),
        Err(error) => crate::sign_in::failure(error),
    }
}

/// `POST /session/continue`: the session goes on, as with every request.
pub async fn go_on(State(state): State<AppState>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(&state, visitor.ends)
}

/// Two minutes, unless a session is so short that it would be warned of all the time.
const WARNING: i64 = 120;

fn answer(state: &AppState, ends: Option<SessionEnds>) -> Response {
    let Some(ends) = ends else { return over() };
    let seconds = (ends.first() - Utc::now()).num_seconds().max(0);
    let warning = WARNING.min(state.limits.idle.num_seconds() / 2);
    let (ends, can_continue) = (state.site.store.zone().time(ends.first()), ends.can_continue());
    let told = Told { seconds, warning, ends, can_continue };
    match serde_json::to_string(&told) {
        Ok(told) => ([(header::CONTENT_TYPE, "application/json")], told).into_response(),
        Err(error) => crate::sign_in::failure(error.into()),
    }
}

fn over() -> Response {
    (StatusCode::UNAUTHORIZED, "There is no session.").into_response()
}
