//! What is wrong with an exported ledger, in words for the person who checks it.

use crate::ledger::check::{EntryFault, LogFault};
use crate::ledger::checkpoint::{CheckpointError, SignatureError};
use crate::ledger::entry::LeafError;
use crate::ledger::hash::Hash;
use crate::ledger::key::VerifierKeyError;
use crate::ledger::position::{Seq, TreeSize};
use std::fmt;
use std::io::ErrorKind;

/// The first place where a file is not the ledger that it says it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FileFault {
    /// The number of the line, from 1.
    pub line: u64,
    /// The first entry that breaks, where one can be named. Where only a root differs, [`Reason`] gives the range.
    pub seq: Option<Seq>,
    pub reason: Reason,
}

/// What is wrong at that place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("the file could not be read further ({0})")]
    Unreadable(ErrorKind),
    #[error("the line is longer than {most} bytes")]
    LineTooLong { most: usize },
    #[error("the line has no end, so the file was cut off here")]
    LineCut,
    #[error("the line is not a header, an entry, a withheld entry, the rows of an entry, or a checkpoint")]
    UnknownLine,
    #[error("the line does not have the fields that it should: {reason}")]
    Malformed { reason: String },
    #[error("the line is not canonical JSON (RFC 8785)")]
    NotCanonical,

    #[error("the file does not begin with the header of a ledger")]
    NoHeader,
    #[error("there is a second header here")]
    SecondHeader,
    #[error("the header says \"{concord}\", format {format}; this program reads \"ledger\", format 1 and 2")]
    UnknownFormat { concord: String, format: u64 },
    #[error("the header's key cannot be used: {0}")]
    HeaderKey(VerifierKeyError),
    #[error("the header names the log {origin}, but its key is {key}")]
    HeaderOrigin { origin: String, key: String },
    #[error("the file is signed with the key {found}, and the key to expect is {expected}")]
    OtherKey { expected: String, found: String },

    #[error(transparent)]
    NotALeaf(LeafError),
    #[error("the line does not end with the leaf hash of its entry")]
    NoLeafHash,
    #[error("its bytes have the leaf hash {found}, and {stated} is written beside them; this entry was changed")]
    LeafHash { stated: Hash, found: Hash },
    #[error(transparent)]
    Entry(EntryFault),
    #[error("these are said to be the rows of entry {found}, and they follow entry {expected}")]
    RowsOfOther { expected: Seq, found: Seq },
    #[error("this entry is withheld, and the header says format 1, which withholds none")]
    WithheldFromAWholeFile,
    #[error("the header says format 2, and no entry is withheld")]
    NothingWithheld,
    #[error("there are rows here before any entry")]
    RowsBeforeEntries,

    #[error("the checkpoint cannot be read: {0}")]
    Checkpoint(CheckpointError),
    #[error("the checkpoint is not valid: {0}")]
    Signature(SignatureError),
    #[error(
        "the checkpoint is for {signed} entries, and the file has {found}; entries were left out at the end, or added"
    )]
    Size { signed: TreeSize, found: TreeSize },
    #[error("the entries have the root {found}, and {signed} was signed; one of the entries {among} was changed")]
    Root { signed: Hash, found: Hash, among: Among },
    #[error("the file goes on after its checkpoint")]
    AfterCheckpoint,
    #[error("the file ends without a checkpoint; its end was cut off")]
    NoCheckpoint,

    #[error("the older checkpoint is not valid: {0}")]
    OlderSignature(SignatureError),
    #[error("an older checkpoint was signed for {older} entries, and the file has {found}; the end was cut off")]
    OlderIsLarger { older: TreeSize, found: TreeSize },
    #[error(
        "the first {size} entries have the root {found}, and {signed} was signed for them earlier; one of the entries {among} was changed"
    )]
    OlderRoot { size: TreeSize, signed: Hash, found: Hash, among: Among },
}

impl FileFault {
    /// Whether this says nothing about a ledger: the file cannot be read, or does not begin as one that this program knows.
    pub fn could_not_be_checked(&self) -> bool {
        let begins_otherwise = matches!(
            self.reason,
            Reason::LineTooLong { .. }
                | Reason::LineCut
                | Reason::UnknownLine
                | Reason::NoHeader
                | Reason::UnknownFormat { .. }
        );
        matches!(self.reason, Reason::Unreadable(_)) || (self.line == 1 && begins_otherwise)
    }
}

impl Reason {
    /// Whether the reason lies in the line of an entry, whatever else the file holds.
    pub(super) const fn is_of_an_entry(&self) -> bool {
        matches!(self, Reason::NotALeaf(_) | Reason::NoLeafHash | Reason::LeafHash { .. })
    }
}

/// The entries among which the changed one is, where only a root shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Among {
    pub first: Seq,
    pub last: Seq,
}

impl fmt::Display for Among {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "Line {}, entry {seq}: {}.", self.line, self.reason),
            None => write!(f, "Line {}: {}.", self.line, self.reason),
        }
    }
}

impl From<LogFault> for (Option<Seq>, Reason) {
    fn from(fault: LogFault) -> Self {
        (Some(fault.seq), Reason::Entry(fault.why))
    }
}
