//! By what the list of milestones is sorted and grouped, and which columns it shows.

use crate::lists::layout::{Captioned, Choice, ColumnChoice, Layout, SortChoice};

/// How the list of milestones is laid out.
pub type MilestoneLayout = Layout<MilestoneSort, MilestoneGroup, MilestoneColumn>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneSort {
    /// The earliest date of now first.
    #[default]
    Due,
    Title,
    /// The plan and the reference of the action.
    Action,
    Lead,
    /// The date first promised.
    Promised,
    /// Most slip first.
    Slip,
    /// Moved most often first.
    Moves,
    /// Overdue, then open, then completed.
    State,
}

/// By what the rows are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneGroup {
    /// The top level of the plan: pillar, theme, goal.
    Part,
    /// The lead of the action.
    Lead,
    /// The month of the date of now.
    Month,
    /// The quarter of the fiscal year of the date of now.
    Quarter,
}

/// A column that can be left out. Milestone and action always stand: they name the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneColumn {
    Lead,
    Promised,
    Due,
    Slip,
    Moves,
    State,
}

impl Choice for MilestoneSort {
    const NAME: &'static str = "sort";
    const ALL: &'static [MilestoneSort] = &[
        MilestoneSort::Due,
        MilestoneSort::Title,
        MilestoneSort::Action,
        MilestoneSort::Lead,
        MilestoneSort::Promised,
        MilestoneSort::Slip,
        MilestoneSort::Moves,
        MilestoneSort::State,
    ];

    fn code(self) -> &'static str {
        match self {
            MilestoneSort::Due => "due",
            MilestoneSort::Title => "title",
            MilestoneSort::Action => "action",
            MilestoneSort::Lead => "lead",
            MilestoneSort::Promised => "promised",
            MilestoneSort::Slip => "slip",
            MilestoneSort::Moves => "moves",
            MilestoneSort::State => "state",
        }
    }

    fn words(self) -> &'static str {
        match self {
            MilestoneSort::Due => "Date",
            MilestoneSort::Title => "Title",
            MilestoneSort::Action => "Plan and action",
            MilestoneSort::Lead => "Lead",
            MilestoneSort::Promised => "First promised",
            MilestoneSort::Slip => "Slip, most first",
            MilestoneSort::Moves => "Moves, most first",
            MilestoneSort::State => "State, overdue first",
        }
    }
}

impl SortChoice for MilestoneSort {
    fn is_descending(self) -> bool {
        matches!(self, MilestoneSort::Slip | MilestoneSort::Moves)
    }
}

impl Captioned for MilestoneSort {
    fn said(self) -> &'static str {
        match self {
            MilestoneSort::Due => "the earliest date first",
            MilestoneSort::Title => "by title",
            MilestoneSort::Action => "by plan and action",
            MilestoneSort::Lead => "by lead",
            MilestoneSort::Promised => "the first promised first",
            MilestoneSort::Slip => "the most slip first",
            MilestoneSort::Moves => "the most moves first",
            MilestoneSort::State => "overdue first",
        }
    }
}

impl Choice for MilestoneGroup {
    const NAME: &'static str = "group";
    const ALL: &'static [MilestoneGroup] =
        &[MilestoneGroup::Part, MilestoneGroup::Lead, MilestoneGroup::Month, MilestoneGroup::Quarter];

    fn code(self) -> &'static str {
        match self {
            MilestoneGroup::Part => "part",
            MilestoneGroup::Lead => "lead",
            MilestoneGroup::Month => "month",
            MilestoneGroup::Quarter => "quarter",
        }
    }

    fn words(self) -> &'static str {
        match self {
            MilestoneGroup::Part => "Top level of the plan",
            MilestoneGroup::Lead => "Lead",
            MilestoneGroup::Month => "Month due",
            MilestoneGroup::Quarter => "Fiscal quarter due",
        }
    }
}

impl Captioned for MilestoneGroup {
    fn said(self) -> &'static str {
        match self {
            MilestoneGroup::Part => "by top level",
            MilestoneGroup::Lead => "by lead",
            MilestoneGroup::Month => "by month",
            MilestoneGroup::Quarter => "by fiscal quarter",
        }
    }
}

impl Choice for MilestoneColumn {
    const NAME: &'static str = "column";
    const ALL: &'static [MilestoneColumn] = &[
        MilestoneColumn::Lead,
        MilestoneColumn::Promised,
        MilestoneColumn::Due,
        MilestoneColumn::Slip,
        MilestoneColumn::Moves,
        MilestoneColumn::State,
    ];

    fn code(self) -> &'static str {
        self.sort().code()
    }

    fn words(self) -> &'static str {
        match self {
            MilestoneColumn::Lead => "Lead",
            MilestoneColumn::Promised => "First promised",
            MilestoneColumn::Due => "Now due",
            MilestoneColumn::Slip => "Slip, days",
            MilestoneColumn::Moves => "Moves",
            MilestoneColumn::State => "State",
        }
    }
}

impl ColumnChoice for MilestoneColumn {
    type Sort = MilestoneSort;

    fn sort(self) -> MilestoneSort {
        match self {
            MilestoneColumn::Lead => MilestoneSort::Lead,
            MilestoneColumn::Promised => MilestoneSort::Promised,
            MilestoneColumn::Due => MilestoneSort::Due,
            MilestoneColumn::Slip => MilestoneSort::Slip,
            MilestoneColumn::Moves => MilestoneSort::Moves,
            MilestoneColumn::State => MilestoneSort::State,
        }
    }

    fn is_number(self) -> bool {
        matches!(self, MilestoneColumn::Slip | MilestoneColumn::Moves)
    }
}
