//! By what the list of milestones is sorted and grouped, and which columns it shows.

use crate::lists::layout::{Captioned, Choice, ColumnChoice, Layout, SortChoice};

/// How the list of milestones is laid out.
pub type MilestoneLayout = Layout<MilestoneSort, MilestoneGroup, MilestoneColumn>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MilestoneSort {
    /// The earliest current due date first.
    #[default]
    Due,
    Title,
    /// The plan and the reference of the action.
    Action,
    Lead,
    /// The earliest original due date first.
    Promised,
    /// Most slip first.
    Slip,
    /// Most date changes first.
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
    /// The month of the current due date.
    Month,
    /// The fiscal quarter of the current due date.
    Quarter,
}

/// A column that can be hidden. Milestone and action are always shown: they name the row.
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
            MilestoneSort::Due => "Current due date",
            MilestoneSort::Title => "Title",
            MilestoneSort::Action => "Plan and action",
            MilestoneSort::Lead => "Lead agency",
            MilestoneSort::Promised => "Original due date",
            MilestoneSort::Slip => "Slip (most first)",
            MilestoneSort::Moves => "Date changes (most first)",
            MilestoneSort::State => "State (overdue first)",
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
            MilestoneSort::Due => "earliest due date first",
            MilestoneSort::Title => "sorted by title",
            MilestoneSort::Action => "sorted by plan and action",
            MilestoneSort::Lead => "sorted by lead agency",
            MilestoneSort::Promised => "earliest original due date first",
            MilestoneSort::Slip => "most slip first",
            MilestoneSort::Moves => "most date changes first",
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
            MilestoneGroup::Part => "Pillar or goal",
            MilestoneGroup::Lead => "Lead agency",
            MilestoneGroup::Month => "Month due",
            MilestoneGroup::Quarter => "Fiscal quarter due",
        }
    }
}

impl Captioned for MilestoneGroup {
    fn said(self) -> &'static str {
        match self {
            MilestoneGroup::Part => "grouped by pillar or goal",
            MilestoneGroup::Lead => "grouped by lead agency",
            MilestoneGroup::Month => "grouped by month",
            MilestoneGroup::Quarter => "grouped by fiscal quarter",
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
            MilestoneColumn::Lead => "Lead agency",
            MilestoneColumn::Promised => "Original due date",
            MilestoneColumn::Due => "Current due date",
            MilestoneColumn::Slip => "Slip (days)",
            MilestoneColumn::Moves => "Date changes",
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
