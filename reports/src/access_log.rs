//! The table of the access log: who downloaded what.

use crate::belongs::entry_cell;
use crate::described::{ColumnOf, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use chrono::SecondsFormat;
use domain::date::Instant;
use domain::ledger::Seq;

/// The file of contents: how many it has is known when it has been sent.
pub const SENT_WHILE_READ: &str = "contents.jsonl";

/// One download.
#[derive(Clone, Debug)]
pub struct AccessRow {
    pub at: Instant,
    pub account: String,
    /// What the account is called now.
    pub name: Option<String>,
    pub file: String,
    pub query: String,
    pub position: Seq,
    pub rows: u64,
    /// Whether rows, and a query that could name a plan, are kept from the reader.
    pub is_withheld: bool,
}

/// The table of the downloads given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[AccessRow]) -> Result<Table, TableError> {
    table_of(about, &COLUMNS, rows)
}

const COLUMNS: [ColumnOf<AccessRow>; 8] = [
    kept(Column::text("at", "When", "The instant of the download, in UTC."), |row| {
        word(row.at.to_rfc3339_opts(SecondsFormat::Micros, true))
    }),
    kept(Column::text("account", "Account", "The id of the account."), |row| word(&row.account)),
    kept(Column::text("account_name", "Account name", "Name of the account now."), |row| Cell::text(row.name.as_ref())),
    kept(Column::text("file", "File", "Which file, by its address under /exports."), |row| word(&row.file)),
    kept(Column::text("query", "Query", "What was requested, as written in the address."), |row| {
        if row.query.is_empty() { Cell::Blank } else { word(&row.query) }
    }),
    kept(
        Column::integer("entry", "Log entry index", "The newest log entry that the file was read at, counted from 0."),
        |row| entry_cell(Some(row.position)),
    ),
    kept(
        Column::integer(
            "rows",
            "Rows",
            "Number of rows or lines in the file. Blank if it was sent while it was read, or is withheld.",
        ),
        |row| {
            if row.is_withheld || row.file == SENT_WHILE_READ {
                Cell::Blank
            } else {
                Cell::Integer(i64::try_from(row.rows).unwrap_or(i64::MAX))
            }
        },
    ),
    kept(
        Column::yes_no(
            "withheld",
            "Withheld",
            "Whether rows, and a query that could name a plan, are kept from you: they could reveal a draft that you may not see.",
        ),
        |row| Cell::YesNo(row.is_withheld),
    ),
];
