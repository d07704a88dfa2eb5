//! Fixed choices that look random: hashes of names, so that the demonstration is always the same.

use domain::ledger::Hash;

/// A number below `below`, always the same for the same two words.
pub fn pick(of: &str, what: &str, below: u64) -> u64 {
    let hash = Hash::of(&[of.as_bytes(), b"/", what.as_bytes()]);
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_be_bytes(first) % below.max(1)
}

/// One of several.
pub fn one<T: Copy>(of: &str, what: &str, from: &[T]) -> Option<T> {
    from.get(pick(of, what, from.len() as u64) as usize).copied()
}

/// Ten bytes for the random part of an id.
pub fn id_bytes(of: &str) -> [u8; 10] {
    let hash = Hash::of(&[b"id/", of.as_bytes()]);
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&hash.as_bytes()[..10]);
    bytes
}
