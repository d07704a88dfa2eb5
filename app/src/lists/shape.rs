//! How the list of actions is laid out: which columns it shows and by what its rows are grouped.

use super::filter::refused;
use crate::error::AppError;

/// By what the rows are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The top level of the plan: pillar, theme, goal.
    Part,
    Lead,
}

impl GroupBy {
    pub const ALL: [GroupBy; 2] = [GroupBy::Part, GroupBy::Lead];

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            GroupBy::Part => "part",
            GroupBy::Lead => "lead",
        }
    }

    pub const fn words(self) -> &'static str {
        match self {
            GroupBy::Part => "Top level of the plan",
            GroupBy::Lead => "Lead",
        }
    }

    pub(super) fn read(value: &str) -> Result<GroupBy, AppError> {
        GroupBy::ALL.into_iter().find(|group| group.code() == value).ok_or_else(|| refused("group", value))
    }
}

/// A column that can be left out. Reference and title always stand: they name the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Lead,
    Status,
    Confidence,
    Reporting,
    Verification,
    NextDue,
    Slip,
}

impl Column {
    pub const ALL: [Column; 7] = [
        Column::Lead,
        Column::Status,
        Column::Confidence,
        Column::Reporting,
        Column::Verification,
        Column::NextDue,
        Column::Slip,
    ];

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Column::Lead => "lead",
            Column::Status => "status",
            Column::Confidence => "confidence",
            Column::Reporting => "reporting",
            Column::Verification => "verification",
            Column::NextDue => "next-due",
            Column::Slip => "slip",
        }
    }

    /// The head of the column.
    pub const fn words(self) -> &'static str {
        match self {
            Column::Lead => "Lead",
            Column::Status => "Status",
            Column::Confidence => "Confidence",
            Column::Reporting => "Reporting",
            Column::Verification => "Verification",
            Column::NextDue => "Next due",
            Column::Slip => "Slip, days",
        }
    }

    pub(super) fn read(value: &str) -> Result<Column, AppError> {
        Column::ALL.into_iter().find(|column| column.code() == value).ok_or_else(|| refused("column", value))
    }
}
