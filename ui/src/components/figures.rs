//! The figures of a dashboard side by side: each number leads to its rows, and stands beside its change and its course.

use crate::components::term::{term, term_as};
use crate::dashboards::figures::Figure;
use crate::words;
use domain::Date;
use domain::date::in_sentence;
use leptos::prelude::*;
use queries::glossary;
use reports::charts::{SparkPoint, sparkline};

/// "7 fewer", "2 more", "No change".
fn change(number: usize, then: usize) -> String {
    match number.cmp(&then) {
        std::cmp::Ordering::Equal => "No change".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more", words::thousands(number - then)),
        std::cmp::Ordering::Less => format!("{} fewer", words::thousands(then - number)),
    }
}

/// " (was 80 on Feb. 13, 2024)", " since Feb. 13, 2024".
fn was(number: usize, then: usize, since: Option<&str>) -> String {
    match (number == then, since) {
        (true, Some(since)) => format!(" since {since}"),
        (true, None) => String::new(),
        (false, Some(since)) => format!(" (was {} on {since})", words::thousands(then)),
        (false, None) => format!(" (was {})", words::thousands(then)),
    }
}

/// How one figure went: its number on each day, the earliest first, the last one now.
pub type Course = Vec<(Date, usize)>;

/// Figures side by side. `since` is the day that is compared, in words, where the page does not say it elsewhere.
#[component]
pub fn Figures(
    figures: Vec<Figure>,
    since: Option<String>,
    /// The course of each figure, in their order.
    #[prop(optional)]
    courses: Vec<Course>,
) -> impl IntoView {
    let mut courses = courses.into_iter();
    let each = figures.into_iter().map(|figure| {
        let changed = figure.then.map(|then| {
            view! { <span class="d"><b>{change(figure.number, then)}</b><span>{was(figure.number, then, since.as_deref())}</span></span> }
        });
        let number = words::thousands(figure.number);
        let value = match figure.number {
            0 => view! { <span class="v">{number}</span> }.into_any(),
            _ => {
                let label = format!("{}: {number}", figure.name);
                view! { <a class="v" href=figure.rows aria-label=label>{number}</a> }.into_any()
            }
        };
        view! {
            <div>
                <dt>{explained(figure.name)}</dt>
                <dd>
                    {value}
                    {figure.of.map(|of| view! { <small>{of}</small> })}
                    {courses.next().map(course)}
                    {changed}
                </dd>
            </div>
        }
    });
    view! { <dl class="c-figures">{each.collect_view()}</dl> }
}

/// The name of a figure, explained where it is a term of the field.
fn explained(name: &'static str) -> AnyView {
    match name {
        "Off track" => term(&glossary::OFF_TRACK),
        "Updates overdue" => term_as(&glossary::UPDATE_OVERDUE, name),
        name => name.into_any(),
    }
}

/// The drawing of a course, and its numbers for those who don't see it.
fn course(of: Course) -> Option<AnyView> {
    let first = of.first().map(|(day, _)| *day)?;
    let days = |day: Date| i32::try_from((day - first).num_days()).unwrap_or(i32::MAX);
    let points: Vec<SparkPoint> =
        of.iter().map(|(day, number)| SparkPoint { at: days(*day), number: *number }).collect();
    let earlier = of.split_last().map(|(_, earlier)| earlier).filter(|earlier| !earlier.is_empty())?;
    let numbers: Vec<String> =
        earlier.iter().map(|(day, number)| format!("{}: {}", in_sentence(*day), words::thousands(*number))).collect();
    let numbers = format!(" At earlier meetings: {}. ", numbers.join("; "));
    let svg = sparkline(&points);
    Some(view! { <span class="s" inner_html=svg></span><span class="usa-sr-only">{numbers}</span> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_stated_in_words() {
        assert_eq!(change(42, 49), "7 fewer");
        assert_eq!(change(14, 6), "8 more");
        assert_eq!(change(3, 3), "No change");
        assert_eq!(change(0, 1_200), "1,200 fewer");
        assert_eq!(was(42, 49, Some("Feb. 13, 2024")), " (was 49 on Feb. 13, 2024)");
        assert_eq!(was(42, 42, Some("Feb. 13, 2024")), " since Feb. 13, 2024");
        assert_eq!((was(42, 49, None), was(42, 42, None)), (" (was 49)".to_owned(), String::new()));
    }
}
