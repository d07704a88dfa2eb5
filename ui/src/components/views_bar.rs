//! The saved views of a list, over it: each a link, and the way to save what is shown now.

use crate::commands::saved_views::SAVE_VIEW;
use crate::error::AppError;
use crate::lists::{SavedList, written_query};
use crate::reading::Reading;
use crate::words;
use domain::saved_view::SavedView;
use leptos::prelude::*;

/// `pairs` is what the list is asked for now, `all` how many rows it has without any filter.
///
/// # Errors
/// When the database does not answer.
pub async fn views_bar(
    reading: &Reading,
    list: SavedList,
    pairs: &[(&'static str, String)],
    all: usize,
) -> Result<AnyView, AppError> {
    let query = written_query(pairs);
    let point = reading.view.position().is_past().then(|| reading.paths.as_of().to_string());
    let views = reading.request.site.store.saved_views(reading.request.actor()).await?;
    let is_shown = |saved: &SavedView| saved.list == list.path() && list.is_for(saved, &reading.view);
    let links = views.into_iter().filter(is_shown).map(|view| {
        let is_current = view.query == query && view.as_of == point;
        let address = list.address(&view, &reading.paths);
        let number = list.number_of(&view, &reading.view).map(number);
        view! { <a href=address aria-current=is_current.then_some("page")><bdi>{view.name.to_string()}</bdi>{number}</a> }
    });
    let links: Vec<_> = links.collect();
    let save = reading.paths.with_query(SAVE_VIEW.command.page, &[("list", list.path()), ("query", &query)]);
    let (whole, is_whole) = (reading.paths.to(list.path()), query.is_empty());
    Ok(view! {
        <nav class="c-views" aria-label="Saved views">
            <div class="c-views__tabs">
                <a href=whole aria-current=is_whole.then_some("page")>"All "{list.name().to_lowercase()}{number(all)}</a>
                {links}
            </div>
            <a href=save class="end">{SAVE_VIEW.command.title}</a>
            <a href=reading.paths.to("/views") class="end">"Your views"</a>
        </nav>
    }
    .into_any())
}

/// How many rows a view has.
fn number(rows: usize) -> AnyView {
    view! { " "<span class="c-quiet">{words::thousands(rows)}</span> }.into_any()
}
