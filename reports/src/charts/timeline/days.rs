//! Today and the end of the plan: lines through all rows, with their words over the plot.

use super::super::drawing::{Anchor, Drawing, Letters};
use super::super::lettering::{self, LINE, Weight};
use super::super::palette::{INK, QUIET, WHITE};
use super::super::shapes::Area;
use super::super::theme::Plot;
use super::Timeline;
use super::calendar::Calendar;
use domain::date::in_table;

/// A day with a line through all rows.
pub(super) struct Day {
    words: String,
    x: f32,
    starts: f32,
    ends: f32,
    pub line: u8,
    is_dashed: bool,
}

/// Today and the end of the plan, where they are shown. Their words do not meet.
pub(super) fn days(timeline: &Timeline, calendar: &Calendar, plot: &Plot, whole: f32) -> Vec<Day> {
    let place = |words, day, is_dashed| Day::place(words, calendar.x(day, plot), whole, is_dashed);
    let mut days = vec![place(format!("Today, {}", in_table(timeline.today)), timeline.today, true)];
    if let Some(ends) = timeline.ends.filter(|ends| calendar.shows(*ends)) {
        let mut day = place(format!("Plan ends {}", in_table(ends)), ends, false);
        if days.iter().any(|other| other.meets(&day)) {
            day.line = 1;
        }
        days.push(day);
    }
    days
}

impl Day {
    /// The words are in the middle over the line, as far as there is room.
    fn place(words: String, x: f32, whole: f32, is_dashed: bool) -> Day {
        let width = lettering::width(&words, Weight::Regular);
        let starts = (x - width / 2.0).min(whole - width).max(0.0);
        Day { words, x, starts, ends: starts + width, line: 0, is_dashed }
    }

    fn meets(&self, other: &Day) -> bool {
        self.starts - 10.0 < other.ends && other.starts - 10.0 < self.ends
    }

    pub fn draw_line(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        let (from, to) = ((self.x, LINE * (f32::from(self.line) + 1.0)), (self.x, plot.bottom()));
        if self.is_dashed {
            drawing.dashed_line(from, to, QUIET, "4 3");
        } else {
            drawing.line(from, to, INK);
        }
    }

    pub fn draw_words(&self, drawing: &mut Drawing<'_>) {
        let middle = LINE * (f32::from(self.line) + 0.5);
        // The line of another day may pass behind the words.
        let width = self.ends - self.starts + 4.0;
        drawing.plain(Area { x: self.starts - 2.0, y: middle - LINE / 2.0, width, height: LINE }, WHITE);
        let letters = Letters::quiet(&self.words, self.starts, middle, Anchor::Start);
        drawing.letters(Letters { color: INK, ..letters });
    }
}
