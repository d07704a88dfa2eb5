//! Contents of older forms, read by today's code. What was stored is never rewritten, because its bytes were hashed; so it
//! is brought to the form of today each time it is read.
//!
//! To change the form of a kind: raise its number in [`Kind::schema`], add the step from the number before to [`STEPS`], and
//! freeze the new form in `domain/tests/contents` (its README says how).

use super::Versioned;
use crate::ids::Kind;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thiserror::Error;

/// Makes of a content of one number what the next number has.
pub type Step = fn(&mut Value);

/// Why a stored content could not be read.
#[derive(Debug, Error)]
pub enum ContentFault {
    /// Its number is above the one that this program writes.
    #[error(
        "This {kind} was written by a newer version of Concord, in form {number}. Use that version, or a newer one."
    )]
    Newer { kind: Kind, number: i64 },
    /// No version of the program wrote this number.
    #[error("There is no form {number} of a content of the kind {kind}.")]
    NoSuchForm { kind: Kind, number: i64 },
    /// The bytes are not a content of that kind and number.
    #[error("A content of the kind {kind}, form {number}, does not read: {cause}")]
    Unreadable { kind: Kind, number: i64, cause: serde_json::Error },
}

/// The steps, each with the kind and the number that it starts from.
const STEPS: &[(Kind, i64, Step)] = &[(Kind::Evidence, 1, link_of_a_document)];

/// In form 1 every document was a link, and nothing was said of what stands there.
fn link_of_a_document(content: &mut Value) {
    let Some(fields) = content.as_object_mut() else { return };
    let address = fields.remove("link").unwrap_or_default();
    fields.insert("at".to_owned(), json!({ "is": "link", "address": address, "sha256": null }));
}

fn step(kind: Kind, from: i64) -> Option<Step> {
    let of = |(of, number, _): &&(Kind, i64, Step)| (*of, *number) == (kind, from);
    STEPS.iter().find(of).map(|(.., step)| *step)
}

/// Reads a stored content of a kind, in whichever form it was written.
///
/// # Errors
/// [`ContentFault`] says why it cannot be read.
pub fn read_content<T: Versioned>(number: i64, body: &str) -> Result<T, ContentFault> {
    read_with(T::KIND, (number, i64::from(T::KIND.schema())), body, step)
}

fn read_with<T: DeserializeOwned>(
    kind: Kind,
    (number, today): (i64, i64),
    body: &str,
    step: impl Fn(Kind, i64) -> Option<Step>,
) -> Result<T, ContentFault> {
    let unreadable = |cause| ContentFault::Unreadable { kind, number, cause };
    if number > today {
        return Err(ContentFault::Newer { kind, number });
    }
    if number == today {
        return serde_json::from_str(body).map_err(unreadable);
    }
    let mut content: Value = serde_json::from_str(body).map_err(unreadable)?;
    for from in number..today {
        let step = step(kind, from).ok_or(ContentFault::NoSuchForm { kind, number })?;
        step(&mut content);
    }
    serde_json::from_value(content).map_err(unreadable)
}

#[cfg(test)]
mod tests;
