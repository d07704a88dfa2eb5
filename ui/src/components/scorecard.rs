//! The figures of one agency as cells of a table: each opens into the rows that it counts.

use crate::components::compared::{ChangeLine, changes_in_words};
use crate::components::milestones::signed;
use crate::components::number_link::number_link;
use crate::components::table::ColumnHead;
use crate::lists::{AgencyQuery, Plans, Whose, rows_of_figure};
use crate::reading::Reading;
use crate::words;
use domain::scorecard::{Figure, FigureChange, Scorecard};
use leptos::prelude::*;

/// The head of the cell of a figure.
pub const fn figure_column(figure: Figure) -> ColumnHead {
    ColumnHead::number(words::scorecard_figure(figure))
}

fn shown(figure: Figure, number: i64) -> String {
    match figure {
        Figure::SlipDays => signed(number),
        _ => words::thousands(usize::try_from(number).unwrap_or_default()),
    }
}

/// The cells of one agency, by its code, in the order of [`Figure::ALL`].
pub fn scorecard_cells(reading: &Reading, of: (&str, Whose, Plans), card: &Scorecard) -> AnyView {
    let cell = |figure: Figure| {
        let number = card.figure(figure);
        let shown = shown(figure, number);
        // None of a thing opens into nothing, so it is a plain 0.
        let shown = if number == 0 {
            view! { <span class="c-zero">{shown}</span> }.into_any()
        } else {
            let (list, pairs) = rows_of_figure(figure, of);
            let address = reading.paths.with_pairs(list, &pairs);
            number_link(shown, &format!("{}, {}", words::scorecard_figure(figure), of.0), address)
        };
        view! { <td data-l=words::scorecard_figure(figure) class="c-num">{shown}</td> }
    };
    Figure::ALL.map(cell).into_iter().collect_view().into_any()
}

/// Of which plans a page of scorecards counts, and the way to the other counts. `path` is that of the page.
pub fn counted_plans(reading: &Reading, path: &str, query: &AgencyQuery) -> AnyView {
    let (other, link) = match query.plans {
        Plans::InForce => (Plans::All, "Count all plans"),
        Plans::All => (Plans::InForce, "Count active plans only"),
    };
    let address = reading.paths.with_pairs(path, &AgencyQuery { plans: other, ..query.clone() }.pairs());
    view! { {format!("Counted {}. ", query.plans.words())}<a href=address>{link}</a>"." }.into_any()
}

/// "Open: 12 → 10", one line a figure. `before` is blank where the agency did not exist yet.
pub fn scorecard_changes(card: &Scorecard, before: Option<&Scorecard>) -> AnyView {
    let Some(before) = before else { return "Added".into_any() };
    let line = |FigureChange { figure, was, is }| {
        ChangeLine::from_to(words::scorecard_figure(figure), shown(figure, was), shown(figure, is))
    };
    changes_in_words(card.changes_since(before).into_iter().map(line).collect())
}
