//! The report as the template reads it: every text in words, and nothing that it would have to count.

use crate::letters::shown;
use crate::world::drawing;
use chrono::Datelike;
use domain::date::in_sentence;
use reports::Cell;
use reports::document::{Align, Document, Grid, Level, Part, Stated};
use reports::words::thousands;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Content {
    kind: String,
    title: String,
    publisher: String,
    /// The keyword by which the file can be checked.
    keyword: String,
    scope: String,
    is_landscape: bool,
    is_sample: bool,
    /// The day as of which it is: year, month, day.
    day: (i32, u32, u32),
    /// What stands at the foot of every page.
    foot: String,
    parts: Vec<Shown>,
}

#[derive(Serialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
enum Shown {
    Heading { level: u8, id: String, text: String },
    Text { text: String },
    Note { text: String },
    Items { items: Vec<String> },
    Facts { facts: Vec<(String, String)> },
    Figures { figures: Vec<ShownFigure> },
    Chart { id: String, title: String, measure: String, alt: String, file: String, foot: Vec<String>, table: ShownGrid },
    Grid { table: ShownGrid },
    Code { text: String },
}

#[derive(Serialize)]
struct ShownFigure {
    name: String,
    number: String,
    of: String,
    change: String,
}

#[derive(Serialize)]
struct ShownGrid {
    name: String,
    heads: Vec<String>,
    /// Whether the cells of each column stand right.
    right: Vec<bool>,
    shares: Vec<u8>,
    rows: Vec<ShownRow>,
    has_total: bool,
    /// Whether it surely fits on one page, and so stays on one.
    is_short: bool,
}

#[derive(Serialize)]
struct ShownRow {
    cells: Vec<String>,
    /// Whether it surely fits on one page, and so stays on one.
    is_short: bool,
}

/// The most rows, and the most letters, of a table that stays on one page.
const SHORT: (usize, usize) = (12, 1_500);

impl Content {
    pub(crate) fn of(document: &Document) -> Content {
        let source = &document.source;
        let day = source.judged_on;
        let digest = document.digest().to_string();
        let (first, last) = (digest.get(..8).unwrap_or_default(), digest.get(56..).unwrap_or_default());
        Content {
            kind: document.kind_title.to_owned(),
            title: shown(&document.title),
            publisher: shown(&document.publisher),
            keyword: Stated::keyword(source),
            scope: shown(&document.scope),
            is_landscape: document.is_landscape,
            is_sample: document.is_sample,
            day: (day.year(), day.month(), day.day()),
            foot: format!(
                "As of {}, log entry {}. Data digest {first} \u{2026} {last}.",
                in_sentence(day),
                thousands(usize::try_from(source.entry.0).unwrap_or(usize::MAX).saturating_add(1)),
            ),
            parts: document.parts.iter().map(|of| part(of, document.is_landscape)).collect(),
        }
    }
}

fn part(of: &Part, is_landscape: bool) -> Shown {
    match of {
        Part::Heading(heading) => Shown::Heading {
            level: match heading.level {
                Level::Chapter => 1,
                Level::Section => 2,
                Level::Item => 3,
            },
            id: heading.id.clone(),
            text: shown(&heading.text),
        },
        Part::Text(text) => Shown::Text { text: shown(text) },
        Part::Note(text) => Shown::Note { text: shown(text) },
        Part::Items(items) => Shown::Items { items: items.iter().map(|item| shown(item)).collect() },
        Part::Facts(facts) => {
            Shown::Facts { facts: facts.iter().map(|fact| (shown(&fact.name), shown(&fact.value))).collect() }
        }
        Part::Figures(figures) => Shown::Figures {
            figures: figures
                .iter()
                .map(|figure| ShownFigure {
                    name: shown(&figure.name),
                    number: shown(&figure.in_words()),
                    of: shown(figure.of.as_deref().unwrap_or_default()),
                    change: shown(figure.change.as_deref().unwrap_or_default()),
                })
                .collect(),
        },
        Part::Chart(plotted) => Shown::Chart {
            id: plotted.id.clone(),
            title: shown(&plotted.title),
            measure: shown(&plotted.measure),
            alt: shown(&plotted.in_words()),
            file: drawing(&plotted.id),
            foot: plotted.foot.iter().map(|line| shown(line)).collect(),
            table: grid(&plotted.table, is_landscape),
        },
        Part::Grid(of) => Shown::Grid { table: grid(of, is_landscape) },
        Part::Code(text) => Shown::Code { text: shown(text) },
    }
}

fn grid(of: &Grid, is_landscape: bool) -> ShownGrid {
    let shares: Vec<u8> = of.heads.iter().map(|head| head.share).collect();
    let row = |cells: &[Cell]| {
        let cells: Vec<String> = cells.iter().map(|cell| shown(&cell.in_words())).collect();
        ShownRow { is_short: lines(&cells, &shares, is_landscape) <= SHORT_ROW, cells }
    };
    let rows: Vec<ShownRow> = of.rows.iter().map(|cells| row(cells)).collect();
    let letters: usize = rows.iter().flat_map(|row| &row.cells).map(String::len).sum();
    ShownGrid {
        name: shown(&of.name),
        heads: of.heads.iter().map(|head| shown(&head.title)).collect(),
        right: of.heads.iter().map(|head| head.align == Align::Right).collect(),
        shares,
        is_short: rows.len() <= SHORT.0 && letters <= SHORT.1,
        rows,
        has_total: of.has_total,
    }
}

/// The most lines of a row that stays on one page: about half of one that lies on its side.
const SHORT_ROW: usize = 18;

/// Letters of the size of tables on one line: about six points each, of what a page is wide without its margins.
const fn letters_on_a_line(is_landscape: bool) -> usize {
    if is_landscape { 116 } else { 86 }
}

/// About how many lines the longest cell of a row takes. A column without a share is as wide as its words need.
fn lines(cells: &[String], shares: &[u8], is_landscape: bool) -> usize {
    let all: usize = shares.iter().map(|share| usize::from(*share)).sum();
    let of_cell = |(cell, share): (&String, &u8)| match usize::from(*share) {
        0 => 1,
        share => cell.chars().count().div_ceil((letters_on_a_line(is_landscape) * share / all).max(1)),
    };
    cells.iter().zip(shares).map(of_cell).max().unwrap_or_default()
}
