//! 500 changes of a log, always the same ones. The checker has to find each as `domain::ledger::verify_file` does, and what it
//! found lies in `tests/files/mutations.json`, so that a test in the browser can ask the compiled wasm the same.
//!
//! With `CONCORD_WRITE_FILES=1` the files are written again.

use crate::logs::known;
use crate::sample::{ENTRIES, Sample};
use checker::{Known, Outcome, check};
use domain::ledger::{FileFault, VerifyOptions, checkpoint_line, verify_file};
use serde_json::{Value, json};
use std::path::PathBuf;

const MUTATIONS: usize = 500;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

/// The text of a file of the tests, which is to be this one.
fn kept(name: &str, now: &str) {
    if std::env::var_os("CONCORD_WRITE_FILES").is_some() {
        std::fs::write(file(name), now).unwrap();
    }
    let kept = std::fs::read_to_string(file(name)).unwrap_or_default();
    assert!(kept == now, "{name} is not what this version makes; CONCORD_WRITE_FILES=1 writes it again");
}

/// A piece of a changed file: bytes of the original, or new ones.
enum Piece {
    Old(usize, usize),
    New(Vec<u8>),
}

struct Original {
    log: Sample,
    bytes: Vec<u8>,
    /// Where each line begins, and where the last one ends.
    starts: Vec<usize>,
}

#[test]
fn every_change_of_a_log_is_found_as_by_verify_file() {
    let log = Sample::of_entries(ENTRIES);
    let bytes = log.file().into_bytes();
    kept("log.jsonl", &log.file());
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(ends).collect();
    let original = Original { log, bytes, starts };

    // What each change is checked with: nothing, the key, the key and the newest checkpoint.
    let key = known(&original.log, None);
    let older = known(&original.log, Some(original.log.signed()));
    let knowing = [("nothing", Known::default()), ("key", key), ("checkpoint", older)];
    let (mut random, mut found) = (Random(2024), Vec::new());
    for _ in 0..MUTATIONS {
        let (what, pieces) = original.mutate(&mut random);
        // An end that is cut off and signed again by the true key shows only to who kept a checkpoint.
        let (with, known) = if what == "signed again" { &knowing[2] } else { &knowing[random.below(3)] };
        found.push(original.judged(what, with, known, &pieces));
    }
    let summary = json!({
        "key": original.log.key.verifier().to_string(),
        "checkpoint": original.log.signed().text(),
        "mutations": found,
    });
    kept("mutations.json", &(serde_json::to_string(&summary).unwrap().replace("{\"entry\"", "\n{\"entry\"") + "\n"));
}

impl Original {
    /// What the checker says of a changed file, which is what `verify_file` says.
    fn judged(&self, what: &str, with: &str, known: &Known, pieces: &[Piece]) -> Value {
        let bytes = self.bytes(pieces);
        let options =
            VerifyOptions { expected_key: known.key.as_ref().map(|(key, _)| key.clone()), older: known.older.clone() };
        let verdict = check("log.jsonl", bytes.as_slice(), known, None, |_| {}).unwrap();
        let place = verdict.place.map(|place| (place.line, place.entry));
        let expected = verify_file(bytes.as_slice(), &options);
        let at = |fault: &FileFault| (fault.line, fault.seq.map(|seq| seq.0));
        assert_eq!(place, expected.as_ref().err().map(at), "{what} with {with}");
        let outcome = match &expected {
            Ok(_) if with == "nothing" => Outcome::Unsigned,
            Ok(_) => Outcome::Whole,
            Err(fault) if fault.could_not_be_checked() => Outcome::Unchecked,
            Err(_) => Outcome::Broken,
        };
        assert_eq!(verdict.outcome, outcome, "{what} with {with}");
        // Bytes that change nothing but what they are swapped with themselves are the only ones that pass.
        assert_eq!(expected.is_ok(), bytes == self.bytes, "{what} with {with}");
        let (line, entry) = place.unzip();
        json!({ "entry": entry.flatten(), "line": line, "outcome": outcome, "pieces": written(pieces), "what": what, "with": with })
    }

    fn bytes(&self, pieces: &[Piece]) -> Vec<u8> {
        let of = |piece: &Piece| match piece {
            Piece::Old(from, to) => self.bytes[*from..*to].to_vec(),
            Piece::New(bytes) => bytes.clone(),
        };
        pieces.iter().flat_map(of).collect()
    }

    fn lines(&self, from: usize, to: usize) -> Piece {
        Piece::Old(self.starts[from], self.starts[to])
    }

    fn mutate(&self, random: &mut Random) -> (&'static str, Vec<Piece>) {
        let end = self.starts.len() - 1;
        let line = random.below(end);
        match random.below(6) {
            0 => ("delete", vec![self.lines(0, line), self.lines(line + 1, end)]),
            1 => {
                let other = (line + 1 + random.below(end - 1)) % end;
                let (first, second) = (line.min(other), line.max(other));
                let swapped =
                    [(0, first), (second, second + 1), (first + 1, second), (first, first + 1), (second + 1, end)];
                ("swap", swapped.map(|(from, to)| self.lines(from, to)).into())
            }
            2 => {
                let before = random.below(end + 1);
                ("insert", vec![self.lines(0, before), self.lines(line, line + 1), self.lines(before, end)])
            }
            3 => ("truncate", vec![Piece::Old(0, random.below(self.bytes.len()))]),
            4 => ("signed again", self.signed_again(1 + random.below(ENTRIES as usize - 1))),
            _ => {
                let at = random.below(self.bytes.len());
                let byte = self.bytes[at] ^ u8::try_from(1 + random.below(255)).unwrap();
                ("edit", vec![Piece::Old(0, at), Piece::New(vec![byte]), Piece::Old(at + 1, self.bytes.len())])
            }
        }
    }

    /// The first entries, with a checkpoint that the true key signs for them.
    fn signed_again(&self, entries: usize) -> Vec<Piece> {
        let shorter = Sample::of_entries(entries as u64);
        let rows = usize::from(entries > 20);
        let last = checkpoint_line(&shorter.signed()).unwrap() + "\n";
        vec![self.lines(0, 1 + entries + rows), Piece::New(last.into_bytes())]
    }
}

fn written(pieces: &[Piece]) -> Vec<Value> {
    let piece = |piece: &Piece| match piece {
        Piece::Old(from, to) => json!([from, to]),
        Piece::New(bytes) => json!(hex::encode(bytes)),
    };
    pieces.iter().map(piece).collect()
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }
}
