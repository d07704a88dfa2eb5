//! The Merkle tree of RFC 9162 (section 2.1) over SHA-256: leaves, roots, and proofs about them.

mod frontier;
mod proof;
mod proofs;

pub use frontier::{Frontier, FrontierError};
pub use proof::{ProofError, consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use proofs::InclusionProofs;

use super::hash::Hash;

/// The hash of a leaf: SHA-256 over 0x00 and its bytes (RFC 9162, section 2.1.1).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of(&[&[0x00], leaf])
}

/// The hash of an inner node: SHA-256 over 0x01, the left and the right hash (RFC 9162, section 2.1.1).
///
/// The first byte differs from that of a leaf, so that no node can be passed off as a leaf.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[&[0x01], left.as_bytes(), right.as_bytes()])
}

/// The root of the tree with these leaf hashes; without any, the SHA-256 of nothing.
pub fn root_of(leaf_hashes: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaf_hashes {
        frontier.append(*leaf);
    }
    frontier.root()
}

#[cfg(test)]
mod tests;
