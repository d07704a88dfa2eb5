//! Answers in fewer bytes, coded as the reader says that it takes them.
//!
//! Pages and small files are compressed whole, in one call ([`whole`]); what is longer, or is sent while it is made, by the
//! layer of tower-http ([`layer`]), which would set aside and clear megabytes for each page.
//!
//! Nothing secret of ours can be guessed from the length of a compressed page (BREACH): no page has a token in it, because
//! forms are checked by where they come from, and the cookie is no part of a page.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::IntoResponse;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use http_body::Body as _;
use std::cell::RefCell;
use std::io;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// Answers that are shorter fit into one packet anyway.
const WORTH_IT: u64 = 1024;

/// Longer ones are compressed while they are sent.
const LONGEST_WHOLE: u64 = 4 * 1024 * 1024;

/// A cheap level, because it is paid with every answer; assets are compressed at the best one when they are built.
const LEVEL: CompressionLevel = CompressionLevel::Precise(3);

/// Of Zstandard: docs/performance.md has what the levels and codings cost.
const ZSTD_LEVEL: i32 = 3;

/// Of Brotli.
const BROTLI_QUALITY: i32 = 3;

/// Codings in which answers are compressed whole, the one that costs least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Zstd,
    Brotli,
}

impl Coding {
    const ALL: [Coding; 2] = [Coding::Zstd, Coding::Brotli];

    /// As headers name it.
    fn name(self) -> &'static str {
        match self {
            Coding::Zstd => "zstd",
            Coding::Brotli => "br",
        }
    }

    fn taken_by(reader: &HeaderMap) -> Option<Coding> {
        Coding::ALL.into_iter().find(|coding| takes(reader, coding.name()))
    }

    fn compress(self, plain: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Coding::Zstd => zstd(plain),
            Coding::Brotli => brotli(plain),
        }
    }
}

thread_local! {
    /// Its tables are set aside once for each thread that answers.
    static ZSTD: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
}

fn zstd(plain: &[u8]) -> io::Result<Vec<u8>> {
    ZSTD.with_borrow_mut(|kept| match kept {
        Some(compressor) => compressor.compress(plain),
        None => kept.insert(zstd::bulk::Compressor::new(ZSTD_LEVEL)?).compress(plain),
    })
}

/// With a window no larger than the text, which is what its memory depends on.
fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    const SMALLEST_WINDOW: u32 = 10;
    let window = plain.len().next_power_of_two().ilog2().clamp(SMALLEST_WINDOW, 22);
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: i32::try_from(window).unwrap_or_default(),
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut smaller = Vec::with_capacity(plain.len() / 6);
    brotli::BrotliCompress(&mut &plain[..], &mut smaller, &parameters)?;
    Ok(smaller)
}

/// Compresses pages, and files whose length is known and not great.
pub async fn whole(request: Request, next: Next) -> axum::response::Response {
    let coding = Coding::taken_by(request.headers());
    let response = next.run(request).await;
    let Some(coding) = coding.filter(|_| is_whole(&response)) else { return response };
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = to_bytes(body, usize::MAX).await else {
        tracing::error!("a page broke off");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let is_worth_it = plain.len() as u64 >= WORTH_IT;
    match is_worth_it.then(|| coding.compress(&plain)) {
        Some(Ok(smaller)) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
            parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
            Response::from_parts(parts, Body::from(smaller))
        }
        None | Some(Err(_)) => Response::from_parts(parts, Body::from(plain)),
    }
}

/// Whether an answer is made before it is sent: a page, or a file that is there.
fn is_whole(response: &Response<Body>) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_short = response.body().size_hint().exact().is_some_and(|bytes| bytes <= LONGEST_WHOLE);
    let is_plain = !response.headers().contains_key(header::CONTENT_ENCODING);
    is_plain && IsText.should_compress(response) && (is_short || kind.starts_with("text/html"))
}

/// Whether the reader names the coding and does not refuse it with `q=0` (RFC 9110, 12.5.3).
pub(crate) fn takes(reader: &HeaderMap, coding: &str) -> bool {
    let named = reader.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        is_named && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Compresses what goes out, unless it is small, compressed already, or a stream of events.
pub fn layer() -> CompressionLayer<And<SizeAbove, IsText>> {
    CompressionLayer::new().quality(LEVEL).compress_when(SizeAbove::new(WORTH_IT).and(IsText))
}

/// Pages, tables, drawings and scripts. Fonts and pictures are compressed by their own formats, and events must not wait
/// until there are enough of them.
#[derive(Clone, Copy, Debug)]
pub struct IsText;

impl Predicate for IsText {
    fn should_compress<B: http_body::Body>(&self, response: &Response<B>) -> bool {
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
    use super::{Coding, IsText, Predicate, takes};
    use http::{HeaderMap, Response, header};
    use std::io::Read;

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

    #[test]
    fn a_coding_is_used_only_where_the_reader_names_it_and_does_not_refuse_it() {
        let asked = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
            headers
        };
        for taking in ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, br;q=1.0", "BR", "br; q=0.1"] {
            assert!(takes(&asked(taking), "br"), "{taking}");
        }
        for refusing in ["", "gzip", "br;q=0", "br; q=0.000", "identity", "brotli", "br;q=x"] {
            assert!(!takes(&asked(refusing), "br"), "{refusing}");
        }
        assert!(!takes(&HeaderMap::new(), "br"));
    }

    #[test]
    fn what_was_compressed_whole_reads_back() {
        for plain in ["<p>short</p>".to_owned(), "<td>Justice</td>".repeat(40_000)] {
            let zstd = Coding::Zstd.compress(plain.as_bytes()).unwrap();
            assert_eq!(zstd::stream::decode_all(zstd.as_slice()).unwrap(), plain.as_bytes());
            let brotli = Coding::Brotli.compress(plain.as_bytes()).unwrap();
            let mut read = String::new();
            brotli::Decompressor::new(brotli.as_slice(), 4096).read_to_string(&mut read).unwrap();
            assert_eq!(read, plain);
        }
    }

    #[test]
    fn a_reader_who_takes_both_gets_what_costs_less() {
        let takes = |codings: &str| {
            let mut reader = HeaderMap::new();
            reader.insert(header::ACCEPT_ENCODING, codings.parse().unwrap());
            Coding::taken_by(&reader)
        };
        assert_eq!(takes("gzip, deflate, br, zstd"), Some(Coding::Zstd));
        assert_eq!(takes("gzip, deflate, br"), Some(Coding::Brotli));
        assert_eq!(takes("zstd;q=0, br"), Some(Coding::Brotli));
        assert_eq!(takes("gzip"), None);
    }
}
