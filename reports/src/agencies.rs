//! The table of agencies: one row an agency, with the figures of what it and everything below it leads.

use crate::belongs::{ENTRY, entry_cell};
use crate::table::{About, Cell, Column, Table, TableError};
use domain::agency::Agency;
use domain::ledger::Seq;
use domain::scorecard::{Figure, Scorecard};

/// One agency with its figures.
#[derive(Clone, Debug)]
pub struct AgencyRow<'a> {
    pub agency: &'a Agency,
    /// The codes of the agencies that it belongs to.
    pub belongs_to: Vec<String>,
    /// Of the actions that it or one of its components leads.
    pub scorecard: Scorecard,
    /// How many actions it or one of its components supports.
    pub supports: usize,
    /// The log entry that made the version shown of the agency.
    pub entry: Option<Seq>,
}

const COLUMNS: [Column; 13] = [
    Column::text("code", "Code", "The code of the agency in addresses."),
    Column::text("name", "Agency", "What the agency is called."),
    Column::text("belongs_to", "Part of", "Codes of parent agencies. A joint center has several."),
    Column::integer(
        "leads",
        "Leads",
        "Actions led by the agency or a component in the plans counted, including withdrawn.",
    )
    .generated(),
    Column::integer("open", "Open", "Of these, neither completed nor withdrawn.").generated(),
    Column::integer("completed", "Completed", "Of these, completed.").generated(),
    Column::integer("off_track", "Off track", "Of these, open and last reported Off track.").generated(),
    Column::integer(
        "overdue",
        "With overdue milestones",
        "Of these, open with a milestone past due as of the table's date.",
    )
    .generated(),
    Column::integer("silent", "Updates overdue", "Of these, an update was due and not received.").generated(),
    Column::integer(
        "slip_days",
        "Slip (days)",
        "Days from original to current due dates, for milestones not withdrawn and the actions' own ends. A date moved earlier counts as 0.",
    )
    .generated(),
    Column::integer(
        "supports",
        "Supports",
        "Actions in the plans counted that the agency or a component currently supports.",
    )
    .generated(),
    Column::text("id", "ID", "The agency's id in the record."),
    Column::integer("entry", "Log entry index", ENTRY),
];

/// The table of the agencies given, in the order given.
///
/// # Errors
/// None that these columns can cause; [`Table::new`] checks every row.
pub fn table(about: About, agencies: &[AgencyRow<'_>]) -> Result<Table, TableError> {
    let rows = agencies.iter().map(|row| {
        let mut cells = vec![
            Cell::Text(row.agency.code.to_string()),
            Cell::Text(row.agency.name.to_string()),
            if row.belongs_to.is_empty() { Cell::Blank } else { Cell::Text(row.belongs_to.join("; ")) },
        ];
        cells.extend(Figure::ALL.map(|figure| Cell::Integer(row.scorecard.figure(figure))));
        cells.push(Cell::Integer(i64::try_from(row.supports).unwrap_or(i64::MAX)));
        cells.extend([Cell::Text(row.agency.id.to_string()), entry_cell(row.entry)]);
        cells
    });
    Table::new(about, COLUMNS.to_vec(), rows.collect())
}
