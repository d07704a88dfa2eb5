//! Where a page is in the site.

use leptos::prelude::*;

/// The pages above this one, each with its address, and the name of this one.
#[component]
pub fn Breadcrumb(above: Vec<(String, String)>, here: String) -> impl IntoView {
    view! {
        <nav class="usa-breadcrumb" aria-label="Breadcrumbs">
            <ol class="usa-breadcrumb__list">
                {above.into_iter().map(|(name, address)| view! {
                    <li class="usa-breadcrumb__list-item">
                        <a class="usa-breadcrumb__link" href=address><span>{name}</span></a>
                    </li>
                }).collect_view()}
                <li class="usa-breadcrumb__list-item usa-current" aria-current="page"><span>{here}</span></li>
            </ol>
        </nav>
    }
}
