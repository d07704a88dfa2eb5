//! What every answer carries, and which requests are turned away before anything reads them.

use crate::router::{AppState, LONGEST_ANSWER};
use crate::uploads::brings_a_file;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use ui::cookie::CookieKind;
use ui::error::AppError;

/// The policy of what loads nothing and starts nothing.
pub(crate) const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Sets the security headers that an answer does not set itself. Pages bring their own policy.
pub async fn security_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    let headers = response.headers_mut();
    let defaults: [(HeaderName, &str); 7] = [
        (header::CONTENT_SECURITY_POLICY, NOTHING),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // Forms need the path of the page they came from; other sites must not see it.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in defaults {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if state.site.cookie == CookieKind::Secure {
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    response
}

/// Another site cannot make a browser act here: an unsafe request must come from a page of this site.
pub async fn same_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || comes_from_here(request.headers(), &state.public_origin) {
        return next.run(request).await;
    }
    let words = "We couldn't confirm this form came from Concord. Open the page in Concord and submit the form again.";
    (StatusCode::FORBIDDEN, words).into_response()
}

/// Browsers say so in `Sec-Fetch-Site`; older ones only give the origin. A request with neither is turned away.
fn comes_from_here(headers: &HeaderMap, public_origin: &str) -> bool {
    match (headers.get("sec-fetch-site"), headers.get(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == public_origin,
        (None, None) => false,
    }
}

/// How long a form with a file may take: most of it is its way here.
const LONGEST_WITH_A_FILE: std::time::Duration = std::time::Duration::from_secs(150);

/// Cuts off what takes too long, without a word: the layers around say what that means.
pub async fn answered_in_time(request: Request, next: Next) -> Response {
    let has_file = brings_a_file(request.method(), request.uri().path(), request.headers());
    let longest = if has_file { LONGEST_WITH_A_FILE } else { LONGEST_ANSWER };
    let answer = tokio::time::timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// The largest body that is read: forms are small.
const LARGEST_BODY: usize = 1024 * 1024;

/// How long a body may take to come.
const SLOWEST_BODY: std::time::Duration = std::time::Duration::from_secs(30);

/// Reads the body of an unsafe request whole, and turns away what no form of this site sends: too much, another kind of
/// content, or a field twice. Server functions on their own would answer these as failures inside. A body that comes too
/// slowly is not waited for.
pub async fn plain_forms_only(request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // The form with a file is read when it is known who sends it.
    if is_safe || brings_a_file(request.method(), request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let read = tokio::time::timeout(SLOWEST_BODY, axum::body::to_bytes(body, LARGEST_BODY)).await;
    let Ok(read) = read else { return StatusCode::REQUEST_TIMEOUT.into_response() };
    let Ok(bytes) = read else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "This submission is too large.").into_response();
    };
    if !bytes.is_empty() && !is_plain_form(&parts.headers, &bytes) {
        return (StatusCode::BAD_REQUEST, AppError::NotAForm.to_string()).into_response();
    }
    next.run(Request::from_parts(parts, bytes.into())).await
}

/// An address with written-out dots means another address than it says; nothing here has one.
///
/// A target that is no path (`people`, `x:1`) is for proxies (RFC 9112, section 3.2); nothing here reads it.
pub async fn plain_paths_only(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with('/') {
        return (StatusCode::BAD_REQUEST, "The target of a request is a path that begins with a slash.")
            .into_response();
    }
    if request.uri().path().to_ascii_lowercase().contains("%2e") {
        return (StatusCode::NOT_FOUND, AppError::NotFound.to_string()).into_response();
    }
    next.run(request).await
}

fn is_plain_form(headers: &HeaderMap, bytes: &[u8]) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form = kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded");
    let Ok(pairs) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes) else { return false };
    let mut names: Vec<&str> = pairs.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    is_form && names.windows(2).all(|pair| pair[0] != pair[1]) && names.iter().all(|name| is_field_name(name))
}

/// Names of fields are words: brackets would make trees of them.
pub(crate) fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

#[cfg(test)]
mod tests {
    use super::comes_from_here;
    use http::HeaderMap;

    fn accepted(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        comes_from_here(&headers, "https://concord.example")
    }

    #[test]
    fn another_site_cannot_make_a_browser_act() {
        assert!(accepted(&[("sec-fetch-site", "same-origin")]));
        assert!(accepted(&[("origin", "https://concord.example")]));
        for refused in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://concord.example")],
            &[("origin", "null")],
            &[("origin", "https://concord.example.evil.example")],
            &[("origin", "http://concord.example")],
            &[],
        ] {
            assert!(!accepted(refused), "{refused:?}");
        }
    }
}
