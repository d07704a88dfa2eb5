//! Ten thousand random changes to a file, each of which has to be detected.
//!
//! To check the whole file ten thousand times would take hours. So the check goes on from a copy of itself that was kept
//! before the changed place, and a line that is not changed is parsed once. What decides is the product's own code all the
//! same, and for some of the changes the whole file is checked as well, to see that the answers are equal.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use crate::ledger::sample::SampleLog;
use std::ops::Range;

const ENTRIES: u64 = 5_000;
const MUTATIONS: usize = 10_000;
/// Every so many mutations the changed file is also checked as a whole.
const CHECKED_WHOLE: usize = 400;
/// Every so many lines a copy of the check is kept.
const KEPT_EVERY: usize = 25;

#[test]
fn ten_thousand_random_mutations_of_a_file_of_five_thousand_entries_are_all_detected() {
    let original = Original::new();
    let (alone, with_older) = (VerifyOptions::default(), original.knowing_its_head());
    let (alone, with_older) = (Shared::new(&original, &alone), Shared::new(&original, &with_older));
    let whole = vec![Piece::Lines(0..original.lines.len())];
    assert_eq!(alone.verdict(&whole), verify_file(original.bytes(&whole).as_slice(), alone.options));
    assert_eq!(with_older.verdict(&whole).unwrap().older_head, Some(TreeSize(ENTRIES)));

    let mut random = Random(2024);
    for number in 0..MUTATIONS {
        let (what, pieces) = original.mutate(&mut random);
        // A tail that is cut off and signed again by the true key shows only to someone who kept an older head.
        let shared = if what == "truncate" { &with_older } else { &alone };
        let verdict = shared.verdict(&pieces);
        assert!(verdict.is_err(), "mutation {number}, {what}, was not detected");
        if number % CHECKED_WHOLE == 0 {
            let of_the_whole = verify_file(original.bytes(&pieces).as_slice(), shared.options);
            assert_eq!(of_the_whole, verdict, "mutation {number}, {what}");
        }
    }
}

/// A piece of a changed file.
enum Piece {
    /// Lines as they were, by index.
    Lines(Range<usize>),
    /// Bytes that were not there before.
    Bytes(Vec<u8>),
}

/// The file before it is changed.
struct Original {
    log: SampleLog,
    lines: Vec<String>,
    parsed: Vec<Line>,
}

impl Original {
    /// Every five-hundredth entry makes 250 row versions and gives them by their root.
    fn new() -> Original {
        let mut log = SampleLog::new();
        for number in 0..ENTRIES {
            let first = u128::from(number % 300);
            let objects = if number % 500 == 250 { 0..250 } else { first..first + 2 };
            log.append(&objects.collect::<Vec<_>>());
        }
        let lines: Vec<String> = log.file().lines().map(str::to_owned).collect();
        let parsed = lines.iter().map(|line| Line::read(line.as_bytes()).unwrap()).collect();
        Original { log, lines, parsed }
    }

    fn knowing_its_head(&self) -> VerifyOptions {
        VerifyOptions { older: Some(self.log.head()), expected_key: None }
    }

    fn mutate(&self, random: &mut Random) -> (&'static str, Vec<Piece>) {
        let end = self.lines.len();
        let line = random.below(end);
        match random.below(5) {
            0 => ("edit", self.edit(line, random)),
            1 => ("delete", vec![Piece::Lines(0..line), Piece::Lines(line + 1..end)]),
            2 => ("swap", self.swap(line, (line + 1 + random.below(end - 1)) % end)),
            3 => {
                let before = random.below(end + 1);
                ("insert", vec![Piece::Lines(0..before), Piece::Lines(line..line + 1), Piece::Lines(before..end)])
            }
            _ => ("truncate", self.truncate(line.max(1), random)),
        }
    }

