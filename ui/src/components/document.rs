//! A report as a page: its parts in order, with the anchors that its other faces have.

use crate::components::table::ScrollBox;
use leptos::prelude::*;
use reports::charts::Width;
use reports::document::{Align, Document, Fact, Figure, Grid, Heading, Level, Part, Plotted};

/// The body of the report, under its title.
pub fn parts(document: &Document) -> AnyView {
    let parts = document.parts.iter().map(part).collect_view();
    view! { <div class="c-doc">{parts}</div> }.into_any()
}

/// The chapters, for jumping to them.
pub fn contents(document: &Document) -> AnyView {
    let chapters = document.outline().filter(|heading| heading.level == Level::Chapter);
    let links = chapters.map(|Heading { id, text, .. }| {
        let address = format!("#{id}");
        view! { <li><a href=address>{text.clone()}</a></li> }
    });
    view! { <nav class="c-doc__contents" aria-label="Contents of the report"><ul>{links.collect_view()}</ul></nav> }
        .into_any()
}

fn part(of: &Part) -> AnyView {
    match of {
        Part::Heading(of) => heading(of),
        Part::Text(text) => view! { <p>{text.clone()}</p> }.into_any(),
        Part::Note(text) => view! { <p class="c-small c-quiet">{text.clone()}</p> }.into_any(),
        Part::Items(items) => {
            let items = items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view();
            view! { <ul class="c-dots">{items}</ul> }.into_any()
        }
        Part::Facts(of) => facts(of),
        Part::Figures(of) => figures(of),
        Part::Chart(of) => chart(of),
        Part::Grid(of) => grid(of),
        Part::Code(text) => view! { <pre class="c-bytes">{text.clone()}</pre> }.into_any(),
    }
}

fn heading(Heading { level, id, text }: &Heading) -> AnyView {
    let (id, text) = (id.clone(), text.clone());
    match level {
        Level::Chapter => view! { <h2 id=id>{text}</h2> }.into_any(),
        Level::Section => view! { <h3 id=id>{text}</h3> }.into_any(),
        Level::Item => view! { <h4 id=id>{text}</h4> }.into_any(),
    }
}

fn facts(of: &[Fact]) -> AnyView {
    let each = of.iter().map(|Fact { name, value }| {
        view! { <dt>{name.clone()}</dt><dd>{value.clone()}</dd> }
    });
    view! { <dl class="c-facts">{each.collect_view()}</dl> }.into_any()
}

fn figures(of: &[Figure]) -> AnyView {
    let each = of.iter().map(|figure| {
        let Figure { name, of, change, .. } = figure;
        let number = figure.in_words();
        let of = of.clone().map(|of| view! { <small>{of}</small> });
        let change = change.clone().map(|change| view! { <span class="d"><b>{change}</b></span> });
        view! { <div><dt>{name.clone()}</dt><dd><span class="v">{number}</span>{of}{change}</dd></div> }
    });
    view! { <dl class="c-figures">{each.collect_view()}</dl> }.into_any()
}

/// The drawing is the one on paper, on its own white surface. What cannot be drawn is still in the table.
fn chart(of: &Plotted) -> AnyView {
    let drawn =
        of.svg(Width::Half).inspect_err(|error| tracing::error!(%error, chart = of.id, "A chart was not drawn"));
    let label = of.in_words();
    let svg =
        drawn.ok().map(|svg| view! { <div class="c-doc__drawing" role="img" aria-label=label inner_html=svg></div> });
    let foot = of.foot.iter().map(|words| view! { <p class="c-small c-quiet">{words.clone()}</p> }).collect_view();
    let (id, title, measure) = (of.id.clone(), of.title.clone(), of.measure.clone());
    view! {
        <figure class="c-doc__chart">
            <h3 id=id>{title}</h3>
            <p class="c-small c-quiet">{measure}</p>
            {svg}
            {foot}
            {grid(&of.table)}
        </figure>
    }
    .into_any()
}

fn grid(of: &Grid) -> AnyView {
    let class = |column: usize| of.heads.get(column).is_some_and(|head| head.align == Align::Right).then_some("c-num");
    let heads = of.heads.iter().enumerate().map(|(column, head)| {
        let title = head.title.clone();
        view! { <th scope="col" class=class(column)>{title}</th> }
    });
    let last = of.rows.len().saturating_sub(1);
    let rows = of.rows.iter().enumerate().map(|(place, cells)| {
        let is_total = of.has_total && place == last;
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let text = cell.in_words();
            let label = of.heads.get(column).map(|head| head.title.clone()).unwrap_or_default();
            match column {
                0 => view! { <th scope="row">{text}</th> }.into_any(),
                _ => view! { <td class=class(column) data-l=label>{text}</td> }.into_any(),
            }
        });
        view! { <tr class=is_total.then_some("c-total")>{cells.collect_view()}</tr> }
    });
    let (heads, rows) = (heads.collect_view(), rows.collect_view());
    let name = of.name.clone();
    view! {
        <ScrollBox label=name.clone()>
            <table class="c-t c-t--stack" aria-label=name><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </ScrollBox>
    }
    .into_any()
}
