//! A map of days of slip: rows by columns, every cell with its number. Its places are plain arithmetic: the map of the
//! drawing library, read back, took half of the time of all charts.

use super::columns::ColumnNames;
use super::drawing::{Datum, Drawing};
use super::heading::heat_keyed;
use super::lettering::{self, Weight};
use super::palette::{AXIS, heat_class, heat_paint};
use super::rows::RowNames;
use super::shapes::Area;
use super::theme::Plot;
use super::{ChartError, Place, Width, Words};
use crate::words;

/// Days by row and column.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    pub words: Words,
    /// From the top down.
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// A list of cells for each row. `None`: there is no action there, and the place stays white.
    pub cells: Vec<Vec<Option<HeatCell>>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// Days of slip; below 0 where dates were brought forward.
    pub days: i64,
    /// The address of the rows behind it.
    pub rows: Option<String>,
    /// The place of its card.
    pub card: Option<usize>,
}

const ROW: f32 = 34.0;
/// White between cells, in pixels.
const BETWEEN: f32 = 3.0;
/// Names of rows never get less than this.
const SHORTEST_NAMES: f32 = 72.0;

impl Heat {
    /// Fails where a link leads out of the site. Without rows or columns the drawing is empty. With more columns than
    /// fit it is wider than asked, and scrolls in its box: every cell shows its number.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows.is_empty() || self.columns.is_empty() {
            return Ok(String::new());
        }
        let (names, whole) = (self.row_names(width), self.width(width));
        let height = ROW * self.rows.len() as f32;
        let plot = Plot { left: names.width, top: 2.0, width: whole - names.width, height };
        let columns = ColumnNames::fit(self.columns.iter().map(String::as_str), plot.width);
        let height = plot.bottom() + columns.height();
        let key = heat_keyed(|class| self.classes().any(|drawn| drawn == class));
        let mut drawing = Drawing::begin(&self.words, place, whole, height, &key);
        names.draw(&mut drawing, &plot);
        columns.draw(&mut drawing, &plot);
        let cell_width = plot.width / self.columns.len() as f32;
        for ((row, of_row), top) in self.rows.iter().zip(&self.cells).zip((0_u16..).map(|row| ROW * f32::from(row))) {
            let lefts = (0_u16..).map(|column| cell_width * f32::from(column));
            for ((column, cell), left) in self.columns.iter().zip(of_row).zip(lefts) {
                if let Some(cell) = cell {
                    let area = Area { x: plot.left + left, y: plot.top + top, width: cell_width, height: ROW };
                    cell.draw(&mut drawing, area, row, column)?;
                }
            }
        }
        drawing.line((plot.left, plot.bottom()), (plot.right(), plot.bottom()), AXIS);
        drawing.line((plot.left, plot.top), (plot.left, plot.bottom()), AXIS);
        Ok(drawing.finish())
    }

    /// How wide it is drawn where it is asked for in that width, in pixels.
    pub fn width(&self, width: Width) -> f32 {
        f32::from(width.pixels()).max(self.row_names(width).width + self.narrowest())
    }

    /// The classes of the cells.
    pub fn classes(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().flatten().flatten().map(|cell| heat_class(cell.days))
    }

    /// The columns together, each as wide as the longest number, with some white at its sides.
    fn narrowest(&self) -> f32 {
        let cells = self.cells.iter().flatten().flatten();
        let numbers = cells.map(|cell| lettering::width(&words::signed(cell.days), Weight::Bold));
        (numbers.fold(0.0, f32::max) + BETWEEN + 8.0) * self.columns.len() as f32
    }

    /// Names give way to cells, down to a few letters.
    fn row_names(&self, width: Width) -> RowNames {
        let names = self.rows.iter().map(String::as_str);
        let usual = RowNames::fit(names.clone(), width, 0.5);
        let left = f32::from(width.pixels()) - self.narrowest();
        if usual.width <= left { usual } else { RowNames::within(names, left.max(SHORTEST_NAMES)) }
    }
}

impl HeatCell {
    fn draw(&self, drawing: &mut Drawing<'_>, area: Area, row: &str, column: &str) -> Result<(), ChartError> {
        let inside = Area {
            x: area.x + BETWEEN / 2.0,
            y: area.y + BETWEEN / 2.0,
            width: area.width - BETWEEN,
            height: area.height - BETWEEN,
        };
        let paint = heat_paint(self.days);
        let number = words::signed(self.days);
        let said = format!("{row}, {column}: {number} {}", if self.days.abs() == 1 { "day" } else { "days" });
        let keyed = Some(heat_class(self.days));
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed };
        drawing.mark(datum, |drawing| {
            drawing.area(inside, &paint);
            drawing.letters_on(inside, &paint, &number);
        })
    }
}
