//! What looks like chance: a hash of who and what, so that every filling comes out the same.

use domain::date::Instant;
use domain::ledger::Hash;
use uuid::{Builder, Uuid};

/// A number below `below`, fixed by whom and what it is for.
pub fn pick(of: usize, what: &str, below: u64) -> u64 {
    first_eight(&Hash::of(&[&of.to_be_bytes(), what.as_bytes()])) % below.max(1)
}

/// One of several, fixed in the same way.
pub fn one<T: Copy>(of: usize, what: &str, from: &[T]) -> T {
    from[pick(of, what, from.len() as u64) as usize]
}

/// The id of the thing number `number` of a kind, made at that instant: later ones are greater.
pub fn id(at: Instant, kind: &str, number: usize) -> Uuid {
    let hash = Hash::of(&[kind.as_bytes(), &number.to_be_bytes()]);
    let mut random = [0; 10];
    random.copy_from_slice(&hash.as_bytes()[..10]);
    Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis()).unwrap_or_default(), &random).into_uuid()
}

fn first_eight(hash: &Hash) -> u64 {
    hash.as_bytes()[..8].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}
