//! The table of agencies: one row an agency, with what it and everything below it leads and owes.

use crate::table::{About, Cell, Column, Datatype, Table, TableError};
use domain::agency::Agency;
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
}

const fn text(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Text, definition, is_generated: false }
}

const fn counted(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Integer, definition, is_generated: true }
}

const COLUMNS: [Column; 11] = [
    text("code", "Code", "The code of the agency in addresses."),
    text("name", "Agency", "What the agency is called."),
    text("belongs_to", "Belongs to", "The codes of the agencies directly above it. A joint center has several."),
    counted("leads", "Leads", "Actions that the agency or one of its components leads, withdrawn ones too."),
    counted("open", "Open", "Of these, neither completed nor withdrawn."),
    counted("completed", "Completed", "Of these, completed."),
    counted("off_track", "Off track", "Of these, open and last reported Off track."),
    counted("overdue", "Overdue", "Of these, open with a milestone past its date on the day of the table."),
    counted("silent", "Silent", "Of these, a report was owed and none came."),
    counted("slip_days", "Days of slip", "Days from first to current dates, over the milestones that still count."),
    counted("supports", "Supports", "Actions that the agency or one of its components supports, in force."),
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
        cells
    });
    Table::new(about, COLUMNS.to_vec(), rows.collect())
}
