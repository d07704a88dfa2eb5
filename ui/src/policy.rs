//! What a page lets a browser run and load (Content Security Policy, level 3).

use crate::request::not_cacheable;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ledger::Hash;
use http::{HeaderName, HeaderValue};
use leptos::nonce::{Nonce, provide_nonce, use_nonce};
use leptos::prelude::{take_context, use_context};
use leptos_axum::ResponseOptions;
use std::sync::LazyLock;

/// What leptos writes at the end of every page, whether or not anything starts from it. They hold nothing; a policy that
/// did not name them would have browsers complain on each page.
const EMPTY_SCRIPTS: [&str; 2] = [
    "__RESOLVED_RESOURCES=[];__SERIALIZED_ERRORS=[];__PENDING_RESOURCES=[];__RESOURCE_RESOLVERS=[];",
    "__INCOMPLETE_CHUNKS=[];",
];

/// The scripts of this site, and those two by what they say.
static OUR_SCRIPTS: LazyLock<String> = LazyLock::new(|| {
    let hashes = EMPTY_SCRIPTS.map(|script| STANDARD.encode(Hash::of(&[script.as_bytes()]).as_bytes()));
    hashes.iter().fold("'self'".to_owned(), |sources, hash| sources + &format!(" 'sha256-{hash}'"))
});

/// Takes away the nonce that leptos makes for every answer: pages without an inline script need none, and without one
/// they are the same each time.
pub fn without_nonce() {
    take_context::<Nonce>();
}

/// No inline script at all, and nothing from elsewhere.
pub fn set_security_policy() {
    allow_scripts(&OUR_SCRIPTS);
}

/// The same for a page with an island: the inline script that starts it, by a nonce of this answer alone, and its wasm.
pub fn set_security_policy_with_islands() {
    provide_nonce();
    not_cacheable();
    if let Some(nonce) = use_nonce() {
        allow_scripts(&format!("{} 'nonce-{nonce}' 'wasm-unsafe-eval'", *OUR_SCRIPTS));
    }
}

fn allow_scripts(sources: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let policy = format!(
        "default-src 'none'; script-src {sources}; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(HeaderName::from_static("content-security-policy"), policy);
    }
}
