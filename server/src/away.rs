//! What a form gets for an answer when it cannot wait for its page, because the database failed it or the session is over:
//! everything back that was typed.

use crate::router::AppState;
use crate::uploads::brings_a_file;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use ui::commands::OUTCOME;
use ui::error::Outcome;
use ui::layout::away::{POLICY, typed_again};

/// How long a browser is asked to wait.
const RETRY_AFTER: &str = "5";

/// Keeps what was typed while the form is handled, and hands it back where the database failed. The body is whole and
/// small: the layer before has read it.
pub async fn give_back_what_was_typed(State(state): State<AppState>, request: Request, next: Next) -> Response {
    // The form with a file comes by here again when its fields were taken out of it.
    if *request.method() != Method::POST || brings_a_file(request.method(), request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // Nothing here goes by it, and leptos would send a browser there with what went wrong in the address.
    parts.headers.remove(header::REFERER);
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return StatusCode::BAD_REQUEST.into_response() };
    let (action, wants_page) = (parts.uri.path().to_owned(), takes_html(&parts.headers));
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(outcome) = outcome_of(&response) else { return response };
    let mut answer = if wants_page {
        let typed = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
        let page = Html(typed_again(&state.site, &action, outcome, typed));
        (outcome.status(), [(header::CONTENT_SECURITY_POLICY, POLICY)], page).into_response()
    } else {
        (outcome.status(), outcome.to_string()).into_response()
    };
    if outcome.status() == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
    }
    answer
}

/// What a handler said, or, where it was cut off by its time and so said nothing at all, that the outcome is unknown.
fn outcome_of(response: &Response) -> Option<Outcome> {
    match response.headers().get(OUTCOME).and_then(|code| code.to_str().ok()) {
        Some(code) => Outcome::of_code(code),
        // What leptos makes of an error that no handler turned into an answer.
        None if leads_to_an_error(response) => Some(Outcome::Failed),
        None if response.status() == StatusCode::SERVICE_UNAVAILABLE && !says_something(response) => {
            Some(Outcome::Unconfirmed)
        }
        None => None,
    }
}

fn leads_to_an_error(response: &Response) -> bool {
    let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
    location.is_some_and(|location| location.contains("__err="))
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
