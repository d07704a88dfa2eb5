//! Whatever has no address of its own.

use leptos::prelude::*;
use ui::error::AppError;
use ui::layout::explained;
use ui::policy::set_security_policy;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_security_policy();
    let explained = async { explained(&AppError::NotFound).await };
    view! { <Suspense>{Suspend::new(explained)}</Suspense> }
}
