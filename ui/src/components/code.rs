//! Hashes, ids and keys, as they are written.

use leptos::prelude::*;

/// Broken anywhere, because nothing in it says where.
pub fn code(text: String) -> AnyView {
    view! { <code class="c-hash">{text}</code> }.into_any()
}
