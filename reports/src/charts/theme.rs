//! The look as a theme of charts-rs: no legend, no title, no lettering of its own, axes that start at 0.

use super::palette;
use charts_rs::{ChartBase, Color, THEME_LIGHT, Theme, add_theme, get_theme};
use std::sync::LazyLock;

/// The name of the theme, once it is registered.
pub(super) fn concord() -> &'static str {
    static NAME: LazyLock<&str> = LazyLock::new(|| {
        add_theme("concord", theme());
        "concord"
    });
    *NAME
}

fn theme() -> Theme {
    let mut theme = (*get_theme(THEME_LIGHT)).clone();
    theme.font_family = "Public Sans".to_owned();
    theme.background_color = Color::transparent();
    theme.margin = charts_rs::Box::default();
    theme.legend.show = Some(false);
    theme.x_axis.font.size = super::lettering::SIZE;
    theme.x_axis.stroke_color = palette::AXIS.into();
    theme.y_axis.split_number = 4;
    theme.y_axis.min = Some(0.0);
    theme.grid.stroke_color = palette::GRID.into();
    theme.series.stroke_width = 2.5;
    theme
}

/// Where the plot is within the drawing, in pixels from its left upper corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plot {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Plot {
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }

    /// Makes the plot of a chart fill exactly this area: the axes are hidden, their lettering is ours.
    pub fn lay(&self, chart: &mut ChartBase) {
        chart.x_axis.hidden = true;
        chart.y_axis_hidden = true;
        chart.margin = charts_rs::Box { left: self.left, top: self.top, ..Default::default() };
        chart.width = self.right();
        chart.height = self.bottom();
    }
}
