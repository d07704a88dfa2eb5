//! Lines over time: what was originally due and what is done, and the series of indicators.

use super::drawing::{Anchor, Datum, Drawing, Letters, px};
use super::lettering::{self, LINE, SIZE, Weight};
use super::palette::{AXIS, BLUE, GRID, INK, NAVY, QUIET, WHITE};
use super::rows::GAP;
use super::scale::Scale;
use super::shapes::{self, Area, Shape};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use charts_rs::{Color, LineChart, Series, Symbol};

/// Curves over the same points of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    pub words: Words,
    /// Under the axis: a label for each point. They are thinned where they would meet.
    pub labels: Vec<String>,
    pub curves: Vec<Curve>,
    /// What all curves are at each point, in words: "June 30, 2024: originally due 93, completed 80". Its place is that of
    /// its card. Blank: nothing can be pointed at.
    pub readings: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub style: CurveStyle,
    /// `None` is a break: no line goes across it. A number that is not finite is a break too.
    pub points: Vec<Option<f64>>,
    /// Written at its end: "71 completed by Sept. 30, 2024". On a narrow screen it is over the drawing.
    pub end: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveStyle {
    /// Dashed.
    Promised,
    /// Solid.
    Done,
    /// Solid, with a round point for each measurement.
    Measured,
    /// Open points, never joined: an estimate is quoted, not charted as a trend.
    Quoted,
}

const TOP: f32 = 10.0;
/// Under the plot, for the labels.
const LABELS: f32 = 28.0;
/// From the plot to the words at the ends.
const TO_WORDS: f32 = 8.0;
/// The words at an end may reach a little under the axis, where no label is.
const BELOW_AXIS: f32 = 4.0;
/// Between two labels under the axis.
const BETWEEN: f32 = 14.0;

