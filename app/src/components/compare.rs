//! The form that asks a page to compare itself with an earlier day.

use crate::layout::Reading;
use crate::words;
use leptos::prelude::*;
use store::AsOf;

/// Stands over what is compared. `path` is that of the page, `kept` what it is asked for beside the day.
pub fn compare_form(
    reading: &Reading,
    path: String,
    since: Option<&AsOf>,
    kept: Option<(&'static str, String)>,
) -> AnyView {
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let day = since.and_then(|since| match since {
        AsOf::Day(day) => Some(day.to_string()),
        _ => None,
    });
    let without = since.map(|since| {
        let address = reading.paths.with_pairs(&path, kept.as_slice());
        let said = format!("Compared with {}. ", words::point(since));
        view! { <p class="c-small">{said}<a href=address>"Remove"</a></p> }
    });
    let kept = kept.clone().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form class="c-filter" method="get" action=path.clone() aria-label="Compare with an earlier day">
            {as_of}{kept}
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
