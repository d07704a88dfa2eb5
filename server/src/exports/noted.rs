//! Every download of a signed-in reader is noted in the access log before it goes out, also one that was kept.

use super::refused;
use crate::router::AppState;
use app::error::AppError;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use store::Taken;

/// Stands in the answer to a download: what is to be noted of it.
#[derive(Clone, Debug)]
pub struct ToNote(pub(super) Taken);

/// Notes what goes out. Where it cannot be noted, nothing does.
pub async fn note(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Some(ToNote(taken)) = response.extensions_mut().remove() else { return response };
    let taken = Taken { at: state.site.store.now(), ..taken };
    match state.site.store.note_taken(&taken).await {
        Ok(()) => response,
        Err(error) => refused(AppError::from(error)),
    }
}
