//! A workpaper to test with: a small log with real row hashes, of which three of five actions are drawn.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use crate::about::{Asked, Erased, Sampled};
use crate::contents::{ActionFile, Contents, Item, Member, ProvenEntry, ProvenRow, TiedContent};
use crate::written::packed;
use domain::Date;
use domain::ids::Version;
use domain::ledger::{
    Code, Content, Entry, EntryFormat, Hash, InclusionProofs, Leaf, LogName, Particulars, RecordKey, RecordedActor,
    RecordedAt, RowIdentity, RowVersion, Rows, Seq, TreeSize, leaf_hash, row_hash,
};
use domain::sampling::{Candidate, Seed, draw};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::LazyLock;
use uuid::Uuid;

/// How many actions the log has.
const ACTIONS: u128 = 5;
/// The entry that says that a content was erased.
const ERASING: Seq = Seq(9);
/// An entry that also made something hidden.
const HIDDEN: Seq = Seq(8);

pub fn key() -> RecordKey {
    RecordKey::from_seed(LogName::parse("record.example/workpaper").unwrap(), &[3; 32])
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x018d_9f3a_0000_7000_8000_0000_0000_0000 | number)
}

/// The log: entry 0 imports all actions and 200 further rows, entries 1 to 8 make the next versions of actions in turn,
/// entry 9 says that a content was erased.
pub struct Log {
    pub leaves: Vec<Leaf>,
    pub imported: Vec<RowVersion>,
    pub contents: Vec<TiedContent>,
}

impl Log {
    pub fn new() -> Log {
        let mut log = Log { leaves: Vec::new(), imported: Vec::new(), contents: Vec::new() };
        let mut rows: Vec<RowVersion> = (0..ACTIONS).map(|number| log.version(number, 1, Seq(0))).collect();
        rows.extend((1000..1200).map(|number| RowVersion {
            kind: Code::parse("node").unwrap(),
            id: id(number),
            version: Version(1),
            hash: Hash::of(&[&number.to_be_bytes()]),
        }));
        log.imported = rows.clone();
        log.append("imported", json!({}), rows);
        let mut versions = BTreeMap::new();
        for seq in 1..=8 {
            let number = u128::from(seq % 5);
            let version = versions.entry(number).or_insert(1);
            *version += 1;
            let row = log.version(number, *version, Seq(seq));
            log.append("action-amended", json!({}), vec![row]);
        }
        let erased = json!({"kind": "action", "id": id(1).to_string(), "versions": [2], "ground": "5-USC-552a"});
        log.append("content-erased", erased, Vec::new());
        log
    }

    fn version(&mut self, number: u128, version: u32, since: Seq) -> RowVersion {
        let title = format!("Action {number}, version {version}: \"trained\" caf\u{e9}s,\"hash\":\"x\u{2028}y");
        let content = Content::of(&json!({"title": title, "number": 7})).unwrap();
        let kind = Code::parse("action").unwrap();
        let row = RowIdentity { kind: kind.clone(), id: id(number), version: Version(version), since };
        let salt = [u8::try_from(16 * number + u128::from(version)).unwrap(); 16];
        let hash = row_hash(&salt, &row, &content);
        self.contents.push(TiedContent { row, salt, form: 1, content, hash });
        RowVersion { kind, id: id(number), version: Version(version), hash }
    }

    fn append(&mut self, event: &str, particulars: serde_json::Value, rows: Vec<RowVersion>) {
        let seq = Seq(self.leaves.len() as u64);
        let entry = Entry {
            format: EntryFormat::One,
            seq,
            recorded_at: RecordedAt::from_micros(1_707_832_800_123_456 + i64::try_from(seq.0).unwrap()).unwrap(),
            actor: RecordedActor::Operator,
            agency: None,
            event: Code::parse(event).unwrap(),
            subject: None,
            particulars: Particulars::of(&particulars).unwrap(),
            rows: Rows::of(rows).unwrap(),
        };
        self.leaves.push(Leaf::of(entry).unwrap());
    }

    pub fn proofs(&self) -> InclusionProofs {
        InclusionProofs::over(self.leaves.iter().map(Leaf::hash).collect())
    }

