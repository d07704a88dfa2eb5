#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ledger::position::{Seq, TreeSize};
use proptest::prelude::*;

fn leaves(size: usize) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

fn frontier_of(leaf_hashes: &[Hash]) -> Frontier {
    let mut frontier = Frontier::new();
    for leaf in leaf_hashes {
        frontier.append(*leaf);
    }
    frontier
}

/// MTH of RFC 9162, section 2.1.1, as it stands there.
fn root_by_definition(leaf_hashes: &[Hash]) -> Hash {
    match leaf_hashes {
        [] => Hash::of(&[]),
        [leaf] => *leaf,
        more => {
            let (left, right) = more.split_at(more.len().next_power_of_two() / 2);
            node_hash(&root_by_definition(left), &root_by_definition(right))
        }
    }
}

fn size_of_tree(leaf_hashes: &[Hash]) -> TreeSize {
    TreeSize(leaf_hashes.len() as u64)
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let Hash(mut bytes) = hash;
    bytes[bit / 8 % Hash::LENGTH] ^= 1 << (bit % 8);
    Hash(bytes)
}

#[test]
fn leaves_and_nodes_are_hashed_with_different_first_bytes() {
    assert_eq!(leaf_hash(b"").to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    let (left, right) = (leaf_hash(b"left"), leaf_hash(b"right"));
    let as_leaf = leaf_hash(&[left.0, right.0].concat());
    assert_ne!(node_hash(&left, &right), as_leaf);
}

#[test]
fn the_frontier_has_the_root_that_the_definition_gives_at_every_size() {
    let all = leaves(130);
    let mut frontier = Frontier::new();
    for size in 0..=all.len() {
        assert_eq!(frontier.root(), root_by_definition(&all[..size]), "size {size}");
        assert_eq!(frontier.size(), TreeSize(size as u64));
        if let Some(next) = all.get(size) {
            frontier.append(*next);
        }
    }
}

#[test]
fn a_frontier_read_from_its_bytes_grows_on_as_if_it_had_never_been_stored() {
    let all = leaves(70);
    for size in 0..all.len() {
        let stored = frontier_of(&all[..size]).to_bytes();
        let mut read = Frontier::from_bytes(&stored).unwrap();
        assert_eq!(read.root(), root_of(&all[..size]));
        read.append(all[size]);
        assert_eq!(read.root(), root_of(&all[..=size]));
    }
}

#[test]
fn bytes_that_do_not_fit_their_own_size_are_not_a_frontier() {
    let bytes = frontier_of(&leaves(6)).to_bytes();
    let cut = Frontier::from_bytes(&bytes[..bytes.len() - 1]).unwrap_err();
    assert_eq!(cut, FrontierError::WrongLength { size: 6, expected: 72, found: 71 });
    let longer = Frontier::from_bytes(&[&bytes[..], &[0; 32]].concat()).unwrap_err();
    assert_eq!(longer, FrontierError::WrongLength { size: 6, expected: 72, found: 104 });
    assert_eq!(Frontier::from_bytes(&bytes[..7]).unwrap_err(), FrontierError::NoSize { found: 7 });
    let endless = [u64::MAX.to_be_bytes().as_slice(), &[0; 64 * 32]].concat();
    assert_eq!(Frontier::from_bytes(&endless).unwrap_err(), FrontierError::TooLarge { size: u64::MAX });
}

#[test]
fn an_entry_outside_the_tree_has_no_proof() {
    let all = leaves(5);
    let outside = ProofError::OutsideTree { seq: Seq(5), size: TreeSize(5) };
    assert_eq!(inclusion_proof(&all, Seq(5)), Err(outside));
    assert_eq!(verify_inclusion(all[0], Seq(5), TreeSize(5), &[], all[0]), Err(outside));
    assert!(inclusion_proof(&[], Seq(u64::MAX)).is_err());
}

#[test]
fn a_larger_tree_is_not_the_beginning_of_a_smaller_one() {
    let all = leaves(5);
    let not_older = ProofError::NotOlder { older: TreeSize(6), newer: TreeSize(5) };
    assert_eq!(consistency_proof(&all, TreeSize(6)), Err(not_older));
    assert_eq!(verify_consistency((TreeSize(6), all[0]), (TreeSize(5), all[0]), &[]), Err(not_older));
}

#[test]
fn every_tree_begins_with_itself_and_with_the_empty_tree_and_the_proof_is_empty() {
    let all = leaves(5);
    let newer = (TreeSize(5), root_of(&all));
    for older in [(TreeSize::EMPTY, root_of(&[])), newer] {
        assert_eq!(consistency_proof(&all, older.0), Ok(Vec::new()));
        assert_eq!(verify_consistency(older, newer, &[]), Ok(()));
        assert!(verify_consistency((older.0, all[0]), newer, &[]).is_err());
        assert!(verify_consistency(older, newer, &all[..1]).is_err());
    }
}

#[test]
fn every_proof_of_every_tree_of_up_to_forty_entries_verifies() {
    let all = leaves(40);
    for size in 1..=all.len() {
        let tree = &all[..size];
        let root = root_by_definition(tree);
        for index in 0..size {
            let seq = Seq(index as u64);
            let path = inclusion_proof(tree, seq).unwrap();
            assert_eq!(verify_inclusion(tree[index], seq, size_of_tree(tree), &path, root), Ok(()));
            let older = (seq.tree_size(), root_by_definition(&all[..=index]));
            let path = consistency_proof(tree, older.0).unwrap();
            assert_eq!(verify_consistency(older, (size_of_tree(tree), root), &path), Ok(()));
        }
    }
}

#[test]
fn a_proof_for_a_smaller_tree_does_not_pass_for_a_larger_one_with_the_same_root() {
    let all = leaves(4);
    let root = root_of(&all);
    let too_short = |found| Err(ProofError::WrongLength { found });
    let path = inclusion_proof(&all, Seq(1)).unwrap();
    assert_eq!(verify_inclusion(all[1], Seq(1), TreeSize(4), &path, root), Ok(()));
    assert_eq!(verify_inclusion(all[1], Seq(1), TreeSize(8), &path, root), too_short(2));
    let older = (TreeSize(2), root_of(&all[..2]));
    let path = consistency_proof(&all, older.0).unwrap();
    assert_eq!(verify_consistency(older, (TreeSize(4), root), &path), Ok(()));
    assert_eq!(verify_consistency(older, (TreeSize(8), root), &path), too_short(1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_inclusion_proof_verifies_and_any_flipped_bit_fails(size in 1_usize..=300, bit in 0_usize..100_000) {
        let tree = leaves(size);
        let (root, tree_size) = (root_of(&tree), size_of_tree(&tree));
        for (index, leaf) in tree.iter().enumerate() {
            let seq = Seq(index as u64);
            let verify = |leaf, seq, path: &[Hash], root| verify_inclusion(leaf, seq, tree_size, path, root);
            let path = inclusion_proof(&tree, seq).unwrap();
            prop_assert_eq!(verify(*leaf, seq, &path, root), Ok(()));
            prop_assert!(verify(flipped(*leaf, bit), seq, &path, root).is_err());
            prop_assert!(verify(*leaf, seq, &path, flipped(root, bit)).is_err());
            prop_assert!(verify(*leaf, Seq(seq.0 ^ (1 << (bit % 9))), &path, root).is_err());
            prop_assert!(verify(*leaf, seq, &[&path[..], &[root]].concat(), root).is_err());
            if let Some(chosen) = bit.checked_rem(path.len()) {
                let mut changed = path.clone();
                changed[chosen] = flipped(changed[chosen], bit);
                prop_assert!(verify(*leaf, seq, &changed, root).is_err());
                prop_assert!(verify(*leaf, seq, &path[..chosen], root).is_err());
            }
        }
    }

    #[test]
    fn every_consistency_proof_verifies_and_any_flipped_bit_fails(size in 1_usize..=300, bit in 0_usize..100_000) {
        let tree = leaves(size);
        let newer = (size_of_tree(&tree), root_of(&tree));
        for first in 1..size {
            let older = (TreeSize(first as u64), root_of(&tree[..first]));
            let path = consistency_proof(&tree, older.0).unwrap();
            prop_assert_eq!(verify_consistency(older, newer, &path), Ok(()));
            prop_assert!(verify_consistency((older.0, flipped(older.1, bit)), newer, &path).is_err());
            prop_assert!(verify_consistency(older, (newer.0, flipped(newer.1, bit)), &path).is_err());
            prop_assert!(verify_consistency(older, newer, &[&path[..], &[newer.1]].concat()).is_err());
            let chosen = bit % path.len();
            let mut changed = path.clone();
            changed[chosen] = flipped(changed[chosen], bit);
            prop_assert!(verify_consistency(older, newer, &changed).is_err());
            prop_assert!(verify_consistency(older, newer, &path[..chosen]).is_err());
        }
    }
}

#[test]
fn a_proof_that_is_looked_up_is_the_one_that_is_hashed_at_every_size() {
    for size in 0..70 {
        let all = leaves(size);
        let proofs = InclusionProofs::over(all.clone());
        assert_eq!((proofs.size(), proofs.root()), (size_of_tree(&all), root_by_definition(&all)), "size {size}");
        for seq in (0..size as u64).map(Seq) {
            assert_eq!(proofs.of(seq), inclusion_proof(&all, seq), "entry {seq} of {size}");
        }
        let outside = Seq(size as u64);
        assert_eq!(proofs.of(outside), Err(ProofError::OutsideTree { seq: outside, size: size_of_tree(&all) }));
    }
}
