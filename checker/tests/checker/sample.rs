//! A log to test with, made of the product's own parts: always the same bytes.

use domain::Version;
use domain::ids::Kind;
use domain::ledger::{
    Code, Entry, EntryFormat, Frontier, Hash, Leaf, LogName, Particulars, RecordKey, RecordedActor, RecordedAt,
    RowVersion, Rows, SignedCheckpoint, checkpoint_line, entry_line, header_line, rows_line,
};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many entries the log of the tests has. One of them makes so many rows that it gives them by their root.
pub const ENTRIES: u64 = 60;

pub struct Sample {
    pub key: RecordKey,
    pub tree: Frontier,
    pub leaves: Vec<Hash>,
    lines: Vec<String>,
    versions: BTreeMap<u128, Version>,
}

impl Sample {
    pub fn new() -> Sample {
        let key = RecordKey::from_seed(LogName::parse("record.example/sample").unwrap(), &[1; 32]);
        let lines = vec![header_line(&key.verifier()).unwrap()];
        Sample { key, tree: Frontier::new(), leaves: Vec::new(), lines, versions: BTreeMap::new() }
    }

    pub fn of_entries(entries: u64) -> Sample {
        let mut log = Sample::new();
        for number in 0..entries {
            let first = u128::from(number % 7);
            let objects = if number == 20 { 0..201 } else { first..first + 2 };
            log.append(objects, "clearance");
        }
        log
    }

    pub fn append(&mut self, objects: std::ops::Range<u128>, reason: &str) {
        let rows: Vec<RowVersion> = objects.map(|number| self.next_version(number)).collect();
        let seq = self.tree.size().next_seq();
        let minutes = i64::try_from(seq.0).unwrap();
        let leaf = Leaf::of(Entry {
            format: EntryFormat::One,
            seq,
            recorded_at: RecordedAt::from_micros(1_707_832_800_123_456 + minutes * 60_000_000).unwrap(),
            actor: RecordedActor::Person { id: Uuid::from_u128(901), role: Code::parse("liaison").unwrap() },
            agency: None,
            event: Code::parse("milestone-rescheduled").unwrap(),
            subject: None,
            particulars: Particulars::of(&json!({ "reason": reason })).unwrap(),
            rows: Rows::of(rows.clone()).unwrap(),
        })
        .unwrap();
        self.tree.append(leaf.hash());
        self.leaves.push(leaf.hash());
        self.lines.push(entry_line(&leaf));
        if let Rows::ByRoot(_) = leaf.entry().rows {
            self.lines.push(rows_line(seq, rows).unwrap());
        }
    }

    fn next_version(&mut self, number: u128) -> RowVersion {
        let version = self.versions.entry(number).or_insert(Version(0));
        *version = version.next();
        let hash = Hash::of(&[&number.to_be_bytes(), &version.0.to_be_bytes()]);
        RowVersion { kind: Kind::Milestone.into(), id: Uuid::from_u128(number + 1), version: *version, hash }
    }

    pub fn signed(&self) -> SignedCheckpoint {
        self.key.sign(self.tree.size(), self.tree.root())
    }

    pub fn file(&self) -> String {
        let last = checkpoint_line(&self.signed()).unwrap();
        self.lines.iter().chain([&last]).map(|line| format!("{line}\n")).collect()
    }
}
