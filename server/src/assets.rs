//! Styles, fonts, marks and scripts, embedded in the binary. Their address holds a digest, so browsers keep them.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::ledger::Hash;
use http::{StatusCode, header};
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

/// One file. An old digest finds nothing, so that no page mixes two builds.
pub async fn asset(Path((digest, name)): Path<(String, String)>) -> Response {
    let is_current = ADDRESS.strip_prefix("/assets/") == Some(digest.as_str());
    let Some(file) = Site::get(&name).filter(|_| is_current) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, file.metadata.mimetype().to_owned()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
    ];
    (headers, file.data).into_response()
}

/// Robots find nothing here.
pub async fn robots() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "User-agent: *\nDisallow: /\n")
}
