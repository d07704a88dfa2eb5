//! One chart as readers meet it: what it shows, how it counts, the drawing, the same numbers as a table, and its rows.

use crate::error::QueryError;
use crate::point::about;
use crate::words;
use domain::facts::Status;
use domain::progress::Counted;
use reports::charts::{Bars, Bridge, ChartError, Curves, Heat, Place, Stacks, Timeline, Width};
use reports::{Cell, Column, Table};
use store::View;

/// One chart with everything around it.
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
) -> Result<Table, QueryError> {
    Table::new(about(view, (name, title), query), columns.to_vec(), rows).map_err(QueryError::from)
}

/// "8 actions have updates overdue: 5 last reported in progress, 2 last reported delayed, 1 with none received.": what
/// leads from the states that are drawn to the statuses that were reported. Nothing where no update is overdue.
pub fn silent_in_words(counted: &[Counted<'_>]) -> Option<String> {
    let silent: Vec<Status> = counted.iter().filter(|of| of.is_silent).map(|of| of.status).collect();
    let number = |status| silent.iter().filter(|of| **of == status).count();
    let reported = Status::ALL.into_iter().filter(|status| *status != Status::NoReport);
    let reported = reported.map(|status| (number(status), words::status(status).to_lowercase()));
    let reported = reported
        .filter(|(number, _)| *number > 0)
        .map(|(number, status)| format!("{} last reported {status}", words::thousands(number)));
    let never = Some(number(Status::NoReport)).filter(|never| *never > 0);
    let never = never.map(|never| format!("{} with none received", words::thousands(never)));
    let parts: Vec<String> = reported.chain(never).collect();
    match silent.len() {
        0 => None,
        1 => Some(format!("1 action has an update overdue: {}.", parts.join(", "))),
        number => Some(format!("{} actions have updates overdue: {}.", words::thousands(number), parts.join(", "))),
    }
}
