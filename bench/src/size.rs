//! How large the databases are that the server is measured on.

use clap::ValueEnum;
use std::fmt;

/// One database. Every action has its milestones and one report for each quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub actions: usize,
    pub milestones_each: usize,
    pub quarters: usize,
}

/// The databases that are filled and measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// 200 actions, 600 milestones, 5,000 updates.
    Small,
    /// 500 actions, 2,000 milestones, 10,000 updates: as many as one report may be about.
    Middle,
    /// The large one as it was after a tenth of its updates: the same actions and milestones, a tenth of the history.
    Young,
    /// 10,000 actions, 40,000 milestones, 200,000 updates.
    Large,
}

impl Size {
    pub const ALL: [Size; 4] = [Size::Small, Size::Middle, Size::Young, Size::Large];

    /// Whether files of reports about all of its actions are measured.
    pub const fn has_reports(self) -> bool {
        matches!(self, Size::Small | Size::Middle)
    }

    pub const fn shape(self) -> Shape {
        match self {
            Size::Small => Shape { actions: 200, milestones_each: 3, quarters: 25 },
            Size::Middle => Shape { actions: 500, milestones_each: 4, quarters: 20 },
            Size::Young => Shape { actions: 10_000, milestones_each: 4, quarters: 2 },
            Size::Large => Shape { actions: 10_000, milestones_each: 4, quarters: 20 },
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Middle => "middle",
            Size::Young => "young",
            Size::Large => "large",
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Shape {
    pub const fn milestones(self) -> usize {
        self.actions * self.milestones_each
    }

    pub const fn updates(self) -> usize {
        self.actions * self.quarters
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn the_sizes_are_those_that_their_names_promise() {
        let counted = Size::ALL.map(|size| (size.shape().actions, size.shape().milestones(), size.shape().updates()));
        assert_eq!(
            counted,
            [(200, 600, 5_000), (500, 2_000, 10_000), (10_000, 40_000, 20_000), (10_000, 40_000, 200_000)]
        );
    }
}
