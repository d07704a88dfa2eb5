//! The colors of all charts, and what is written on them.

use domain::facts::Status;
use domain::progress::State;

pub(super) const INK: &str = "#1b1b1b";
pub(super) const QUIET: &str = "#565c65";
pub(super) const WHITE: &str = "#ffffff";
pub(super) const NAVY: &str = "#162e51";
pub(super) const BLUE: &str = "#005ea2";
pub(super) const GOLD: &str = "#c2850c";
pub(super) const RED: &str = "#8b0a03";
pub(super) const GRID: &str = "#dfe1e2";
pub(super) const AXIS: &str = "#71767a";
/// An outline around light fills, and the connectors of a bridge.
pub(super) const EDGE: &str = "#8d9297";
/// Letters on gold, which is light in the dark theme too, so that they are dark in both.
const ON_GOLD: &str = "#1a1a1a";
/// The classes of days, from the lightest on.
const SLIP: [&str; 4] = ["#ffe396", "#e5a000", "#936f38", "#5c410a"];

/// Each color, and the custom property by which pages name it: their theme decides what it is (`style/_theme.scss`).
pub(super) const THEMED: [(&str, &str); 15] = [
    (INK, "var(--ink)"),
    (QUIET, "var(--quiet)"),
    (WHITE, "var(--paper)"),
    (NAVY, "var(--completed)"),
    (BLUE, "var(--in-progress)"),
    (GOLD, "var(--delayed)"),
    (RED, "var(--blocked)"),
    (GRID, "var(--rule)"),
    (AXIS, "var(--axis)"),
    (EDGE, "var(--rule-strong)"),
    (ON_GOLD, "var(--on-delayed)"),
    (SLIP[0], "var(--slip-1)"),
    (SLIP[1], "var(--slip-2)"),
    (SLIP[2], "var(--slip-3)"),
    (SLIP[3], "var(--slip-4)"),
];

/// A color as pages write it. What is no color of ours stays as it is.
pub(super) fn on_page(color: &str) -> &str {
    THEMED.iter().find(|(of, _)| *of == color).map_or(color, |(_, name)| name)
}

/// The same for all colors in a piece of SVG.
pub(super) fn all_on_page(svg: &str) -> String {
    THEMED.iter().fold(svg.to_owned(), |svg, (color, name)| svg.replace(color, name))
}

/// What a bar represents; its color follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Days from the original due date to the current one: gold.
    Slip,
    /// A total, or a measure without a judgment: gray.
    Quiet,
    /// What left a total: dark blue.
    Reduction,
    /// What came to a total: white with an outline.
    Addition,
}

/// A fill that grey printing and color blindness leave readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    Plain(&'static str),
    Patterned(Pattern),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    Stripes,
    Lines,
    Hatch,
    Grid,
    /// Level lines of a color on white: what was said last is out of date.
    Rules(&'static str),
    /// The same, where another status has lines of the color.
    Dashes(&'static str),
}

/// How an area is filled, outlined and written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    pub surface: Surface,
    pub outline: Option<&'static str>,
    pub letters: &'static str,
    /// Under the letters, where they would be lost in a pattern.
    pub plate: Option<&'static str>,
}

impl Paint {
    const fn solid(color: &'static str, letters: &'static str) -> Paint {
        Paint { surface: Surface::Plain(color), outline: None, letters, plate: None }
    }

    const fn outlined(outline: &'static str) -> Paint {
        Paint { surface: Surface::Plain(WHITE), outline: Some(outline), letters: INK, plate: None }
    }

    const fn patterned(pattern: Pattern, outline: &'static str, letters: &'static str, plate: &'static str) -> Paint {
        Paint { surface: Surface::Patterned(pattern), outline: Some(outline), letters, plate: Some(plate) }
    }
}

pub(super) const fn paint(fill: Fill) -> Paint {
    match fill {
        Fill::Slip => Paint::solid(GOLD, ON_GOLD),
        Fill::Quiet => Paint::solid(QUIET, WHITE),
        Fill::Reduction => Paint::solid(NAVY, WHITE),
        Fill::Addition => Paint::outlined(QUIET),
    }
}

pub(super) const fn state_paint(state: State) -> Paint {
    match state {
        State { status, is_overdue: false } => status_paint(status),
        State { status, is_overdue: true } => overdue_paint(status),
    }
}

const fn status_paint(status: Status) -> Paint {
    match status {
        Status::Completed => Paint::solid(NAVY, WHITE),
        Status::InProgress => Paint::solid(BLUE, WHITE),
        Status::Recurring => Paint::patterned(Pattern::Stripes, BLUE, INK, WHITE),
        Status::Delayed => Paint::solid(GOLD, ON_GOLD),
        Status::Blocked => Paint::patterned(Pattern::Lines, RED, WHITE, RED),
        Status::NotStarted => Paint::outlined(QUIET),
        Status::NoReport => Paint::patterned(Pattern::Grid, QUIET, INK, WHITE),
        Status::Withdrawn => Paint::patterned(Pattern::Hatch, QUIET, INK, WHITE),
    }
}

/// Lines in the color of the status.
const fn overdue_paint(status: Status) -> Paint {
    let color = match status {
        Status::InProgress => BLUE,
        Status::Delayed => GOLD,
        Status::Blocked => RED,
        Status::Recurring => return Paint::patterned(Pattern::Dashes(BLUE), BLUE, INK, WHITE),
        Status::NotStarted => return Paint::patterned(Pattern::Dashes(QUIET), QUIET, INK, WHITE),
        Status::NoReport | Status::Completed | Status::Withdrawn => QUIET,
    };
    Paint::patterned(Pattern::Rules(color), color, INK, WHITE)
}

/// A class of the heat map: its words for the key, its last day, and its paint.
pub(super) struct Heated {
    pub words: &'static str,
    pub until: i64,
    pub paint: Paint,
}

/// From yellow on, each class is at least 15 steps of lightness (L*) darker than the one before.
pub(super) const HEAT: [Heated; 5] = [
    Heated { words: "0 days", until: 0, paint: Paint::outlined(EDGE) },
    Heated { words: "1\u{2013}60 days", until: 60, paint: edged(SLIP[0]) },
    Heated { words: "61\u{2013}180 days", until: 180, paint: edged(SLIP[1]) },
    Heated { words: "181\u{2013}300 days", until: 300, paint: Paint::solid(SLIP[2], WHITE) },
    Heated { words: "more than 300 days", until: i64::MAX, paint: Paint::solid(SLIP[3], WHITE) },
];

/// The place of the class among all. Days moved earlier are no slip: they are in the white class, and their number has its
/// sign.
pub(super) fn heat_class(days: i64) -> usize {
    HEAT.iter().position(|class| days <= class.until).unwrap_or_default()
}

pub(super) fn heat_paint(days: i64) -> Paint {
    HEAT.get(heat_class(days)).map_or(Paint::outlined(EDGE), |class| class.paint)
}

const fn edged(color: &'static str) -> Paint {
    Paint { surface: Surface::Plain(color), outline: Some(EDGE), letters: INK, plate: None }
}
