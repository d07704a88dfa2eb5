//! Between which two points the page compares, and the way to compare others.

use crate::dashboards::since::Since;
use crate::words;
use domain::date::in_sentence;
use leptos::prelude::*;
use store::View;
use ui::components::date_field::DateField;
use ui::layout::Reading;

/// "From February 13, 2024 (log entry 1,231) to September 30, 2024 (log entry 1,600)."
pub fn period(now: &View, since: Option<&Since>) -> AnyView {
    let point = |view: &View| {
        let entry = format!(" (log entry {})", words::entry_number(view.position().seq));
        view! { <b>{in_sentence(view.position().day)}</b>{entry} }
    };
    match since {
        Some(since) => view! { "From "{point(&since.view)}" to "{point(now)}"." }.into_any(),
        None => {
            let begins = format!(
                "The record begins {} and holds no earlier meeting to compare with.",
                in_sentence(now.begins())
            );
            view! { "As of "{point(now)}". "{begins} }.into_any()
        }
    }
}

/// Any earlier day to compare with.
pub fn choose(reading: &Reading, since: Option<&Since>, address: &'static str) -> AnyView {
    let last = Some(reading.view.position().day);
    let day = since.map(|since| since.view.position().day);
    let as_of = reading.view.position().is_past().then(|| {
        view! { <input type="hidden" name="as_of" value=reading.paths.as_of().to_string()/> }
    });
    view! {
        <details class="c-menu" data-menu="">
            <summary>"Compare with another date"</summary>
            <form class="c-menu__panel" method="get" action=address>
                {as_of}
                <DateField id="since" name="since" label="Compare with the end of" value=day viewed=reading.view.position().day required=true last/>
                <button class="usa-button c-b-s" type="submit">"Compare"</button>
            </form>
        </details>
    }
    .into_any()
}
