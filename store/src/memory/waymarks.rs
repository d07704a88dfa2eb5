//! The edge of the tree at every so many entries, so that a head of long ago is found without reading all leaves.

use domain::ledger::{Frontier, TreeSize};

/// The way that the leaves went, once they led to a signed head: the edge of the tree at every so many entries. From one
/// mark to the next few leaves are read, however long the history is.
#[derive(Debug, Default)]
pub(crate) struct Waymarks {
    /// The k-th stands after the entries of k + 1 strides.
    pub marks: Vec<Frontier>,
    /// Where the way ends: at a head.
    pub end: Frontier,
}

impl Waymarks {
    /// The last mark before a tree of this size, and the first one that is not before it.
    pub fn around(&self, size: TreeSize) -> Option<(Frontier, Frontier)> {
        let before = self.marks.partition_point(|mark| mark.size() < size);
        let mark = before.checked_sub(1).and_then(|place| self.marks.get(place)).cloned().unwrap_or_default();
        let next = self.marks.get(before).unwrap_or(&self.end);
        (next.size() >= size).then(|| (mark, next.clone()))
    }
}
