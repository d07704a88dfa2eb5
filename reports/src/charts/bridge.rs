//! From one total to the next, step by step.

use super::columns::ColumnNames;
use super::drawing::{Anchor, Datum, Drawing, Letters};
use super::lettering::{LINE, counted};
use super::palette::{AXIS, EDGE, Fill, paint};
use super::shapes::{self, Area, Shape};
use super::theme::{self, Plot};
use super::{ChartError, Place, Width, Words};
use charts_rs::{WaterfallChart, WaterfallData};

/// A waterfall: a total, what came and went, the total after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    pub words: Words,
    /// From left to right; the first is a total, or the steps begin at 0.
    pub steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub label: String,
    pub kind: StepKind,
    /// How many; the kind gives the direction.
    pub number: u32,
    /// The address of the rows behind it.
    pub rows: Option<String>,
    /// The place of its card.
    pub card: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Total,
    Up,
    Down,
}

/// Of the plot and the room over it.
const HEIGHT: f32 = 186.0;
/// Room for the number over the highest bar.
const OVER: f32 = 22.0;
const THINNEST: f32 = 2.0;
/// What came is outlined: some white must be left between the lines.
const THINNEST_OUTLINED: f32 = 5.0;

impl Bridge {
    /// Fails where the steps do not come to the totals, since the drawing would show a sum that is wrong, and where a
    /// link leads out of the site. Without steps the drawing is empty.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        if self.steps.is_empty() {
            return Ok(String::new());
        }
        self.adds_up()?;
        let whole = f32::from(width.pixels());
        let plot = Plot { left: 0.0, top: OVER, width: whole, height: HEIGHT - OVER };
        let names = ColumnNames::fit(self.steps.iter().map(|step| step.label.as_str()), whole);
        let shapes = shapes::read(&self.chart(&plot).svg()?)?;
        let mut drawing = Drawing::begin(&self.words, place, whole, plot.bottom() + names.height(), &[]);
        names.draw(&mut drawing, &plot);
        for shape in &shapes {
            if shape.is("line") && shape.word("stroke-dasharray").is_some() {
                connect(&mut drawing, shape)?;
            } else if shape.word("data-category").is_some()
                && let Some(step) = self.steps.get(shape.index("data-category")?)
            {
                step.draw(&mut drawing, shape.area()?, &plot)?;
            }
        }
        drawing.line((plot.left, plot.bottom()), (plot.right(), plot.bottom()), AXIS);
        Ok(drawing.finish())
    }

    fn adds_up(&self) -> Result<(), ChartError> {
        let mut reached = 0_i64;
        for (place, step) in self.steps.iter().enumerate() {
            let number = i64::from(step.number);
            match step.kind {
                StepKind::Up => reached += number,
                StepKind::Down => reached -= number,
                StepKind::Total if place == 0 => reached = number,
                StepKind::Total => {}
            }
            let is_wrong_total = step.kind == StepKind::Total && reached != number;
            if is_wrong_total || reached < 0 {
                return Err(ChartError::DoesNotAddUp { label: step.label.clone(), stated: step.number, reached });
            }
        }
        Ok(())
    }

    fn chart(&self, plot: &Plot) -> WaterfallChart {
        let data = self.steps.iter().map(Step::datum).collect();
        let names = (0..self.steps.len()).map(|step| step.to_string()).collect();
        let mut chart = WaterfallChart::new_with_theme(data, names, theme::concord());
        chart.label_show = false;
        chart.bar_width_ratio = 0.62;
        chart.connector_line_dash_array = Some("2,2".to_owned());
        plot.lay(&mut chart);
        chart
    }
}

fn connect(drawing: &mut Drawing<'_>, line: &Shape) -> Result<(), ChartError> {
    let from = (line.number("x1")?, line.number("y1")?);
    let to = (line.number("x2")?, line.number("y2")?);
    drawing.dashed_line(from, to, EDGE, "2 2");
    Ok(())
}

impl Step {
    fn datum(&self) -> WaterfallData {
        let number = self.number as f32;
        match self.kind {
            StepKind::Total => WaterfallData { value: number, is_total: true },
            StepKind::Up => WaterfallData { value: number, is_total: false },
            StepKind::Down => WaterfallData { value: -number, is_total: false },
        }
    }

    fn fill(&self) -> Fill {
        match self.kind {
            StepKind::Total => Fill::Quiet,
            StepKind::Up => Fill::Addition,
            StepKind::Down => Fill::Reduction,
        }
    }

    /// With the sign of its direction, which the shape alone would not tell.
    fn said(&self) -> String {
        let number = counted(self.number.into());
        match self.kind {
            StepKind::Up if self.number > 0 => format!("+{number}"),
            StepKind::Down if self.number > 0 => format!("−{number}"),
            StepKind::Total | StepKind::Up | StepKind::Down => number,
        }
    }

    fn draw(&self, drawing: &mut Drawing<'_>, area: Area, plot: &Plot) -> Result<(), ChartError> {
        let area = self.visible(area, plot);
        let said = self.said();
        if self.number == 0 {
            // A step of 0 is a level line that leads on to the next.
            drawing.dashed_line((area.x, area.y), (area.right(), area.y), EDGE, "2 2");
        } else {
            let title = format!("{}: {said}", self.label);
            let datum = Datum { said: &title, rows: self.rows.as_deref(), card: self.card, keyed: None };
            drawing.mark(datum, |drawing| drawing.area(area, &paint(self.fill())))?;
        }
        let below = area.y + area.height + LINE / 2.0 + 2.0;
        let has_room_below = below + LINE / 2.0 <= plot.bottom();
        let middle = match self.kind {
            StepKind::Down if has_room_below && self.number > 0 => below,
            StepKind::Total | StepKind::Up | StepKind::Down => area.y - LINE / 2.0 - 2.0,
        };
        drawing.letters(Letters::bold(&said, area.center(), middle, Anchor::Middle));
        Ok(())
    }

    /// High enough to be seen, and not under the axis.
    fn visible(&self, area: Area, plot: &Plot) -> Area {
        let thinnest = if self.kind == StepKind::Up { THINNEST_OUTLINED } else { THINNEST };
        let height = if self.number == 0 { 0.0 } else { area.height.max(thinnest) };
        Area { y: area.y.min(plot.bottom() - height), height, ..area }
    }
}
