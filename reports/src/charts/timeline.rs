//! Milestones between the original due date and the current one, along a calendar: grouped by date, what is overdue first.

mod calendar;
mod days;
mod row;

use super::drawing::{Anchor, Drawing, Letters};
use super::lettering::{self, LINE, Weight};
use super::palette::{AXIS, GRID};
use super::rows::RowNames;
use super::theme::Plot;
use super::{ChartError, Place, Width, Words};
use calendar::Calendar;
use days::days;
use domain::Date;

/// Groups of milestones, from the top down. The days that are drawn are those of the milestones.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    pub words: Words,
    /// The day as of which overdue is judged; a dashed line.
    pub today: Date,
    /// Of the plan; a solid line.
    pub ends: Option<Date>,
    pub groups: Vec<TimelineGroup>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TimelineGroup {
    /// "Due October 31, 2024: 2".
    pub heading: String,
    pub rows: Vec<TimelineRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    pub label: String,
    /// Original due date.
    pub first: Date,
    /// Current due date.
    pub due: Date,
    pub is_overdue: bool,
    /// How many milestones of one date the row stands for, where it is not one.
    pub count: Option<u32>,
    /// The address of the rows behind it.
    pub rows: Option<String>,
    /// The place of its card.
    pub card: Option<usize>,
}

const HEADING: f32 = 28.0;
/// Under the plot, for the months.
const MONTHS: f32 = 28.0;
/// Half the width of a mark: the first and the last day are on the edges of the plot.
const EDGE: f32 = 8.0;

impl Timeline {
    /// Fails where a link leads out of the site. Without rows the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows().next().is_none() {
            return Ok(String::new());
        }
        let whole = f32::from(width.pixels());
        let is_narrow = width == Width::Narrow;
        let row_height = if is_narrow { row::NARROW } else { row::WIDE };
        // On a narrow screen a name is over its mark.
        let names = (!is_narrow).then(|| RowNames::fit(self.named().map(|row| row.label.as_str()), width, 0.5));
        let left = names.as_ref().map_or(EDGE, |names| names.width.max(EDGE));
        let height = row_height * self.rows().count() as f32 + HEADING * self.groups.len() as f32 + EDGE;
        let calendar = Calendar::over(self);
        let mut plot = Plot { left, top: 0.0, width: whole - left - EDGE, height };
        if !is_narrow {
            plot.width -= self.beyond(&calendar, &plot, whole);
        }
        let days = days(self, &calendar, &plot, whole);
        plot.top = LINE * days.iter().map(|day| f32::from(day.line) + 1.0).fold(0.0, f32::max) + 2.0;
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom() + MONTHS, &[]);
        calendar.draw(&mut drawing, &plot, whole);
        drawing.line((plot.left, plot.bottom()), (plot.right(), plot.bottom()), AXIS);
        days.iter().for_each(|day| day.draw_line(&mut drawing, &plot));
        let mut top = plot.top;
        for group in &self.groups {
            group.draw_heading(&mut drawing, top, whole);
            top += HEADING;
            for row in &group.rows {
                let room = row::Room { plot: &plot, calendar: &calendar, today: self.today, whole, top, is_narrow };
                row.draw(&mut drawing, &room)?;
                top += row_height;
            }
        }
        days.iter().for_each(|day| day.draw_words(&mut drawing));
        Ok(drawing.finish())
    }

    fn rows(&self) -> impl Iterator<Item = &TimelineRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// The rows whose names end at the plot; that of a count may reach up to its mark.
    fn named(&self) -> impl Iterator<Item = &TimelineRow> {
        self.rows().filter(|row| row.count.is_none())
    }

    /// How far the words after a mark would reach over the edge.
    fn beyond(&self, calendar: &Calendar, plot: &Plot, whole: f32) -> f32 {
        let ends =
            self.rows().filter_map(|row| Some(row.ends(self.today, calendar, plot) + row.outcome_width(self.today)?));
        (ends.fold(whole, f32::max) - whole).ceil()
    }
}

impl TimelineGroup {
    fn draw_heading(&self, drawing: &mut Drawing<'_>, top: f32, whole: f32) {
        let words = lettering::shorten(&self.heading, Weight::Bold, whole);
        let below = top + HEADING - 2.0;
        drawing.letters(Letters::bold(&words, 0.0, below - LINE / 2.0 - 3.0, Anchor::Start));
        drawing.line((0.0, below), (whole, below), GRID);
    }
}
