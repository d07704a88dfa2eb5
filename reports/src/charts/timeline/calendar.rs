//! The days along which milestones are drawn, fitted to their dates.

use super::super::drawing::{Anchor, Drawing, Letters};
use super::super::lettering::{self, Weight};
use super::super::palette::GRID;
use super::super::theme::Plot;
use super::Timeline;
use chrono::{Datelike, Days, Months};
use domain::Date;
use domain::date::month_in_table;

/// What was due earlier than this many months before today is an arrow at the left edge.
const EARLIEST: Months = Months::new(12);
/// Between two names of months.
const BETWEEN: f32 = 14.0;

/// The first and the last day that are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    from: Date,
    to: Date,
}

impl Calendar {
    pub fn over(timeline: &Timeline) -> Calendar {
        let today = timeline.today;
        let earliest = today.checked_sub_months(EARLIEST).unwrap_or(today);
        let dates = timeline.rows().flat_map(|row| [row.first, row.due]).chain([today]);
        let (from, to) = dates.fold((today, today), |(from, to), date| (from.min(date), to.max(date)));
        let from = from.max(earliest);
        let shown = (to - from).num_days().max(1);
        // The end of the plan is drawn where it is not far beyond the last date.
        let ends = timeline.ends.filter(|ends| *ends > to && (*ends - to).num_days() <= shown / 4);
        let to = ends.unwrap_or(to);
        let around = Days::new(u64::try_from((shown / 25).max(7)).unwrap_or(7));
        let wider = (from.checked_sub_days(around), to.checked_add_days(around));
        Calendar { from: wider.0.unwrap_or(from), to: wider.1.unwrap_or(to) }
    }

    pub fn shows(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Where a day is; one before the first is at the left edge.
    pub fn x(&self, day: Date, plot: &Plot) -> f32 {
        let days = (self.to - self.from).num_days().max(1) as f32;
        plot.left + plot.width * (day.clamp(self.from, self.to) - self.from).num_days() as f32 / days
    }

    /// A line at the first day of a month, and its name: of as many months as have room.
    pub fn draw(&self, drawing: &mut Drawing<'_>, plot: &Plot, whole: f32) {
        for day in self.months(plot) {
            let x = self.x(day, plot);
            drawing.line((x, plot.top), (x, plot.bottom()), GRID);
            let name = month_in_table(day);
            let half = lettering::width(&name, Weight::Regular) / 2.0;
            let center = x.max(half).min(whole - half);
            drawing.letters(Letters::quiet(&name, center, plot.bottom() + 14.0, Anchor::Middle));
        }
    }

    fn months(&self, plot: &Plot) -> Vec<Date> {
        // From the year 0 on, so that steps lie on the same months everywhere.
        let number = |day: Date| day.year() * 12 + day.month0() as i32;
        let (first, last) = (number(self.from) + 1, number(self.to));
        let month = plot.width * 30.4 / (self.to - self.from).num_days().max(1) as f32;
        let widest = lettering::width("Sept. 2024", Weight::Regular) + BETWEEN;
        let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| month * *step as f32 >= widest).unwrap_or(120);
        let day = |month: i32| Date::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
        (first..=last).filter(|month| month.rem_euclid(step) == 0).filter_map(day).collect()
    }
}