    /// Another byte in place of one of a line or of its end.
    fn edit(&self, line: usize, random: &mut Random) -> Vec<Piece> {
        let mut bytes = format!("{}\n", self.lines[line]).into_bytes();
        let at = random.below(bytes.len());
        bytes[at] ^= u8::try_from(1 + random.below(255)).unwrap();
        // A line that has lost its end runs into the next one.
        let joined = usize::from(at + 1 == bytes.len() && line + 1 < self.lines.len());
        if joined == 1 {
            bytes.extend_from_slice(format!("{}\n", self.lines[line + 1]).as_bytes());
        }
        vec![Piece::Lines(0..line), Piece::Bytes(bytes), Piece::Lines(line + 1 + joined..self.lines.len())]
    }

    fn swap(&self, one: usize, other: usize) -> Vec<Piece> {
        let (first, second) = (one.min(other), one.max(other));
        vec![
            Piece::Lines(0..first),
            Piece::Lines(second..second + 1),
            Piece::Lines(first + 1..second),
            Piece::Lines(first..first + 1),
            Piece::Lines(second + 1..self.lines.len()),
        ]
    }

    /// The first lines alone, with the old checkpoint, or with one that the true key signs for what is left.
    fn truncate(&self, kept: usize, random: &mut Random) -> Vec<Piece> {
        let kept = kept.min(self.lines.len() - 2);
        let end = match random.below(3) {
            0 => Piece::Lines(0..0),
            1 => Piece::Lines(self.lines.len() - 1..self.lines.len()),
            _ => Piece::Bytes(format!("{}\n", self.signed_anew(kept)).into_bytes()),
        };
        vec![Piece::Lines(0..kept), end]
    }

    fn signed_anew(&self, kept: usize) -> String {
        let mut tree = crate::ledger::Frontier::new();
        for line in &self.parsed[..kept] {
            if let Line::Entry(leaf) = line {
                tree.append(leaf.hash());
            }
        }
        checkpoint_line(&self.log.key.sign(tree.size(), tree.root())).unwrap()
    }

    fn bytes(&self, pieces: &[Piece]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Lines(range) => {
                    let lines = self.lines[range.clone()].iter().map(|line| format!("{line}\n"));
                    bytes.extend(lines.flat_map(String::into_bytes));
                }
                Piece::Bytes(new) => bytes.extend_from_slice(new),
            }
        }
        bytes
    }
}

/// The checks that are kept of the file as it was, each to go on from.
struct Shared<'a> {
    original: &'a Original,
    options: &'a VerifyOptions,
    kept: Vec<FileCheck<'a>>,
}

impl<'a> Shared<'a> {
    fn new(original: &'a Original, options: &'a VerifyOptions) -> Shared<'a> {
        let mut check = FileCheck::new(options);
        let mut kept = Vec::new();
        for (index, line) in original.parsed.iter().enumerate() {
            if index % KEPT_EVERY == 0 {
                kept.push(check.clone());
            }
            check.admit(line).unwrap();
        }
        Shared { original, options, kept }
    }

    /// What [`verify_file`] says of the changed file.
    fn verdict(&self, pieces: &[Piece]) -> Result<FileReport, FileFault> {
        let unchanged = match pieces.first() {
            Some(Piece::Lines(range)) => range.end,
            Some(Piece::Bytes(_)) | None => 0,
        };
        let kept = (unchanged / KEPT_EVERY).min(self.kept.len() - 1);
        let mut check = self.kept[kept].clone();
        let mut passed = kept * KEPT_EVERY;
        for piece in pieces {
            match piece {
                Piece::Lines(range) => {
                    self.original.parsed[range.start + passed..range.end]
                        .iter()
                        .try_for_each(|line| check.admit(line))?;
                }
                Piece::Bytes(bytes) => check.admit_lines(&mut bytes.as_slice(), |_| {})?,
            }
            // Only the first piece is behind the kept check.
            passed = 0;
        }
        check.finish()
    }
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
