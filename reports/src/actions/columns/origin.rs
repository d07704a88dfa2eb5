//! Where the action comes from.

use super::{ActionColumn, kept, word};
use crate::table::Cell;
use crate::table::Datatype::{Text, YesNo};

pub const COLUMNS: [ActionColumn; 3] = [
    kept(
        "source_states_lead",
        "Source states the lead",
        YesNo,
        "Whether the source states both the lead and the commitment.",
        |judged| Cell::YesNo(judged.row.action.source_states_lead),
    ),
    kept("source", "Source", Text, "Source of the title, commitment, and timeframe.", |judged| {
        word(&judged.row.action.source)
    }),
    kept("note", "Note", Text, "Notes.", |judged| Cell::text(judged.row.action.note.as_ref())),
];
