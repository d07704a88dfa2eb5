//! Every indicator with its latest figure, grouped by its place in the chain from resources to results.

use crate::{reference_words, words};
use domain::indicator::{Indicator, IndicatorKind};
use leptos::prelude::*;
use ui::components::head::page_head;
use ui::components::indicator_table::{INDICATOR_COLUMNS, indicator_row};
use ui::components::table::Table;
use ui::layout::{Page, Reading, Section, page};

/// Results first: people look for them.
const KINDS: [IndicatorKind; 4] =
    [IndicatorKind::Outcome, IndicatorKind::Output, IndicatorKind::Input, IndicatorKind::Context];

#[component]
pub fn IndicatorsPage() -> impl IntoView {
    page(async |reading: Reading| {
        let indicators = reading.view.indicators().await?;
        let lead = format!(
            "{}. Each figure shows its period and source. Published estimates are quoted as is and never shown as a trend.",
            words::count(indicators.len(), "indicator")
        );
        let groups: Vec<_> = KINDS.iter().filter_map(|kind| group(&reading, *kind, &indicators)).collect();
        let body = view! {
            {page_head("Indicators", lead)}
            <Table label="Indicators" columns=INDICATOR_COLUMNS rows=groups/>
        }
        .into_any();
        Ok(Page { title: "Indicators".to_owned(), section: Section::Indicators, body })
    })
}

fn group(reading: &Reading, kind: IndicatorKind, all: &[Indicator]) -> Option<AnyView> {
    let rows: Vec<_> = all
        .iter()
        .filter(|indicator| indicator.kind == kind)
        .map(|indicator| indicator_row(reading, indicator))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let (name, meaning) = (reference_words::indicator_kind(kind), reference_words::indicator_kind_meaning(kind));
    let view = view! {
        <tr class="grp">
            <th colspan=INDICATOR_COLUMNS.len() scope="rowgroup">{name}<span>{meaning}</span></th>
        </tr>
        {rows}
    };
    Some(view.into_any())
}
