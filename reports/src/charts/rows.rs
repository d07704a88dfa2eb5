//! The column of row names at the left of a drawing.

use super::Width;
use super::drawing::{Anchor, Drawing, Letters};
use super::lettering::{self, Weight};
use super::palette::AXIS;
use super::theme::Plot;

/// Between the names and the axis.
pub(super) const GAP: f32 = 8.0;

/// The names of the rows, each as long as there is room, from the top down.
#[derive(Debug)]
pub(super) struct RowNames {
    names: Vec<String>,
    /// From the edge of the drawing to the axis.
    pub width: f32,
}

impl RowNames {
    /// At most the share of the drawing that leaves its marks readable; on a narrow screen that depends on the marks.
    pub fn fit<'a>(names: impl Iterator<Item = &'a str>, width: Width, of_narrow: f32) -> RowNames {
        let whole = f32::from(width.pixels());
        let share = match width {
            Width::Narrow => of_narrow,
            Width::Half | Width::Side => 0.4,
            Width::Full => 0.25,
        };
        RowNames::within(names, whole * share)
    }

    /// At most `room` pixels with the gap to the axis.
    pub fn within<'a>(names: impl Iterator<Item = &'a str>, room: f32) -> RowNames {
        let room = room - GAP;
        let names: Vec<String> = names.map(|name| lettering::shorten(name, Weight::Regular, room)).collect();
        let widest = names.iter().map(|name| lettering::width(name, Weight::Regular)).fold(0.0, f32::max);
        // The widths of a fallback font may differ a little: no name may be cut at the edge of the drawing.
        RowNames { names, width: (widest * 1.03 + GAP).ceil() }
    }

    /// The names end before the axis, each in the middle of its row.
    pub fn draw(&self, drawing: &mut Drawing<'_>, plot: &Plot) {
        self.draw_at(drawing, plot, plot.left - GAP, Anchor::End);
    }

    /// The names begin at `x`, after the marks before them.
    pub fn draw_from(&self, drawing: &mut Drawing<'_>, plot: &Plot, x: f32) {
        self.draw_at(drawing, plot, x, Anchor::Start);
    }

    fn draw_at(&self, drawing: &mut Drawing<'_>, plot: &Plot, x: f32, anchor: Anchor) {
        for (row, name) in self.names.iter().enumerate() {
            drawing.letters(Letters::quiet(name, x, middle_of(plot, row, self.names.len()), anchor));
        }
    }
}

/// How high a row is: closer together where there are many.
pub(super) fn row_height(rows: usize, usual: f32) -> f32 {
    if rows > 12 { 30.0 } else { usual }
}

/// The middle of a row in pixels from the top of the drawing.
pub(super) fn middle_of(plot: &Plot, row: usize, rows: usize) -> f32 {
    plot.top + plot.height * (row as f32 + 0.5) / rows as f32
}

/// The line at which the bars begin.
pub(super) fn axis(drawing: &mut Drawing<'_>, plot: &Plot) {
    drawing.line((plot.left, plot.top), (plot.left, plot.bottom()), AXIS);
}
