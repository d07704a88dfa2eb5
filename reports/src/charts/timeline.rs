//! Milestones between the original due date and the current one, along a calendar.

use super::drawing::{Anchor, Drawing, Letters, px};
use super::lettering::{self, LINE, Weight};
use super::palette::{AXIS, Fill, GRID, INK, QUIET, RED, WHITE, paint};
use super::rows::{self, RowNames};
use super::shapes::{self, Area, Shape};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use charts_rs::{GanttChart, GanttTask};
use domain::Date;
use domain::date::{in_table, month_in_table};

/// One milestone a row, from the top down.
#[derive(Clone, Debug)]
pub struct Timeline {
    pub words: Words,
    /// The day as of which late is judged; a dashed line.
    pub today: Date,
    /// Of the plan; a solid line.
    pub ends: Option<Date>,
    /// First day shown. What lies before it is cut, and marked as going on.
    pub from: Date,
    /// Last day shown.
    pub to: Date,
    pub rows: Vec<TimelineRow>,
}

#[derive(Clone, Debug)]
pub struct TimelineRow {
    pub label: String,
    /// Original due date.
    pub first: Date,
    /// Current due date.
    pub due: Date,
    pub is_late: bool,
    /// The address of the rows behind it.
    pub rows: Option<String>,
}

const ROW: f32 = 24.0;
const BAR: f32 = 10.0;
/// Half the width of a diamond.
const DIAMOND: f32 = 6.0;
/// Under the plot, for the months.
const MONTHS: f32 = 28.0;
/// The last day shown is on the axis, so the diamonds on it need room.
const RIGHT: f32 = 8.0;

impl Timeline {
    /// Fails where a link leads out of the site. Without rows the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.rows.is_empty() {
            return Ok(String::new());
        }
        let whole = f32::from(width.pixels());
        let names = RowNames::fit(self.rows.iter().map(|row| row.label.as_str()), width, 0.5);
        let left = names.width.max(DIAMOND + 1.0);
        let mut plot = Plot { left, top: 0.0, width: whole - left - RIGHT, height: ROW * self.rows.len() as f32 };
        let days = self.days(&plot);
        plot.top = LINE * days.iter().map(|day| f32::from(day.line) + 1.0).fold(0.0, f32::max) + 4.0;
        let shapes = shapes::read(&self.chart(&plot).svg()?)?;
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom() + MONTHS, &[]);
        grid(&mut drawing, &shapes, &plot)?;
        months(&mut drawing, &shapes, &plot)?;
        names.draw(&mut drawing, &plot);
        for day in &days {
            day.draw_line(&mut drawing, &plot);
        }
        for (index, row) in self.rows.iter().enumerate() {
            row.draw(&mut drawing, self, &Placed::find(index, &shapes)?, &plot, index)?;
        }
        for day in &days {
            day.draw_words(&mut drawing);
        }
        Ok(drawing.finish())
    }

    fn chart(&self, plot: &Plot) -> GanttChart {
        let mut chart = GanttChart::new_with_theme(self.tasks(), theme::concord());
        plot.lay(&mut chart);
        chart.label_show = false;
        chart.radius = 0.0;
        chart.bar_height = Some(BAR);
        chart.x_axis.hidden = false;
        chart.x_axis.height = MONTHS;
        chart.x_axis.min = Some(seconds(self.from));
        chart.x_axis.max = Some(seconds(self.to));
        chart.x_axis.formatter = Some("%Y-%m-%d".to_owned());
        chart.height = plot.bottom() + MONTHS;
        chart
    }

    fn tasks(&self) -> Vec<GanttTask> {
        let rows = self.rows.iter().enumerate();
        let tasks = rows.flat_map(|(index, row)| {
            let task = |name: &str, start, end| GanttTask {
                name: name.to_owned(),
                row: Some(index.to_string()),
                start: seconds(start),
                end: seconds(end),
                ..Default::default()
            };
            [task("due", row.due, row.due), task("moved", row.first.min(row.due), row.first.max(row.due))]
        });
        // A change of no days would be drawn as a second diamond.
        tasks.filter(|task| task.name == "due" || task.start < task.end).collect()
    }

    /// Today and the end of the plan, where they are shown. Their words are over the plot and do not meet.
    fn days(&self, plot: &Plot) -> Vec<Day> {
        let shown = |day: Date| (self.from..=self.to).contains(&day);
        let mut days: Vec<Day> = Vec::new();
        if shown(self.today) {
            days.push(Day::place(in_table(self.today), self.x(self.today, plot), plot, Side::Before, true));
        }
        if let Some(ends) = self.ends.filter(|ends| shown(*ends)) {
            let mut day =
                Day::place(format!("Plan ends {}", in_table(ends)), self.x(ends, plot), plot, Side::After, false);
            if days.iter().any(|other| other.meets(&day)) {
                day.line = 1;
            }
            days.push(day);
        }
        days
    }

    fn x(&self, day: Date, plot: &Plot) -> f32 {
        let shown = (self.to - self.from).num_days().max(1) as f32;
        plot.left + plot.width * (day - self.from).num_days() as f32 / shown
    }
}

