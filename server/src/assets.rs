//! Styles, fonts, marks and scripts, embedded in the binary. Their address holds a digest, so browsers keep them.

use crate::compression::takes;
use crate::middleware::NOTHING;
use crate::prefetch::RULES;
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

/// The worker that checks files.
const CHECK_WORKER: &str = "check-worker.js";

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
        (header::CONTENT_SECURITY_POLICY, policy(&name).to_owned()),
        (header::CONTENT_TYPE, content_type(&name, file.metadata.mimetype()).to_owned()),
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

/// Browsers read rules of what to fetch ahead only under a content type of their own.
fn content_type<'a>(name: &str, usual: &'a str) -> &'a str {
    if name == RULES { "application/speculationrules+json" } else { usual }
}

/// A worker goes by the policy of its own script, not by that of the page which starts it. The one that checks files loads
/// the checker and its wasm from here, and asks this server about checkpoints; everything else starts nothing.
fn policy(name: &str) -> &'static str {
    match name {
        CHECK_WORKER => {
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'"
        }
        _ => NOTHING,
    }
}

/// The forms in which `cargo xtask build` leaves a file beside the plain one, the smallest first.
const COMPRESSED: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Compressed files are forms of others, and have no address of their own.
fn is_compressed(name: &str) -> bool {
    COMPRESSED.iter().any(|(_, end)| name.ends_with(end))
}

/// Robots find nothing here.
pub async fn robots() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "User-agent: *\nDisallow: /\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_alone_may_run_wasm_and_nothing_may_run_what_is_inline() {
        assert!(policy(CHECK_WORKER).contains("script-src 'self' 'wasm-unsafe-eval';"));
        for name in ["check.js", "checker/checker.js", "checker/checker_bg.wasm", "marks.svg", "check-worker.js.br"] {
            assert_eq!(policy(name), NOTHING, "{name}");
        }
        assert!(!policy(CHECK_WORKER).contains("unsafe-inline"));
    }
}
