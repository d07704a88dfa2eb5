//! Whatever has no address of its own.

use crate::error::AppError;
use crate::layout::explained;
use crate::policy::set_security_policy;
use leptos::prelude::*;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_security_policy();
    let explained = async { explained(&AppError::NotFound).await };
    view! { <Suspense>{Suspend::new(explained)}</Suspense> }
}
