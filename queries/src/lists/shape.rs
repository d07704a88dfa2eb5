//! By what the list of actions is sorted and grouped, and which columns it shows.

use super::layout::{Captioned, Choice, ColumnChoice, Layout, SortChoice};

/// How the list of actions is laid out.
pub type ActionLayout = Layout<Sort, GroupBy, ActionColumn>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    #[default]
    Reference,
    Title,
    Lead,
    Status,
    /// Off track first; last, actions without one.
    Confidence,
    /// None received first.
    Reporting,
    /// Reported only first.
    Verification,
    /// Awaiting first.
    Acceptance,
    NextDue,
    /// Most slip first.
    Slip,
    /// What needs a decision, in the order of a meeting; last, what needs none.
    Decision,
}

/// By what the rows are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupBy {
    /// The top level of the plan: pillar, theme, goal.
    Part,
    Lead,
}

/// A column that can be hidden. Reference and title are always shown: they name the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionColumn {
    Lead,
    Status,
    Confidence,
    Reporting,
    Verification,
    Acceptance,
    NextDue,
    Slip,
}

impl Choice for Sort {
    const NAME: &'static str = "sort";
    const ALL: &'static [Sort] = &[
        Sort::Reference,
        Sort::Title,
        Sort::Lead,
        Sort::Status,
        Sort::Confidence,
        Sort::Reporting,
        Sort::Verification,
        Sort::Acceptance,
        Sort::NextDue,
        Sort::Slip,
        Sort::Decision,
    ];

    fn code(self) -> &'static str {
        match self {
            Sort::Reference => "reference",
            Sort::Title => "title",
            Sort::Lead => "lead",
            Sort::Status => "status",
            Sort::Confidence => "confidence",
            Sort::Reporting => "reporting",
            Sort::Verification => "verification",
            Sort::Acceptance => "acceptance",
            Sort::NextDue => "next-due",
            Sort::Slip => "slip",
            Sort::Decision => "decision",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Sort::Reference => "Plan and reference",
            Sort::Title => "Title",
            Sort::Lead => "Lead agency",
            Sort::Status => "Status",
            Sort::Confidence => "Confidence (off track first)",
            Sort::Reporting => "Reporting (none received first)",
            Sort::Verification => "Verification (reported only first)",
            Sort::Acceptance => "Acceptance (awaiting first)",
            Sort::NextDue => "Next milestone due",
            Sort::Slip => "Slip (most first)",
            Sort::Decision => "Needs a decision (most serious first)",
        }
    }
}

impl SortChoice for Sort {
    fn is_descending(self) -> bool {
        self == Sort::Slip
    }
}

impl Captioned for Sort {
    fn said(self) -> &'static str {
        match self {
            Sort::Reference => "sorted by plan and reference",
            Sort::Title => "sorted by title",
            Sort::Lead => "sorted by lead agency",
            Sort::Status => "sorted by status",
            Sort::Confidence => "off track first",
            Sort::Reporting => "none received first",
            Sort::Verification => "reported only first",
            Sort::Acceptance => "awaiting acceptance first",
            Sort::NextDue => "next due first",
            Sort::Slip => "most slip first",
            Sort::Decision => "most serious reason first",
        }
    }
}

impl Choice for GroupBy {
    const NAME: &'static str = "group";
    const ALL: &'static [GroupBy] = &[GroupBy::Part, GroupBy::Lead];

    fn code(self) -> &'static str {
        match self {
            GroupBy::Part => "part",
            GroupBy::Lead => "lead",
        }
    }

    fn words(self) -> &'static str {
        match self {
            GroupBy::Part => "Pillar or goal",
            GroupBy::Lead => "Lead agency",
        }
    }
}

impl Captioned for GroupBy {
    fn said(self) -> &'static str {
        match self {
            GroupBy::Part => "grouped by pillar or goal",
            GroupBy::Lead => "grouped by lead agency",
        }
    }
}

impl Choice for ActionColumn {
    const NAME: &'static str = "column";
    const ALL: &'static [ActionColumn] = &[
        ActionColumn::Lead,
        ActionColumn::Status,
        ActionColumn::Confidence,
        ActionColumn::Reporting,
        ActionColumn::Verification,
        ActionColumn::Acceptance,
        ActionColumn::NextDue,
        ActionColumn::Slip,
    ];

    fn code(self) -> &'static str {
        self.sort().code()
    }

    fn words(self) -> &'static str {
        match self {
            ActionColumn::Lead => "Lead agency",
            ActionColumn::Status => "Status",
            ActionColumn::Confidence => "Confidence",
            ActionColumn::Reporting => "Reporting",
            ActionColumn::Verification => "Verification",
            ActionColumn::Acceptance => "Acceptance",
            ActionColumn::NextDue => "Next due",
            ActionColumn::Slip => "Slip (days)",
        }
    }
}

impl ColumnChoice for ActionColumn {
    type Sort = Sort;

    const USUAL: &'static [ActionColumn] = &[
        ActionColumn::Lead,
        ActionColumn::Status,
        ActionColumn::Confidence,
        ActionColumn::Reporting,
        ActionColumn::Verification,
        ActionColumn::NextDue,
        ActionColumn::Slip,
    ];

    fn sort(self) -> Sort {
        match self {
            ActionColumn::Lead => Sort::Lead,
            ActionColumn::Status => Sort::Status,
            ActionColumn::Confidence => Sort::Confidence,
            ActionColumn::Reporting => Sort::Reporting,
            ActionColumn::Verification => Sort::Verification,
            ActionColumn::Acceptance => Sort::Acceptance,
            ActionColumn::NextDue => Sort::NextDue,
            ActionColumn::Slip => Sort::Slip,
        }
    }

    fn is_number(self) -> bool {
        self == ActionColumn::Slip
    }
}
