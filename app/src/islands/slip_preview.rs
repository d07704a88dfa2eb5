//! While a new date is typed: how many days it is from the current date and from the original one.

use domain::Date;
use domain::date::DateStyle;
use leptos::prelude::*;

/// Wraps the field of a new date. Without scripts the field stands alone, and the next page says the same.
#[island]
pub fn SlipPreview(
    /// The current date.
    due: Date,
    /// The original date.
    original: Date,
    /// Whether the task force writes days first: the browser does not know its setting.
    is_day_first: bool,
    children: Children,
) -> impl IntoView {
    let style = if is_day_first { DateStyle::International } else { DateStyle::Us };
    let (typed, set_typed) = signal(None::<Date>);
    view! {
        <div on:input=move |event| set_typed.set(style.read(&event_target_value(&event)).ok())>
            {children()}
            <p class="usa-hint" aria-live="polite">
                {move || typed.get().map(|to| in_words(due, original, to))}
            </p>
        </div>
    }
}

fn in_words(due: Date, original: Date, to: Date) -> String {
    let moved = match (to - due).num_days() {
        0 => return "This is already the current date.".to_owned(),
        days if days > 0 => format!("{} later than the current date", days_in_words(days)),
        days => format!("{} earlier than the current date", days_in_words(-days)),
    };
    match (to - original).num_days() {
        0 => format!("{moved}; same as the original date."),
        days if days > 0 => format!("{moved}; {} after the original date.", days_in_words(days)),
        days => format!("{moved}; {} before the original date.", days_in_words(-days)),
    }
}

fn days_in_words(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::date::parse;

    fn day(text: &str) -> Date {
        parse(text).unwrap()
    }

    #[test]
    fn it_says_both_distances() {
        let words = |to| in_words(day("2024-06-30"), day("2024-03-31"), day(to));
        assert_eq!(words("2024-08-31"), "62 days later than the current date; 153 days after the original date.");
        assert_eq!(words("2024-06-29"), "1 day earlier than the current date; 90 days after the original date.");
        assert_eq!(words("2024-03-31"), "91 days earlier than the current date; same as the original date.");
        assert_eq!(words("2024-06-30"), "This is already the current date.");
    }
}
