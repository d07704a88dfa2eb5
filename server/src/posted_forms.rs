//! The forms of commands, as the router hands them over.

use crate::router::AppState;
use crate::sign_in::see_other;
use axum::Form;
use axum::body::to_bytes;
use axum::extract::{Extension, Request, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use queries::paths::local;
use serde::Deserialize;
use std::collections::BTreeMap;
use ui::commands::{Posted, answer as answered};
use ui::error::AppError;
use ui::request::Visitor;

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

/// What the way out of a refused form sends: its page and where to go, among all its fields.
#[derive(Debug, Deserialize)]
pub struct Left {
    #[serde(default)]
    page: String,
    #[serde(default)]
    back: String,
}

/// Forgets what was typed into a form that is canceled.
pub async fn discard(
    State(state): State<AppState>,
    Extension(visitor): Extension<Visitor>,
    Form(left): Form<Left>,
) -> Response {
    if let Some(token) = &visitor.token
        && let Err(error) = state.site.store.forget_notice(token, &left.page).await
    {
        return crate::sign_in::failure(error);
    }
    see_other(local(&left.back), None)
}
