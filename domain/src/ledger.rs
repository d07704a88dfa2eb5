//! The record as a transparency log: entries, their Merkle tree, signed heads, and the check of all of it.
//!
//! Whatever changes in the record adds one [`Entry`] here. Its canonical JSON is a [`Leaf`]; the leaves form the Merkle
//! tree of RFC 9162; the head of the tree is signed as a C2SP checkpoint. So anyone who kept an older head can show that
//! nothing before it was changed, and programs that we did not write can check it. An entry has ids, codes, dates and
//! hashes; contents stand beside it and are only hashed, each with a salt of its own.
//!
//! `docs/ledger.md` is the format in full. Nothing here reads a clock, draws a random number or opens a file: seeds,
//! salts and instants are arguments.

mod canonical;
mod check;
mod checkpoint;
mod code;
mod contents;
mod entry;
mod file;
mod hash;
mod key;
mod particulars;
mod position;
mod row;
#[cfg(test)]
mod sample;
mod tree;

pub use canonical::{CanonicalError, LARGEST_INTEGER};
pub use check::{EntryFault, LogCheck, LogFault};
pub use checkpoint::{Checkpoint, CheckpointError, SignatureError, SignedCheckpoint};
pub use code::{Code, CodeError};
pub use contents::{content_line, contents_end_line, contents_header_line};
pub use entry::{Entry, EntryFormat, Leaf, LeafError, RecordedActor, RecordedAt, RecordedAtError, Subject};
pub use file::{
    Among, FileFault, FileReport, Reason, VerifyOptions, checkpoint_line, entry_line, header_line, rows_line,
    verify_file, verify_file_in_steps, withheld_line, withholding_header_line,
};
pub use hash::{Hash, HashError};
pub use key::{KeyId, LogName, LogNameError, RecordKey, VerifierKey, VerifierKeyError};
pub use particulars::Particulars;
pub use position::{Seq, TreeSize};
pub use row::{Content, RowIdentity, RowVersion, Rows, RowsRoot, Salt, row_hash, salt_in_hex};
pub use tree::{
    Frontier, FrontierError, InclusionProofs, ProofError, consistency_proof, inclusion_proof, leaf_hash, node_hash,
    root_of, verify_consistency, verify_inclusion,
};
