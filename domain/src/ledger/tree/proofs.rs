//! Many proofs of one tree, each looked up instead of hashed anew.

use super::{ProofError, node_hash};
use crate::ledger::hash::Hash;
use crate::ledger::position::{Seq, TreeSize};

/// Every node of a tree, level by level, from which any inclusion proof is read.
///
/// Takes two hashes of memory for each entry, and hashes the tree once: [`inclusion_proof`](super::inclusion_proof) hashes it
/// for each proof.
#[derive(Clone, Debug)]
pub struct InclusionProofs {
    /// The leaves, then the nodes above them. A last node without a sibling stands in the next level unchanged.
    levels: Vec<Vec<Hash>>,
}

impl InclusionProofs {
    /// The proofs of the tree with these leaf hashes.
    pub fn over(leaf_hashes: Vec<Hash>) -> InclusionProofs {
        let mut levels = vec![leaf_hashes];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let pair = |pair: &[Hash]| match pair {
                [left, right] => Some(node_hash(left, right)),
                [alone] => Some(*alone),
                _ => None,
            };
            let above = below.chunks(2).filter_map(pair).collect();
            levels.push(above);
        }
        InclusionProofs { levels }
    }

    pub fn size(&self) -> TreeSize {
        TreeSize(self.levels.first().map_or(0, Vec::len) as u64)
    }

    /// The root of the tree; without leaves, the SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        self.levels.last().and_then(|top| top.first()).copied().unwrap_or_else(|| Hash::of(&[]))
    }

    /// The hashes that lead from the leaf of entry `seq` to the root, the nearest first, as RFC 9162 orders them.
    ///
    /// # Errors
    /// [`ProofError::OutsideTree`] for an entry that is not in the tree.
    pub fn of(&self, seq: Seq) -> Result<Vec<Hash>, ProofError> {
        if seq.0 >= self.size().0 {
            return Err(ProofError::OutsideTree { seq, size: self.size() });
        }
        let mut index = usize::try_from(seq.0).unwrap_or(usize::MAX);
        let mut path = Vec::new();
        for level in &self.levels {
            path.extend(level.get(index ^ 1));
            index >>= 1;
        }
        Ok(path)
    }
}