    pub fn proven(&self, seq: Seq) -> ProvenEntry {
        let (leaf, proof) = (&self.leaves[usize::try_from(seq.0).unwrap()], self.proofs().of(seq).unwrap());
        if seq == HIDDEN {
            return ProvenEntry::Withheld { seq, kind: None, leaf: leaf.hash(), proof };
        }
        ProvenEntry::Whole { leaf: Box::new(leaf.clone()), proof }
    }

    fn item(&self, uuid: &str) -> Item {
        let is_of_it = |content: &&TiedContent| content.row.id.to_string() == uuid;
        let is_erased = |content: &TiedContent| (content.row.id, content.row.version.0) == (id(1), 2);
        let mut contents: Vec<TiedContent> = self.contents.iter().filter(is_of_it).cloned().collect();
        let mut entries: BTreeSet<Seq> = contents.iter().map(|content| content.row.since).collect();
        let erased: Vec<Erased> = contents.iter().filter(|content| is_erased(content)).map(erased).collect();
        entries.extend(erased.iter().map(|erased| erased.by));
        contents.retain(|content| !is_erased(content));
        let tree = InclusionProofs::over(self.imported.iter().map(|row| leaf_hash(row_leaf(row).as_bytes())).collect());
        let of_the_import = self.imported.iter().zip(0..).filter(|(row, _)| row.id.to_string() == uuid);
        Item {
            id: uuid.to_owned(),
            label: format!("PLAN/{}", &uuid[34..]),
            title: "Train caf\u{e9}s".to_owned(),
            action_file: Some(ActionFile { pdf: b"%PDF-1.7 \x00\xff".to_vec(), json: b"{}\n".to_vec() }),
            entries: entries.into_iter().map(|seq| self.proven(seq)).collect(),
            contents,
            rows: of_the_import
                .map(|(row, index)| ProvenRow {
                    of: Seq(0),
                    index,
                    row: row.clone(),
                    proof: tree.of(Seq(index)).unwrap(),
                })
                .collect(),
            erased,
            left_out: 0,
        }
    }

    pub fn contents(&self, size: usize, seed: &str) -> Contents {
        let stratum = |number: u128| if number < 2 { "DOJ" } else { "HHS" };
        let population: Vec<Member> = (0..ACTIONS)
            .map(|number| Member {
                id: id(number).to_string(),
                stratum: stratum(number).to_owned(),
                label: format!("PLAN/{number}"),
            })
            .collect();
        let candidates: Vec<Candidate> =
            population.iter().map(|of| Candidate { id: of.id.clone(), stratum: of.stratum.clone() }).collect();
        let sample = draw(&Seed::parse(seed).unwrap(), size, &candidates).unwrap();
        let asked = Asked {
            publisher: "Task force".to_owned(),
            demonstration: true,
            address: "/exports/workpaper.zip?of=actions".to_owned(),
            as_of: "entry:9".to_owned(),
            judged_on: Date::from_ymd_opt(2024, 2, 13).unwrap(),
            of: Sampled::Actions,
            query: String::new(),
            filters: Vec::new(),
            size,
            seed: seed.to_owned(),
            stratified_by: Some("lead agency".to_owned()),
            withheld: 0,
        };
        let proofs = self.proofs();
        Contents {
            key: key().verifier(),
            checkpoint: key().sign(TreeSize(self.leaves.len() as u64), proofs.root()),
            asked,
            population,
            items: sample.drawn.iter().map(|drawn| self.item(&drawn.id)).collect(),
        }
    }
}

fn erased(content: &TiedContent) -> Erased {
    let RowIdentity { kind, id, version, since } = content.row.clone();
    Erased { kind, id, version: version.0, since, by: ERASING }
}

fn row_leaf(row: &RowVersion) -> String {
    crate::lines::row_leaf(row).unwrap()
}

/// All five actions, the one with the erased content among them.
pub fn contents() -> Contents {
    Log::new().contents(5, "2024")
}

pub fn file() -> Vec<u8> {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| crate::write(&contents()).unwrap());
    MADE.clone()
}

/// The files of a zip.
pub fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The files as a zip whose list of hashes fits them.
pub fn repacked(mut files: BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    files.remove(crate::names::MANIFEST);
    let list: String = files.iter().map(|(name, bytes)| format!("{}  {name}\n", Hash::of(&[bytes]))).collect();
    files.insert(crate::names::MANIFEST.to_owned(), list.into_bytes());
    packed(&files).unwrap()
}
