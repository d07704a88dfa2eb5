//! What anybody may ask: is the server up, does the record answer, and what is its signed head.

use crate::router::AppState;
use app::error::AppError;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// The process answers.
pub async fn healthz() -> &'static str {
    "yes\n"
}

/// The record answers.
pub async fn readyz(State(state): State<AppState>) -> Response {
    match state.site.store.head().await {
        Ok(_) => "yes\n".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], "no\n").into_response(),
    }
}

/// The signed head of the ledger, as a C2SP checkpoint.
pub async fn checkpoint(State(state): State<AppState>) -> Response {
    match state.site.store.head().await {
        Ok(head) => text(head.checkpoint),
        Err(error) => {
            let error = AppError::from(error);
            (error.status(), error.to_string()).into_response()
        }
    }
}

/// The key with which the head is checked, as a C2SP verifier key.
pub async fn key(State(state): State<AppState>) -> Response {
    text(format!("{}\n", state.site.store.key().verifier()))
}

fn text(body: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
