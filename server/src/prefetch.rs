//! Pages that a browser fetches before they are asked for (Speculation Rules, Prefetch of the WICG, `Sec-Purpose`).
//!
//! A page is fetched when the pointer is on a link to it, and is shown at once when the link is followed. Nothing that
//! happens because a page is shown may happen then: files, which are noted, and pages that say a thing once are not
//! handed out ahead.

use crate::assets;
use crate::session::Arrived;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use std::sync::LazyLock;
use store::RequestContext;

/// The file of the site that says which links may be fetched ahead.
pub(crate) const RULES: &str = "speculation-rules.json";

/// Where a page names that file.
static SPECULATION_RULES: HeaderName = HeaderName::from_static("speculation-rules");

static ADDRESS_OF_RULES: LazyLock<Option<HeaderValue>> =
    LazyLock::new(|| HeaderValue::from_str(&format!("\"{}/{RULES}\"", *assets::ADDRESS)).ok());

/// The fonts that every page is written in, fetched together with the styles that name them (RFC 8288, `preload`).
static FONTS: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let font = |weight: &str| {
        let address = format!("{}/fonts/public-sans/PublicSans-{weight}-latin.woff2", *assets::ADDRESS);
        format!("<{address}>; rel=preload; as=font; type=\"font/woff2\"; crossorigin")
    };
    HeaderValue::from_str(&["Regular", "Bold"].map(font).join(", ")).ok()
});

/// Refuses to hand out ahead what must not be, and names on every page the rules and the fonts.
pub async fn serve(request: Request, next: Next) -> Response {
    if is_ahead(request.headers()) && !may_go_ahead(&request) {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html") {
        let of_pages = [(&SPECULATION_RULES, &*ADDRESS_OF_RULES), (&header::LINK, &*FONTS)];
        for (name, value) in of_pages {
            response.headers_mut().extend(value.clone().map(|value| (name.clone(), value)));
        }
    }
    response
}

/// The header of the standard, and those that Safari and Firefox sent before it.
const PURPOSE: [&str; 3] = ["sec-purpose", "purpose", "x-moz"];

/// "prefetch", or "prefetch;prerender".
fn is_ahead(headers: &HeaderMap) -> bool {
    let says = |name| headers.get(name).and_then(|purpose| purpose.to_str().ok()).unwrap_or_default();
    PURPOSE.into_iter().any(|name| says(name).starts_with("prefetch"))
}

fn may_go_ahead(request: &Request) -> bool {
    let path = request.uri().path();
    let is_file = path.starts_with("/exports/") || path.ends_with("/file");
    let says_it_once =
        matches!(request.extensions().get(), Some(Arrived::Found(RequestContext { has_notice: true, .. })));
    !is_file && !says_it_once
}

#[cfg(test)]
mod tests {
    use super::is_ahead;
    use http::HeaderMap;

    #[test]
    fn a_request_says_that_its_page_is_not_asked_for_yet() {
        let says_in = |name: &'static str, purpose: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, purpose.parse().unwrap());
            is_ahead(&headers)
        };
        let says = |purpose: &str| says_in("sec-purpose", purpose);
        assert!(says_in("purpose", "prefetch") && says_in("x-moz", "prefetch"));
        assert!(says("prefetch") && says("prefetch;prerender") && says("prefetch;anonymous-client-ip"));
        assert!(!says("") && !says("none") && !is_ahead(&HeaderMap::new()));
    }
}
