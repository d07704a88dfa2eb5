//! What tables of parts of actions share: the action that a row belongs to, and the agencies that it names.

use crate::described::{ColumnOf, kept, word};
use crate::table::{Cell, Column};
use domain::facts::ActionFacts;
use domain::ledger::Seq;

/// The action that a row belongs to, as other tables name it.
#[derive(Clone, Debug)]
pub struct OfAction<'a> {
    pub plan: &'a str,
    pub facts: &'a ActionFacts,
}

/// An agency or interagency group: its code joins with other tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyNames {
    pub code: String,
    pub name: String,
}

/// A row that belongs to an action.
pub(crate) trait BelongsToAction {
    fn of(&self) -> &OfAction<'_>;
    /// The entry of the log that made the version which the row shows.
    fn entry(&self) -> Option<Seq>;
}

/// The columns that name the action and the log entry of a row.
pub(crate) fn keys<R: BelongsToAction>(entry: &'static str) -> [ColumnOf<R>; 5] {
    [
        kept(Column::text("plan", "Plan", "The code of the plan."), |row: &R| word(row.of().plan)),
        kept(Column::text("action", "Action", "The reference of the action in the plan."), |row: &R| {
            word(row.of().facts.reference)
        }),
        kept(
            Column::text("action_id", "Action ID", "The action's id: the column ID of the table of actions."),
            |row| word(row.of().facts.id),
        ),
        kept(Column::text("action_title", "Action title", "Action title."), |row: &R| word(row.of().facts.title)),
        kept(Column::integer("entry", "Log entry index", entry), |row: &R| entry_cell(row.entry())),
    ]
}

/// The number of a log entry, as the log itself counts: from 0.
pub(crate) fn entry_cell(entry: Option<Seq>) -> Cell {
    entry.map_or(Cell::Blank, |entry| Cell::Integer(i64::try_from(entry.0).unwrap_or(i64::MAX)))
}

/// What the column says that every table of one kind of object has.
pub(crate) const ENTRY: &str = "The entry of the audit log that made the version shown, counted from 0.";

pub(crate) fn code_of(party: Option<&PartyNames>) -> Cell {
    Cell::text(party.map(|party| &party.code))
}

pub(crate) fn name_of(party: Option<&PartyNames>) -> Cell {
    Cell::text(party.map(|party| &party.name))
}
