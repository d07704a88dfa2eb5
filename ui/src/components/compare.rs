//! The form that asks a page to compare itself with an earlier day.

use crate::components::date_field::DateField;
use crate::components::filters::select;
use crate::reading::Reading;
use crate::words;
use domain::Date;
use leptos::prelude::*;
use store::AsOf;

/// Shown beside what is compared. `path` is that of the page, `kept` what it asks for beside the day.
pub fn compare_form(reading: &Reading, path: &str, since: Option<&AsOf>, kept: &[(&'static str, String)]) -> AnyView {
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let without = since.map(|since| {
        let address = reading.paths.with_pairs(path, kept);
        let said = format!("Compared with {}. ", words::point(since));
        view! { <p class="c-small">{said}<a href=address>"Remove"</a></p> }
    });
    let hidden = |(name, value): &(&'static str, String)| {
        let (name, value) = (*name, value.clone());
        view! { <input type="hidden" name=name value=value/> }
    };
    view! {
        <form class="c-filter" method="get" action=path.to_owned() aria-label="Compare with an earlier date">
            {as_of}{kept.iter().map(hidden).collect_view()}
            <div class="c-filter__row">
                {since_field(since, reading.view.position().day)}
                <div class="btn"><button class="usa-button" type="submit">"Compare"</button></div>
            </div>
        </form>
        {without}
    }
    .into_any()
}

/// The date field. A meeting or a log entry is no date: it can be kept or given up in its place.
pub fn since_field(since: Option<&AsOf>, viewed: Date) -> AnyView {
    since_field_named("Compare with (end of day)", since, viewed)
}

/// The same with another label, where the date filters rows instead of comparing them.
pub fn since_field_named(label: &'static str, since: Option<&AsOf>, viewed: Date) -> AnyView {
    let day = match since {
        Some(AsOf::Day(day)) => Some(*day),
        Some(point) => {
            let choices = vec![(point.to_string(), words::capitalized(&words::point(point)))];
            return select("since", label, "No comparison", choices, &point.to_string());
        }
        None => None,
    };
    view! { <div><DateField id="f-since" name="since" label value=day viewed/></div> }.into_any()
}
