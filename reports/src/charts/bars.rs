//! Horizontal bars, each with its number at its end.

use super::drawing::{Anchor, Datum, Drawing, Letters};
use super::lettering::{self, Weight};
use super::palette::{Fill, QUIET, paint};
use super::rows::{self, RowNames};
use super::shapes::{self, Area};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use charts_rs::{HorizontalBarChart, Series};

/// From the top down.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub words: Words,
    pub rows: Vec<BarRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum BarRow {
    /// What the bars below it have in common.
    Heading(String),
    Bar(Bar),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: u32,
    /// Written at the end of the bar: "498 days". Where the drawing is too narrow for it, the number alone.
    pub said: String,
    pub fill: Fill,
    /// The address of the rows behind it.
    pub rows: Option<String>,
    /// The place of its card.
    pub card: Option<usize>,
}

/// Bars are never thinner than this: 1 beside 400 is still there.
const THINNEST: f32 = 2.0;
/// The share of a narrow drawing that names may take: a bar can be read when it is short.
const NAMES: f32 = 0.6;

impl BarRow {
    fn bar(&self) -> Option<&Bar> {
        match self {
            BarRow::Heading(_) => None,
            BarRow::Bar(bar) => Some(bar),
        }
    }

    /// The name in the column of names. A heading is written across.
    fn label(&self) -> &str {
        self.bar().map_or("", |bar| &bar.label)
    }
}

impl Bars {
    /// Fails where a link leads out of the site. Without rows the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows.is_empty() {
            return Ok(String::new());
        }
        let layout = self.layout(width);
        let mut marks = shapes::read(&self.chart(&layout.plot).svg()?)?;
        marks.sort_by_key(|mark| mark.order("data-category", "data-series"));
        let height = layout.plot.bottom();
        let mut drawing = Drawing::begin(&self.words, place, width.pixels().into(), height, &[]);
        self.draw_axis(&mut drawing, &layout.plot);
        self.name_rows(&mut drawing, &layout);
        let mut ends = vec![layout.plot.left; self.rows.len()];
        for mark in marks.iter().filter(|mark| mark.word("data-category").is_some()) {
            let index = mark.index("data-category")?;
            let (Some(bar), Some(end)) = (self.rows.get(index).and_then(BarRow::bar), ends.get_mut(index)) else {
                continue;
            };
            if bar.value > 0 {
                *end = bar.draw(&mut drawing, mark.area()?)?;
            }
        }
        for ((row, end), said) in ends.into_iter().enumerate().zip(&layout.said) {
            let middle = rows::middle_of(&layout.plot, row, self.rows.len());
            drawing.letters(Letters::bold(said, end + 4.0, middle, Anchor::Start));
        }
        Ok(drawing.finish())
    }

    fn layout(&self, width: Width) -> Layout {
        let whole = f32::from(width.pixels());
        let names = RowNames::fit(self.rows.iter().map(BarRow::label), width, NAMES);
        let left = names.width;
        let said = self.said(whole / 6.0);
        let widest = said.iter().map(|said| lettering::width(said, Weight::Bold)).fold(0.0, f32::max);
        let rows = self.rows.len();
        let plot = Plot {
            left,
            top: 2.0,
            width: whole - left - (widest * 1.03 + 6.0).ceil(),
            height: rows::row_height(rows, 36.0) * rows as f32,
        };
        Layout { plot, names, said }
    }

    /// All with their unit or none: a mixture would look like a difference.
    fn said(&self, room: f32) -> Vec<String> {
        let said = self.said_by(|bar| lettering::clean(&bar.said));
        if said.iter().all(|said| lettering::width(said, Weight::Bold) <= room) {
            return said;
        }
        self.said_by(|bar| lettering::counted(bar.value.into()))
    }

    /// What is written at the end of each row: nothing for a heading.
    fn said_by(&self, of: impl Fn(&Bar) -> String) -> Vec<String> {
        self.rows.iter().map(|row| row.bar().map(&of).unwrap_or_default()).collect()
    }

    fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.rows.iter().filter_map(BarRow::bar)
    }

    fn chart(&self, plot: &Plot) -> HorizontalBarChart {
        // The library counts rows from the bottom up.
        let values = self.rows.iter().rev().map(|row| row.bar().map(|bar| bar.value as f32)).collect();
        let names = (0..self.rows.len()).rev().map(|row| row.to_string()).collect();
        let series = Series { name: "0".to_owned(), data: values, ..Default::default() };
        let mut chart = HorizontalBarChart::new_with_theme(vec![series], names, theme::concord());
        let largest = self.bars().map(|bar| bar.value).max().unwrap_or_default().max(1);
        for axis in &mut chart.y_axis_configs {
            axis.max = Some(largest as f32);
        }
        plot.lay(&mut chart);
        chart
    }

    /// The line at which the bars begin, broken where a heading stands across.
    fn draw_axis(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        let height = plot.height / self.rows.len() as f32;
        let mut top = plot.top;
        for of_kind in self.rows.chunk_by(|one, next| one.bar().is_some() == next.bar().is_some()) {
            let part = Plot { top, height: height * of_kind.len() as f32, ..*plot };
            if of_kind.iter().any(|row| row.bar().is_some()) {
                rows::axis(drawing, &part);
            }
            top = part.bottom();
        }
    }

    fn name_rows(&self, drawing: &mut Drawing<'_>, layout: &Layout) {
        layout.names.draw(drawing, &layout.plot);
        for (place, row) in self.rows.iter().enumerate() {
            let middle = rows::middle_of(&layout.plot, place, self.rows.len());
            match row {
                BarRow::Heading(words) => {
                    let words = lettering::shorten(words, Weight::Bold, layout.plot.left + layout.plot.width);
                    drawing.letters(Letters { color: QUIET, ..Letters::bold(&words, 0.0, middle, Anchor::Start) });
                }
                BarRow::Bar(_) => {}
            }
        }
    }
}

struct Layout {
    plot: Plot,
    names: RowNames,
    said: Vec<String>,
}

impl Bar {
    /// Gives back where the bar ends.
    fn draw(&self, drawing: &mut Drawing<'_>, area: Area) -> Result<f32, ChartError> {
        let area = Area { width: area.width.max(THINNEST), ..area };
        let said = format!("{}: {}", self.label, self.said);
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed: None };
        drawing.mark(datum, |drawing| drawing.area(area, &paint(self.fill)))?;
        Ok(area.right())
    }
}
