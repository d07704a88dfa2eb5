//! Where a page can't be shown for the date that was asked for, the field to enter another one.

use crate::components::date_field::DateField;
use crate::request::Request;
use leptos::prelude::*;
use store::{AsOf, View};

/// The date of an address that can't be read, or of which there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Viewed,
    ComparedWith,
}

impl Asked {
    const fn name(self) -> &'static str {
        match self {
            Asked::Viewed => "as_of",
            Asked::ComparedWith => "since",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Asked::Viewed => "View as of a date",
            Asked::ComparedWith => "Compare with (end of day)",
        }
    }

    const fn button(self) -> &'static str {
        match self {
            Asked::Viewed => "View as of this date",
            Asked::ComparedWith => "Compare",
        }
    }
}

/// The form that asks for the same page again. `view` is what is read in place of a date that can't be viewed.
pub fn another_date(request: &Request, view: &View, asked: Asked) -> Option<AnyView> {
    if asked == Asked::ComparedWith && !request.asks(asked.name()) {
        return None;
    }
    let viewed = (asked == Asked::ComparedWith && request.as_of != AsOf::Now)
        .then(|| (Asked::Viewed.name().to_owned(), request.as_of.to_string()));
    let kept = request.query_without_as_of().into_iter().filter(|(name, _)| name != asked.name()).chain(viewed);
    let kept: Vec<_> =
        kept.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any()).collect();
    let form = view! {
        <form class="c-another-date" method="get" action=request.path().to_owned()>
            {kept}
            <DateField
                id="another-date" name=asked.name() label=asked.label() value=None viewed=view.position().day required=true
            />
            <button class="usa-button" type="submit">{asked.button()}</button>
        </form>
    };
    Some(form.into_any())
}
