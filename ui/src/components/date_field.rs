//! The field in which a date is typed, on every page: text that takes each spelling of a date. `public/dates.js` puts the
//! browser's calendar beside it.

use domain::Date;
use domain::date::{DateStyle, in_field};
use leptos::prelude::*;

/// How a date is typed, by one that is accepted: the day that is viewed. Said once at each field.
pub fn date_hint(viewed: Date) -> String {
    format!("For example: {}", in_field(viewed))
}

/// The text field alone, where label and hint stand already.
#[component]
pub fn DateInput(
    #[prop(into)] id: String,
    name: &'static str,
    /// What was typed, or a date as [`in_field`] writes it.
    value: String,
    #[prop(optional_no_strip)] class: Option<&'static str>,
    #[prop(optional_no_strip)] described: Option<String>,
    #[prop(optional_no_strip)] invalid: Option<&'static str>,
    /// Whether it is announced as required. The server says so where it is left blank.
    #[prop(optional_no_strip)]
    must: Option<&'static str>,
    #[prop(optional)] required: bool,
    /// The last day that the calendar offers.
    #[prop(optional_no_strip)]
    last: Option<Date>,
) -> AnyView {
    let class = format!("usa-input {}", class.unwrap_or_default());
    view! {
        <span class="c-date" data-date=DateStyle::chosen().code() data-last=last.map(|day| day.to_string())>
            <input
                class=class.trim().to_owned()
                type="text"
                id=id
                name=name
                value=value
                autocomplete="off"
                required=required
                aria-required=must
                aria-invalid=invalid
                aria-describedby=described
            />
        </span>
    }
    .into_any()
}

/// The field of a form that asks for a page: label, hint, text.
#[component]
pub fn DateField(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    value: Option<Date>,
    /// The day that is viewed.
    viewed: Date,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip)] last: Option<Date>,
) -> AnyView {
    let hint = format!("{id}-hint");
    view! {
        <label for=id>{label}</label>
        <span class="c-date__hint" id=hint.clone()>{date_hint(viewed)}</span>
        <DateInput id name value=value.map(in_field).unwrap_or_default() described=Some(hint) required last/>
    }
    .into_any()
}
