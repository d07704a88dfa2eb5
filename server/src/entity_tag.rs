//! What a reader has already need not be sent again (RFC 9110, 8.8.3 and 13.1.2).

use axum::response::{IntoResponse, Response};
use domain::ledger::Hash;
use http::{HeaderMap, HeaderValue, StatusCode, header};

/// An entity tag of what a file says. It is a weak one: the same file goes out compressed and plain.
pub fn of(digest: &Hash) -> String {
    format!("W/\"{digest}\"")
}

/// Whether a reader says that it has these bytes, alone or among others.
pub fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|known| known.to_str().ok());
    known
        .flat_map(|known| known.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag.trim_start_matches("W/"))
}

/// The reader keeps a file, and asks each time whether it is still the same.
pub const KEEP_AND_ASK: &str = "private, no-cache";

/// The answer to a reader who has them. He keeps them as before (RFC 9110, 15.4.5).
pub fn not_modified(tag: &str) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(KEEP_AND_ASK));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
