//! A map of days of slip: rows by columns, every cell with its number.

use super::columns::ColumnNames;
use super::drawing::{Datum, Drawing};
use super::heading::heat_keyed;
use super::lettering::{self, Weight};
use super::palette::{AXIS, heat_class, heat_paint};
use super::rows::RowNames;
use super::shapes::{self, Area};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use charts_rs::HeatmapChart;

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
        let narrowest = self.narrowest_cell() * self.columns.len() as f32;
        let names = self.row_names(width, narrowest);
        let whole = f32::from(width.pixels()).max(names.width + narrowest);
        let height = ROW * self.rows.len() as f32;
        let plot = Plot { left: names.width, top: 2.0, width: whole - names.width, height };
        let columns = ColumnNames::fit(self.columns.iter().map(String::as_str), plot.width);
        let mut marks = shapes::read(&self.chart(&plot).svg()?)?;
        marks.sort_by_key(|mark| mark.order("data-y", "data-x"));
        let height = plot.bottom() + columns.height();
        let key = heat_keyed(|class| self.classes().any(|drawn| drawn == class));
        let mut drawing = Drawing::begin(&self.words, place, whole, height, &key);
        names.draw(&mut drawing, &plot);
        columns.draw(&mut drawing, &plot);
        for mark in marks.iter().filter(|mark| mark.word("data-value").is_some()) {
            let (row, column) = (mark.index("data-y")?, mark.index("data-x")?);
            if let Some(cell) = self.cell(row, column) {
                cell.draw(&mut drawing, mark.area()?, &self.rows[row], &self.columns[column])?;
            }
        }
        drawing.line((plot.left, plot.bottom()), (plot.right(), plot.bottom()), AXIS);
        drawing.line((plot.left, plot.top), (plot.left, plot.bottom()), AXIS);
        Ok(drawing.finish())
    }

    /// The classes of the cells.
    pub fn classes(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().flatten().flatten().map(|cell| heat_class(cell.days))
    }

    /// As wide as the longest number, with some white at its sides.
    fn narrowest_cell(&self) -> f32 {
        let cells = self.cells.iter().flatten().flatten();
        let numbers = cells.map(|cell| lettering::width(&lettering::signed(cell.days), Weight::Bold));
        numbers.fold(0.0, f32::max) + BETWEEN + 8.0
    }

    /// Names give way to cells, down to a few letters.
    fn row_names(&self, width: Width, cells: f32) -> RowNames {
        let names = self.rows.iter().map(String::as_str);
        let usual = RowNames::fit(names.clone(), width, 0.5);
        let left = f32::from(width.pixels()) - cells;
        if usual.width <= left { usual } else { RowNames::within(names, left.max(SHORTEST_NAMES)) }
    }

    fn chart(&self, plot: &Plot) -> HeatmapChart {
        let count = self.columns.len();
        let mut cells = Vec::new();
        for (row, column) in (0..self.rows.len()).flat_map(|row| (0..count).map(move |column| (row, column))) {
            if let Some(cell) = self.cell(row, column) {
                // The library counts rows from the bottom up.
                cells.push(((self.rows.len() - 1 - row) * count + column, cell.days as f32));
            }
        }
        let rows = (0..self.rows.len()).rev().map(|row| row.to_string()).collect();
        let columns = (0..count).map(|column| column.to_string()).collect();
        let mut chart = HeatmapChart::new_with_theme(cells, columns, rows, theme::concord());
        plot.lay(&mut chart);
        chart
    }

    fn cell(&self, row: usize, column: usize) -> Option<&HeatCell> {
        self.cells.get(row)?.get(column)?.as_ref().filter(|_| row < self.rows.len() && column < self.columns.len())
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
        let number = lettering::signed(self.days);
        let said = format!("{row}, {column}: {number} {}", if self.days.abs() == 1 { "day" } else { "days" });
        let keyed = Some(heat_class(self.days));
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed };
        drawing.mark(datum, |drawing| {
            drawing.area(inside, &paint);
            drawing.letters_on(inside, &paint, &number);
        })
    }
}
