//! The table of actions by fiscal year, in the form of the Federal Strategic Action Plan: one row an action, one column a
//! fiscal year.

use crate::belongs::{BelongsToAction, OfAction, keys};
use crate::described::ColumnOf;
use crate::table::{About, Cell, Column, Table, TableError};
use domain::ledger::Seq;
use internment::Intern;
use std::ops::RangeInclusive;

/// An action, and the fiscal years in which its work falls.
#[derive(Clone, Debug)]
pub struct FiscalYearRow<'a> {
    pub of: OfAction<'a>,
    /// "Justice, HHS": the lead first.
    pub agencies: String,
    /// Those that have a column in the table of its plan.
    pub years: Vec<i32>,
    /// Whether work falls after the last of these columns.
    pub is_beyond: bool,
    pub status: String,
    /// The text of the last update.
    pub comment: Option<String>,
    /// The entry that made the last update.
    pub entry: Option<Seq>,
}

impl BelongsToAction for FiscalYearRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        self.entry
    }
}

/// The table of the actions given, in the order given, with a column for each of the years.
///
/// # Errors
/// None that these columns can cause.
pub fn table<'a>(about: About, years: RangeInclusive<i32>, rows: &[FiscalYearRow<'a>]) -> Result<Table, TableError> {
    let keys: [ColumnOf<FiscalYearRow<'a>>; 5] =
        keys("The entry of the audit log that made the last status update, counted from 0. Blank without one.");
    let begins = keys.iter().map(|key| key.column).chain([AGENCIES]);
    let columns = begins.chain(years.clone().map(year_column)).chain(ENDS).collect();
    let cells = |row: &FiscalYearRow<'a>| {
        let mark = |is_marked: bool| if is_marked { Cell::Text("X".to_owned()) } else { Cell::Blank };
        let begins = keys.iter().map(|key| (key.cell)(row)).chain([Cell::Text(row.agencies.clone())]);
        let marks = years.clone().map(|year| mark(row.years.contains(&year))).chain([mark(row.is_beyond)]);
        begins.chain(marks).chain([Cell::Text(row.status.clone()), Cell::text(row.comment.as_ref())]).collect()
    };
    let rows = rows.iter().map(cells).collect();
    Table::new(about, columns, rows)
}

const AGENCIES: Column = Column::text("agencies", "Agencies", "Lead agency and supporting agencies, the lead first.");

const ENDS: [Column; 3] = [
    Column::text("beyond", "Beyond", "X where work falls after the last fiscal year that the table of the plan has.")
        .generated(),
    Column::text("status", "Status", "The status, in the plan's own words where the last update gives one.")
        .generated(),
    Column::text("comment", "Comment", "Text of the last update."),
];

/// Each year is kept in memory once, however many tables have it.
fn year_column(year: i32) -> Column {
    let text = |text: String| Intern::<str>::from(text.as_str()).as_ref();
    Column::text(
        text(format!("fy_{year}")),
        text(format!("FY {year}")),
        text(format!(
            "X where the timeframe of the action or the current due date of one of its milestones falls in fiscal year {year}."
        )),
    )
    .generated()
}
