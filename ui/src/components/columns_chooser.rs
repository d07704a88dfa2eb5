//! Which columns a table shows: boxes in the line of its filters.

use crate::components::pick::apply;
use crate::lists::ColumnChoice;
use leptos::prelude::*;

/// Closed at first. Downloads include every column. `beside` are the columns that are always shown.
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
        <details class="c-pick" name="filter" data-menu="">
            <summary>"Columns"</summary>
            <div class="c-pick__panel">
                <fieldset class="usa-fieldset">
                    <legend>{beside}" are always shown. Downloads include all columns."</legend>
                    {boxes}
                </fieldset>
                {apply()}
            </div>
        </details>
    }
    .into_any()
}
