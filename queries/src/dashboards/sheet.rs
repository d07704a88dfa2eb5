//! One chart as readers meet it: what it shows, how it counts, the drawing, the same numbers as a table, and its rows.

use super::cards::Card;
use crate::error::QueryError;
use crate::point::about;
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

    /// How wide it is drawn where it is asked for in that width, in pixels: with many columns it is wider.
    pub fn width(&self, width: Width) -> f32 {
        match self {
            Drawing::Heat(chart) => chart.width(width),
            Drawing::Bars(_) | Drawing::Stacks(_) | Drawing::Curves(_) | Drawing::Timeline(_) | Drawing::Bridge(_) => {
                width.pixels().into()
            }
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
