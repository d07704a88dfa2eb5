//! The figures of a dashboard side by side, each with its change and its rows.

use crate::dashboards::figures::Figure;
use crate::paths::Paths;
use crate::words;
use leptos::prelude::*;

/// "7 fewer", "2 more", "as many".
fn change(number: usize, then: usize) -> String {
    match (number.checked_sub(then), then.checked_sub(number)) {
        (Some(0), _) => "As many".to_owned(),
        (Some(more), _) => format!("{} more", words::thousands(more)),
        (None, Some(fewer)) => format!("{} fewer", words::thousands(fewer)),
        (None, None) => String::new(),
    }
}

/// Figures side by side. `since` is the point that is compared, in words.
#[component]
pub fn Figures(figures: Vec<Figure>, since: Option<String>) -> impl IntoView {
    let number = figures.len();
    let each = figures.into_iter().map(|figure| {
        let changed = figure.then.zip(since.clone()).map(|(then, since)| {
            let than = if figure.number == then { format!(" as on {since}") } else { format!(" than {since}") };
            view! { <span class="d"><b>{change(figure.number, then)}</b><span>{than}</span></span> }
        });
        let number = words::thousands(figure.number);
        let link = match figure.number {
            0 => None,
            1 => Some("See it".to_owned()),
            _ => Some(format!("See the {number}")),
        };
        let proof = link.is_some().then(|| Paths::proof(&figure.rows)).flatten();
        let label = format!("{}: {number}", figure.name);
        view! {
            <div>
                <dt>{figure.name}</dt>
                <dd>
                    <span class="v">{number}{figure.of.map(|of| view! { " "<small>{of}</small> })}</span>
                    {changed}
                    {link.map(|words| {
                        let named = format!("{words}. {label}");
                        let proof = proof.map(|proof| {
                            let named = format!("Show sources. {label}");
                            view! { <a class="c-prove" href=proof aria-label=named>"Show sources"</a> }
                        });
                        view! { <span class="r"><a href=figure.rows aria-label=named>{words}</a>{proof}</span> }
                    })}
                </dd>
            </div>
        }
    });
    let class = if number > 5 { "c-figures c-figures--many" } else { "c-figures" };
    view! { <dl class=class>{each.collect_view()}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_said_in_words() {
        assert_eq!(change(42, 49), "7 fewer");
        assert_eq!(change(14, 6), "8 more");
        assert_eq!(change(3, 3), "As many");
        assert_eq!(change(0, 1_200), "1,200 fewer");
    }
}
