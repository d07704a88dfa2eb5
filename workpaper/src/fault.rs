//! What is wrong with a workpaper, in words for the person who checks it.

use crate::lines::LineFault;
use domain::ledger::{CheckpointError, Hash, ProofError, Seq, SignatureError, TreeSize, VerifierKeyError};
use std::fmt;

/// The first place where a file is not the workpaper that it says it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The file in the workpaper, where the fault is in one.
    pub file: Option<String>,
    /// The number of its line, from 1.
    pub line: Option<usize>,
    /// The log entry, where one can be named.
    pub entry: Option<Seq>,
    pub reason: Box<Reason>,
}

/// What is wrong at that place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("it isn't a zip file that can be read ({0})")]
    NotAZip(String),
    #[error("it isn't a workpaper: it has no {}", crate::names::MANIFEST)]
    NotAWorkpaper,
    #[error("it says \"{concord}\", format {format}; this program reads \"workpaper\", format 1")]
    UnknownFormat { concord: String, format: u32 },
    #[error("it has {found} files; a workpaper has at most {most}")]
    TooManyFiles { found: usize, most: usize },
    #[error("unpacked, it is larger than the {most} bytes that are read")]
    TooLarge { most: u64 },

    #[error("the name of a file leads out of its folder, or can be written in another way")]
    UnsafeName,
    #[error("it isn't a plain file that is stored or deflated")]
    NotAPlainFile,
    #[error("the two lists of files inside the zip differ ({0})")]
    TwoLists(String),
    #[error("a workpaper has no such file")]
    UnknownFile,
    #[error("it is missing")]
    Missing,
    #[error("it can't be unpacked ({0})")]
    Unreadable(String),
    #[error("it isn't text in UTF-8")]
    NotText,

    #[error("the line isn't a SHA-256 in hexadecimal, two spaces and a name, or isn't in the order of names")]
    NotAHashLine,
    #[error("{} doesn't list it", crate::names::MANIFEST)]
    NotListed,
    #[error("its SHA-256 is {found}, and {} has {listed}; the file was changed", crate::names::MANIFEST)]
    FileHash { listed: Hash, found: Hash },

    #[error("the public key can't be used: {0}")]
    Key(VerifierKeyError),
    #[error("the workpaper is signed with the key {found}, and the key to expect is {expected}")]
    OtherKey { expected: String, found: String },
    #[error("the checkpoint can't be read: {0}")]
    Checkpoint(CheckpointError),
    #[error("the checkpoint is not valid: {0}")]
    Signature(SignatureError),

    #[error("it can't be read: {0}")]
    About(String),
    #[error("it names the log {stated}, and the checkpoint is of {signed}")]
    OtherLog { stated: String, signed: String },
    #[error("its last entry is {stated}, and the checkpoint is for {signed} entries")]
    OtherPoint { stated: Seq, signed: TreeSize },
    #[error("the line isn't an item of the population")]
    Population,
    #[error("an id is listed twice: {id}")]
    Twice { id: String },
    #[error("the sample can't be drawn again: {0}")]
    Sample(String),
    #[error("the items aren't those that this seed draws from the population")]
    OtherSample,
    #[error("the table isn't that of the items in {}", crate::names::ABOUT)]
    OtherTable,

    #[error(transparent)]
    Line(#[from] LineFault),
    #[error("the last line has no end, so the file was cut off")]
    Cut,
    #[error("the lines aren't in order, or one is there twice")]
    Order,
    #[error("the entry isn't in the log that was signed: {0}")]
    Proof(ProofError),
    #[error("its salt and its content have the row hash {found}, and {stated} is written beside them; it was changed")]
    RowHash { stated: Hash, found: Hash },
    #[error("the log entry that made it isn't among the entries of the item")]
    NoEntry,
    #[error("the log entry doesn't name this version of {kind} {id}")]
    NotInEntry { kind: String, id: String },
    #[error("the log entry gives the row hash {signed} for {kind} {id}, and {found} is shown; the content was changed")]
    OtherRow { kind: String, id: String, signed: Hash, found: Hash },
    #[error("the row isn't among those that the log entry gives by a root: {0}")]
    RowProof(ProofError),
    #[error("the log entry names its rows one by one, and gives none by a root")]
    NotByRoot,
    #[error("version {version} of {kind} {id} is missing, and a later one is there")]
    Gap { kind: String, id: String, version: u32 },
    #[error("nothing in it is about the sampled item")]
    NotOfTheItem,
    #[error("the entry that is said to have erased a content doesn't say so")]
    NotErased,
}

impl Fault {
    pub(crate) fn of(reason: Reason) -> Fault {
        Fault { file: None, line: None, entry: None, reason: Box::new(reason) }
    }

    pub(crate) fn in_file(file: impl Into<String>, reason: impl Into<Reason>) -> Fault {
        Fault { file: Some(file.into()), line: None, entry: None, reason: Box::new(reason.into()) }
    }

    pub(crate) fn at(self, line: usize) -> Fault {
        Fault { line: Some(line), ..self }
    }

    pub(crate) fn of_entry(self, entry: Seq) -> Fault {
        Fault { entry: Some(entry), ..self }
    }

    /// Whether this says nothing about a workpaper: the file is none, or not one that this program reads.
    pub fn could_not_be_checked(&self) -> bool {
        matches!(
            *self.reason,
            Reason::NotAZip(_)
                | Reason::NotAWorkpaper
                | Reason::UnknownFormat { .. }
                | Reason::TooManyFiles { .. }
                | Reason::TooLarge { .. }
        )
    }
}

/// "items/001-NAP-2021-DOJ-08/log.jsonl, line 3, entry 1204: its bytes have .."
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.clone();
        let line = self.line.map(|line| format!("line {line}"));
        let entry = self.entry.map(|entry| format!("entry {entry}"));
        let place: Vec<String> = [file, line, entry].into_iter().flatten().collect();
        let place = if place.is_empty() { "The file".to_owned() } else { place.join(", ") };
        write!(f, "{place}: {}.", self.reason)
    }
}
