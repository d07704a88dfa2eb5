//! Which columns a table shows: boxes in the form of its filters.

use crate::lists::{ActionQuery, Column};
use leptos::prelude::*;

/// Stands closed, and says that files are not cut.
pub fn columns_chooser(query: &ActionQuery) -> AnyView {
    let shown = query.shown_columns();
    let boxes = Column::ALL.map(|column| {
        let id = format!("f-column-{}", column.code());
        let is_shown = shown.contains(&column);
        view! {
            <div class="usa-checkbox">
                <input class="usa-checkbox__input" type="checkbox" id=id.clone() name="column" value=column.code() checked=is_shown/>
                <label class="usa-checkbox__label" for=id>{column.words()}</label>
            </div>
        }
    });
    let boxes = boxes.into_iter().collect_view();
    view! {
        <details class="c-columns">
            <summary>"Choose columns"</summary>
            <fieldset class="usa-fieldset">
                <legend class="c-small">"Shown beside reference and title. Downloads have every column."</legend>
                <div class="c-columns__boxes">{boxes}</div>
            </fieldset>
        </details>
    }
    .into_any()
}
