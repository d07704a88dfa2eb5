//! One look for every chart: charts-rs places the marks, and one pass of ours over its drawing gives them their looks.
//!
//! What people wrote never passes through the drawing library: it gets numbers and places only, and each mark that it
//! draws is known again by the index of its datum. The pass sets fills, patterns, links and all lettering, so that
//! every text is escaped in one place and every label is placed where there is room for it.
//!
//! A drawing carries no style, no script and nothing that is fetched, so that it shows under a strict content security
//! policy. A chart without rows is no drawing: `draw` gives an empty string, and the page says in words that there is
//! nothing yet.

mod bars;
mod bridge;
mod chart;
mod columns;
mod curves;
mod drawing;
mod heading;
mod heat;
mod lettering;
mod marks;
mod palette;
mod patterns;
mod rows;
mod scale;
mod shapes;
mod spark;
mod stacks;
mod theme;
mod timeline;

#[cfg(test)]
mod tests;

pub use bars::{Bar, BarRow, Bars};
pub use bridge::{Bridge, Step, StepKind};
pub use chart::Chart;
pub use curves::{Curve, CurveStyle, Curves};
pub use heat::{Heat, HeatCell};
pub use palette::Fill;
pub use patterns::{HeatClass, heat_key, patterns, state_swatch};
pub use spark::{SparkPoint, sparkline};
pub use stacks::{Segment, Stack, Stacks};
pub use timeline::{Timeline, TimelineGroup, TimelineRow};

/// How wide a drawing is, in pixels of the page at its full width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Width {
    /// 592: beside another chart.
    Half,
    /// 1216: alone in its row.
    Full,
    /// 288: on a narrow screen.
    Narrow,
    /// 476: the bridge beside a table.
    Side,
}

impl Width {
    /// In pixels.
    pub const fn pixels(self) -> u16 {
        match self {
            Width::Half => 592,
            Width::Full => 1216,
            Width::Narrow => 288,
            Width::Side => 476,
        }
    }
}

/// Where a drawing is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The drawing uses the page's sprite of [`patterns`], and its marks are links. They take no focus from the
    /// keyboard, since the table under the chart holds the same links.
    Page,
    /// The drawing carries its own patterns, its title, its description and its key, and no links.
    File,
}

/// What a drawing is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Begins every id of the drawing; unique on the page.
    pub id: &'static str,
    /// What is seen: "71 milestones completed; 92 originally due by September 30, 2024".
    pub title: String,
    /// Measure, unit and denominator.
    pub description: String,
    /// Sentences under the drawing, such as what it leaves out. A file holds them; a page has them beside the drawing.
    pub foot: Vec<String>,
}

/// Why there is no drawing.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    #[error("The chart could not be drawn: {0}")]
    NotDrawn(#[from] charts_rs::Error),
    #[error("The drawing is not the XML that it should be: {0}")]
    NotRead(#[from] quick_xml::Error),
    #[error("The drawing has a {shape} without {attribute}.")]
    Incomplete { shape: String, attribute: &'static str },
    #[error("The steps before \"{label}\" come to {reached}, where it says {stated}.")]
    DoesNotAddUp { label: String, stated: u32, reached: i64 },
    #[error("A chart links within this site only, not to {0}")]
    LinksElsewhere(String),
}
