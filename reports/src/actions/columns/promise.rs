//! The commitment: the plan, the action, its text, its section and its timeframe.

use super::{ActionColumn, generated, kept, word};
use crate::table::Cell;
use crate::table::Datatype::{Date, Text, YesNo};
use crate::words;

pub const COLUMNS: [ActionColumn; 20] = [
    kept("plan", "Plan", Text, "The code of the plan.", |judged| word(&judged.row.plan.code)),
    kept("plan_title", "Plan title", Text, "Plan short title.", |judged| word(&judged.row.plan.short_title)),
    kept("plan_state", "Plan status", Text, "Draft, Active, Superseded, or Closed.", |judged| {
        word(words::plan_state(judged.row.plan.state))
    }),
    kept(
        "reference",
        "Reference",
        Text,
        "Concord's reference for the action within the plan. Never changes.",
        |judged| word(&judged.row.action.reference),
    ),
    kept("official_number", "Official number", Text, "The plan's own number. Blank if unknown.", |judged| {
        Cell::text(judged.row.action.official_number.as_ref())
    }),
    kept(
        "kind",
        "Type",
        Text,
        "Action, or Contribution: an office listed under an objective without a numbered action.",
        |judged| word(words::action_kind(judged.row.action.kind)),
    ),
    kept("title", "Title", Text, "Action title.", |judged| word(&judged.row.action.title)),
    kept("promise", "Commitment", Text, "Text of the commitment.", |judged| word(&judged.row.action.promise)),
    kept(
        "wording",
        "Wording",
        Text,
        "Official wording: title and commitment are the plan's own words. Not official wording: they are not.",
        |judged| word(words::wording(judged.row.action.wording)),
    ),
    kept("strength", "Strength", Text, "Commitment strength: Deliver, Advance, or Explore.", |judged| {
        word(words::strength(judged.row.action.strength))
    }),
    kept("strength_basis", "Strength basis", Text, "From the source's verb, or inferred.", |judged| {
        word(words::basis(judged.row.action.strength_basis))
    }),
    generated("place", "Section", Text, "Sections above the action, top level first.", |judged| {
        word(judged.row.path_in_words())
    }),
    kept("place_basis", "Section basis", Text, "Whether the section is from the source or inferred.", |judged| {
        word(words::basis(judged.row.action.node_basis))
    }),
    kept(
        "matches_published",
        "Matches one published action",
        YesNo,
        "Whether the action matches exactly one published action.",
        |judged| Cell::YesNo(judged.row.action.matches_published),
    ),
    kept("timeframe", "Timeframe", Text, "When the action is due, as the source states.", |judged| {
        word(&judged.row.action.timeframe.stated)
    }),
    kept("starts", "Starts", Date, "First day of the timeframe. Blank if unknown.", |judged| {
        Cell::date(judged.row.action.timeframe.starts)
    }),
    kept("ends", "Ends", Date, "Last day of the timeframe. Blank if unknown.", |judged| {
        Cell::date(judged.row.action.timeframe.ends)
    }),
    generated("original_end", "Original end", Date, "Last day of the timeframe before any date change.", |judged| {
        Cell::date(judged.row.action.original_end())
    }),
    kept(
        "timeframe_basis",
        "Timeframe basis",
        Text,
        "Basis of the start and original end: From the source, Inferred, or Unknown.",
        |judged| word(words::basis(judged.row.action.timeframe.basis)),
    ),
    kept(
        "recurrence",
        "Recurrence",
        Text,
        "How often the action recurs, as the source states. Blank if it does not recur.",
        |judged| Cell::text(judged.row.action.recurrence.as_ref().map(|recurrence| &recurrence.stated)),
    ),
];
