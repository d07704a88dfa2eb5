//! The forms of commands, as the router hands them over.

use crate::router::AppState;
use app::commands::{Posted, answer as answered};
use app::error::AppError;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::collections::BTreeMap;

/// Answers one form. Its body is whole and small: a layer before has read it, and has turned away what is no form.
pub async fn answer(of: &'static dyn Posted, state: AppState, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fields = to_bytes(body, usize::MAX).await.ok();
    let fields: Option<BTreeMap<String, String>> = fields.and_then(|bytes| serde_urlencoded::from_bytes(&bytes).ok());
    match fields {
        Some(fields) => answered(of, state.site.clone(), parts, fields).await.into_response(),
        None => (StatusCode::BAD_REQUEST, AppError::NotAForm.to_string()).into_response(),
    }
}
