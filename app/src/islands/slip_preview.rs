//! While a new date is typed: how far it lies from the date of now, and from what was first promised.

use domain::Date;
use domain::date::parse;
use leptos::prelude::*;

/// Wraps the field of a new date. Without scripts the field stands alone, and the next page says the same.
#[island]
pub fn SlipPreview(
    /// The date that holds now.
    due: Date,
    /// The date that was first promised.
    original: Date,
    children: Children,
) -> impl IntoView {
    let (typed, set_typed) = signal(None::<Date>);
    view! {
        <div on:input=move |event| set_typed.set(parse(&event_target_value(&event)))>
            {children()}
            <p class="usa-hint" aria-live="polite">
                {move || typed.get().map(|to| in_words(due, original, to))}
            </p>
        </div>
    }
}

fn in_words(due: Date, original: Date, to: Date) -> String {
    let moved = match (to - due).num_days() {
        0 => return "This is the date that it has now.".to_owned(),
        days if days > 0 => format!("{} later than now", days_in_words(days)),
        days => format!("{} earlier than now", days_in_words(-days)),
    };
    match (to - original).num_days() {
        0 => format!("{moved}; the date first promised."),
        days if days > 0 => format!("{moved}; {} after the first promise.", days_in_words(days)),
        days => format!("{moved}; {} before the first promise.", days_in_words(-days)),
    }
}

fn days_in_words(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        parse(text).unwrap()
    }

    #[test]
    fn it_says_both_distances() {
        let words = |to| in_words(day("2024-06-30"), day("2024-03-31"), day(to));
        assert_eq!(words("2024-08-31"), "62 days later than now; 153 days after the first promise.");
        assert_eq!(words("2024-06-29"), "1 day earlier than now; 90 days after the first promise.");
        assert_eq!(words("2024-03-31"), "91 days earlier than now; the date first promised.");
        assert_eq!(words("2024-06-30"), "This is the date that it has now.");
    }
}
