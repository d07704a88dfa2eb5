//! Which columns a table shows: boxes in the form of its filters.

use crate::lists::ColumnChoice;
use leptos::prelude::*;

/// Stands closed, and says that files are not cut. `beside` are the columns that always stand.
pub fn columns_chooser<C: ColumnChoice>(shown: &[C], beside: &'static str) -> AnyView {
    let boxes = C::ALL.iter().map(|column| {
        let id = format!("f-column-{}", column.code());
        let is_shown = shown.contains(column);
        view! {
            <div class="usa-checkbox">
                <input class="usa-checkbox__input" type="checkbox" id=id.clone() name=C::NAME value=column.code() checked=is_shown/>
                <label class="usa-checkbox__label" for=id>{column.words()}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <details class="c-columns">
            <summary>"Choose columns"</summary>
            <fieldset class="usa-fieldset">
                <legend class="c-small">"Shown beside "{beside}". Downloads have every column."</legend>
                <div class="c-columns__boxes">{boxes}</div>
            </fieldset>
        </details>
    }
    .into_any()
}
