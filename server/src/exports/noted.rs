//! Every download of a signed-in reader is noted in the access log before it goes out, also one that was kept.

use super::refused;
use crate::router::AppState;
use crate::session::place_of;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use http::Method;
use store::{DownloadNote, SecurityNote, Store, StoreError, Taken};
use ui::error::AppError;

/// Stands in the answer to a download: what is to be noted of it.
#[derive(Clone, Debug)]
pub struct ToNote {
    /// The line of the access log. The security log is no part of the record, so that has none.
    pub(super) taken: Option<Taken>,
    pub(super) what: String,
    pub(super) person: PersonId,
}

impl ToNote {
    pub(super) fn of(taken: Taken) -> ToNote {
        ToNote { what: taken.what.clone(), person: taken.person, taken: Some(taken) }
    }
}

/// Notes what goes out. Where it cannot be noted, nothing does.
pub async fn note(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (place, is_head) = (place_of(&state, &request), request.method() == Method::HEAD);
    let mut response = next.run(request).await;
    let Some(noted) = response.extensions_mut().remove::<ToNote>() else { return response };
    // A request for the headers alone downloads nothing.
    if is_head {
        return response;
    }
    match write(&state.site.store, noted, &place).await {
        Ok(()) => response,
        Err(error) => refused(AppError::from(error)),
    }
}

async fn write(store: &Store, ToNote { taken, what, person }: ToNote, place: &str) -> Result<(), StoreError> {
    let taken = taken.map(|taken| Taken { at: store.now(), ..taken });
    let security = SecurityNote::of(SecurityEvent::Downloaded, person, Some(place)).with_detail(&what);
    store.note_download(&DownloadNote { taken, security }).await
}
