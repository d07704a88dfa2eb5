//! The lines of an item: log entries with their proofs, contents with their salts, and rows that are given by a root. Each is
//! canonical JSON in one spelling, and ends with one 0x0A.

use crate::contents::{ProvenEntry, ProvenRow, TiedContent};
use domain::ids::Version;
use domain::ledger::{Code, Content, Hash, Leaf, RowIdentity, RowVersion, Salt, Seq, content_line};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const BEFORE_ENTRY: &str = "{\"entry\":";
const AFTER_ENTRY: &str = ",\"leaf\":\"";
const BEFORE_CONTENT: &str = "{\"content\":";
const AFTER_CONTENT: &str = ",\"hash\":\"";

/// Why a line is none of its file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    #[error("the line isn't one of this file: {0}")]
    Malformed(String),
    #[error("the line is written in another spelling than the one that is canonical")]
    NotCanonical,
    #[error("its bytes have the leaf hash {found}, and {stated} is written beside them; this entry was changed")]
    LeafHash { stated: Hash, found: Hash },
    #[error(transparent)]
    NotALeaf(#[from] domain::ledger::LeafError),
}

/// What follows the bytes of an entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterEntry {
    leaf: Hash,
    proof: Vec<Hash>,
}

/// The fields stand in the order of canonical JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithheldLine {
    kind: Option<Code>,
    leaf: Hash,
    proof: Vec<Hash>,
    withheld: Seq,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowLine {
    index: u64,
    proof: Vec<Hash>,
    row: SortedRow,
    rows_of: Seq,
}

/// A row version with its fields in the order of canonical JSON: its bytes are the leaf of the tree of rows.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SortedRow {
    hash: Hash,
    id: Uuid,
    kind: Code,
    version: Version,
}

/// What follows the bytes of a content.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AfterContent {
    hash: Hash,
    id: Uuid,
    kind: Code,
    salt: String,
    schema: i64,
    since: Seq,
    version: Version,
}

/// The line of an entry, without its end.
pub(crate) fn entry_line(entry: &ProvenEntry) -> Result<String, serde_json::Error> {
    match entry {
        ProvenEntry::Whole { leaf, proof } => {
            let (text, hash, proof) = (leaf.text(), leaf.hash(), serde_json::to_string(proof)?);
            Ok(format!("{BEFORE_ENTRY}{text}{AFTER_ENTRY}{hash}\",\"proof\":{proof}}}"))
        }
        ProvenEntry::Withheld { seq, kind, leaf, proof } => {
            let (kind, leaf, proof, withheld) = (kind.clone(), *leaf, proof.clone(), *seq);
            serde_json::to_string(&WithheldLine { kind, leaf, proof, withheld })
        }
    }
}

pub(crate) fn read_entry(line: &str) -> Result<ProvenEntry, LineFault> {
    let entry = match line.strip_prefix(BEFORE_ENTRY) {
        Some(rest) => {
            let (leaf, rest) = split(rest, AFTER_ENTRY)?;
            let AfterEntry { leaf: stated, proof } = read(&format!("{{\"leaf\":\"{rest}"))?;
            let leaf = Box::new(Leaf::read(leaf.as_bytes())?);
            if leaf.hash() != stated {
                return Err(LineFault::LeafHash { stated, found: leaf.hash() });
            }
            ProvenEntry::Whole { leaf, proof }
        }
        None => {
            let WithheldLine { kind, leaf, proof, withheld } = read(line)?;
            ProvenEntry::Withheld { seq: withheld, kind, leaf, proof }
        }
    };
    is_spelled(line, &entry_line(&entry).map_err(|cause| malformed(&cause))?)?;
    Ok(entry)
}

/// The line of a content, without its end: that of the file of contents.
pub(crate) fn content(of: &TiedContent) -> String {
    content_line(&of.row, (&of.salt, of.form), &of.content, &of.hash)
}

pub(crate) fn read_content(line: &str) -> Result<TiedContent, LineFault> {
    let rest = line.strip_prefix(BEFORE_CONTENT).ok_or_else(|| malformed(&"it doesn't begin with a content"))?;
    let (text, rest) = split(rest, AFTER_CONTENT)?;
    let AfterContent { hash, id, kind, salt: written, schema, since, version } = read(&format!("{{\"hash\":\"{rest}"))?;
    let mut salt: Salt = [0; 16];
    hex::decode_to_slice(&written, &mut salt).map_err(|cause| malformed(&cause))?;
    let row = RowIdentity { kind, id, version, since };
    let read = TiedContent { row, salt, form: schema, content: Content::stored(text.to_owned()), hash };
    is_spelled(line, &content(&read))?;
    Ok(read)
}

/// The line of a row that is given by a root, without its end.
pub(crate) fn row_line(of: &ProvenRow) -> Result<String, serde_json::Error> {
    let ProvenRow { of, index, row, proof } = of;
    serde_json::to_string(&RowLine { index: *index, proof: proof.clone(), row: sorted(row), rows_of: *of })
}

pub(crate) fn read_row(line: &str) -> Result<ProvenRow, LineFault> {
    let RowLine { index, proof, row: SortedRow { hash, id, kind, version }, rows_of } = read(line)?;
    let read = ProvenRow { of: rows_of, index, row: RowVersion { kind, id, version, hash }, proof };
    is_spelled(line, &row_line(&read).map_err(|cause| malformed(&cause))?)?;
    Ok(read)
}

/// The bytes of a row version that are hashed in the tree of rows of its entry: its canonical JSON.
///
/// # Errors
/// None that a row version can cause.
pub fn row_leaf(row: &RowVersion) -> Result<String, serde_json::Error> {
    serde_json::to_string(&sorted(row))
}

fn sorted(row: &RowVersion) -> SortedRow {
    let RowVersion { kind, id, version, hash } = row;
    SortedRow { hash: *hash, id: *id, kind: kind.clone(), version: *version }
}

fn split<'a>(text: &'a str, at: &str) -> Result<(&'a str, &'a str), LineFault> {
    text.rsplit_once(at).ok_or_else(|| malformed(&format!("it has no {at}")))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, LineFault> {
    serde_json::from_str(text).map_err(|cause| malformed(&cause))
}

fn is_spelled(line: &str, canonical: &str) -> Result<(), LineFault> {
    if line == canonical { Ok(()) } else { Err(LineFault::NotCanonical) }
}

fn malformed(cause: &dyn std::fmt::Display) -> LineFault {
    LineFault::Malformed(cause.to_string())
}

/// Lines with the end of each.
pub(crate) fn joined(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}
