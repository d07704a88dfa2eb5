//! What differs of an action itself: its text, its place, its timeframe, what is reported of it, and who leads it.

use super::difference::{Difference, Why};
use super::read::Log;
use crate::error::QueryError;
use crate::tree::path;
use crate::words;
use domain::Event;
use domain::action::Action;
use domain::facts::ActionFacts;
use domain::ids::NodeId;
use domain::ledger::Seq;
use reports::Cell;
use store::{Versioned, View};

/// Reads a field of an action.
type ReadField = fn(&View, &Action) -> Cell;

/// Fields of the text, each as a reader sees it.
const FIELDS: [(&str, ReadField); 9] = [
    ("Title", |_, of| Cell::Text(of.title.to_string())),
    ("Commitment", |_, of| Cell::Text(of.promise.to_string())),
    ("Section", |view, of| Cell::Text(section(view, of.node))),
    ("Official number", |_, of| Cell::text(of.official_number.as_ref())),
    ("Wording", |_, of| Cell::Text(words::wording(of.wording).to_owned())),
    ("Commitment strength", |_, of| Cell::Text(words::strength(of.strength).to_owned())),
    ("Timeframe", |_, of| Cell::Text(of.timeframe.stated.to_string())),
    ("Start of the timeframe", |_, of| Cell::date(of.timeframe.starts)),
    ("Note", |_, of| Cell::text(of.note.as_ref())),
];

fn section(view: &View, node: NodeId) -> String {
    let steps: Vec<String> = path(view, node).iter().map(|node| format!("{} {}", node.reference, node.title)).collect();
    steps.join("; ")
}

/// What differs of the text of an action that was there at both points.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn texts(
    view: &View,
    then: &Versioned<Action>,
    now: &Versioned<Action>,
    log: &Log,
) -> Result<Vec<Difference>, QueryError> {
    if then.since == now.since {
        return Ok(Vec::new());
    }
    let (was, is) = (&then.value, &now.value);
    let versions = view.action_versions(&[is.id]).await?;
    // The version in which a field last became what it is, and why.
    let last = |field: &dyn Fn(&Action) -> Cell| {
        let steps = versions.windows(2).rev().filter(|pair| pair.iter().all(|version| version.since >= then.since));
        let mut changed = steps.filter_map(|pair| match pair {
            [before, after] => (field(&before.value) != field(&after.value)).then_some(after),
            _ => None,
        });
        changed.next()
    };
    let why = |version: &Versioned<Action>| version.value.edited.as_ref().map(|edit| Why::said(&edit.reason));
    let mut found = Vec::new();
    for (what, cell) in FIELDS {
        let (before, after) = (cell(view, was), cell(view, is));
        if before != after {
            let version = last(&|of| cell(view, of));
            let entry = version.map(|version| version.since);
            found.push(Difference::new(what, before, after, entry).because(version.and_then(why)));
        }
    }
    found.extend(end(was, is, log));
    found.extend(standing(was, is, log));
    Ok(found)
}

/// The end of the timeframe: each time that it was moved, or the edit that corrected it.
fn end(was: &Action, is: &Action, log: &Log) -> Vec<Difference> {
    const WHAT: &str = "End of the timeframe";
    let moved = is.moves.get(was.moves.len()..).unwrap_or_default();
    if moved.is_empty() && was.timeframe.ends != is.timeframe.ends {
        let entry = log.last(is.id, |event| matches!(event, Event::ActionAmended { .. }));
        let why = is.edited.as_ref().map(|edit| Why::said(&edit.reason));
        let (was, is) = (Cell::date(was.timeframe.ends), Cell::date(is.timeframe.ends));
        return vec![Difference::new(WHAT, was, is, entry).because(why)];
    }
    let change = |(place, made)| Difference::date_change(WHAT, made, log.date_change(is.id, place));
    moved.iter().enumerate().map(change).collect()
}

/// Withdrawn or retracted since.
fn standing(was: &Action, is: &Action, log: &Log) -> Vec<Difference> {
    let withdrawn = is.withdrawn.as_ref().filter(|_| was.withdrawn.is_none()).map(|withdrawal| {
        let entry = log.last(is.id, |event| matches!(event, Event::ActionWithdrawn {}));
        Difference::new("Action withdrawn", Cell::Blank, Cell::Date(withdrawal.on), entry)
            .because(Some(Why::said(&withdrawal.reason)))
    });
    let retracted = is.retracted.as_ref().filter(|_| was.retracted.is_none()).map(|retraction| {
        let entry = log.last(is.id, |event| matches!(event, Event::ActionRetracted {}));
        Difference::new("Action retracted", Cell::Blank, Cell::Date(retraction.on), entry)
            .because(Some(Why::said(&retraction.reason)))
    });
    withdrawn.into_iter().chain(retracted).collect()
}

/// An action that was not there then: what it commits to.
pub(super) fn added(action: &Versioned<Action>) -> Difference {
    Difference::new("Action added", Cell::Blank, Cell::Text(action.value.promise.to_string()), Some(action.born))
}

/// The reported status and confidence, and the lead. `reported` and `led` are the entries of the last update, or of its
/// retraction, and of the last change of the lead.
pub(super) fn standings(
    view: &View,
    (was, is): (&ActionFacts, &ActionFacts),
    (reported, led): (Option<Seq>, Option<Seq>),
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |what, was: String, is: String, entry| {
        if was != is {
            found.push(Difference::new(what, Cell::Text(was), Cell::Text(is), entry));
        }
    };
    let status = |of: &ActionFacts| words::status(of.status()).to_owned();
    add("Status", status(was), status(is), reported);
    let confidence = |of: &ActionFacts| of.confidence().map_or("Not reported", words::confidence).to_owned();
    add("Confidence", confidence(was), confidence(is), reported);
    let lead = |of: &ActionFacts| of.lead.map_or_else(|| "None".to_owned(), |lead| view.short_name(lead));
    add("Lead agency", lead(was), lead(is), led);
    found
}
