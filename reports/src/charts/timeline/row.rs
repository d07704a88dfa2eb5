//! One row: a milestone from its original date to its current one, or the count of all that are due on one day.

use super::super::ChartError;
use super::super::drawing::{Anchor, Datum, Drawing, Letters, px};
use super::super::lettering::{self, LINE, Weight, counted};
use super::super::palette::{Fill, INK, QUIET, RED, WHITE, paint};
use super::super::rows::GAP;
use super::super::shapes::Area;
use super::super::theme::Plot;
use super::calendar::Calendar;
use super::{EDGE, TimelineRow};
use domain::Date;
use domain::date::in_table;

/// How high a row is, and where its name has a line of its own.
pub(super) const WIDE: f32 = 26.0;
pub(super) const NARROW: f32 = 42.0;
const BAR: f32 = 6.0;
/// Half the width of a diamond.
const DIAMOND: f32 = 6.5;

/// From the end of a name to the middle of a count.
const BEFORE_PILL: f32 = 40.0;

/// Where a row is drawn.
pub(super) struct Room<'a> {
    pub plot: &'a Plot,
    pub calendar: &'a Calendar,
    pub today: Date,
    pub whole: f32,
    pub top: f32,
    pub is_narrow: bool,
}

impl Room<'_> {
    fn middle(&self) -> f32 {
        self.top + if self.is_narrow { LINE + 12.0 } else { WIDE / 2.0 }
    }

    fn x(&self, day: Date) -> f32 {
        self.calendar.x(day, self.plot)
    }
}

impl TimelineRow {
    pub(super) fn draw(&self, drawing: &mut Drawing<'_>, room: &Room<'_>) -> Result<(), ChartError> {
        let said = self.said(room.today);
        let datum = Datum { said: &said, rows: self.rows.as_deref(), card: self.card, keyed: None };
        drawing.mark(datum, |drawing| {
            self.draw_name(drawing, room);
            match self.count {
                Some(count) => drawing.pill((room.x(self.due), room.middle()), &counted(count.into())),
                None => self.draw_milestone(drawing, room),
            }
        })
    }

    /// "30 days overdue, slipped 153 days".
    pub(super) fn outcome(&self, today: Date) -> Option<String> {
        let parts: Vec<String> = self.outcomes(today).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What came of its date, the worst first. A count stands for several dates.
    fn outcomes(&self, today: Date) -> impl Iterator<Item = String> {
        let overdue = self.overdue(today).map(|days| format!("{} overdue", in_days(days)));
        let slip = Some((self.due - self.first).num_days()).filter(|days| *days > 0);
        let slip = slip.map(|days| format!("slipped {}", in_days(days)));
        overdue.into_iter().chain(slip).filter(|_| self.count.is_none())
    }

    /// With the gap to the mark, and some room for a fallback font.
    pub(super) fn outcome_width(&self, today: Date) -> Option<f32> {
        self.outcome(today).map(|words| lettering::width(&words, Weight::Regular) * 1.03 + EDGE + 2.0)
    }

    /// Where what is drawn of the milestone ends: at its dates, or at today where it is overdue.
    pub(super) fn ends(&self, today: Date, calendar: &Calendar, plot: &Plot) -> f32 {
        let until_today = self.overdue(today).map(|_| today);
        calendar.x(self.first.max(self.due).max(until_today.unwrap_or(self.due)), plot)
    }

    fn overdue(&self, today: Date) -> Option<i64> {
        Some((today - self.due).num_days()).filter(|days| self.is_overdue && *days > 0)
    }

    fn said(&self, today: Date) -> String {
        let due = in_table(self.due);
        if let Some(count) = self.count {
            return format!("{}. Due {due}: {}", self.label, counted(count.into()));
        }
        let first =
            if self.first == self.due { String::new() } else { format!(", originally {}", in_table(self.first)) };
        let outcome = self.outcome(today).map(|words| format!("; {words}")).unwrap_or_default();
        format!("{}: due {due}{first}{outcome}", self.label)
    }

    fn draw_name(&self, drawing: &mut Drawing<'_>, room: &Room<'_>) {
        let (middle, ends) = match (room.is_narrow, self.count) {
            (true, _) => (room.top + LINE / 2.0 + 2.0, room.whole - self.draw_worst(drawing, room)),
            (false, None) => (room.middle(), room.plot.left - GAP),
            (false, Some(_)) => (room.middle(), room.x(self.due) - BEFORE_PILL),
        };
        let name = lettering::shorten(&self.label, Weight::Regular, ends);
        // Lines of days pass behind the name.
        let width = lettering::width(&name, Weight::Regular) + 2.0;
        drawing.plain(Area { x: 0.0, y: middle - LINE / 2.0, width, height: LINE }, WHITE);
        drawing.letters(Letters { color: INK, ..Letters::quiet(&name, 0.0, middle, Anchor::Start) });
    }

    /// The worst that came of its date, at the end of the line of its name: on a narrow screen marks leave no room for words.
    /// Gives their width, with the white before them.
    fn draw_worst(&self, drawing: &mut Drawing<'_>, room: &Room<'_>) -> f32 {
        let Some(words) = self.outcomes(room.today).next() else { return 0.0 };
        let (width, middle) = (lettering::width(&words, Weight::Regular) + GAP, room.top + LINE / 2.0 + 2.0);
        drawing.plain(Area { x: room.whole - width, y: middle - LINE / 2.0, width, height: LINE }, WHITE);
        let letters = Letters::quiet(&words, room.whole, middle, Anchor::End);
        drawing.letters(Letters { color: self.words_color(), ..letters });
        width
    }

    fn draw_milestone(&self, drawing: &mut Drawing<'_>, room: &Room<'_>) {
        let (middle, due, first) = (room.middle(), room.x(self.due), room.x(self.first));
        if self.first != self.due {
            // An earlier due date is no slip: it is not gold.
            let fill = if self.due < self.first { Fill::Addition } else { Fill::Slip };
            let (x, width) = (first.min(due), (first - due).abs().max(1.0));
            drawing.area(Area { x, y: middle - BAR / 2.0, width, height: BAR }, &paint(fill));
            if room.calendar.shows(self.first) {
                drawing.line((first, middle - DIAMOND), (first, middle + DIAMOND), INK);
            } else {
                // The bar began before the days shown: no tick says otherwise.
                draw_arrow(drawing, (room.plot.left, middle), INK);
            }
        }
        if self.overdue(room.today).is_some() {
            drawing.dashed_line((due, middle), (room.x(room.today), middle), RED, "2 2");
        }
        if room.calendar.shows(self.due) {
            self.draw_diamond(drawing, (due, middle));
        } else {
            draw_arrow(drawing, (room.plot.left, middle), self.color());
        }
        if !room.is_narrow {
            self.draw_outcome(drawing, room, (first.min(due), self.ends(room.today, room.calendar, room.plot)));
        }
    }

    fn words_color(&self) -> &'static str {
        if self.is_overdue { RED } else { QUIET }
    }

