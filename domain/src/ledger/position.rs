//! Positions of the record and sizes of its tree: the one place where one becomes the other.
//!
//! A position is the number of the *last* entry that is read; a checkpoint counts the entries. They differ by one, which
//! is why neither is a plain number.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The index of an entry: 0, 1, 2, without gaps. The record "at position p" is the record up to and with entry p.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

/// How many entries a tree has. The tree at position p has p + 1 entries; the empty tree has no position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeSize(pub u64);

impl Seq {
    pub const FIRST: Seq = Seq(0);

    /// The largest number of an entry: 2^53 - 1, above which JSON numbers are no longer exact everywhere.
    pub const LAST: Seq = Seq(super::canonical::LARGEST_INTEGER as u64);

    /// The number that people see on screens and printed pages, where the first entry is log entry 1. Files, addresses and
    /// the command line keep the index that begins at 0.
    pub const fn number(self) -> u64 {
        self.0.saturating_add(1)
    }

    /// The size of the tree whose last entry this is.
    pub const fn tree_size(self) -> TreeSize {
        TreeSize(self.0.saturating_add(1))
    }
}

impl TreeSize {
    pub const EMPTY: TreeSize = TreeSize(0);

    /// The position that a tree of this size stands at, which the empty tree has not.
    pub const fn position(self) -> Option<Seq> {
        match self.0.checked_sub(1) {
            Some(last) => Some(Seq(last)),
            None => None,
        }
    }

    /// The number that the next entry gets.
    pub const fn next_seq(self) -> Seq {
        Seq(self.0)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for TreeSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_tree_at_position_four_has_five_entries_and_the_next_is_number_five() {
        assert_eq!(Seq(4).tree_size(), TreeSize(5));
        assert_eq!(TreeSize(5).position(), Some(Seq(4)));
        assert_eq!(TreeSize(5).next_seq(), Seq(5));
    }

    #[test]
    fn the_first_entry_is_number_one_on_screens() {
        assert_eq!((Seq::FIRST.number(), Seq(1204).number()), (1, 1205));
    }

    #[test]
    fn the_empty_tree_has_no_position() {
        assert_eq!(TreeSize::EMPTY.position(), None);
        assert_eq!(TreeSize::EMPTY.next_seq(), Seq::FIRST);
    }
}
