//! Horizontal bars stacked by state.

use super::drawing::{Datum, Drawing, OUTLINE, PLATE};
use super::heading::state_keyed;
use super::lettering::{self, Weight};
use super::palette::state_paint;
use super::rows::{self, RowNames};
use super::shapes::{self, Area};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use crate::words;
use charts_rs::{HorizontalBarChart, Series};
use domain::progress::State;

/// One stack a row, from the top down; its segments in the order of [`State::ALL`].
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    pub words: Words,
    pub rows: Vec<Stack>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    pub label: String,
    /// At most one a state.
    pub segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    pub state: State,
    pub number: u32,
    /// The address of the rows behind it.
    pub rows: Option<String>,
    /// The place of its card.
    pub card: Option<usize>,
}

/// White between neighbors, in pixels.
const BETWEEN: f32 = 1.5;
/// A segment under this width is not written on.
const WRITTEN_ON: f32 = 14.0;
const THINNEST: f32 = 2.0;
/// The share of a narrow drawing that names may take.
const NAMES: f32 = 0.5;

impl Stacks {
    /// Fails where a link leads out of the site. Without rows the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows.is_empty() {
            return Ok(String::new());
        }
        let names = RowNames::fit(self.rows.iter().map(|stack| stack.label.as_str()), width, NAMES);
        let whole = f32::from(width.pixels());
        let height = rows::row_height(self.rows.len(), 39.0) * self.rows.len() as f32;
        let plot = Plot { left: names.width, top: 2.0, width: whole - names.width - 4.0, height };
        let mut marks = shapes::read(&self.chart(&plot).svg()?)?;
        marks.sort_by_key(|mark| mark.order("data-category", "data-series"));
        let key = state_keyed(|state| self.has(state));
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom(), &key);
        names.draw(&mut drawing, &plot);
        for mark in marks.iter().filter(|mark| mark.word("data-category").is_some()) {
            let stack = self.rows.get(mark.index("data-category")?);
            let state = State::ALL.get(mark.index("data-series")?);
            let Some((stack, state)) = stack.zip(state) else { continue };
            if let Some(segment) = stack.segment(*state) {
                segment.draw(&mut drawing, mark.area()?, &stack.label)?;
            }
        }
        rows::axis(&mut drawing, &plot);
        Ok(drawing.finish())
    }

    /// Whether anything is drawn of that state.
    pub fn has(&self, state: State) -> bool {
        self.rows.iter().any(|stack| stack.segment(state).is_some())
    }

    fn chart(&self, plot: &Plot) -> HorizontalBarChart {
        // The library counts rows from the bottom up.
        let names = (0..self.rows.len()).rev().map(|row| row.to_string()).collect();
        let series = State::ALL.iter().enumerate().map(|(place, state)| self.series(place, *state)).collect();
        let mut chart = HorizontalBarChart::new_with_theme(series, names, theme::concord());
        for axis in &mut chart.y_axis_configs {
            axis.max = Some(self.largest() as f32);
        }
        plot.lay(&mut chart);
        chart
    }

    fn series(&self, place: usize, state: State) -> Series {
        let number = |stack: &Stack| stack.segment(state).map(|segment| segment.number as f32);
        Series {
            name: place.to_string(),
            data: self.rows.iter().rev().map(number).collect(),
            stack: Some("stack".to_owned()),
            ..Default::default()
        }
    }

    fn largest(&self) -> u32 {
        let total = |stack: &Stack| stack.segments.iter().map(|segment| segment.number).fold(0, u32::saturating_add);
        self.rows.iter().map(total).max().unwrap_or_default().max(1)
    }
}

impl Stack {
    /// The segment of that state, unless it is empty.
    fn segment(&self, state: State) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.state == state && segment.number > 0)
    }
}

impl Segment {
    fn draw(&self, drawing: &mut Drawing<'_>, area: Area, label: &str) -> Result<(), ChartError> {
        let paint = state_paint(self.state);
        let number = lettering::counted(self.number.into());
        let said = format!("{label}, {}: {number}", words::state(self.state));
        let filled = Area { width: (area.width - BETWEEN).max(THINNEST), ..area };
        let room = lettering::width(&number, Weight::Bold) + PLATE + 2.0 * OUTLINE;
        let keyed = State::ALL.iter().position(|state| *state == self.state);
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed };
        drawing.mark(datum, |drawing| {
            drawing.area(filled, &paint);
            if filled.width >= room.max(WRITTEN_ON) {
                drawing.letters_on(filled, &paint, &number);
            }
        })
    }
}
