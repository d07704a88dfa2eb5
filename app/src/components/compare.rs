//! The form that asks a page to compare itself with an earlier day.

use crate::reading::Reading;
use crate::words;
use leptos::prelude::*;
use store::AsOf;

/// Shown beside what is compared. `path` is that of the page, `kept` what it asks for beside the day.
pub fn compare_form(reading: &Reading, path: &str, since: Option<&AsOf>, kept: &[(&'static str, String)]) -> AnyView {
    draw(reading, path, since, (kept, None), "Compare")
}

/// The same with fields of the page before the day. `kept` is what they ask for now.
pub fn compare_form_with(
    reading: &Reading,
    path: &str,
    since: Option<&AsOf>,
    (kept, fields): (&[(&'static str, String)], AnyView),
) -> AnyView {
    draw(reading, path, since, (kept, Some(fields)), "Apply")
}

/// The date field. A meeting or a log entry to compare with has no field: it is kept until a date is chosen, because of two
/// values the last one that is not blank counts.
pub fn since_field(since: Option<&AsOf>) -> AnyView {
    since_field_named("Compare with (end of day)", since)
}

/// The same with another label, where the date filters rows instead of comparing them.
pub fn since_field_named(label: &'static str, since: Option<&AsOf>) -> AnyView {
    let (day, point) = match since {
        Some(AsOf::Day(day)) => (Some(day.to_string()), None),
        Some(point) => (None, Some(point.to_string())),
        None => (None, None),
    };
    view! {
        <div>
            {point.map(|point| view! { <input type="hidden" name="since" value=point/> })}
            <label for="f-since">{label}</label>
            <input class="usa-input" type="date" id="f-since" name="since" value=day/>
        </div>
    }
    .into_any()
}

fn draw(
    reading: &Reading,
    path: &str,
    since: Option<&AsOf>,
    (kept, fields): (&[(&'static str, String)], Option<AnyView>),
    button: &'static str,
) -> AnyView {
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    let without = since.map(|since| {
        let address = reading.paths.with_pairs(path, kept);
        let said = format!("Compared with {}. ", words::point(since));
        view! { <p class="c-small">{said}<a href=address>"Remove"</a></p> }
    });
    let label = if fields.is_some() { "Sort and compare with an earlier date" } else { "Compare with an earlier date" };
    // The fields of a page keep what it asks for themselves.
    let hidden = fields.is_none().then(|| {
        let hidden = |(name, value): &(&'static str, String)| {
            let (name, value) = (*name, value.clone());
            view! { <input type="hidden" name=name value=value/> }
        };
        kept.iter().map(hidden).collect_view()
    });
    view! {
        <form class="c-filter" method="get" action=path.to_owned() aria-label=label>
            {as_of}{hidden}
            <div class="c-filter__row">
                {fields}
                {since_field(since)}
                <div class="btn"><button class="usa-button" type="submit">{button}</button></div>
            </div>
        </form>
        {without}
    }
    .into_any()
}
