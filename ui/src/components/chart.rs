//! A chart as a figure: what is seen, what is counted, one menu, the drawing, what it leaves out, and its numbers.

mod menu;
mod numbers;

use crate::components::table::scrolls;
use crate::dashboards::sheet::Sheet;
use crate::reading::Reading;
use crate::request::site;
use domain::progress::State;
use leptos::prelude::*;
use reports::charts::{Chart, ChartError, Width, heat_key, patterns, state_swatch};
use std::sync::Arc;

/// What the charts of a page share, once: the patterns of their fills, and the script that answers to pointer and keys.
pub fn shared_by_charts() -> AnyView {
    let script = format!("{}/charts.js", site().assets);
    view! {
        <div inner_html=patterns()></div>
        <script src=script type="module"></script>
    }
    .into_any()
}

/// A narrow drawing of so many pixels would show little that the one for half a page does not.
const WORTH_NO_OTHER: f32 = 450.0;

/// One chart. `files` is the address of its downloads, without the ending.
pub fn chart(reading: &Reading, sheet: &Sheet, files: &str, level: u8) -> AnyView {
    let class = if sheet.is_wide { "c-chart c-chart--wide" } else { "c-chart" };
    let title = sheet.title.clone();
    let heading = match level {
        2 => view! { <h2>{title}</h2> }.into_any(),
        _ => view! { <h3>{title}</h3> }.into_any(),
    };
    let foot = (!sheet.foot().is_empty()).then(|| view! { <p class="c-chart__foot">{sheet.foot().join(" ")}</p> });
    let drawn = |width, within| {
        // The links of the past name their point.
        let place = format!("{files} {}", reading.paths.as_of());
        drawing(sheet, reading.request.site.drawings.draw(&place, &sheet.drawing, width), within)
    };
    let is_wider = |width: Width| sheet.drawing.width(width) > f32::from(width.pixels());
    // What cannot be narrow is drawn once, and scrolls where it has no room.
    let is_narrow = sheet.drawing.width(Width::Narrow) < WORTH_NO_OTHER;
    let narrow = is_narrow.then(|| match is_wider(Width::Narrow) {
        true => {
            drawn(Width::Narrow, DrawingBox { class: "c-chart__box--narrow c-chart__box--as-drawn", may_scroll: true })
        }
        false => drawn(Width::Narrow, DrawingBox { class: "c-chart__box--narrow", may_scroll: false }),
    });
    let half = match (is_narrow, is_wider(Width::Half)) {
        (true, false) => DrawingBox { class: "c-chart__box--half", may_scroll: false },
        (true, true) => DrawingBox { class: "c-chart__box--half c-chart__box--as-drawn", may_scroll: true },
        (false, false) => DrawingBox { class: "c-chart__box--any", may_scroll: true },
        (false, true) => DrawingBox { class: "c-chart__box--as-drawn", may_scroll: true },
    };
    let full = sheet.is_wide.then(|| drawn(Width::Full, DrawingBox { class: "c-chart__box--full", may_scroll: false }));
    view! {
        <figure class=class id=format!("chart-{}", sheet.id)>
            <figcaption>
                {heading}
                <p>{sheet.measure.clone()}</p>
                {menu::menu(reading, sheet, files)}
            </figcaption>
            <div class="c-chart__drawings">
                {key_of(&sheet.drawing)}
                {narrow}
                {drawn(Width::Half, half)}
                {full}
            </div>
            {foot}
            <details class="c-chart__numbers" open=reading.preferences.read_as_text>
                <summary>"Table"</summary>
                <div id=format!("numbers-{}", sheet.id)>{numbers::table(&sheet.table, &sheet.links)}</div>
            </details>
            {cards(sheet)}
        </figure>
    }
    .into_any()
}

/// What a drawing stands in: for which width it is shown, and whether it may be wider than its room.
#[derive(Clone, Copy)]
struct DrawingBox {
    class: &'static str,
    may_scroll: bool,
}

/// The drawing, made from the record's own numbers: its texts are escaped where it is made. What cannot be drawn is
/// still in the table.
fn drawing(
    sheet: &Sheet,
    drawn: Result<Arc<str>, ChartError>,
    DrawingBox { class, may_scroll }: DrawingBox,
) -> AnyView {
    let class = format!("c-chart__box {class}");
    match drawn {
        // Where there are scripts, that of the charts makes each box a stop, with a name of its own.
        Ok(svg) if may_scroll => {
            view! { <div class=class tabindex="0" role="group" aria-label=scrolls("Chart") inner_html=svg></div> }
                .into_any()
        }
        Ok(svg) => view! { <div class=class inner_html=svg></div> }.into_any(),
        Err(error) => {
            tracing::error!(%error, chart = sheet.id, "A chart was not drawn");
            view! { <p class="c-quiet">"This chart couldn't be displayed. See the table for the numbers."</p> }
                .into_any()
        }
    }
}

/// What the fills of a drawing mean, of those that it has.
fn key_of(of: &Chart) -> Option<AnyView> {
    let entry = |(place, svg, words): (usize, String, String)| {
        view! { <li data-key=place.to_string()><span inner_html=svg></span>{words}</li> }
    };
    let entries: Vec<(usize, String, String)> = match of {
        Chart::Stacks(chart) => {
            let place = |state| State::ALL.iter().position(|of| *of == state).unwrap_or_default();
            chart.states().map(|(state, name)| (place(state), state_swatch(state), name.to_owned())).collect()
        }
        Chart::Heat(chart) => {
            let classes = heat_key().into_iter().enumerate();
            let drawn = classes.filter(|(place, _)| chart.classes().any(|class| class == *place));
            drawn.map(|(place, class)| (place, class.swatch, class.words.to_owned())).collect()
        }
        Chart::Bars(_) | Chart::Curves(_) | Chart::Timeline(_) | Chart::Bridge(_) => return None,
    };
    let entries = entries.into_iter().map(entry).collect_view();
    Some(view! { <ul class="c-key" aria-hidden="true">{entries}</ul> }.into_any())
}

/// The cards of its marks, for the script alone: as data, which no browser runs and no page shows.
fn cards(sheet: &Sheet) -> Option<AnyView> {
    if sheet.cards.is_empty() {
        return None;
    }
    let cards = serde_json::to_string(&sheet.cards).unwrap_or_default();
    // What people wrote must not end the element.
    let cards = cards.replace('<', "\\u003c");
    Some(view! { <script type="application/json" inner_html=cards></script> }.into_any())
}
