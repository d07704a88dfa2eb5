//! Indicators as a table: each with its latest figure, and what kind of figures it has.

use crate::components::party::party_link;
use crate::components::table::ColumnHead;
use crate::reading::Reading;
use crate::{reference_words, words};
use domain::body::Party;
use domain::indicator::{Indicator, IndicatorForm};
use leptos::prelude::*;

pub const INDICATOR_COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Indicator"),
    ColumnHead::text("Owner"),
    ColumnHead::number("Latest"),
    ColumnHead::text("Unit"),
    ColumnHead::text("Period"),
    ColumnHead::text("Figures"),
];

pub fn indicator_row(reading: &Reading, indicator: &Indicator) -> AnyView {
    let address = reading.paths.indicator(indicator.code.as_str());
    let owner = indicator.owner.map_or_else(
        || "None listed".into_any(),
        |owner| party_link(&reading.view, &reading.paths, Party::Agency(owner)),
    );
    let (latest, period) = latest(indicator);
    let figures = format!(
        "{}, {}",
        reference_words::indicator_form(indicator.form),
        words::count(indicator.points.len(), "figure")
    );
    view! {
        <tr>
            <th scope="row"><a href=address>{indicator.name.to_string()}</a></th>
            <td data-l="Owner">{owner}</td>
            <td data-l="Latest" class="c-num">{latest}</td>
            <td data-l="Unit">{indicator.unit.to_string()}</td>
            <td data-l="Period" class="c-nowrap">{period}</td>
            <td data-l="Figures">{figures}</td>
        </tr>
    }
    .into_any()
}

/// The last figure and its period. A breakdown has no latest one; its period is that of all its figures.
fn latest(indicator: &Indicator) -> (String, Option<String>) {
    let Some(point) = indicator.points.last() else { return ("None".to_owned(), None) };
    let period = point.period.as_ref();
    let period = period.map_or_else(|| "Unknown".to_owned(), |period| reference_words::period(period.as_str()));
    let figure = match indicator.form {
        IndicatorForm::Series | IndicatorForm::QuotedEstimate => {
            reference_words::amount(point, indicator.unit.as_str())
        }
        IndicatorForm::Breakdown => words::count(indicator.points.len(), "part"),
    };
    (figure, Some(period))
}
