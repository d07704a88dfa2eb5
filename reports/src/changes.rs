//! The table of changes between two dates: one row a value that differs, or a date change, with the log entry that made it.

use crate::belongs::entry_cell;
use crate::described::{ColumnOf, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use domain::Date;
use domain::facts::ActionFacts;
use domain::ledger::Seq;

/// What differs of an action or a plan, from what to what.
#[derive(Clone, Debug)]
pub struct ChangeRow<'a> {
    /// The code of the plan.
    pub plan: &'a str,
    /// Nothing for what differs of the plan itself.
    pub action: Option<&'a ActionFacts>,
    pub what: &'static str,
    /// The section, milestone, agency, update, document or other action that it is of; nothing for the action or plan itself.
    pub subject: Option<String>,
    pub was: Option<String>,
    pub is: Option<String>,
    pub cause: Option<&'static str>,
    pub reason: Option<&'static str>,
    pub explanation: Option<String>,
    /// The day on which the entry was recorded.
    pub recorded: Option<Date>,
    /// The entry that made the change; of a value that changed more than once, the last one.
    pub entry: Option<Seq>,
}

/// The table of the changes given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[ChangeRow<'_>]) -> Result<Table, TableError> {
    table_of(about, &columns(), rows)
}

fn columns<'a>() -> [ColumnOf<ChangeRow<'a>>; 13] {
    let entry = "The entry of the audit log that made the change, counted from 0. Of a value that changed more than once, the last entry.";
    [
        kept(Column::text("plan", "Plan", "The code of the plan."), |row| word(row.plan)),
        kept(
            Column::text("action", "Action", "The reference of the action in the plan. Blank for the plan itself."),
            |row| Cell::text(row.action.map(|facts| &facts.reference)),
        ),
        kept(
            Column::text("action_id", "Action ID", "The action's id: the column ID of the table of actions."),
            |row| Cell::text(row.action.map(|facts| facts.id)),
        ),
        kept(Column::text("action_title", "Action title", "Action title."), |row| {
            Cell::text(row.action.map(|facts| &facts.title))
        }),
        kept(Column::integer("entry", "Log entry index", entry), |row| entry_cell(row.entry)),
        kept(Column::text("change", "What changed", "Which value changed."), |row| word(row.what)),
        kept(
            Column::text(
                "subject",
                "Section, milestone, agency, update, document, or other action",
                "What the value is of. Blank for the action or plan itself.",
            ),
            |row| Cell::text(row.subject.as_ref()),
        ),
        kept(
            Column::text("from", "From", "The value at the earlier date. Dates are ISO 8601. Blank for none."),
            |row| Cell::text(row.was.as_ref()),
        ),
        kept(Column::text("to", "To", "The value at the later date. Dates are ISO 8601. Blank for none."), |row| {
            Cell::text(row.is.as_ref())
        }),
        kept(Column::text("cause", "Cause", "Of a date change: the cause of the reason."), |row| Cell::text(row.cause)),
        kept(Column::text("reason", "Reason", "Of a date change: the reason chosen from the list."), |row| {
            Cell::text(row.reason)
        }),
        kept(
            Column::text(
                "reason_in_words",
                "Explanation",
                "The explanation given for the change; of a status update, its summary.",
            ),
            |row| Cell::text(row.explanation.as_ref()),
        ),
        kept(Column::date("recorded_on", "Recorded on", "The day on which the log entry was recorded."), |row| {
            Cell::date(row.recorded)
        }),
    ]
}
