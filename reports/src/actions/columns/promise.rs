//! What was promised: the plan, the action, its words, its place and its time.

use super::{ActionColumn, generated, kept, word};
use crate::table::Cell;
use crate::table::Datatype::{Date, Text, YesNo};
use crate::words;

pub const COLUMNS: [ActionColumn; 20] = [
    kept("plan", "Plan", Text, "The code of the plan.", |judged| word(&judged.row.plan.code)),
    kept("plan_title", "Plan title", Text, "What the plan is called in tables.", |judged| {
        word(&judged.row.plan.short_title)
    }),
    kept("plan_state", "State of the plan", Text, "Draft, In force, Superseded or Closed.", |judged| {
        word(words::plan_state(judged.row.plan.state))
    }),
    kept(
        "reference",
        "Reference",
        Text,
        "The record's own key of the action within the plan. It never changes.",
        |judged| word(&judged.row.action.reference),
    ),
    kept("official_number", "Official number", Text, "The plan's own number. Blank where it is not known.", |judged| {
        Cell::text(judged.row.action.official_number.as_ref())
    }),
    kept(
        "kind",
        "Kind",
        Text,
        "Action, or Contribution: an office listed under an objective without a numbered action.",
        |judged| word(words::action_kind(judged.row.action.kind)),
    ),
    kept("title", "Title", Text, "What the action is called.", |judged| word(&judged.row.action.title)),
    kept("promise", "Promise", Text, "What is promised.", |judged| word(&judged.row.action.promise)),
    kept(
        "wording",
        "Wording",
        Text,
        "Published: title and promise are the plan's own words. Paraphrased: they are not.",
        |judged| word(words::wording(judged.row.action.wording)),
    ),
    kept("strength", "Strength", Text, "How firmly it is promised: Deliver, Advance or Explore.", |judged| {
        word(words::strength(judged.row.action.strength))
    }),
    kept("strength_basis", "Basis of the strength", Text, "Stated by the verb of the source, or Inferred.", |judged| {
        word(words::basis(judged.row.action.strength_basis))
    }),
    generated("place", "Place in the plan", Text, "The nodes of the plan above the action, the top first.", |judged| {
        word(judged.row.path_in_words())
    }),
    kept(
        "place_basis",
        "Basis of the place",
        Text,
        "Whether the source places the action there, or somebody inferred it.",
        |judged| word(words::basis(judged.row.action.node_basis)),
    ),
    kept(
        "matches_published",
        "Matches one published action",
        YesNo,
        "Whether the entry is known to stand for just one published action.",
        |judged| Cell::YesNo(judged.row.action.matches_published),
    ),
    kept("timeframe", "Timeframe", Text, "When it is to be done, in the words of the source.", |judged| {
        word(&judged.row.action.timeframe.stated)
    }),
    kept("starts", "Starts", Date, "The first day of the timeframe. Blank where it is not known.", |judged| {
        Cell::date(judged.row.action.timeframe.starts)
    }),
    kept("ends", "Ends", Date, "The last day of the timeframe. Blank where it is not known.", |judged| {
        Cell::date(judged.row.action.timeframe.ends)
    }),
    generated("original_end", "Original end", Date, "The last day of the timeframe before it was moved.", |judged| {
        Cell::date(judged.row.action.original_end())
    }),
    kept(
        "timeframe_basis",
        "Basis of the timeframe",
        Text,
        "Where start and original end come from: Stated, Inferred or Not known.",
        |judged| word(words::basis(judged.row.action.timeframe.basis)),
    ),
    kept(
        "recurrence",
        "Recurrence",
        Text,
        "How often it comes round again, in the words of the source. Blank where it does not.",
        |judged| Cell::text(judged.row.action.recurrence.as_ref().map(|recurrence| &recurrence.stated)),
    ),
];
