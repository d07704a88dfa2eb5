//! One chart as readers meet it: what it shows, how it counts, the drawing, the same numbers as a table, and its rows.

use super::cards::Card;
use crate::error::QueryError;
use crate::point::about;
use crate::words;
use domain::facts::Status;
use domain::progress::Counted;
use reports::charts::{Bars, Bridge, ChartError, Curves, Heat, Place, Stacks, Timeline, Width, Words};
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
    pub drawing: Drawing,
    /// What its marks show when they are pointed at; a mark names the place of its card.
    pub cards: Vec<Card>,
    pub table: Table,
    /// The address of the rows behind each row of the table.
    pub links: Vec<Option<String>>,
    /// The rows behind all of it: what they are called, and their address.
    pub rows: (String, String),
    pub is_wide: bool,
    /// Whether progress is shown, which a demonstration makes up, and not what sources published.
    pub shows_progress: bool,
}

/// Said under a drawing in a file, where no banner says it.
const DEMONSTRATION: &str = "Demonstration: progress is fictional.";

impl Sheet {
    /// Sentences under the drawing, such as what it leaves out.
    pub fn foot(&self) -> &[String] {
        &self.drawing.words().foot
    }

    /// The drawing as a file, which stands alone: with what the page says around it.
    ///
    /// # Errors
    /// When the numbers cannot be drawn.
    pub fn file(&self) -> Result<String, ChartError> {
        let mut drawing = self.drawing.clone();
        if self.table.about().is_sample {
            drawing.words_mut().foot.push(DEMONSTRATION.to_owned());
        }
        drawing.draw(if self.is_wide { Width::Full } else { Width::Half }, Place::File)
    }
}

/// What draws itself.
#[derive(Clone, Debug, PartialEq)]
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

    pub fn words(&self) -> &Words {
        match self {
            Drawing::Bars(chart) => &chart.words,
            Drawing::Stacks(chart) => &chart.words,
            Drawing::Curves(chart) => &chart.words,
            Drawing::Heat(chart) => &chart.words,
            Drawing::Timeline(chart) => &chart.words,
            Drawing::Bridge(chart) => &chart.words,
        }
    }

    fn words_mut(&mut self) -> &mut Words {
        match self {
            Drawing::Bars(chart) => &mut chart.words,
            Drawing::Stacks(chart) => &mut chart.words,
            Drawing::Curves(chart) => &mut chart.words,
            Drawing::Heat(chart) => &mut chart.words,
            Drawing::Timeline(chart) => &mut chart.words,
            Drawing::Bridge(chart) => &mut chart.words,
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