fn seconds(day: Date) -> f64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() as f64
}

/// Lines between the rows and at the months, and the axis.
fn grid(drawing: &mut Drawing<'_>, shapes: &[Shape], plot: &Plot) -> Result<(), ChartError> {
    for line in shapes.iter().filter(|shape| shape.is("line")) {
        let (x1, y1, x2, y2) = (line.number("x1")?, line.number("y1")?, line.number("x2")?, line.number("y2")?);
        let is_tick = y1 >= plot.bottom() - 0.1;
        if !is_tick {
            drawing.line((x1, y1), (x2, y2), GRID);
        }
    }
    drawing.line((plot.left, plot.bottom()), (plot.right(), plot.bottom()), AXIS);
    Ok(())
}

/// The names of months, each at its line and none over the edge or another.
fn months(drawing: &mut Drawing<'_>, shapes: &[Shape], plot: &Plot) -> Result<(), ChartError> {
    let is_month_line = |shape: &&Shape| shape.is("line") && shape.word("x1") == shape.word("x2");
    let is_over_axis = |shape: &&Shape| shape.number("y1").is_ok_and(|y| y < plot.bottom() - 0.1);
    let lines: Vec<f32> = shapes
        .iter()
        .filter(|shape| is_month_line(shape) && is_over_axis(shape))
        .map(|shape| shape.number("x1"))
        .collect::<Result<_, _>>()?;
    let names = shapes.iter().filter(|shape| shape.is("text"));
    let mut free_from = f32::MIN;
    for (name, x) in names.zip(lines) {
        let day = name.text.trim();
        let month = day.parse().map_or_else(|_| day.to_owned(), month_in_table);
        let half = lettering::width(&month, Weight::Regular) / 2.0;
        let center = x.max(half).min(plot.right() + RIGHT - half);
        if center - half >= free_from {
            let middle = plot.bottom() + 14.0;
            drawing.letters(Letters::quiet(&month, center, middle, Anchor::Middle));
            free_from = center + half + 6.0;
        }
    }
    Ok(())
}

/// What the library placed in a row. `None`: it lies outside the days shown.
struct Placed {
    bar: Option<Area>,
    diamond: Option<(f32, f32)>,
}

impl Placed {
    fn find(index: usize, shapes: &[Shape]) -> Result<Placed, ChartError> {
        let row = index.to_string();
        let in_row = |name: &str| {
            shapes.iter().find(|shape| shape.word("data-row") == Some(&row) && shape.word("data-name") == Some(name))
        };
        let bar = in_row("moved").map(Shape::area).transpose()?;
        let diamond = in_row("due").map(center_of).transpose()?;
        Ok(Placed { bar, diamond })
    }
}

/// The points of a diamond are its top, its right, its bottom and its left.
fn center_of(diamond: &Shape) -> Result<(f32, f32), ChartError> {
    let points = diamond.word("points").unwrap_or_default();
    let numbers: Vec<f32> = points.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
    match numbers.as_slice() {
        [x, _, _, y, ..] => Ok((*x, *y)),
        _ => Err(diamond.without("points")),
    }
}

impl TimelineRow {
    fn draw(
        &self,
        drawing: &mut Drawing<'_>,
        timeline: &Timeline,
        placed: &Placed,
        plot: &Plot,
        index: usize,
    ) -> Result<(), ChartError> {
        let middle = rows::middle_of(plot, index, timeline.rows.len());
        drawing.mark(&self.said(timeline.today), self.rows.as_deref(), |drawing| {
            if let Some(bar) = placed.bar {
                // An earlier due date is no slip: it is not gold.
                let fill = if self.due < self.first { Fill::Addition } else { Fill::Slip };
                drawing.area(bar, &paint(fill));
            }
            let center = match placed.diamond {
                Some(center) if self.is_shown(timeline) => {
                    self.draw_diamond(drawing, center);
                    center
                }
                _ => (self.draw_arrow(drawing, timeline, plot, middle), middle),
            };
            self.draw_lateness(drawing, timeline.today, plot, center);
        })
    }

    /// "412 days late".
    fn lateness(&self, today: Date) -> Option<String> {
        let days = (today - self.due).num_days();
        let is_late = self.is_late && days > 0;
        is_late.then(|| if days == 1 { "1 day late".to_owned() } else { format!("{days} days late") })
    }

