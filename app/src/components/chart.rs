//! A chart as a figure: what is seen, what is counted, the drawing, and under it the table, the rows and the downloads.

use crate::components::mark::sample;
use crate::dashboards::sheet::{Key, Sheet};
use crate::paths::Paths;
use crate::reading::Reading;
use crate::words;
use domain::date::in_table;
use domain::progress::State;
use leptos::prelude::*;
use reports::charts::{Place, Width, heat_key, state_swatch};
use reports::{Cell, Datatype, Table};

/// One chart. `files` is the address of its downloads, without the ending.
pub fn chart(reading: &Reading, sheet: &Sheet, files: &str, level: u8) -> AnyView {
    let class = if sheet.is_wide { "c-chart c-chart--wide" } else { "c-chart" };
    let title = sheet.title.clone();
    let heading = match level {
        2 => view! { <h2>{title}</h2> }.into_any(),
        _ => view! { <h3>{title}</h3> }.into_any(),
    };
    let wide = if sheet.is_wide { Width::Full } else { Width::Half };
    view! {
        <figure class=class id=format!("chart-{}", sheet.id)>
            <figcaption>{heading}<p>{sheet.measure.clone()}{sheet.shows_progress.then(sample)}</p></figcaption>
            {key_of(sheet.key)}
            {drawing(sheet, Width::Narrow, "c-chart__box c-n")}
            {drawing(sheet, wide, "c-chart__box c-w")}
            {around(reading, sheet, files)}
        </figure>
    }
    .into_any()
}

/// The drawing, made from the record's own numbers: its texts are escaped where it is made. What cannot be drawn is
/// still in the table.
fn drawing(sheet: &Sheet, width: Width, class: &'static str) -> AnyView {
    match sheet.drawing.draw(width, Place::Page) {
        Ok(svg) => view! { <div class=class inner_html=svg></div> }.into_any(),
        Err(error) => {
            tracing::error!(%error, chart = sheet.id, "A chart was not drawn");
            view! { <p class="c-quiet">"This chart couldn't be displayed. See the table for the numbers."</p> }
                .into_any()
        }
    }
}

fn key_of(of: Key) -> Option<AnyView> {
    let entry = |(svg, words): (String, String)| view! { <li><span inner_html=svg></span>{words}</li> };
    let entries: Vec<(String, String)> = match of {
        Key::None => return None,
        Key::States => State::ALL.map(|state| (state_swatch(state), words::state(state).to_owned())).to_vec(),
        Key::Slip => heat_key().map(|class| (class.swatch, class.words.to_owned())).to_vec(),
    };
    let entries = entries.into_iter().map(entry).collect_view();
    Some(view! { <ul class="c-key" aria-hidden="true">{entries}</ul> }.into_any())
}

fn around(reading: &Reading, sheet: &Sheet, files: &str) -> AnyView {
    let file = |ending: &str| format!("{files}.{ending}");
    let (rows, address) = sheet.rows.clone();
    let paths = &reading.paths;
    let rule = format!("{}#counting-{}", paths.to("/words"), sheet.rule);
    let proof = Paths::proof(&address).map(|proof| view! { <a href=proof>"Show sources"</a> });
    let downloads = domain::visibility::takes_files(reading.request.actor()).then(|| {
        view! {
            <details>
                <summary>"Download"</summary>
                <p>
                    <a href=paths.to(&file("svg")) download>"SVG"</a>" "
                    <a href=paths.to(&file("csv")) download>"CSV"</a>" "
                    <a href=paths.to(&file("json")) download>"JSON"</a>
                </p>
            </details>
        }
    });
    view! {
        <div class="c-aff">
            <details><summary>"Table"</summary>{table(&sheet.table, &sheet.links)}</details>
            <a href=address>{rows}</a>
            <a href=rule>"How this is counted"</a>
            {proof}
            {downloads}
        </div>
    }
    .into_any()
}

/// The numbers of a chart, each row leading to what it counts.
fn table(table: &Table, links: &[Option<String>]) -> AnyView {
    let columns: Vec<Datatype> = table.columns().iter().map(|column| column.datatype).collect();
    // Ids join files; a reader has the links.
    let shown: Vec<bool> = table.columns().iter().map(|column| !column.name.ends_with("_id")).collect();
    let heads = table.columns().iter().zip(&shown).filter(|(_, shown)| **shown).map(|(column, _)| {
        let class = (column.datatype == Datatype::Integer).then_some("c-num");
        view! { <th scope="col" class=class>{column.title}</th> }
    });
    let rows = table.rows().iter().enumerate().map(|(place, cells)| {
        let link = links.get(place).cloned().flatten();
        let cells = cells.iter().zip(&columns).zip(&shown).filter(|(_, shown)| **shown);
        let cells = cells.enumerate().map(|(column, ((cell, datatype), _))| {
            let text = text_of(cell);
            match (column, link.clone()) {
                (0, Some(link)) => view! { <th scope="row"><a href=link>{text}</a></th> }.into_any(),
                (0, None) => view! { <th scope="row">{text}</th> }.into_any(),
                _ => {
                    let class = (*datatype == Datatype::Integer).then_some("c-num");
                    view! { <td class=class>{text}</td> }.into_any()
                }
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="c-scroll" tabindex="0" role="region" aria-label=format!("Table: {}", table.about().title)>
            <table class="c-t c-t--tight"><thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) if *number < 0 => format!("\u{2212}{}", words::thousands(number.unsigned_abs() as usize)),
        Cell::Integer(number) => words::thousands(*number as usize),
        Cell::Date(day) => in_table(*day),
        Cell::YesNo(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
    }
}
