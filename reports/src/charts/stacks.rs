//! Horizontal bars stacked by state.

use super::drawing::{Anchor, Datum, Drawing, Letters, OUTLINE, PLATE};
use super::heading::state_keyed;
use super::lettering::{self, Weight};
use super::marks;
use super::palette::state_paint;
use super::rows::{self, RowNames};
use super::shapes::{self, Area};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use crate::words;
use charts_rs::{HorizontalBarChart, Series};
use domain::facts::Status;
use domain::progress::State;

/// One stack a row, from the top down; its segments in the order of [`State::ALL`].
#[derive(Clone, Debug, PartialEq)]
pub struct Stacks {
    pub words: Words,
    pub rows: Vec<Stack>,
    /// Whether the sum of each row stands at its end.
    pub has_sums: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    pub label: String,
    /// What stands in its place where there is little room.
    pub short: Option<String>,
    /// Its mark stands before the name.
    pub status: Option<Status>,
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
/// Where names begin after the marks of the statuses.
const AFTER_MARKS: f32 = 23.0;

impl Stacks {
    /// Fails where a link leads out of the site. Without rows the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows.is_empty() {
            return Ok(String::new());
        }
        let names = RowNames::fit(self.rows.iter().map(|stack| stack.name(width)), width, NAMES);
        let whole = f32::from(width.pixels());
        let height = rows::row_height(self.rows.len(), 39.0) * self.rows.len() as f32;
        let has_marks = self.rows.iter().any(|stack| stack.status.is_some());
        let left = names.width + if has_marks { AFTER_MARKS } else { 0.0 };
        let plot = Plot { left, top: 2.0, width: whole - left - self.room_for_sums() - 4.0, height };
        let mut marks = shapes::read(&self.chart(&plot).svg()?)?;
        marks.sort_by_key(|mark| mark.order("data-category", "data-series"));
        let key = state_keyed(self.states());
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom(), &key);
        if has_marks {
            names.draw_from(&mut drawing, &plot, AFTER_MARKS);
            self.draw_marks(&mut drawing, &plot);
        } else {
            names.draw(&mut drawing, &plot);
        }
        let mut ends = vec![plot.left; self.rows.len()];
        for mark in marks.iter().filter(|mark| mark.word("data-category").is_some()) {
            let row = mark.index("data-category")?;
            let (stack, end) = (self.rows.get(row), ends.get_mut(row));
            let state = State::ALL.get(mark.index("data-series")?);
            let Some(((stack, end), state)) = stack.zip(end).zip(state) else { continue };
            if let Some(segment) = stack.segment(*state) {
                // The sum at the end says the number of a single one.
                let is_written = !self.has_sums || stack.segments.len() > 1;
                let said = format!("{}, {}", stack.label, self.name_of(*state));
                *end = end.max(segment.draw(&mut drawing, mark.area()?, (&said, is_written))?);
            }
        }
        if self.has_sums {
            self.draw_sums(&mut drawing, &plot, &ends);
        }
        rows::axis(&mut drawing, &plot);
        Ok(drawing.finish())
    }

    fn room_for_sums(&self) -> f32 {
        let widths = self.rows.iter().map(|stack| lettering::width(&stack.sum(), Weight::Bold));
        if self.has_sums { (widths.fold(0.0, f32::max) * 1.03 + 6.0).ceil() } else { 0.0 }
    }

    fn draw_sums(&self, drawing: &mut Drawing<'_>, plot: &Plot, ends: &[f32]) {
        for (row, (stack, end)) in self.rows.iter().zip(ends).enumerate() {
            let middle = rows::middle_of(plot, row, self.rows.len());
            drawing.letters(Letters::bold(&stack.sum(), end + 4.0, middle, Anchor::Start));
        }
    }

    fn draw_marks(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        for (row, stack) in self.rows.iter().enumerate() {
            if let Some(status) = stack.status {
                let top = rows::middle_of(plot, row, self.rows.len()) - marks::MARK / 2.0;
                drawing.own(&marks::status(status, drawing.place(), 1.0, top));
            }
        }
    }

    /// The states that are drawn, with their names, in the order in which they are stacked.
    pub fn states(&self) -> impl Iterator<Item = (State, &'static str)> {
        let drawn = State::ALL.into_iter().filter(|state| self.has(*state));
        drawn.map(|state| (state, self.name_of(state)))
    }

    /// Where updates of a part of a status are overdue, the name of the other says that its are not.
    pub fn name_of(&self, state: State) -> &'static str {
        if !state.is_overdue && self.has(State::overdue(state.status)) {
            return words::state_not_overdue(state.status);
        }
        words::state(state)
    }

    /// Whether anything is drawn of that state.
    fn has(&self, state: State) -> bool {
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
        self.rows.iter().map(Stack::total).max().unwrap_or_default().max(1)
    }
}

impl Stack {
    fn name(&self, width: Width) -> &str {
        self.short.as_deref().filter(|_| width == Width::Narrow).unwrap_or(&self.label)
    }

    fn total(&self) -> u32 {
        self.segments.iter().map(|segment| segment.number).fold(0, u32::saturating_add)
    }

    /// The total as it is written.
    fn sum(&self) -> String {
        lettering::counted(self.total().into())
    }

    /// The segment of that state, unless it is empty.
    fn segment(&self, state: State) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.state == state && segment.number > 0)
    }
}

impl Segment {
    /// Gives back where it ends.
    fn draw(&self, drawing: &mut Drawing<'_>, area: Area, (name, is_written): (&str, bool)) -> Result<f32, ChartError> {
        let paint = state_paint(self.state);
        let number = lettering::counted(self.number.into());
        let said = format!("{name}: {number}");
        let filled = Area { width: (area.width - BETWEEN).max(THINNEST), ..area };
        let room = lettering::width(&number, Weight::Bold) + PLATE + 2.0 * OUTLINE;
        let keyed = State::ALL.iter().position(|state| *state == self.state);
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed };
        drawing.mark(datum, |drawing| {
            drawing.area(filled, &paint);
            if is_written && filled.width >= room.max(WRITTEN_ON) {
                drawing.letters_on(filled, &paint, &number);
            }
        })?;
        Ok(filled.right())
    }
}
