//! One result: its name, its place, and the words around the match.

use domain::Object;
use domain::search::{Part, Search, excerpt};
use leptos::prelude::*;
use store::Found;
use ui::components::kinds::{Place, place, plural};
use ui::error::AppError;
use ui::layout::Reading;

/// The results of a page under the names of their types.
///
/// # Errors
/// When the database does not answer.
pub async fn groups(reading: &Reading, search: &Search, found: &[Found]) -> Result<AnyView, AppError> {
    let objects = reading.view.found_objects(found).await?;
    let groups = objects.chunk_by(|a, b| a.kind() == b.kind()).filter_map(|group| {
        let kind = group.first()?.kind();
        let hits: Vec<AnyView> = group.iter().filter_map(|object| hit(reading, search, object)).collect();
        let id = format!("hits-{}", kind.code());
        Some(view! { <section class="c-section" id=id><h2>{plural(kind)}</h2><ul class="c-hits">{hits}</ul></section> })
    });
    Ok(groups.collect_view().into_any())
}

fn hit(reading: &Reading, search: &Search, object: &Object) -> Option<AnyView> {
    let Place { address, name, around } = place(reading, object)?;
    let shown = excerpt(&name, search).unwrap_or_else(|| vec![Part { text: name.clone(), is_match: false }]);
    let texts = object.texts();
    let around_match = texts.iter().filter(|text| **text != name).find_map(|text| excerpt(text, search));
    let words = around_match.map(|parts| view! { <p>{marked(parts)}</p> });
    let view = view! {
        <li>
            <a href=address>{marked(shown)}</a>
            <span class="c-small c-quiet">{around}</span>
            {words}
        </li>
    };
    Some(view.into_any())
}

fn marked(parts: Vec<Part>) -> AnyView {
    let part = |Part { text, is_match }| {
        if is_match { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    parts.into_iter().map(part).collect_view().into_any()
}
