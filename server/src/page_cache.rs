//! Pages and files that were made already, cached for the next request for the same.
//!
//! What a page says is a function of the record up to its newest entry, of what pages show from outside it, of the day, of
//! who asks and of what is asked for; all of that is in the key, so a cached page is never an old one: whatever changes makes
//! another key, in whichever process it was changed. What else could make two answers differ (a notice of the session, the
//! id of a form, a nonce) keeps an answer out of the cache: [`Cacheable`].

use crate::entity_tag;
use crate::exports::ToNote;
use crate::router::AppState;
use crate::session::Arrived;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Date;
use domain::ids::PersonId;
use domain::ledger::Seq;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use store::{ClockState, RequestContext, Session, Store};
use ui::request::Cacheable;

/// All cached pages together take no more bytes, as they are sent.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// A larger one would push out too many others.
const LARGEST: usize = 1024 * 1024;

/// Longer addresses are drawn again each time.
const LONGEST_ADDRESS: usize = 1024;

/// Longer words about codings are those of no browser.
const LONGEST_CODINGS: usize = 128;

/// The pages that were asked for last. Clones share them.
#[derive(Clone, Debug)]
pub struct PageCache(Cache<Key, Page>);

impl Default for PageCache {
    fn default() -> Self {
        let pages = Cache::builder()
            .max_capacity(MOST_BYTES)
            .weigher(|key: &Key, page: &Page| u32::try_from(key.size() + page.size()).unwrap_or(u32::MAX))
            .eviction_policy(EvictionPolicy::lru());
        PageCache(pages.build())
    }
}

/// Everything that a page depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    person: PersonId,
    newest: Seq,
    outside: u64,
    /// Every page says so when the clock and the record do not agree.
    clock: ClockState,
    /// What is overdue changes at midnight, with no entry.
    day: Date,
    /// Path and query, as they were asked.
    address: Box<str>,
    /// Codings that the reader takes, as it says so.
    codings: Box<str>,
}

impl Key {
    /// `None` for what is never cached: requests without a session, that are not simply for a page, or whose session still has
    /// something to say.
    fn of(request: &Request, store: &Store) -> Option<Key> {
        let arrived = request.extensions().get::<Arrived>()?;
        let Arrived::Found(RequestContext {
            session: Some(session),
            newest: Some(newest),
            outside,
            has_notice: false,
            ..
        }) = arrived
        else {
            return None;
        };
        let Session { person: Some(person), .. } = session else { return None };
        let address = request.uri().path_and_query()?.as_str();
        let mut lines = request.headers().get_all(header::ACCEPT_ENCODING).iter();
        let codings = lines.next().map_or(Ok(""), HeaderValue::to_str).ok()?;
        // Lines are sent while they are read.
        let is_plain = request.method() == Method::GET && !request.uri().path().ends_with(".jsonl");
        let path = request.uri().path();
        // Each download adds to the access log, also that of the access log itself.
        if path.starts_with("/exports/access-log") {
            return None;
        }
        // How far a file is changes with no entry.
        if path.starts_with("/reports/files") || path.starts_with("/exports/files") {
            return None;
        }
        // No other file shows anything from outside the record.
        let outside = if path.starts_with("/exports/") { 0 } else { *outside };
        let is_short = address.len() <= LONGEST_ADDRESS && codings.len() <= LONGEST_CODINGS;
        // No browser says in two lines what it takes.
        (is_plain && is_short && lines.next().is_none()).then(|| Key {
            person: *person,
            newest: *newest,
            outside,
            clock: store.known_clock_state(),
            day: store.today(),
            address: address.into(),
            codings: codings.into(),
        })
    }

    fn size(&self) -> usize {
        size_of::<Key>() + self.address.len() + self.codings.len()
    }
}

/// A page or a file as it is sent: compressed already.
#[derive(Clone, Debug)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
    /// Of a file.
    note: Option<ToNote>,
}

impl Page {
    /// Bytes in memory, about: names and values of headers are counted as 64 each.
    fn size(&self) -> usize {
        self.body.len() + self.headers.len() * 64
    }

    /// For a reader who may have it already, as he says.
    fn handed_to(self, reader: &HeaderMap) -> Response {
        let tag = self.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
        match tag.filter(|tag| entity_tag::is_known(reader, tag)).map(entity_tag::not_modified) {
            Some(response) => noted(response, self.note),
            None => {
                let mut whole = Response::new(Body::from(self.body));
                *whole.headers_mut() = self.headers;
                noted(whole, self.note)
            }
        }
    }
}

fn noted(mut response: Response, note: Option<ToNote>) -> Response {
    if let Some(note) = note {
        response.extensions_mut().insert(note);
    }
    response
}

/// Serves what is cached, or has it made and caches it where that is allowed.
pub async fn serve(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(key) = Key::of(&request, &state.site.store) else { return next.run(request).await };
    if let Some(page) = state.pages.0.get(&key) {
        return page.handed_to(request.headers());
    }
    // Made as for a reader without it, so that it can be cached; it is added at the end for a reader who has it.
    let reader = request.headers().clone();
    request.headers_mut().remove(header::IF_NONE_MATCH);
    let cacheable = Cacheable::default();
    request.extensions_mut().insert(cacheable.clone());
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    if !cacheable.is_allowed() {
        return response;
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => {
            let page = Page { headers: parts.headers, body, note: parts.extensions.get().cloned() };
            // Asked again: what a page says while it is sent may forbid it as well.
            if page.size() <= LARGEST && cacheable.is_allowed() {
                state.pages.0.insert(key, page.clone());
            }
            page.handed_to(&reader)
        }
        Err(error) => {
            tracing::error!(%error, "a page broke off");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