    fn color(&self) -> &'static str {
        if self.is_overdue { RED } else { INK }
    }

    fn draw_diamond(&self, drawing: &mut Drawing<'_>, (x, y): (f32, f32)) {
        let [left, right, top, bottom] = [x - DIAMOND, x + DIAMOND, y - DIAMOND, y + DIAMOND].map(px);
        let (x, y) = (px(x), px(y));
        let fill = if self.is_overdue { RED } else { WHITE };
        let path = format!("M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z");
        drawing.path(&path, &[("fill", fill), ("stroke", self.color()), ("stroke-width", "1.5")]);
    }

    /// After the mark where there is room, or before it; the title of the mark has it always.
    fn draw_outcome(&self, drawing: &mut Drawing<'_>, room: &Room<'_>, (starts, ends): (f32, f32)) {
        let Some(words) = self.outcome(room.today) else { return };
        let width = lettering::width(&words, Weight::Regular);
        let (after, before) = (ends + EDGE + 2.0, starts - EDGE - 2.0 - width);
        let x = if after + width <= room.whole { after } else { before };
        if x < room.plot.left {
            return;
        }
        // The line of a month or of a day may pass behind the words.
        let middle = room.middle();
        drawing.plain(Area { x: x - 2.0, y: middle - LINE / 2.0, width: width + 4.0, height: LINE }, WHITE);
        drawing.letters(Letters { color: self.words_color(), ..Letters::quiet(&words, x, middle, Anchor::Start) });
    }
}

/// A date lies before the days shown: an arrow at the edge says so.
fn draw_arrow(drawing: &mut Drawing<'_>, (left, middle): (f32, f32), color: &str) {
    let [tip, tail, top, y, bottom] = [left, left + EDGE, middle - DIAMOND, middle, middle + DIAMOND].map(px);
    drawing.path(&format!("M{tail} {top}L{tip} {y}L{tail} {bottom}Z"), &[("fill", color)]);
}

fn in_days(days: i64) -> String {
    let number = counted(days.unsigned_abs());
    if days == 1 { format!("{number} day") } else { format!("{number} days") }
}
