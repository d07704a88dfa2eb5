//! One indicator: what it counts, and each figure with its period, definition and source.

use crate::dashboards::indicator::sheet;
use crate::reference_words;
use domain::body::Party;
use domain::indicator::{Indicator, IndicatorForm, Point};
use leptos::prelude::*;
use ui::components::Breadcrumb;
use ui::components::chart::{chart, shared_by_charts};
use ui::components::fact::{fact, fact_if};
use ui::components::head::page_head;
use ui::components::party::party_link;
use ui::components::table::{ColumnHead, Table};
use ui::error::AppError;
use ui::layout::{Page, Reading, Section, page};
use ui::request::path_part;

const COLUMNS: &[ColumnHead] = &[
    ColumnHead::text("Period"),
    ColumnHead::text("Qualifier"),
    ColumnHead::number("Value"),
    ColumnHead::text("Category"),
    ColumnHead::text("Measure"),
    ColumnHead::text("Source"),
];

#[component]
pub fn IndicatorPage() -> impl IntoView {
    let code = path_part("indicator");
    page(async move |reading: Reading| {
        let code = code?;
        let indicators = reading.view.indicators().await?;
        let indicator =
            indicators.iter().find(|indicator| indicator.code.as_str() == code).ok_or(AppError::NotFound)?;
        let above = vec![("Indicators".to_owned(), reading.paths.indicators())];
        let kind = reference_words::indicator_kind(indicator.kind);
        let meaning = reference_words::indicator_kind_meaning(indicator.kind);
        let body = view! {
            <Breadcrumb above here=indicator.code.to_string()/>
            {page_head(indicator.name.as_str(), format!("{kind} ({meaning}). Unit: {}.", indicator.unit))}
            {drawn(&reading, indicator)?}
            <div class="c-block-gap">{facts(&reading, indicator)}</div>
            {figures(indicator)}
        }
        .into_any();
        Ok(Page { title: indicator.name.to_string(), section: Section::Indicators, body })
    })
}

/// The figures as a chart, where there are several that can be placed.
fn drawn(reading: &Reading, indicator: &Indicator) -> Result<Option<AnyView>, AppError> {
    let sheet = sheet(&reading.view, indicator)?;
    let files = format!("/exports/indicators/{}/figures", indicator.code);
    Ok(sheet.map(|sheet| {
        view! { <div class="c-charts">{shared_by_charts()}{chart(reading, &sheet, &files, 2)}</div> }.into_any()
    }))
}

fn facts(reading: &Reading, indicator: &Indicator) -> AnyView {
    let owner = indicator.owner.map_or_else(
        || "None listed".into_any(),
        |owner| party_link(&reading.view, &reading.paths, Party::Agency(owner)),
    );
    view! {
        <dl class="c-facts">
            {fact("Code", indicator.code.to_string())}
            {fact("Owner", owner)}
            {fact("Figures", reference_words::indicator_form(indicator.form))}
            {fact_if("Note", indicator.note.as_ref())}
            {fact("Source", indicator.source.to_string())}
        </dl>
    }
    .into_any()
}

fn figures(indicator: &Indicator) -> AnyView {
    let rows: Vec<AnyView> = indicator.points.iter().flat_map(|point| rows(indicator.form, point)).collect();
    view! {
        <section class="c-section" id="figures">
            <h2>"Figures"</h2>
            {how_to_read(indicator.form)}
            <Table label="Figures" columns=COLUMNS rows empty="No figures."/>
        </section>
    }
    .into_any()
}

fn how_to_read(form: IndicatorForm) -> Option<AnyView> {
    let words = match form {
        IndicatorForm::Series => return None,
        IndicatorForm::Breakdown => "Breakdown of one total at one time.",
        IndicatorForm::QuotedEstimate => {
            "Published estimates from different sources and methods. Don't read them as a trend."
        }
    };
    Some(view! { <p class="c-note">{words}</p> }.into_any())
}

/// The row of a figure, and above it the break of the series where there is one. Estimates are never joined, so a break
/// between them would say nothing.
fn rows(form: IndicatorForm, point: &Point) -> Vec<AnyView> {
    let breaks = point.breaks_before && form != IndicatorForm::QuotedEstimate;
    let break_row = breaks.then(|| {
        let words = "The counting method changed here. Don't compare figures above and below this line.";
        view! { <tr class="c-break"><td colspan=COLUMNS.len()>{words}</td></tr> }.into_any()
    });
    break_row.into_iter().chain([figure_row(point)]).collect()
}

fn figure_row(point: &Point) -> AnyView {
    let period = point.period.as_ref();
    let period = period.map_or_else(|| "Unknown".to_owned(), |period| reference_words::period(period.as_str()));
    let of_what: Vec<String> = [&point.category, &point.label].into_iter().flatten().map(ToString::to_string).collect();
    let of_what = (!of_what.is_empty()).then(|| of_what.join(", "));
    view! {
        <tr>
            <th scope="row" class="c-nowrap">{period}</th>
            <td data-l="Qualifier">{point.qualifier.as_ref().map(ToString::to_string)}</td>
            <td data-l="Value" class="c-num">{point.value.with_commas()}</td>
            <td data-l="Category">{of_what}</td>
            <td data-l="Measure">{point.definition.as_ref().map(ToString::to_string)}</td>
            <td data-l="Source">{point.source.to_string()}</td>
        </tr>
    }
    .into_any()
}
