//! Contents of older forms, read by today's code. What was stored is never rewritten, because its bytes were hashed; so it
//! is brought to the form of today each time it is read.
//!
//! To change the form of a kind: add the step from the form of today to the [`UPGRADES`](Described::UPGRADES) of its
//! description, and freeze the new form in `domain/tests/contents` (its README says how).

use super::OfKind;
use crate::described::{Described, Upgrade};
use crate::ids::Kind;
use serde::de::DeserializeOwned;
use serde_json::Value;
use thiserror::Error;

/// Why a stored content could not be read.
#[derive(Debug, Error)]
pub enum ContentFault {
    /// Its number is above the one that this program writes.
    #[error(
        "This {kind} was written by a newer version of Concord, in form {number}. Use that version, or a newer one."
    )]
    Newer { kind: Kind, number: i64 },
    /// No version of the program wrote this number.
    #[error("There is no form {number} of content of the kind {kind}.")]
    NoSuchForm { kind: Kind, number: i64 },
    /// The bytes are not a content of that kind and number.
    #[error("Content of the kind {kind}, form {number}, can't be read: {cause}")]
    Unreadable { kind: Kind, number: i64, cause: serde_json::Error },
}

/// Reads a stored content of a kind, in whichever form it was written.
///
/// # Errors
/// [`ContentFault`] says why it cannot be read.
pub fn read_content<T: OfKind>(number: i64, body: &str) -> Result<T, ContentFault> {
    read_with(T::KIND, number, body, T::UPGRADES)
}

/// The number of the form in which a content of the kind is written today.
pub(super) fn form_of_today<T: Described>() -> i64 {
    T::UPGRADES.len() as i64 + 1
}

fn read_with<T: DeserializeOwned>(
    kind: Kind,
    number: i64,
    body: &str,
    upgrades: &[Upgrade],
) -> Result<T, ContentFault> {
    let unreadable = |cause| ContentFault::Unreadable { kind, number, cause };
    let earlier = number.checked_sub(1).and_then(|earlier| usize::try_from(earlier).ok());
    let earlier = earlier.ok_or(ContentFault::NoSuchForm { kind, number })?;
    let steps = upgrades.get(earlier..).ok_or(ContentFault::Newer { kind, number })?;
    if steps.is_empty() {
        return serde_json::from_str(body).map_err(unreadable);
    }
    let mut content: Value = serde_json::from_str(body).map_err(unreadable)?;
    steps.iter().for_each(|upgrade| upgrade(&mut content));
    serde_json::from_value(content).map_err(unreadable)
}

#[cfg(test)]
mod tests;
