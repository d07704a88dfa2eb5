//! What a form gets for an answer when the database fails it: everything back that was typed.

use crate::router::AppState;
use app::actions::OUTCOME;
use app::error::Outcome;
use app::layout::away::{POLICY, typed_again};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode, header};

/// How long a browser is asked to wait.
const RETRY_AFTER: &str = "5";

/// Keeps what was typed while the form is handled, and hands it back where the database failed. The body is whole and
/// small: the layer before has read it.
pub async fn give_back_what_was_typed(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::BAD_REQUEST.into_response() };
    let (action, wants_page) = (parts.uri.path().to_owned(), takes_html(&parts.headers));
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(outcome) = outcome_of(&response) else { return response };
    let retry = [(header::RETRY_AFTER, RETRY_AFTER)];
    if !wants_page {
        return (StatusCode::SERVICE_UNAVAILABLE, retry, outcome.to_string()).into_response();
    }
    let typed = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
    let page = Html(typed_again(&state.site, &action, outcome, typed));
    (StatusCode::SERVICE_UNAVAILABLE, retry, [(header::CONTENT_SECURITY_POLICY, POLICY)], page).into_response()
}

/// What a handler said, or, where it was cut off by its time and so said nothing at all, that nobody knows.
fn outcome_of(response: &Response) -> Option<Outcome> {
    match response.headers().get(OUTCOME).and_then(|code| code.to_str().ok()) {
        Some(code) => Outcome::of_code(code),
        None if response.status() == StatusCode::SERVICE_UNAVAILABLE && !says_something(response) => {
            Some(Outcome::Unconfirmed)
        }
        None => None,
    }
}

fn says_something(response: &Response) -> bool {
    response.headers().contains_key(header::CONTENT_TYPE)
}

fn takes_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}
