//! Any chart as one value.

use super::{Bars, Bridge, ChartError, Curves, Heat, Place, Stacks, Timeline, Width, Words};

/// Any chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    Bars(Bars),
    Stacks(Stacks),
    Curves(Curves),
    Heat(Heat),
    Timeline(Timeline),
    Bridge(Bridge),
}

impl Chart {
    /// The chart as SVG.
    ///
    /// # Errors
    /// When the numbers cannot be drawn.
    pub fn draw(&self, width: Width, place: Place) -> Result<String, ChartError> {
        match self {
            Chart::Bars(chart) => chart.draw(width, place),
            Chart::Stacks(chart) => chart.draw(width, place),
            Chart::Curves(chart) => chart.draw(width, place),
            Chart::Heat(chart) => chart.draw(width, place),
            Chart::Timeline(chart) => chart.draw(width, place),
            Chart::Bridge(chart) => chart.draw(width, place),
        }
    }

    /// How wide it is drawn where it is asked for in that width, in pixels: with many columns it is wider.
    pub fn width(&self, width: Width) -> f32 {
        match self {
            Chart::Heat(chart) => chart.width(width),
            Chart::Bars(_) | Chart::Stacks(_) | Chart::Curves(_) | Chart::Timeline(_) | Chart::Bridge(_) => {
                width.pixels().into()
            }
        }
    }

    /// What it is called, and the sentences under it.
    pub fn words(&self) -> &Words {
        match self {
            Chart::Bars(chart) => &chart.words,
            Chart::Stacks(chart) => &chart.words,
            Chart::Curves(chart) => &chart.words,
            Chart::Heat(chart) => &chart.words,
            Chart::Timeline(chart) => &chart.words,
            Chart::Bridge(chart) => &chart.words,
        }
    }

    pub fn words_mut(&mut self) -> &mut Words {
        match self {
            Chart::Bars(chart) => &mut chart.words,
            Chart::Stacks(chart) => &mut chart.words,
            Chart::Curves(chart) => &mut chart.words,
            Chart::Heat(chart) => &mut chart.words,
            Chart::Timeline(chart) => &mut chart.words,
            Chart::Bridge(chart) => &mut chart.words,
        }
    }
}
