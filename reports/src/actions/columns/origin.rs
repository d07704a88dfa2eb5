//! Where the entry comes from.

use super::{ActionColumn, kept, word};
use crate::table::Cell;
use crate::table::Datatype::{Text, YesNo};

pub const COLUMNS: [ActionColumn; 3] = [
    kept(
        "source_states_lead",
        "Source states the lead",
        YesNo,
        "Whether the source states both who leads and what is promised.",
        |judged| Cell::YesNo(judged.row.action.source_states_lead),
    ),
    kept("source", "Source", Text, "Where title, promise and timeframe come from.", |judged| {
        word(&judged.row.action.source)
    }),
    kept("note", "Note", Text, "What else is to be known about the entry.", |judged| {
        Cell::text(judged.row.action.note.as_ref())
    }),
];
