//! The ledger's tree, proofs, checkpoints and signatures, held against programs that we did not write: `tlog_tiles` and
//! `signed_note`, which follow RFC 9162, C2SP tlog-checkpoint and C2SP signed-note on their own.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use domain::ledger::{
    Frontier, Hash, LogName, RecordKey, Seq, SignedCheckpoint, TreeSize, VerifierKey, consistency_proof,
    inclusion_proof, leaf_hash, root_of, verify_consistency, verify_inclusion,
};
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::{
    HashReader, check_record, check_tree, prove_record, prove_tree, record_hash, stored_hashes, tree_hash,
};

/// Every size around the powers of two, where trees change their form, and some in between.
const SIZES: [usize; 17] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 33, 64, 100, 129, 257];

const SEED: [u8; 32] = [42; 32];

fn entries(size: usize) -> Vec<String> {
    (0..size).map(|number| format!("entry {number}")).collect()
}

fn our_leaves(size: usize) -> Vec<Hash> {
    entries(size).iter().map(|entry| leaf_hash(entry.as_bytes())).collect()
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn all_theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().copied().map(theirs).collect()
}

fn all_ours(hashes: &[tlog_tiles::Hash]) -> Vec<Hash> {
    hashes.iter().map(|hash| Hash(hash.0)).collect()
}

/// The hashes that the other program stores for its tree.
#[derive(Default)]
struct TheirTree(Vec<tlog_tiles::Hash>);

impl HashReader for TheirTree {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes.iter().map(|index| self.0[usize::try_from(*index).unwrap()]).collect())
    }
}

fn their_tree(size: usize) -> TheirTree {
    let mut tree = TheirTree::default();
    for (number, entry) in entries(size).iter().enumerate() {
        let added = stored_hashes(number as u64, entry.as_bytes(), &tree).unwrap();
        tree.0.extend(added);
    }
    tree
}

fn our_key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("record.example/foreign").unwrap(), &SEED)
}

#[test]
fn leaves_and_roots_agree_at_every_size_to_three_hundred() {
    let tree = their_tree(300);
    let leaves = our_leaves(300);
    let mut frontier = Frontier::new();
    for (size, leaf) in leaves.iter().enumerate() {
        assert_eq!(theirs(frontier.root()), tree_hash(size as u64, &tree).unwrap(), "size {size}");
        assert_eq!(theirs(*leaf), record_hash(format!("entry {size}").as_bytes()));
        frontier.append(*leaf);
    }
}

#[test]
fn inclusion_proofs_are_the_same_and_each_verifies_with_the_other_program() {
    for size in SIZES {
        let (tree, leaves) = (their_tree(size), our_leaves(size));
        let (root, count) = (root_of(&leaves), size as u64);
        for (number, leaf) in leaves.iter().enumerate() {
            let number = number as u64;
            let our_path = inclusion_proof(&leaves, Seq(number)).unwrap();
            let their_path = prove_record(count, number, &tree).unwrap();
            assert_eq!(all_theirs(&our_path), their_path, "entry {number} of {size}");
            check_record(&all_theirs(&our_path), count, theirs(root), number, theirs(*leaf)).unwrap();
            verify_inclusion(*leaf, Seq(number), TreeSize(count), &all_ours(&their_path), root).unwrap();
        }
    }
}

#[test]
fn consistency_proofs_are_the_same_and_each_verifies_with_the_other_program() {
    for size in SIZES {
        let (tree, leaves) = (their_tree(size), our_leaves(size));
        let newer = (TreeSize(size as u64), root_of(&leaves));
        for first in 1..=size {
            let older = (TreeSize(first as u64), root_of(&leaves[..first]));
            let our_path = consistency_proof(&leaves, older.0).unwrap();
            let their_path = prove_tree(newer.0.0, older.0.0, &tree).unwrap();
            assert_eq!(all_theirs(&our_path), their_path, "{first} of {size}");
            check_tree(&all_theirs(&our_path), newer.0.0, theirs(newer.1), older.0.0, theirs(older.1)).unwrap();
            verify_consistency(older, newer, &all_ours(&their_path)).unwrap();
        }
    }
}

