//! Styles, fonts, marks and scripts, embedded in the binary. Their address holds a digest, so browsers keep them.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::ledger::Hash;
use http::{HeaderMap, StatusCode, header};
use rust_embed::RustEmbed;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "$CONCORD_SITE"]
#[allow_missing = true]
#[exclude = ".stamps/*"]
struct Site;

/// `/assets/` and the first half of a digest over all files.
pub static ADDRESS: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Site::iter().collect();
    names.sort();
    let mut all = Vec::new();
    for file in names.iter().filter_map(|name| Site::get(name)) {
        all.extend(file.metadata.sha256_hash());
    }
    let digest = Hash::of(&[&all]).to_string();
    format!("/assets/{}", &digest[..16])
});

/// One file. An old digest finds nothing, so that no page mixes two builds. What was compressed when the site was built
/// goes out that way to clients that accept it.
pub async fn asset(Path((digest, name)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let is_current = ADDRESS.strip_prefix("/assets/") == Some(digest.as_str());
    let Some(file) = Site::get(&name).filter(|_| is_current && !is_compressed(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, file.metadata.mimetype().to_owned()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
        (header::VARY, header::ACCEPT_ENCODING.to_string()),
    ];
    match COMPRESSED.iter().filter(|(coding, _)| takes(&asked, coding)).find_map(|(coding, end)| {
        let smaller = Site::get(&format!("{name}{end}"))?;
        Some(([(header::CONTENT_ENCODING, *coding)], smaller.data))
    }) {
        Some((encoded, smaller)) => (headers, encoded, smaller).into_response(),
        None => (headers, file.data).into_response(),
    }
}

/// The forms in which `cargo xtask build` leaves a file beside the plain one, the smallest first.
const COMPRESSED: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Compressed files are forms of others, and have no address of their own.
fn is_compressed(name: &str) -> bool {
    COMPRESSED.iter().any(|(_, end)| name.ends_with(end))
}

/// Whether the reader names the coding and does not refuse it with `q=0` (RFC 9110, 12.5.3).
fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let named = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        is_named && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Robots find nothing here.
pub async fn robots() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "User-agent: *\nDisallow: /\n")
}

#[cfg(test)]
mod tests {
    use super::takes;
    use http::{HeaderMap, header};

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
}
