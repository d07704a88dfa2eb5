//! The table of a reporting period: one row for each agency or group that owes updates for it.

use crate::table::{About, Cell, Column, Table, TableError};
use domain::Date;

/// One agency with its components, or one group.
#[derive(Clone, Debug)]
pub struct PeriodRow {
    /// The quarter with which the period ends: `FY2024-Q4`.
    pub period: String,
    pub code: String,
    pub name: String,
    pub due: Date,
    /// Whether it has more time than others.
    pub is_extended: bool,
    pub updates_due: usize,
    pub submitted: usize,
    pub awaiting: usize,
    pub accepted: usize,
    pub returned: usize,
    /// 0 where nothing is late.
    pub days_overdue: i64,
    /// The day on which the last update for the period came in.
    pub last_submitted: Option<Date>,
    pub id: String,
}

const COLUMNS: [Column; 14] = [
    Column::text("period", "Period", "The fiscal quarter with which the reporting period ends."),
    Column::text("agency", "Code", "The code of the agency or interagency group in addresses."),
    Column::text(
        "name",
        "Agency",
        "What it is called. Its row includes its components; a joint center is in the row of each parent.",
    ),
    Column::date("due", "Due", "The last day on which its updates are on time."),
    Column::yes_no("extended", "Extended", "Whether it has more time than other agencies."),
    Column::integer(
        "updates_due",
        "Updates due",
        "Actions that it leads and for which an update is due for the period, or was submitted.",
    )
    .generated(),
    Column::integer("submitted", "Submitted", "Of these, updates received for the period or a later one.").generated(),
    Column::integer("not_submitted", "Not submitted", "Of these, updates not received.").generated(),
    Column::integer("awaiting", "To review", "Of those submitted, neither accepted nor returned yet.").generated(),
    Column::integer("accepted", "Accepted", "Of those submitted, accepted by the secretariat.").generated(),
    Column::integer(
        "returned",
        "Returned",
        "Returned by the secretariat and not replaced. They are not counted as submitted.",
    )
    .generated(),
    Column::integer("days_overdue", "Days overdue", "Days since its due date, where an update was not received.")
        .generated(),
    Column::date("last_submitted", "Last update", "The date of the update received last, among those for the period."),
    Column::text("id", "ID", "The id of the agency or group in the record."),
];

/// # Errors
/// None that these columns can cause; [`Table::new`] checks every row.
pub fn table(about: About, rows: &[PeriodRow]) -> Result<Table, TableError> {
    let number = |number: usize| Cell::count(number);
    let cells = |row: &PeriodRow| {
        vec![
            Cell::Text(row.period.clone()),
            Cell::Text(row.code.clone()),
            Cell::Text(row.name.clone()),
            Cell::Date(row.due),
            Cell::YesNo(row.is_extended),
            number(row.updates_due),
            number(row.submitted),
            number(row.updates_due - row.submitted),
            number(row.awaiting),
            number(row.accepted),
            number(row.returned),
            Cell::Integer(row.days_overdue),
            Cell::date(row.last_submitted),
            Cell::Text(row.id.clone()),
        ]
    };
    Table::new(about, COLUMNS.to_vec(), rows.iter().map(cells).collect())
}