#[test]
fn both_programs_refuse_a_proof_with_a_changed_hash() {
    let leaves = our_leaves(100);
    let root = root_of(&leaves);
    let mut path = inclusion_proof(&leaves, Seq(70)).unwrap();
    path[3].0[0] ^= 1;
    assert!(check_record(&all_theirs(&path), 100, theirs(root), 70, theirs(leaves[70])).is_err());
    assert!(verify_inclusion(leaves[70], Seq(70), TreeSize(100), &path, root).is_err());

    let (older, newer) = ((TreeSize(70), root_of(&leaves[..70])), (TreeSize(100), root));
    let mut path = consistency_proof(&leaves, older.0).unwrap();
    path[3].0[0] ^= 1;
    assert!(check_tree(&all_theirs(&path), 100, theirs(newer.1), 70, theirs(older.1)).is_err());
    assert!(verify_consistency(older, newer, &path).is_err());
}

#[test]
fn a_head_that_we_sign_is_read_and_verified_by_the_other_programs() {
    for size in SIZES {
        let root = root_of(&our_leaves(size));
        let signed = our_key().sign(TreeSize(size as u64), root);
        let note = Note::from_bytes(signed.text().as_bytes()).unwrap();
        let verifier = StandardVerifier::new(&our_key().verifier().to_string()).unwrap();
        let (verified, unverified) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        assert_eq!((verified.len(), unverified.len()), (1, 0));
        let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
        assert_eq!((checkpoint.origin(), checkpoint.size()), ("record.example/foreign", size as u64));
        assert_eq!((checkpoint.hash(), checkpoint.extension()), (&theirs(root), ""));
    }
}

#[test]
fn a_head_that_the_other_programs_sign_is_read_and_verified_by_us() {
    let root = root_of(&our_leaves(9));
    let checkpoint = tlog_tiles::Checkpoint::new("record.example/foreign", 9, theirs(root), "").unwrap();
    let mut note = Note::new(&checkpoint.to_bytes(), &[]).unwrap();
    note.add_sigs(&[&their_signer()]).unwrap();
    let text = String::from_utf8(note.to_bytes()).unwrap();
    let signed = SignedCheckpoint::parse(&text).unwrap();
    let read = signed.verify(&our_key().verifier()).unwrap();
    assert_eq!((read.size, read.root), (TreeSize(9), root));
    assert_eq!(signed, our_key().sign(TreeSize(9), root));
}

/// The other program's signer with our secret. Its text form has the key id, which is that of the verifier key.
fn their_signer() -> StandardSigner {
    use base64::Engine;
    let secret = base64::engine::general_purpose::STANDARD.encode([&[1][..], &SEED].concat());
    let id = our_key().verifier().id();
    StandardSigner::new(&format!("PRIVATE+KEY+record.example/foreign+{id}+{secret}")).unwrap()
}

#[test]
fn verifier_keys_are_written_alike() {
    let bytes = ed25519_dalek::SigningKey::from_bytes(&SEED).verifying_key().to_bytes();
    let id = signed_note::key_id("record.example/foreign", &[&[1][..], &bytes].concat());
    let verifier = our_key().verifier();
    assert_eq!(verifier.id().to_string(), format!("{id:08x}"));
    assert_eq!(VerifierKey::parse(&verifier.to_string()), Ok(verifier));
}

/// Nothing of ours reads the file here: the leaves are cut out of its lines as `docs/ledger.md` says.
#[test]
fn the_published_file_is_proved_by_the_other_programs_alone() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/ledger/good.jsonl");
    let file = std::fs::read_to_string(path).unwrap();
    let mut tree = TheirTree::default();
    let mut size = 0;
    for line in file.lines().filter_map(|line| line.strip_prefix("{\"entry\":")) {
        let (leaf, hash) = line.strip_suffix("\"}").unwrap().rsplit_once(",\"leaf\":\"").unwrap();
        assert_eq!(hex::encode(record_hash(leaf.as_bytes()).0), hash, "entry {size}");
        let added = stored_hashes(size, leaf.as_bytes(), &tree).unwrap();
        tree.0.extend(added);
        size += 1;
    }
    let field = |line: &str, name: &str| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        line[name].as_str().unwrap().to_owned()
    };
    let note = Note::from_bytes(field(file.lines().last().unwrap(), "checkpoint").as_bytes()).unwrap();
    let verifier = StandardVerifier::new(&field(file.lines().next().unwrap(), "verifier_key")).unwrap();
    note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    let head = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!((head.size(), *head.hash()), (size, tree_hash(size, &tree).unwrap()));
}