    fn said(&self, today: Date) -> String {
        let state = self.lateness(today).map(|late| format!(", {late}")).unwrap_or_default();
        if self.first == self.due {
            return format!("{}: {}{state}", self.label, in_table(self.due));
        }
        format!("{}: {}, originally due {}{state}", self.label, in_table(self.due), in_table(self.first))
    }

    fn is_shown(&self, timeline: &Timeline) -> bool {
        (timeline.from..=timeline.to).contains(&self.due)
    }

    fn color(&self) -> &'static str {
        if self.is_late { RED } else { INK }
    }

    fn draw_diamond(&self, drawing: &mut Drawing<'_>, (x, y): (f32, f32)) {
        let [left, right, top, bottom] = [x - DIAMOND, x + DIAMOND, y - DIAMOND, y + DIAMOND].map(px);
        let (x, y) = (px(x), px(y));
        let fill = if self.is_late { RED } else { WHITE };
        let path = format!("M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z");
        drawing.path(&path, &[("fill", fill), ("stroke", self.color()), ("stroke-width", "1.5")]);
    }

    /// Beside the mark, where there is room; the title of the mark has it always.
    fn draw_lateness(&self, drawing: &mut Drawing<'_>, today: Date, plot: &Plot, (x, middle): (f32, f32)) {
        let Some(words) = self.lateness(today) else { return };
        let width = lettering::width(&words, Weight::Regular);
        let (after, before) = (x + DIAMOND + 4.0, x - DIAMOND - 4.0 - width);
        let starts = if after + width <= plot.right() + RIGHT { after } else { before };
        if starts < plot.left {
            return;
        }
        // The line of a month or of today may pass behind the words.
        drawing.plain(Area { x: starts - 1.0, y: middle - LINE / 2.0, width: width + 2.0, height: LINE }, WHITE);
        drawing.letters(Letters { color: RED, ..Letters::quiet(&words, starts, middle, Anchor::Start) });
    }

    /// Its date lies outside the days shown: an arrow at the edge says on which side. Gives the middle of the arrow.
    fn draw_arrow(&self, drawing: &mut Drawing<'_>, timeline: &Timeline, plot: &Plot, middle: f32) -> f32 {
        let (tip, tail) = if self.due > timeline.to {
            (plot.right() + RIGHT, plot.right() + 1.0)
        } else {
            (plot.left + 1.0, plot.left + RIGHT)
        };
        let center = (tip + tail) / 2.0;
        let [tip, tail, top, y, bottom] = [tip, tail, middle - DIAMOND, middle, middle + DIAMOND].map(px);
        drawing.path(&format!("M{tail} {top}L{tip} {y}L{tail} {bottom}Z"), &[("fill", self.color())]);
        center
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A day with a line through all rows.
struct Day {
    words: String,
    x: f32,
    starts: f32,
    ends: f32,
    line: u8,
    is_dashed: bool,
}

impl Day {
    /// The words are on that side of the line, unless there is no room for them.
    fn place(words: String, x: f32, plot: &Plot, side: Side, is_dashed: bool) -> Day {
        let width = lettering::width(&words, Weight::Regular);
        let has_room_after = x + 6.0 + width <= plot.right() + RIGHT;
        let has_room_before = x - 6.0 - width >= 0.0;
        let is_after = if side == Side::After { has_room_after || !has_room_before } else { !has_room_before };
        // On a narrow drawing there can be room on neither side: then they are over the line.
        let latest = (plot.right() + RIGHT - width).max(0.0);
        let starts = if is_after { (x + 6.0).min(latest) } else { x - 6.0 - width };
        Day { words, x, starts, ends: starts + width, line: 0, is_dashed }
    }

    fn meets(&self, other: &Day) -> bool {
        self.starts - 10.0 < other.ends && other.starts - 10.0 < self.ends
    }

    fn draw_line(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        let (from, to) = ((self.x, LINE * f32::from(self.line) + 2.0), (self.x, plot.bottom()));
        if self.is_dashed {
            drawing.dashed_line(from, to, QUIET, "4 3");
        } else {
            drawing.line(from, to, INK);
        }
    }

    fn draw_words(&self, drawing: &mut Drawing<'_>) {
        let middle = LINE * (f32::from(self.line) + 0.5);
        // The line of another day may pass behind the words.
        let plate =
            Area { x: self.starts - 2.0, y: middle - LINE / 2.0, width: self.ends - self.starts + 4.0, height: LINE };
        drawing.plain(plate, WHITE);
        let letters = Letters::quiet(&self.words, self.starts, middle, Anchor::Start);
        drawing.letters(Letters { color: INK, ..letters });
    }
}
