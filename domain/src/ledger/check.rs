//! Checks a log entry by entry: numbers, times, versions, rows and the root of what was read so far.

use super::canonical::CanonicalError;
use super::code::Code;
use super::entry::{Leaf, LeafError, RecordedAt};
use super::hash::Hash;
use super::position::{Seq, TreeSize};
use super::row::{RowVersion, Rows, RowsRoot};
use super::tree::Frontier;
use crate::ids::Version;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A log that has been read up to some entry, without a fault so far.
///
/// It is fed the leaves in order, from a file or from a database, and keeps no leaf: its size grows only with the number
/// of objects. After a fault the check is over; what it says then has no meaning.
#[derive(Clone, Debug, Default)]
pub struct LogCheck {
    frontier: Frontier,
    first_recorded_at: Option<RecordedAt>,
    last_recorded_at: Option<RecordedAt>,
    /// The latest version of each object, and how many entries had been withheld until then.
    versions: BTreeMap<(Uuid, Code), (Version, u64)>,
    /// How many entries were withheld.
    withheld: u64,
    /// The entry that gave its rows by a root, until the rows themselves have come.
    awaited: Option<(Seq, RowsRoot)>,
}

/// The first entry that breaks the log, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Entry {seq}: {why}")]
pub struct LogFault {
    pub seq: Seq,
    pub why: EntryFault,
}

/// How an entry breaks the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    #[error(transparent)]
    Leaf(#[from] LeafError),
    #[error("entry {found} is in its place, so an entry was removed, added, or moved")]
    WrongSeq { found: Seq },
    #[error("it was recorded at {found}, before the entry that it follows, which was recorded at {before}")]
    EarlierThanBefore { before: RecordedAt, found: RecordedAt },
    #[error("it makes version {found} of {kind} {id}, where version {expected} is next")]
    VersionOutOfOrder { kind: Code, id: Uuid, expected: Version, found: Version },
    #[error("it makes two versions of {kind} {id}; an entry makes one")]
    ObjectTwice { kind: Code, id: Uuid },
    #[error("it made {count} row versions, and they do not follow it")]
    RowsMissing { count: u64 },
    #[error("rows follow it that it does not give by a root")]
    RowsNotAwaited,
    #[error("it made {stated} row versions, and {found} follow it")]
    RowsCount { stated: u64, found: u64 },
    #[error("the rows that follow it have the root {found}, and it states {stated}")]
    RowsRoot { stated: Hash, found: Hash },
    #[error("the rows that follow it cannot be written as canonical JSON: {0}")]
    RowsUnwritable(CanonicalError),
}

impl LogCheck {
    /// The check of a log of which nothing has been read.
    pub fn new() -> LogCheck {
        LogCheck::default()
    }

    /// Reads the bytes of the next leaf and admits it. The leaf comes back, so that a caller can compare its rows.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Leaf, LogFault> {
        let seq = self.size().next_seq();
        let leaf = Leaf::read(bytes).map_err(|why| LogFault { seq, why: why.into() })?;
        self.admit(&leaf)?;
        Ok(leaf)
    }

    /// Admits the next leaf, if it continues the log.
    pub fn admit(&mut self, leaf: &Leaf) -> Result<(), LogFault> {
        self.settled()?;
        let seq = self.size().next_seq();
        self.follow(leaf).map_err(|why| LogFault { seq, why })
    }

    /// Admits the next leaf by its hash alone. Its versions are not known, so those of an object may leave a gap from here.
    pub fn admit_withheld(&mut self, seq: Seq, leaf: Hash) -> Result<(), LogFault> {
        self.settled()?;
        let expected = self.size().next_seq();
        if seq != expected {
            return Err(LogFault { seq: expected, why: EntryFault::WrongSeq { found: seq } });
        }
        self.frontier.append(leaf);
        self.withheld += 1;
        Ok(())
    }

    /// How many entries were admitted by their hash alone.
    pub const fn withheld(&self) -> u64 {
        self.withheld
    }

    /// Admits the rows of the last entry, which gave them by a root.
    pub fn admit_rows(&mut self, rows: &[RowVersion]) -> Result<(), LogFault> {
        let seq = self.size().position().unwrap_or(Seq::FIRST);
        self.match_rows(rows).map_err(|why| LogFault { seq, why })
    }

    /// Refuses to go on where the rows of the last entry have not come.
    pub fn settled(&self) -> Result<(), LogFault> {
        match self.awaited {
            Some((seq, RowsRoot { count, .. })) => Err(LogFault { seq, why: EntryFault::RowsMissing { count } }),
            None => Ok(()),
        }
    }

    /// How many entries have been admitted.
    pub const fn size(&self) -> TreeSize {
        self.frontier.size()
    }

    /// The root of the tree of all that has been admitted.
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }

    /// What is to be kept to append the next entry.
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    pub const fn first_recorded_at(&self) -> Option<RecordedAt> {
        self.first_recorded_at
    }

    pub const fn last_recorded_at(&self) -> Option<RecordedAt> {
        self.last_recorded_at
    }

    /// The latest version of an object that the entries so far have made.
    pub fn version_of(&self, kind: &Code, id: Uuid) -> Option<Version> {
        self.versions.get(&(id, kind.clone())).map(|(version, _)| *version)
    }

    fn follow(&mut self, leaf: &Leaf) -> Result<(), EntryFault> {
        let entry = leaf.entry();
        if entry.seq != self.size().next_seq() {
            return Err(EntryFault::WrongSeq { found: entry.seq });
        }
        if let Some(before) = self.last_recorded_at.filter(|before| entry.recorded_at < *before) {
            return Err(EntryFault::EarlierThanBefore { before, found: entry.recorded_at });
        }
        match &entry.rows {
            Rows::Listed(rows) => self.continue_versions(rows)?,
            Rows::ByRoot(root) => self.awaited = Some((entry.seq, *root)),
        }
        self.frontier.append(leaf.hash());
        self.first_recorded_at.get_or_insert(entry.recorded_at);
        self.last_recorded_at = Some(entry.recorded_at);
        Ok(())
    }

    fn match_rows(&mut self, rows: &[RowVersion]) -> Result<(), EntryFault> {
        let (_, stated) = self.awaited.take().ok_or(EntryFault::RowsNotAwaited)?;
        let found = RowsRoot::of(rows).map_err(EntryFault::RowsUnwritable)?;
        if stated.count != found.count {
            return Err(EntryFault::RowsCount { stated: stated.count, found: found.count });
        }
        if stated.root != found.root {
            return Err(EntryFault::RowsRoot { stated: stated.root, found: found.root });
        }
        self.continue_versions(rows)
    }

    /// The versions of an object are 1, 2, 3 over the whole log, and an entry makes at most one of them. Some may be missing
    /// where an entry was withheld since the one before.
    fn continue_versions(&mut self, rows: &[RowVersion]) -> Result<(), EntryFault> {
        let mut in_this_entry = BTreeSet::new();
        for RowVersion { kind, id, version, .. } in rows {
            if !in_this_entry.insert((*id, kind)) {
                return Err(EntryFault::ObjectTwice { kind: kind.clone(), id: *id });
            }
            let (latest, withheld) = self.versions.entry((*id, kind.clone())).or_insert((Version(0), 0));
            let expected = latest.next();
            let may_leave_a_gap = *withheld < self.withheld && *version > expected;
            if *version != expected && !may_leave_a_gap {
                return Err(EntryFault::VersionOutOfOrder { kind: kind.clone(), id: *id, expected, found: *version });
            }
            (*latest, *withheld) = (*version, self.withheld);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
