//! One chart as readers meet it: what it shows, how it counts, the drawing, the same numbers as a table, and its rows.

use super::cards::Card;
use crate::error::QueryError;
use crate::point::about;
use reports::charts::{Chart, ChartError, Place, Width};
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
    pub drawing: Chart,
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
