//! Whatever has no address of its own.

use crate::error::AppError;
use crate::layout::failure;
use leptos::prelude::*;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    failure(&AppError::NotFound)
}
