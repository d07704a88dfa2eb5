//! What a log entry is about, where the reader may see it.

use crate::components::kinds::{LinkedSubject, subject_of};
use crate::error::AppError;
use crate::paths::action_address;
use crate::reading::Reading;
use crate::tree::plan_name;
use domain::Kind;
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::ledger::{self, Seq};
use std::collections::HashMap;
use store::LoggedEntry;
use uuid::Uuid;

/// The subject of an entry, read as of the position of this page. `None` where there is none, where it has no page, and
/// where the reader may not see it: the entry itself then still shows its ids and hashes.
///
/// # Errors
/// When the database does not answer.
pub async fn subject(reading: &Reading, entry: &LoggedEntry) -> Result<Option<LinkedSubject>, AppError> {
    Ok(subjects(reading, vec![entry]).await?.remove(&entry.leaf.entry().seq))
}

/// The same of several entries, by their numbers, with as many questions as for one.
///
/// # Errors
/// When the database does not answer.
pub async fn subjects(reading: &Reading, entries: Vec<&LoggedEntry>) -> Result<HashMap<Seq, LinkedSubject>, AppError> {
    let objects: Vec<(Kind, Uuid)> = entries.iter().copied().filter_map(object_of).collect();
    let actions = reading.view.actions_of(&objects).await?;
    let found = |entry: &LoggedEntry| {
        let (kind, id) = object_of(entry)?;
        let subject = match actions.get(&id) {
            Some(action) => of_action(reading, *action),
            None => subject_of(reading, kind, id),
        };
        Some((entry.leaf.entry().seq, subject?))
    };
    Ok(entries.into_iter().filter_map(found).collect())
}

/// What an entry is about, where this program knows the kind.
fn object_of(entry: &LoggedEntry) -> Option<(Kind, Uuid)> {
    let ledger::Subject { kind, id } = entry.leaf.entry().subject.as_ref()?;
    Some((Kind::of_code(kind.as_str())?, *id))
}

fn of_action(reading: &Reading, action: ActionId) -> Option<LinkedSubject> {
    let facts: &ActionFacts = reading.view.facts(action).ok()?;
    let name = format!("{} {}, {}", facts.reference, facts.title, plan_name(&reading.view, facts));
    Some(LinkedSubject { name, address: action_address(&reading.view, &reading.paths, facts) })
}
