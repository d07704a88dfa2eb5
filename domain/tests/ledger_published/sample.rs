//! The little ledger that is published: six entries, one of which is an import of 201 rows.

use domain::ids::Version;
use domain::ledger::{
    Code, Content, Entry, EntryFormat, Hash, Leaf, LogName, Particulars, RecordKey, RecordedActor, RecordedAt,
    RowIdentity, RowVersion, Rows, Salt, Seq, SignedCheckpoint, Subject, TreeSize, checkpoint_line, entry_line,
    header_line, leaf_hash, root_of, row_hash, rows_line,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// The bytes 0 to 31. Published, so nothing signed with them means anything.
pub const SEED: [u8; 32] = {
    let mut seed = [0; 32];
    let mut at = 0;
    while at < 32 {
        seed[at] = at as u8;
        at += 1;
    }
    seed
};

pub const SALT: Salt = [0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf];

/// The entry that the worked example shows, which plans a milestone.
pub const SHOWN: Seq = Seq(3);

/// The entry whose rows are given by their root.
pub const IMPORT: Seq = Seq(1);

/// The entry that the bad file changes.
pub const CHANGED: Seq = Seq(4);

/// The word of that entry that the bad file has another word for.
const REASON: &str = "\"reason\":\"clearance\"";
const OTHER_REASON: &str = "\"reason\":\"staffing\"";

pub struct Sample {
    pub leaves: Vec<Leaf>,
    pub imported: Vec<RowVersion>,
}

pub fn key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("concord.example/sample").unwrap(), &SEED)
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x018d_a2e4_0000_7000_8000_0000_0000_0000 | number)
}

pub fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

/// The content of the row in the worked example.
pub fn content() -> Content {
    Content::of(&json!({ "title": "Publish the model protocol", "due": "2024-03-31", "action": id(1) })).unwrap()
}

/// What that content belongs to.
pub fn identity(version: u32, since: Seq) -> RowIdentity {
    RowIdentity { kind: code("milestone"), id: id(500), version: Version(version), since }
}

impl Sample {
    pub fn new() -> Sample {
        let imported: Vec<RowVersion> = (1..=201).map(imported_row).collect();
        let events = [
            ("record-opened", None, json!({ "progress": "sample", "zone": "America/New_York" }), vec![]),
            ("imported", None, json!({ "added": 201, "changed": 0, "file": Hash::of(&[b"plan"]) }), imported.clone()),
            (
                "role-offered",
                Some(("assignment", 400)),
                json!({ "party": { "agency": id(302) }, "role": "lead" }),
                vec![other_row()],
            ),
            ("milestone-planned", Some(("milestone", 500)), json!({ "due": "2024-03-31" }), vec![milestone(1, Seq(3))]),
            ("milestone-moved", Some(("milestone", 500)), moved(), vec![milestone(2, Seq(4))]),
            (
                "milestone-completed",
                Some(("milestone", 500)),
                json!({ "on": "2024-06-28" }),
                vec![milestone(3, Seq(5))],
            ),
        ];
        let leaves = events.into_iter().zip(0..).map(|(event, seq)| leaf(Seq(seq), event)).collect();
        Sample { leaves, imported }
    }

    pub fn leaf(&self, seq: Seq) -> &Leaf {
        &self.leaves[usize::try_from(seq.0).unwrap()]
    }

    pub fn hashes(&self) -> Vec<Hash> {
        self.leaves.iter().map(Leaf::hash).collect()
    }

    pub fn root_at(&self, size: usize) -> Hash {
        root_of(&self.hashes()[..size])
    }

    pub fn head_at(&self, size: usize) -> SignedCheckpoint {
        key().sign(TreeSize(size as u64), self.root_at(size))
    }

    /// A head of the same record, kept when it had three entries.
    pub fn older(&self) -> SignedCheckpoint {
        self.head_at(3)
    }

    pub fn good(&self) -> String {
        let mut lines = vec![header_line(&key().verifier()).unwrap()];
        for leaf in &self.leaves {
            lines.push(entry_line(leaf));
            if let Rows::ByRoot(_) = leaf.entry().rows {
                lines.push(rows_line(leaf.entry().seq, self.imported.clone()).unwrap());
            }
        }
        lines.push(checkpoint_line(&self.head_at(6)).unwrap());
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// The reason of a move is another, and all else is as in the good file.
    pub fn bad(&self) -> String {
        self.good().replacen(REASON, OTHER_REASON, 1)
    }

    /// The bad file as somebody makes it who writes the leaf hash anew as well.
    pub fn bad_with_its_leaf_hash(&self) -> String {
        let before = self.leaf(CHANGED);
        let after = leaf_hash(before.text().replacen(REASON, OTHER_REASON, 1).as_bytes());
        self.bad().replacen(&before.hash().to_string(), &after.to_string(), 1)
    }
}

type EventOf = (&'static str, Option<(&'static str, u128)>, Value, Vec<RowVersion>);

fn leaf(seq: Seq, (event, subject, particulars, rows): EventOf) -> Leaf {
    let by_operator = seq <= IMPORT;
    let person = RecordedActor::Person { id: id(301), role: code("secretariat") };
    let hours = i64::try_from(seq.0).unwrap();
    Leaf::of(Entry {
        format: EntryFormat::One,
        seq,
        recorded_at: RecordedAt::from_micros(1_707_832_800_123_456 + hours * 3_600_000_000).unwrap(),
        actor: if by_operator { RecordedActor::Operator } else { person },
        agency: (!by_operator).then(|| id(302)),
        event: code(event),
        subject: subject.map(|(kind, number)| Subject { kind: code(kind), id: id(number) }),
        particulars: Particulars::of(&particulars).unwrap(),
        rows: Rows::of(rows).unwrap(),
    })
    .unwrap()
}

fn moved() -> Value {
    json!({ "cause": "own-work", "days": 91, "from": "2024-03-31", "reason": "clearance", "to": "2024-06-30" })
}

fn milestone(version: u32, since: Seq) -> RowVersion {
    let row = identity(version, since);
    RowVersion { hash: row_hash(&SALT, &row, &content()), kind: row.kind, id: row.id, version: row.version }
}

fn imported_row(number: u128) -> RowVersion {
    let hash = Hash::of(&[format!("action {number}").as_bytes()]);
    RowVersion { kind: code("action"), id: id(number), version: Version::FIRST, hash }
}

fn other_row() -> RowVersion {
    RowVersion { kind: code("assignment"), id: id(400), version: Version::FIRST, hash: Hash::of(&[b"assignment 400"]) }
}
