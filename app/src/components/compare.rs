//! The form that asks a page to compare itself with an earlier day.

use crate::layout::Reading;
use leptos::prelude::*;
use store::AsOf;

/// Stands over what is compared. `path` is that of the page.
pub fn compare_form(reading: &Reading, path: String, since: Option<&AsOf>) -> AnyView {
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let day = since.and_then(|since| match since {
        AsOf::Day(day) => Some(day.to_string()),
        _ => None,
    });
    let without = since.map(|since| {
        let address = reading.paths.to(&path);
        let words = format!("Compared with {since}. ");
        view! { <p class="c-small">{words}<a href=address>"Remove"</a></p> }
    });
    view! {
        <form class="c-filter" method="get" action=path.clone() aria-label="Compare with an earlier day">
            {as_of}
            <div class="c-filter__row">
                <div>
                    <label for="f-since">"Compare with the end of"</label>
                    <input class="usa-input" type="date" id="f-since" name="since" value=day/>
                </div>
                <div class="btn"><button class="usa-button" type="submit">"Compare"</button></div>
            </div>
        </form>
        {without}
    }
    .into_any()
}
