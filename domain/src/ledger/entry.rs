//! One entry of the ledger, and the leaf that it becomes.

use super::canonical::{CanonicalError, canonical_text};
use super::code::Code;
use super::hash::Hash;
use super::particulars::Particulars;
use super::position::Seq;
use super::row::Rows;
use super::tree::leaf_hash;
use crate::actor::Actor;
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use uuid::Uuid;

/// Who did what to which object, when, and which row versions came of it. `docs/ledger.md` describes each field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    #[serde(rename = "v")]
    pub format: EntryFormat,
    pub seq: Seq,
    pub recorded_at: RecordedAt,
    pub actor: RecordedActor,
    /// The agency acted for, where there is one.
    pub agency: Option<Uuid>,
    /// Such as `milestone-completed`.
    pub event: Code,
    pub subject: Option<Subject>,
    pub particulars: Particulars,
    pub rows: Rows,
}

/// The form of the entry, which a later program may add to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryFormat {
    One,
}

/// Who acted: by id and role, never by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum RecordedActor {
    /// The command line on the server itself.
    Operator,
    /// A signed-in person, in the role that it had then.
    Person { id: Uuid, role: Code },
}

/// The object that the event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub kind: Code,
    pub id: Uuid,
}

/// An instant in UTC, cut to whole microseconds, which is as much as both databases keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct RecordedAt(DateTime<Utc>);

/// An instant that an entry cannot carry, or a text that does not spell one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "an instant is written like 2024-02-13T14:00:00.123456Z, in UTC, with six digits after the second, in the years 0 to 9999"
)]
pub struct RecordedAtError;

/// An entry with the exact bytes that stand in the log for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    entry: Entry,
    text: String,
    hash: Hash,
}

/// Why an entry cannot become a leaf, or why bytes are not the leaf of an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeafError {
    #[error("it has {bytes} bytes; a leaf has at most {}", Leaf::MOST_BYTES)]
    TooLong { bytes: usize },
    #[error("its number {seq} is beyond 2^53 - 1")]
    SeqTooLarge { seq: Seq },
    #[error("it is not an entry of the audit log: {reason}")]
    NotAnEntry { reason: String },
    #[error("its bytes are not the canonical JSON (RFC 8785) of an entry, so they were not written by the record")]
    NotCanonical,
    #[error(transparent)]
    Unwritable(#[from] CanonicalError),
}

impl Leaf {
    /// The size of the largest leaf. C2SP entry bundles give the length of a leaf in 16 bits.
    pub const MOST_BYTES: usize = 65_535;

    /// Writes the leaf of an entry.
    pub fn of(entry: Entry) -> Result<Leaf, LeafError> {
        if entry.seq > Seq::LAST {
            return Err(LeafError::SeqTooLarge { seq: entry.seq });
        }
        let text = canonical_text(&entry)?;
        check_length(text.len())?;
        let hash = leaf_hash(text.as_bytes());
        Ok(Leaf { entry, text, hash })
    }

    /// Reads a leaf, and accepts only the bytes that [`Leaf::of`] writes for the entry in it.
    pub fn read(bytes: &[u8]) -> Result<Leaf, LeafError> {
        check_length(bytes.len())?;
        let entry =
            serde_json::from_slice(bytes).map_err(|cause| LeafError::NotAnEntry { reason: cause.to_string() })?;
        let leaf = Leaf::of(entry)?;
        if leaf.text.as_bytes() == bytes { Ok(leaf) } else { Err(LeafError::NotCanonical) }
    }

    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The canonical JSON: what is stored, exported and hashed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The hash that the tree has for this leaf.
    pub const fn hash(&self) -> Hash {
        self.hash
    }
}

fn check_length(bytes: usize) -> Result<(), LeafError> {
    if bytes > Leaf::MOST_BYTES { Err(LeafError::TooLong { bytes }) } else { Ok(()) }
}

impl EntryFormat {
    const fn number(self) -> u8 {
        match self {
            EntryFormat::One => 1,
        }
    }
}

impl Serialize for EntryFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for EntryFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<EntryFormat, D::Error> {
        match u64::deserialize(deserializer)? {
            1 => Ok(EntryFormat::One),
            other => Err(serde::de::Error::custom(format!(
                "its form is number {other}, and this program knows number 1 only"
            ))),
        }
    }
}

impl From<&Actor> for RecordedActor {
    fn from(actor: &Actor) -> RecordedActor {
        match actor {
            Actor::Operator => RecordedActor::Operator,
            Actor::Person(acting) => RecordedActor::Person { id: acting.person.into(), role: acting.role.into() },
        }
    }
}

impl RecordedAt {
    /// Cuts an instant to whole microseconds.
    pub fn of(instant: DateTime<Utc>) -> Result<RecordedAt, RecordedAtError> {
        RecordedAt::from_micros(instant.timestamp_micros())
    }

    /// Microseconds since 1970-01-01T00:00:00Z, as the databases keep them.
    pub fn from_micros(micros: i64) -> Result<RecordedAt, RecordedAtError> {
        let instant = DateTime::from_timestamp_micros(micros).ok_or(RecordedAtError)?;
        if (0..=9999).contains(&instant.year()) { Ok(RecordedAt(instant)) } else { Err(RecordedAtError) }
    }

    /// Reads the one spelling that [`RecordedAt`] is written in.
    pub fn parse(text: &str) -> Result<RecordedAt, RecordedAtError> {
        let instant = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.fZ").map_err(|_| RecordedAtError)?;
        let read = RecordedAt::of(instant.and_utc())?;
        if read.to_string() == text { Ok(read) } else { Err(RecordedAtError) }
    }

    pub const fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    pub const fn instant(self) -> DateTime<Utc> {
        self.0
    }
}

impl fmt::Display for RecordedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%dT%H:%M:%S%.6fZ").fmt(f)
    }
}

impl TryFrom<String> for RecordedAt {
    type Error = RecordedAtError;
    fn try_from(text: String) -> Result<RecordedAt, RecordedAtError> {
        RecordedAt::parse(&text)
    }
}

impl From<RecordedAt> for String {
    fn from(instant: RecordedAt) -> String {
        instant.to_string()
    }
}

#[cfg(test)]
mod tests;
