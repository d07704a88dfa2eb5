//! The five kinds of line of an exported ledger, each read from its bytes alone.

use super::Reason;
use crate::ledger::canonical::{CanonicalError, canonical_text};
use crate::ledger::checkpoint::SignedCheckpoint;
use crate::ledger::code::Code;
use crate::ledger::entry::Leaf;
use crate::ledger::hash::Hash;
use crate::ledger::key::{LogName, VerifierKey};
use crate::ledger::position::Seq;
use crate::ledger::row::RowVersion;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A line that has been understood; whether it fits the lines before it is another question.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Header(VerifierKey, FileFormat),
    Entry(Box<Leaf>),
    /// An entry of which the person who took the file may see only that it is there.
    Withheld {
        seq: Seq,
        leaf: Hash,
    },
    Rows {
        of: Seq,
        rows: Vec<RowVersion>,
    },
    Checkpoint(SignedCheckpoint),
}

impl Line {
    /// Reads the bytes of a line, without its end. Keys are sorted in canonical JSON, so the first one tells the kind.
    pub(super) fn read(bytes: &[u8]) -> Result<Line, Reason> {
        match first_key(bytes) {
            Some(b"concord") => read_header(bytes),
            Some(b"rows") => canonical(bytes).map(|RowsLine { of, rows }| Line::Rows { of, rows }),
            Some(b"checkpoint") => read_checkpoint(bytes).map(Line::Checkpoint),
            Some(b"kind") => read_withheld(bytes),
            Some(b"entry") => read_entry(bytes).map(|leaf| Line::Entry(Box::new(leaf))),
            _ => Err(Reason::UnknownLine),
        }
    }
}

fn first_key(bytes: &[u8]) -> Option<&[u8]> {
    bytes.strip_prefix(b"{\"")?.split(|byte| *byte == b'"').next()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderLine {
    concord: String,
    format: u64,
    origin: String,
    verifier_key: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowsLine {
    #[serde(rename = "rows_of")]
    of: Seq,
    rows: Vec<RowVersion>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckpointLine {
    checkpoint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WithheldLine {
    kind: Option<Code>,
    leaf: String,
    #[serde(rename = "withheld")]
    seq: Seq,
}

/// What a file may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileFormat {
    /// Every entry.
    Whole,
    /// Of some entries only that they are there, because they are about what the person who took the file may not see.
    Withholding,
}

impl FileFormat {
    const fn number(self) -> u64 {
        match self {
            FileFormat::Whole => 1,
            FileFormat::Withholding => 2,
        }
    }
}

fn read_withheld(bytes: &[u8]) -> Result<Line, Reason> {
    let WithheldLine { seq, leaf, .. } = canonical(bytes)?;
    let leaf = Hash::from_hex(&leaf).map_err(|cause| Reason::Malformed { reason: cause.to_string() })?;
    Ok(Line::Withheld { seq, leaf })
}

fn read_header(bytes: &[u8]) -> Result<Line, Reason> {
    let header: HeaderLine = canonical(bytes)?;
    let format = match (header.concord.as_str(), header.format) {
        ("ledger", 1) => FileFormat::Whole,
        ("ledger", 2) => FileFormat::Withholding,
        _ => return Err(Reason::UnknownFormat { concord: header.concord, format: header.format }),
    };
    let key = VerifierKey::parse(&header.verifier_key).map_err(Reason::HeaderKey)?;
    if LogName::parse(&header.origin).as_ref() == Ok(key.name()) {
        Ok(Line::Header(key, format))
    } else {
        Err(Reason::HeaderOrigin { origin: header.origin, key: key.to_string() })
    }
}

/// Takes the leaf out of its line and compares its hash with the one beside it.
///
/// The tree is made of the hash that is computed. The one beside the leaf proves nothing; it tells which line was changed,
/// where a root could only tell that one was.
fn read_entry(bytes: &[u8]) -> Result<Leaf, Reason> {
    let (leaf, stated) = split_entry(bytes).ok_or(Reason::NoLeafHash)?;
    let leaf = Leaf::read(leaf).map_err(Reason::NotALeaf)?;
    let found = leaf.hash();
    if found == stated { Ok(leaf) } else { Err(Reason::LeafHash { stated, found }) }
}

const BEFORE_LEAF: &str = "{\"entry\":";
const BEFORE_HASH: &str = ",\"leaf\":\"";
const AFTER_HASH: &str = "\"}";

/// The bytes of the leaf and the hash that stands beside them.
fn split_entry(bytes: &[u8]) -> Option<(&[u8], Hash)> {
    let inner = bytes.strip_prefix(BEFORE_LEAF.as_bytes())?.strip_suffix(AFTER_HASH.as_bytes())?;
    let (rest, digits) = inner.split_at_checked(inner.len().checked_sub(2 * Hash::LENGTH)?)?;
    let hash = Hash::from_hex(std::str::from_utf8(digits).ok()?).ok()?;
    Some((rest.strip_suffix(BEFORE_HASH.as_bytes())?, hash))
}

fn read_checkpoint(bytes: &[u8]) -> Result<SignedCheckpoint, Reason> {
    let CheckpointLine { checkpoint } = canonical(bytes)?;
    SignedCheckpoint::parse(&checkpoint).map_err(Reason::Checkpoint)
}

/// Reads JSON of this shape, in the one spelling that is canonical.
fn canonical<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, Reason> {
    let value: T = serde_json::from_slice(bytes).map_err(|cause| Reason::Malformed { reason: cause.to_string() })?;
    let text = canonical_text(&value).map_err(|cause| Reason::Malformed { reason: cause.to_string() })?;
    if text.as_bytes() == bytes { Ok(value) } else { Err(Reason::NotCanonical) }
}

/// The first line of a file with every entry: which log this is, and the key that signs for it. Without the end of the
/// line.
pub fn header_line(key: &VerifierKey) -> Result<String, CanonicalError> {
    header(key, FileFormat::Whole)
}

/// The first line of a file in which entries are withheld. Without the end of the line.
pub fn withholding_header_line(key: &VerifierKey) -> Result<String, CanonicalError> {
    header(key, FileFormat::Withholding)
}

fn header(key: &VerifierKey, format: FileFormat) -> Result<String, CanonicalError> {
    canonical_text(&HeaderLine {
        concord: "ledger".to_owned(),
        format: format.number(),
        origin: key.name().to_string(),
        verifier_key: key.to_string(),
    })
}

/// The line of an entry: the bytes of its leaf, and the leaf hash. Without the end of the line.
pub fn entry_line(leaf: &Leaf) -> String {
    format!("{BEFORE_LEAF}{}{BEFORE_HASH}{}{AFTER_HASH}", leaf.text(), leaf.hash())
}

/// The line of an entry that is withheld: its place, the kind of object that it is about, and the hash of its leaf. Without
/// the end of the line.
pub fn withheld_line(seq: Seq, kind: Option<&Code>, leaf: Hash) -> Result<String, CanonicalError> {
    canonical_text(&WithheldLine { kind: kind.cloned(), leaf: leaf.to_string(), seq })
}

/// The line after an entry that gives its rows by a root: the rows themselves, in order. Without the end of the line.
pub fn rows_line(of: Seq, rows: Vec<RowVersion>) -> Result<String, CanonicalError> {
    canonical_text(&RowsLine { of, rows })
}

/// The last line: the signed head. Without the end of the line.
pub fn checkpoint_line(head: &SignedCheckpoint) -> Result<String, CanonicalError> {
    canonical_text(&CheckpointLine { checkpoint: head.text().to_owned() })
}
