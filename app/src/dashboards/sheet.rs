//! One chart as readers meet it: what it shows, how it counts, the drawing, the same numbers as a table, and its rows.

use crate::error::AppError;
use crate::lists::about;
use crate::words;
use domain::facts::Status;
use reports::charts::{Bars, Bridge, ChartError, Curves, Heat, Place, Stacks, Timeline, Width};
use reports::{Cell, Column, Table};
use store::View;

/// One chart with everything that stands around it.
#[derive(Debug)]
pub struct Sheet {
    /// Its name in addresses and in the page.
    pub id: &'static str,
    /// What is seen, as a sentence.
    pub title: String,
    /// What is counted, in which unit, of how many.
    pub measure: String,
    /// The rule in docs/counting.md that the numbers follow.
    pub rule: &'static str,
    pub key: Key,
    pub drawing: Drawing,
    pub table: Table,
    /// The address of the rows behind each row of the table.
    pub links: Vec<Option<String>>,
    /// The rows behind all of it: what they are called, and their address.
    pub rows: (String, String),
    pub is_wide: bool,
    /// Whether progress is shown, which a demonstration makes up, and not what sources published.
    pub shows_progress: bool,
}

/// What explains the fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    None,
    States,
    Slip,
}

/// What draws itself.
#[derive(Debug)]
pub enum Drawing {
    Bars(Bars),
    Stacks(Stacks),
    Curves(Curves),
    Heat(Heat),
    Timeline(Timeline),
    Bridge(Bridge),
}

impl Drawing {
    /// The drawing as SVG.
    ///
    /// # Errors
    /// When the numbers cannot be drawn.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        match self {
            Drawing::Bars(chart) => chart.draw(width, place),
            Drawing::Stacks(chart) => chart.draw(width, place),
            Drawing::Curves(chart) => chart.draw(width, place),
            Drawing::Heat(chart) => chart.draw(width, place),
            Drawing::Timeline(chart) => chart.draw(width, place),
            Drawing::Bridge(chart) => chart.draw(width, place),
        }
    }
}

/// The table of a chart, with where its numbers come from. `query` is that of the dashboard's address.
///
/// # Errors
/// When a row does not fit the columns.
pub fn table(
    view: &View,
    (name, title): (&'static str, &'static str),
    query: &[(&'static str, &str)],
    columns: &[Column],
    rows: Vec<Vec<Cell>>,
) -> Result<Table, AppError> {
    Table::new(about(view, (name, title), query), columns.to_vec(), rows).map_err(|error| AppError::internal(&error))
}

/// "2 blocked", "1 not started": the statuses of some actions that are not zero, in words.
pub fn status_words(counts: impl Iterator<Item = (Status, usize)>) -> String {
    let said = counts.filter(|(_, number)| *number > 0);
    let said: Vec<String> =
        said.map(|(status, number)| format!("{number} {}", words::status(status).to_lowercase())).collect();
    said.join(", ")
}
