//! The right edge of a growing tree: all that has to be kept to append a leaf and to know the root.

use super::node_hash;
use crate::ledger::hash::Hash;
use crate::ledger::position::{Seq, TreeSize};

/// A compact range: the roots of the full subtrees that a tree of this size is made of, the largest first.
///
/// There is one for each bit that is set in the size, so a million entries need at most 20. Appending costs one hash on
/// average and 20 at worst.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: TreeSize,
    /// As many as the size has set bits; the k-th largest set bit is the number of leaves below the k-th root.
    subtrees: Vec<Hash>,
}

/// Bytes that are not a frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    #[error("a frontier begins with the 8 bytes of its size; there are {found}")]
    NoSize { found: usize },
    #[error("a tree of {size} entries has a frontier of {expected} bytes; there are {found}")]
    WrongLength { size: u64, expected: usize, found: usize },
    #[error("a tree of {size} entries is larger than a record can be")]
    TooLarge { size: u64 },
}

impl Frontier {
    /// The frontier of the empty tree.
    pub fn new() -> Frontier {
        Frontier::default()
    }

    pub const fn size(&self) -> TreeSize {
        self.size
    }

    /// Adds the hash of the next leaf.
    pub fn append(&mut self, leaf: Hash) {
        let mut right = leaf;
        // Each full subtree at the right end is joined with the new one of the same size, as a carry runs through ones.
        for _ in 0..self.size.0.trailing_ones() {
            let Some(left) = self.subtrees.pop() else { break };
            right = node_hash(&left, &right);
        }
        self.subtrees.push(right);
        self.size = TreeSize(self.size.0.saturating_add(1));
    }

    /// The root of the tree; of the empty tree, the SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        let mut subtrees = self.subtrees.iter().rev();
        let Some(smallest) = subtrees.next() else { return Hash::of(&[]) };
        subtrees.fold(*smallest, |right, left| node_hash(left, &right))
    }

    /// The size in 8 bytes, most significant first, and then the 32 bytes of each subtree root, the largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.0.to_be_bytes().to_vec();
        for subtree in &self.subtrees {
            bytes.extend_from_slice(subtree.as_bytes());
        }
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote. Whether the hashes are the right ones shows only against a known root.
    pub fn from_bytes(bytes: &[u8]) -> Result<Frontier, FrontierError> {
        let Some((size, hashes)) = bytes.split_first_chunk() else {
            return Err(FrontierError::NoSize { found: bytes.len() });
        };
        let size = u64::from_be_bytes(*size);
        if size > Seq::LAST.tree_size().0 {
            return Err(FrontierError::TooLarge { size });
        }
        let (subtrees, rest) = hashes.as_chunks();
        if !rest.is_empty() || subtrees.len() != size.count_ones() as usize {
            let expected = size_of::<u64>() + Hash::LENGTH * size.count_ones() as usize;
            return Err(FrontierError::WrongLength { size, expected, found: bytes.len() });
        }
        Ok(Frontier { size: TreeSize(size), subtrees: subtrees.iter().map(|bytes| Hash(*bytes)).collect() })
    }
}
