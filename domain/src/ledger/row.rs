//! Row versions as an entry names them, and the hash that stands for their content.

use super::canonical::{CanonicalError, canonical_text, check_exact};
use super::code::Code;
use super::hash::Hash;
use super::position::Seq;
use super::tree::{Frontier, leaf_hash};
use crate::ids::Version;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// The version of one object that an entry made, and the hash of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowVersion {
    pub kind: Code,
    pub id: Uuid,
    pub version: Version,
    /// See [`row_hash`].
    pub hash: Hash,
}

/// The random bytes that are hashed before a content and kept beside it, so that no one finds a short text by trying.
pub type Salt = [u8; 16];

/// The salt in hexadecimal, as pages and files give it.
pub fn salt_in_hex(salt: &Salt) -> String {
    hex::encode(salt)
}

/// What the content of a row belongs to. It is hashed with the content, so that no row can be shown in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowIdentity {
    pub kind: Code,
    pub id: Uuid,
    pub version: Version,
    /// The entry that made this version.
    pub since: Seq,
}

/// SHA-256 over the salt and the canonical JSON of `{"content", "id", "kind", "since", "version"}`.
///
/// The JSON is put together around the stored bytes of the content. They are never read and written again, because a
/// later program might write them differently.
pub fn row_hash(salt: &Salt, row: &RowIdentity, content: &Content) -> Hash {
    let RowIdentity { kind, id, version, since } = row;
    let after = format!(r#","id":"{id}","kind":"{kind}","since":{since},"version":{version}}}"#);
    Hash::of(&[salt, br#"{"content":"#, content.as_str().as_bytes(), after.as_bytes()])
}

/// The canonical JSON of a row's content: the bytes that are hashed and stored, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content(String);

impl Content {
    /// Writes a new content. Refuses fractions, integers beyond 2^53 - 1 and the character U+0000, and says where.
    pub fn of(value: &impl Serialize) -> Result<Content, CanonicalError> {
        let value = serde_json::to_value(value)?;
        check_exact(&value)?;
        canonical_text(&value).map(Content)
    }

    /// Takes bytes that were stored earlier, as they are.
    pub const fn stored(text: String) -> Content {
        Content(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// The row versions that one entry made: each by name up to 200, beyond that their number and the root of a tree.
///
/// A leaf has at most 65,535 bytes, which an import of thousands of rows would not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Rows {
    Listed(Vec<RowVersion>),
    ByRoot(RowsRoot),
}

/// Stands for more than 200 row versions: how many there are, and the root of the tree whose leaves they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsRoot {
    pub count: u64,
    /// The RFC 9162 root over the canonical JSON of each row version, in order.
    pub root: Hash,
}

impl Rows {
    /// The largest number of row versions that an entry names one by one.
    pub const MOST_LISTED: usize = 200;
    /// The largest number of row versions of one entry. A larger import is several entries.
    pub const MOST: usize = 50_000;

    /// An entry that made no row version.
    pub const fn none() -> Rows {
        Rows::Listed(Vec::new())
    }

    /// The form in which an entry gives these row versions.
    pub fn of(rows: Vec<RowVersion>) -> Result<Rows, CanonicalError> {
        if rows.len() > Rows::MOST_LISTED { RowsRoot::of(&rows).map(Rows::ByRoot) } else { Ok(Rows::Listed(rows)) }
    }

    /// How many row versions the entry made.
    pub fn count(&self) -> u64 {
        match self {
            Rows::Listed(rows) => rows.len() as u64,
            Rows::ByRoot(root) => root.count,
        }
    }
}

impl RowsRoot {
    /// The number and the root of these row versions, in this order.
    pub fn of(rows: &[RowVersion]) -> Result<RowsRoot, CanonicalError> {
        let mut tree = Frontier::new();
        for row in rows {
            tree.append(leaf_hash(canonical_text(row)?.as_bytes()));
        }
        Ok(RowsRoot { count: rows.len() as u64, root: tree.root() })
    }
}

// Not derived, because an untagged enum would only say that no variant fits, and would let 3 rows be given by a root.
impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Rows, D::Error> {
        deserializer.deserialize_any(RowsVisitor)
    }
}

struct RowsVisitor;

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Rows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of at most 200 row versions, or the count and the root of 201 to 50,000")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, rows: A) -> Result<Rows, A::Error> {
        let rows: Vec<RowVersion> = Vec::deserialize(SeqAccessDeserializer::new(rows))?;
        if rows.len() > Rows::MOST_LISTED {
            return Err(A::Error::invalid_length(rows.len(), &self));
        }
        Ok(Rows::Listed(rows))
    }

    fn visit_map<A: MapAccess<'de>>(self, root: A) -> Result<Rows, A::Error> {
        let root = RowsRoot::deserialize(MapAccessDeserializer::new(root))?;
        if root.count <= Rows::MOST_LISTED as u64 || root.count > Rows::MOST as u64 {
            return Err(A::Error::custom(format!(
                "{} row versions are not given by a root; only 201 to 50,000 are",
                root.count
            )));
        }
        Ok(Rows::ByRoot(root))
    }
}

#[cfg(test)]
mod tests;
