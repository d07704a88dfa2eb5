//! What a workpaper is made from: plain values, in the order in which they are written.

use crate::about::{Asked, Erased};
use domain::ledger::{Code, Content, Hash, Leaf, RowIdentity, RowVersion, Salt, Seq, SignedCheckpoint, VerifierKey};
use uuid::Uuid;

/// All that a workpaper holds.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The key of the record.
    pub key: VerifierKey,
    /// The signed state of the log at the point that is read. Its last entry is the last that is read.
    pub checkpoint: SignedCheckpoint,
    pub asked: Asked,
    /// Everything that could be drawn, in any order.
    pub population: Vec<Member>,
    /// What was drawn, in the order of the sample.
    pub items: Vec<Item>,
}

/// One of those that could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The UUID of an object, or the `seq` of a log entry in decimal.
    pub id: String,
    /// The code of its stratum; blank where the sample is not stratified.
    pub stratum: String,
    /// By which people know it: `NAP-2021/DOJ-08`.
    pub label: String,
}

/// A sampled item with everything that ties it to the log.
#[derive(Clone, Debug)]
pub struct Item {
    pub id: String,
    pub label: String,
    pub title: String,
    /// The action file of the action that it is, or belongs to.
    pub action_file: Option<ActionFile>,
    /// The log entries concerned, in their order.
    pub entries: Vec<ProvenEntry>,
    /// The row versions that the reader may see, by entry, kind and id.
    pub contents: Vec<TiedContent>,
    /// Of these, and of erased ones, those that their entry gives by a root.
    pub rows: Vec<ProvenRow>,
    /// Row versions whose contents were erased under law.
    pub erased: Vec<Erased>,
    /// How many further contents the entry has, where the item is an entry with more than 200.
    pub left_out: u64,
}

/// The report on an action, as two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFile {
    pub pdf: Vec<u8>,
    pub json: Vec<u8>,
}

/// A log entry with the proof that it is in the tree that was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProvenEntry {
    Whole {
        leaf: Box<Leaf>,
        proof: Vec<Hash>,
    },
    /// An entry that also made a version of something that the reader may not see: that it is there, and no more.
    Withheld {
        seq: Seq,
        kind: Option<Code>,
        leaf: Hash,
        proof: Vec<Hash>,
    },
}

impl ProvenEntry {
    pub fn seq(&self) -> Seq {
        match self {
            ProvenEntry::Whole { leaf, .. } => leaf.entry().seq,
            ProvenEntry::Withheld { seq, .. } => *seq,
        }
    }

    pub fn leaf_hash(&self) -> Hash {
        match self {
            ProvenEntry::Whole { leaf, .. } => leaf.hash(),
            ProvenEntry::Withheld { leaf, .. } => *leaf,
        }
    }

    /// The hashes that lead to the root, the nearest first.
    pub fn proof(&self) -> &[Hash] {
        match self {
            ProvenEntry::Whole { proof, .. } | ProvenEntry::Withheld { proof, .. } => proof,
        }
    }
}

/// A row version with what its row hash is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiedContent {
    pub row: RowIdentity,
    pub salt: Salt,
    /// The number of the form in which the content was written.
    pub form: i64,
    pub content: Content,
    /// The row hash that the log gives.
    pub hash: Hash,
}

/// A row version that its entry gives by a root, with the proof that it is under that root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenRow {
    /// The entry that made it.
    pub of: Seq,
    /// Its place among the rows of that entry, from 0.
    pub index: u64,
    pub row: RowVersion,
    pub proof: Vec<Hash>,
}

/// Which version of which object it is.
pub(crate) type VersionKey = (Code, Uuid, u32);
