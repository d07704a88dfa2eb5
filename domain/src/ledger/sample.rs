//! A ledger to test with: entries that make row versions of a few objects, and the file of it.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::checkpoint::SignedCheckpoint;
use super::code::Code;
use super::entry::{Entry, EntryFormat, Leaf, RecordedActor, RecordedAt, Subject};
use super::file::{checkpoint_line, entry_line, header_line, rows_line};
use super::hash::Hash;
use super::key::{LogName, RecordKey};
use super::particulars::Particulars;
use super::position::TreeSize;
use super::row::{RowVersion, Rows};
use super::tree::Frontier;
use crate::ids::{Kind, Version};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A ledger that grows, with a key that must never sign anything real.
#[derive(Debug)]
pub struct SampleLog {
    pub key: RecordKey,
    pub tree: Frontier,
    /// The leaves so far.
    pub leaves: Vec<String>,
    /// The lines of the file so far: the header, the entries, the rows of those that give them by a root.
    pub lines: Vec<String>,
    versions: BTreeMap<u128, Version>,
}

pub fn sample_key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("record.example/sample").unwrap(), &[1; 32])
}

pub fn object(number: u128) -> Uuid {
    Uuid::from_u128(0x018d_9f3a_0000_7000_8000_0000_0000_0000 | number)
}

impl SampleLog {
    pub fn new() -> SampleLog {
        let key = sample_key();
        let header = header_line(&key.verifier()).unwrap();
        SampleLog { key, tree: Frontier::new(), leaves: Vec::new(), lines: vec![header], versions: BTreeMap::new() }
    }

    /// A log in which every entry makes the next version of one object.
    pub fn of_entries(entries: u64) -> SampleLog {
        let mut log = SampleLog::new();
        for number in 0..entries {
            log.append(&[u128::from(number % 7)]);
        }
        log
    }

    /// Appends an entry that makes the next version of each of these objects.
    pub fn append(&mut self, objects: &[u128]) {
        let rows = objects.iter().map(|number| self.next_version(*number)).collect();
        self.append_entry(|_| {}, rows);
    }

    /// Appends an entry that is changed before it is written, whether it then fits or not.
    pub fn append_entry(&mut self, change: impl FnOnce(&mut Entry), rows: Vec<RowVersion>) {
        let mut entry = self.next_entry(Rows::of(rows.clone()).unwrap());
        change(&mut entry);
        let leaf = Leaf::of(entry).unwrap();
        self.tree.append(leaf.hash());
        self.leaves.push(leaf.text().to_owned());
        self.lines.push(entry_line(&leaf));
        if let Rows::ByRoot(_) = leaf.entry().rows {
            self.lines.push(rows_line(leaf.entry().seq, rows).unwrap());
        }
    }

    pub fn next_version(&mut self, number: u128) -> RowVersion {
        let version = self.versions.entry(number).or_insert(Version(0));
        *version = version.next();
        let hash = Hash::of(&[&number.to_be_bytes(), &version.0.to_be_bytes()]);
        RowVersion { kind: Kind::Milestone.into(), id: object(number), version: *version, hash }
    }

    /// The head as it stands now.
    pub fn head(&self) -> SignedCheckpoint {
        self.key.sign(self.tree.size(), self.tree.root())
    }

    /// The whole file, signed at its end.
    pub fn file(&self) -> String {
        let head = checkpoint_line(&self.head()).unwrap();
        self.lines.iter().chain([&head]).map(|line| format!("{line}\n")).collect()
    }

    pub const fn size(&self) -> TreeSize {
        self.tree.size()
    }

    fn next_entry(&self, rows: Rows) -> Entry {
        let seq = self.size().next_seq();
        let minutes = i64::try_from(seq.0).unwrap();
        Entry {
            format: EntryFormat::One,
            seq,
            recorded_at: RecordedAt::from_micros(1_707_832_800_123_456 + minutes * 60_000_000).unwrap(),
            actor: RecordedActor::Person { id: object(901), role: Code::parse("liaison").unwrap() },
            agency: Some(object(902)),
            event: Code::parse("milestone-rescheduled").unwrap(),
            subject: Some(Subject { kind: Kind::Milestone.into(), id: object(u128::from(seq.0 % 7)) }),
            particulars: Particulars::of(&json!({ "reason": "clearance", "to": "2024-06-30" })).unwrap(),
            rows,
        }
    }
}
