//! The table of date changes: one row a change of a due date or of the end of a timeframe, with its day, its days, its cause and its reason.

use crate::belongs::{BelongsToAction, OfAction, PartyNames, code_of, keys, name_of};
use crate::described::{ColumnOf, computed, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use crate::words;
use domain::facts::MilestoneFacts;
use domain::ledger::Seq;
use domain::progress::DateChange;
use domain::slippage::Move;

/// A change of a date with what the date is of.
#[derive(Clone, Debug)]
pub struct DateChangeRow<'a> {
    pub of: OfAction<'a>,
    /// Blank for the end of the action's own timeframe.
    pub milestone: Option<&'a MilestoneFacts>,
    pub change: DateChange,
    /// The change as it was recorded, with its day and the reason in words.
    pub made: Option<&'a Move>,
    pub lead: Option<PartyNames>,
    /// The entry that made the change.
    pub entry: Option<Seq>,
}

impl BelongsToAction for DateChangeRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        self.entry
    }
}

/// The table of the changes given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[DateChangeRow<'_>]) -> Result<Table, TableError> {
    let entry = "The entry of the audit log that made the change, counted from 0.";
    let columns: Vec<ColumnOf<DateChangeRow<'_>>> = keys(entry).into_iter().chain(columns()).collect();
    table_of(about, &columns, rows)
}

fn columns<'a>() -> [ColumnOf<DateChangeRow<'a>>; 13] {
    [
        kept(
            Column::text(
                "milestone_id",
                "Milestone ID",
                "The milestone's id: the column ID of the table of milestones. Blank for the end of the action's timeframe.",
            ),
            |row| Cell::text(row.milestone.map(|milestone| milestone.id)),
        ),
        kept(
            Column::text("milestone", "Milestone", "Milestone title. Blank for the end of the action's timeframe."),
            |row| Cell::text(row.milestone.map(|milestone| milestone.title)),
        ),
        kept(Column::text("lead", "Lead", "Code of the lead agency. Blank if none."), |row| code_of(row.lead.as_ref())),
        kept(Column::text("lead_name", "Lead name", "Short name of the lead agency."), |row| {
            name_of(row.lead.as_ref())
        }),
        computed(
            Column::integer("number", "Number", "The number of the change among those of the same date, from 1."),
            |row| Cell::count(row.change.place + 1),
        ),
        kept(Column::date("changed_on", "Changed on", "The day on which the date was changed."), |row| {
            Cell::date(row.made.map(|made| made.on))
        }),
        kept(Column::date("from", "From", "The date before."), |row| Cell::Date(row.change.from)),
        kept(Column::date("to", "To", "The date after."), |row| Cell::Date(row.change.to)),
        computed(Column::integer("days", "Days", "Days later; negative where the date was moved earlier."), |row| {
            Cell::Integer(i64::from(row.change.booked.days))
        }),
        computed(
            Column::integer(
                "slip_days",
                "Slip (days)",
                "Days of slip counted for this change: fewer than its days if another change undid it or came before. Over all changes of a date they add up to its slip; for changes since an earlier date, to the days since the due date then in effect.",
            ),
            |row| Cell::Integer(i64::from(row.change.counted)),
        ),
        kept(Column::text("reason", "Reason", "Reason chosen from the list."), |row| {
            word(words::move_reason(row.change.booked.reason))
        }),
        kept(
            Column::text(
                "cause",
                "Cause",
                "Within the agency, another agency, scope change, or outside the agency, as grouped when the date was changed.",
            ),
            |row| Cell::text(row.made.map(|made| words::cause(made.cause))),
        ),
        kept(Column::text("reason_in_words", "Explanation", "The reason given."), |row| {
            Cell::text(row.made.map(|made| &made.sentence))
        }),
    ]
}
