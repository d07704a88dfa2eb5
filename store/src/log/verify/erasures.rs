//! Which contents were erased, and whether entries say so: of each the one is held against the other.

use super::fault::VerifyFault;
use super::stored::StoredRow;
use domain::Event;
use domain::ids::{Kind, Version};
use domain::ledger::Seq;
use std::collections::BTreeMap;
use uuid::Uuid;

type Key = (Kind, Uuid, Version);

/// What was found of erasures while the log was read.
#[derive(Default)]
pub(super) struct Erasures {
    /// Contents that are gone: the entry that made each, and the one that is said to have erased it.
    gone: BTreeMap<Key, (Seq, Seq)>,
    /// What entries say was erased.
    said: BTreeMap<Key, Seq>,
}

impl Erasures {
    pub(super) fn take_row(&mut self, row: &StoredRow) {
        if let Some(by) = row.erased() {
            self.gone.insert((row.kind, row.id, row.version), (row.since, by));
        }
    }

    pub(super) fn take_event(&mut self, seq: Seq, event: Option<Event>) {
        let Some(Event::ContentErased { kind, id, versions, .. }) = event else { return };
        self.said.extend(versions.into_iter().map(|version| ((kind, id, Version(version)), seq)));
    }

    /// How many contents each entry erased.
    ///
    /// # Errors
    /// For a content that is gone without an entry that says so, and one that is said to be gone and is there.
    pub(super) fn check(&self) -> Result<BTreeMap<Seq, u64>, VerifyFault> {
        let unsaid = self.gone.iter().filter(|(key, (_, by))| self.said.get(*key) != Some(by));
        if let Some(((kind, id, version), (seq, _))) = unsaid.min_by_key(|(_, (since, _))| *since) {
            return Err(VerifyFault::ContentChanged { seq: *seq, kind: *kind, id: *id, version: *version });
        }
        let there = self.said.iter().filter(|(key, _)| !self.gone.contains_key(*key));
        if let Some(((kind, id, version), seq)) = there.min_by_key(|(_, seq)| **seq) {
            return Err(VerifyFault::NotErased { seq: *seq, kind: *kind, id: *id, version: *version });
        }
        let mut erased = BTreeMap::new();
        for seq in self.said.values() {
            *erased.entry(*seq).or_default() += 1;
        }
        Ok(erased)
    }
}