impl Curves {
    /// Fails only where the drawing cannot be read. Without any point the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.labels.is_empty() || self.values().next().is_none() {
            return Ok(String::new());
        }
        let scale = Scale::over(self.values());
        let ends = self.ends(width);
        let plot = self.plot(width, &scale, &ends);
        let shapes = shapes::read(&self.chart(&plot, &scale).svg()?)?;
        let whole = f32::from(width.pixels());
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom() + LABELS, &[]);
        draw_scale(&mut drawing, &scale, &plot);
        self.draw_labels(&mut drawing, &plot, whole);
        for (index, curve) in self.curves.iter().enumerate() {
            curve.draw(&mut drawing, &shapes, index)?;
        }
        match width {
            Width::Narrow => self.draw_key(&mut drawing),
            Width::Half | Width::Full | Width::Side => draw_ends(&mut drawing, ends, &shapes, &plot)?,
        }
        if place == Place::Page {
            self.draw_readings(&mut drawing, &scale, &plot)?;
        }
        Ok(drawing.finish())
    }

    /// Over all, a column a point that shows nothing and can be pointed at: it tells where its points are.
    fn draw_readings(&self, drawing: &mut Drawing<'_>, scale: &Scale, plot: &Plot) -> Result<(), ChartError> {
        let (first, unit) = self.spread(plot);
        for (place, said) in self.readings.iter().enumerate().take(self.labels.len()) {
            let x = first + unit * place as f32;
            let (starts, ends) = ((x - unit / 2.0).max(plot.left), (x + unit / 2.0).min(plot.right()));
            let values = self.curves.iter().map(|curve| curve.points.get(place).copied().flatten());
            let heights = values.flatten().filter(|value| drawable(*value).is_some());
            let heights: Vec<String> = heights.map(|value| px(plot.top + plot.height * scale.down(value))).collect();
            let column = Area { x: starts, y: plot.top, width: (ends - starts).max(1.0), height: plot.height };
            let datum = Datum { said, card: Some(place), ..Datum::default() };
            drawing.mark(datum, |drawing| drawing.column(column, x, &heights.join(" ")))?;
        }
        Ok(())
    }

    /// Where the first point is along the axis, and how far it is from one to the next.
    fn spread(&self, plot: &Plot) -> (f32, f32) {
        match self.labels.len() {
            0 | 1 => (plot.left + plot.width / 2.0, plot.width),
            count => (plot.left, plot.width / (count - 1) as f32),
        }
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.curves.iter().flat_map(|curve| curve.points.iter().take(self.labels.len()));
        points.filter_map(|point| point.filter(|value| drawable(*value).is_some()))
    }

    fn ends(&self, width: Width) -> Vec<End> {
        let room = match width {
            Width::Full => 180.0,
            Width::Half | Width::Side | Width::Narrow => 104.0,
        };
        let end = |(index, curve): (usize, &Curve)| {
            let words = curve.end.as_deref()?;
            let lines = lettering::wrap(words, Weight::Bold, SIZE, room, 3);
            Some(End { index, lines, style: curve.style, middle: 0.0 })
        };
        self.curves.iter().enumerate().filter_map(end).collect()
    }

    fn plot(&self, width: Width, scale: &Scale, ends: &[End]) -> Plot {
        let widest = |words: f32, text: &str, weight| words.max(lettering::width(text, weight));
        let numbers = scale.lines().fold(0.0, |so_far, (number, _)| widest(so_far, &number, Weight::Regular));
        let left = (numbers * 1.03 + GAP).ceil().max(self.half_label());
        let (right, top) = match width {
            Width::Narrow => (self.half_label().max(GAP), TOP + 18.0 * ends.len() as f32),
            Width::Half | Width::Full | Width::Side => {
                let words = ends.iter().flat_map(|end| &end.lines);
                let words = words.fold(0.0, |so_far, line| widest(so_far, line, Weight::Bold));
                ((words * 1.03 + 2.0 * TO_WORDS).max(self.half_label()), TOP)
            }
        };
        let height = if width == Width::Full { 280.0 } else { 212.0 };
        Plot { left, top, width: f32::from(width.pixels()) - left - right, height }
    }

    /// Room for the first and the last label to be centered under their points, unless they are long.
    fn half_label(&self) -> f32 {
        let ends = self.labels.first().into_iter().chain(self.labels.last());
        let half = ends.map(|label| lettering::width(label, Weight::Regular) / 2.0).fold(0.0, f32::max);
        half.min(28.0).ceil()
    }

    fn chart(&self, plot: &Plot, scale: &Scale) -> LineChart {
        let names = (0..self.labels.len()).map(|label| label.to_string()).collect();
        let series = self.curves.iter().enumerate().map(|(index, curve)| self.series(index, curve)).collect();
        let mut chart = LineChart::new_with_theme(series, names, theme::concord());
        for axis in &mut chart.y_axis_configs {
            axis.min = Some(scale.low() as f32);
            axis.max = Some(scale.high() as f32);
        }
        plot.lay(&mut chart);
        chart.x_axis.boundary_gap = Some(self.labels.len() == 1);
        chart.series.colors = (0..self.curves.len()).map(marker).collect();
        chart
    }

    fn series(&self, index: usize, curve: &Curve) -> Series {
        Series {
            name: index.to_string(),
            data: curve.points.iter().take(self.labels.len()).map(|point| point.and_then(drawable)).collect(),
            // The pass takes the places of the points from their circles.
            symbol: Some(Symbol::Circle(1.0, None)),
            ..Default::default()
        }
    }

    fn draw_labels(&self, drawing: &mut Drawing<'_>, plot: &Plot, edge: f32) {
        let (first, unit) = self.spread(plot);
        let every = self.every(unit);
        let mut free_from = f32::MIN;
        for (place, label) in self.labels.iter().enumerate().step_by(every) {
            let label = lettering::shorten(label, Weight::Regular, plot.width);
            let half = lettering::width(&label, Weight::Regular) / 2.0;
            let center = (first + unit * place as f32).min(edge - half).max(half);
            if center - half >= free_from {
                drawing.letters(Letters::quiet(&label, center, plot.bottom() + 14.0, Anchor::Middle));
                free_from = center + half + BETWEEN / 2.0;
            }
        }
    }

    /// Every how many points there is room for a label; if possible so that the last point has one.
    fn every(&self, unit: f32) -> usize {
        let widest = self.labels.iter().map(|label| lettering::width(label, Weight::Regular)).fold(0.0, f32::max);
        let last = self.labels.len().saturating_sub(1).max(1);
        let fewest = (1..last).find(|every| unit * *every as f32 >= widest + BETWEEN).unwrap_or(last);
        (fewest..=fewest * 2).find(|every| last.is_multiple_of(*every)).unwrap_or(fewest)
    }

    /// On a narrow screen the words are over the drawing, each after a sample of its line.
    fn draw_key(&self, drawing: &mut Drawing<'_>) {
        let named = self.curves.iter().filter_map(|curve| Some((curve, curve.end.as_deref()?)));
        for (line, (curve, words)) in named.enumerate() {
            let middle = 18.0 * (line as f32 + 0.5);
            curve.style.draw_line(drawing, &format!("M0 {y}L28 {y}", y = px(middle)));
            curve.style.draw_point(drawing, (14.0, middle), false);
            let room = f32::from(Width::Narrow.pixels()) - 36.0;
            let words = lettering::shorten(words, curve.style.weight(), room);
            let letters = Letters::quiet(&words, 36.0, middle, Anchor::Start);
            drawing.letters(Letters { weight: curve.style.weight(), color: curve.style.color(), ..letters });
        }
    }
}

/// What has a place on an axis.
fn drawable(value: f64) -> Option<f32> {
    Some(value as f32).filter(|value| value.is_finite())
}

/// By its color the pass knows again which curve a line belongs to.
fn marker(index: usize) -> Color {
    let [.., high, middle, low] = index.to_be_bytes();
    (high, middle, low).into()
}

fn is_of(shape: &Shape, index: usize) -> bool {
    shape.word("stroke").is_some_and(|color| color.eq_ignore_ascii_case(&format!("#{index:06x}")))
}

