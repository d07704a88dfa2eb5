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

/// The answer to a reader who has them.
pub fn not_modified(tag: &str) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    // A tag is made of hexadecimal digits, so it is always a header.
    response.headers_mut().extend(HeaderValue::from_str(tag).ok().map(|tag| (header::ETAG, tag)));
    response
}
