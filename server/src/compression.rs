//! Answers in fewer bytes: brotli or gzip, as the reader says that it takes them.
//!
//! Nothing secret of ours can be guessed from the length of a compressed page (BREACH): no page has a token in it, because
//! forms are checked by where they come from, and the cookie is no part of a page.

use http::{Response, header};
use http_body::Body;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// Answers that are shorter fit into one packet anyway.
const WORTH_IT: u64 = 1024;

/// A cheap level, because it is paid with every answer; assets are compressed at the best one when they are built.
const LEVEL: CompressionLevel = CompressionLevel::Precise(3);

/// Compresses what goes out, unless it is small, compressed already, or a stream of events.
pub fn layer() -> CompressionLayer<And<SizeAbove, IsText>> {
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(WORTH_IT).and(IsText))
}

/// Pages, tables, drawings and scripts. Fonts and pictures are compressed by their own formats, and events must not wait
/// until there are enough of them.
#[derive(Clone, Copy, Debug)]
pub struct IsText;

impl Predicate for IsText {
    fn should_compress<B: Body>(&self, response: &Response<B>) -> bool {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let is_events = kind == "text/event-stream";
        let is_text = kind.starts_with("text/")
            || kind.ends_with("json")
            || kind.ends_with("jsonl")
            || kind.ends_with("xml")
            || matches!(kind, "application/javascript" | "application/wasm");
        is_text && !is_events
    }
}

#[cfg(test)]
mod tests {
    use super::{IsText, Predicate};
    use http::{Response, header};

    #[test]
    fn texts_are_compressed_and_pictures_fonts_and_events_are_not() {
        let worth = |kind: &str| {
            let response = Response::builder().header(header::CONTENT_TYPE, kind).body(String::new()).unwrap();
            IsText.should_compress(&response)
        };
        for kind in [
            "text/html; charset=utf-8",
            "text/csv; charset=utf-8; header=present",
            "application/json",
            "application/csvm+json",
            "application/jsonl",
            "image/svg+xml",
        ] {
            assert!(worth(kind), "{kind}");
        }
        for kind in ["text/event-stream", "image/png", "font/woff2", "application/zip", ""] {
            assert!(!worth(kind), "{kind}");
        }
    }
}