fn points(shapes: &[Shape], index: usize) -> Result<Vec<(f32, f32)>, ChartError> {
    let circles = shapes.iter().filter(|shape| shape.is("circle") && is_of(shape, index));
    circles.map(|circle| Ok((circle.number("cx")?, circle.number("cy")?))).collect()
}

fn draw_scale(drawing: &mut Drawing<'_>, scale: &Scale, plot: &Plot) {
    for (number, down) in scale.lines() {
        let y = plot.top + plot.height * down;
        let color = if number == "0" { AXIS } else { GRID };
        drawing.line((plot.left, y), (plot.right(), y), color);
        drawing.letters(Letters::quiet(&number, plot.left - GAP, y, Anchor::End));
    }
}

impl Curve {
    fn draw(&self, drawing: &mut Drawing<'_>, shapes: &[Shape], index: usize) -> Result<(), ChartError> {
        let runs: Vec<&str> = shapes
            .iter()
            .filter(|shape| shape.is("path") && is_of(shape, index))
            .map(|shape| shape.word("d").ok_or_else(|| shape.without("d")))
            .collect::<Result<_, _>>()?;
        // A run of a single point is no line: only its dot can be seen.
        let (lines, lone): (Vec<&str>, Vec<&str>) = runs.into_iter().partition(|path| path.contains('L'));
        for line in lines {
            self.style.draw_line(drawing, line);
        }
        for point in points(shapes, index)? {
            let is_lone = lone.iter().any(|path| starts_at(path, point));
            self.style.draw_point(drawing, point, is_lone);
        }
        Ok(())
    }
}

fn starts_at(path: &str, point: (f32, f32)) -> bool {
    let mut numbers = path.split_whitespace().filter_map(|word| word.parse::<f32>().ok());
    numbers.next().zip(numbers.next()) == Some(point)
}

impl CurveStyle {
    fn color(self) -> &'static str {
        match self {
            CurveStyle::Promised => QUIET,
            CurveStyle::Done => NAVY,
            CurveStyle::Measured => BLUE,
            CurveStyle::Quoted => INK,
        }
    }

    fn weight(self) -> Weight {
        match self {
            CurveStyle::Promised | CurveStyle::Quoted => Weight::Regular,
            CurveStyle::Done | CurveStyle::Measured => Weight::Bold,
        }
    }

    fn draw_line(self, drawing: &mut Drawing<'_>, path: &str) {
        let mut looks =
            vec![("fill", "none"), ("stroke", self.color()), ("stroke-width", "2.5"), ("stroke-linejoin", "round")];
        match self {
            CurveStyle::Quoted => return,
            CurveStyle::Promised => looks.push(("stroke-dasharray", "6 4")),
            CurveStyle::Done | CurveStyle::Measured => {}
        }
        drawing.path(path, &looks);
    }

    fn draw_point(self, drawing: &mut Drawing<'_>, point: (f32, f32), is_lone: bool) {
        match self {
            CurveStyle::Quoted => {
                let looks = [("fill", WHITE), ("stroke", self.color()), ("stroke-width", "1.5")];
                drawing.circle(point, 4.0, &looks);
            }
            CurveStyle::Measured => drawing.circle(point, 3.5, &[("fill", self.color())]),
            CurveStyle::Promised | CurveStyle::Done if is_lone => {
                drawing.circle(point, 3.0, &[("fill", self.color())]);
            }
            CurveStyle::Promised | CurveStyle::Done => {}
        }
    }
}

/// The words at the end of a curve.
struct End {
    index: usize,
    lines: Vec<String>,
    style: CurveStyle,
    middle: f32,
}

impl End {
    fn height(&self) -> f32 {
        LINE * self.lines.len() as f32
    }
}

/// The words are beside the plot, as near to the height of their curve as the others leave room for.
fn draw_ends(drawing: &mut Drawing<'_>, mut ends: Vec<End>, shapes: &[Shape], plot: &Plot) -> Result<(), ChartError> {
    for end in &mut ends {
        end.middle = points(shapes, end.index)?.last().map_or(plot.top, |point| point.1);
    }
    ends.sort_by(|one, other| one.middle.total_cmp(&other.middle));
    let mut free_from = 0.0_f32;
    for end in &mut ends {
        end.middle = end.middle.max(free_from + end.height() / 2.0);
        free_from = end.middle + end.height() / 2.0 + 4.0;
    }
    let mut free_to = plot.bottom() + BELOW_AXIS;
    for end in ends.iter_mut().rev() {
        end.middle = end.middle.min(free_to - end.height() / 2.0);
        free_to = end.middle - end.height() / 2.0 - 4.0;
    }
    for end in &ends {
        let top = end.middle - end.height() / 2.0;
        for (place, line) in end.lines.iter().enumerate() {
            let middle = top + LINE * (place as f32 + 0.5);
            let weight = if place == 0 { end.style.weight() } else { Weight::Regular };
            let letters = Letters::quiet(line, plot.right() + TO_WORDS, middle, Anchor::Start);
            drawing.letters(Letters { weight, color: end.style.color(), ..letters });
        }
    }
    Ok(())
}
