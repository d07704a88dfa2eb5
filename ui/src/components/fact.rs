//! Facts about one thing, each under its name: the lines of a `<dl class="c-facts">`.

use leptos::prelude::*;

/// One line.
pub fn fact(name: &'static str, value: impl IntoAny) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value.into_any()}</dd></div> }.into_any()
}

/// A text that may be missing: then its line is left out.
pub fn fact_if(name: &'static str, value: Option<impl ToString>) -> Option<AnyView> {
    value.map(|value| fact(name, value.to_string()))
}
