//! What a fault of an exported log means, for the person who checks it. Entries are counted from 1, as on all pages.

use crate::bar::Bar;
use crate::known::Known;
use crate::progress::Progress;
use crate::source::{Source, reader};
use crate::verdict::{Advice, Fact, Outcome, Place, Verdict};
use crate::words::{day, entries, first_entries, number, sentence, shown};
use domain::ledger::{Among, Entry, EntryFault, FileFault, Reason, RecordedActor, Seq};
use serde::Deserialize;
use std::io::{BufRead, Read};

/// The longest line in which an entry is looked for.
const LONGEST_LINE: u64 = 128 * 1024;

pub(crate) fn broken<S: Source + ?Sized>(
    name: &str,
    source: &S,
    fault: &FileFault,
    known: &Known,
    progress: Progress,
) -> Verdict {
    if fault.could_not_be_checked() {
        return could_not_be_checked(name, fault);
    }
    let of = progress.of.filter(|of| *of >= progress.entries);
    let (heading, said) = said(fault);
    let rest = fault.seq.and_then(|seq| of?.checked_sub(seq.number()));
    let sentence = match fault.seq {
        Some(seq) => format!("{said} {}", around(seq, rest)),
        None => said,
    };
    Verdict {
        outcome: Outcome::Broken,
        title: format!("{} is not whole", shown(name)),
        heading,
        sentence: sentence.trim_end().to_owned(),
        bar: of.and_then(|of| bar(fault, known, progress.entries, of)),
        facts: facts(source, fault, known, progress.entries),
        advice: Some(Advice::what_to_do()),
        place: Some(place(fault)),
    }
}

fn place(fault: &FileFault) -> Place {
    Place { line: fault.line, entry: fault.seq.map(|seq| seq.0) }
}

fn could_not_be_checked(name: &str, fault: &FileFault) -> Verdict {
    let facts = vec![Fact::exact("What was found", fault)];
    let verdict = match fault.reason {
        Reason::Unreadable(_) => Verdict::not_checked(
            name,
            "The file could not be read.",
            "It may have been moved or changed while it was read. Choose it again.",
        ),
        _ => Verdict::not_ours(name),
    };
    Verdict { facts, place: Some(place(fault)), ..verdict }
}

/// "Entries 1 to 1,204 show no fault; the 395 after it were not checked."
fn around(seq: Seq, rest: Option<u64>) -> String {
    let before = (seq.0 > 0).then(|| first_entries(seq.0, "shows no fault", "show no fault"));
    let after = match rest {
        Some(0) => None,
        Some(1) => Some("the 1 after it was not checked".to_owned()),
        Some(rest) => Some(format!("the {} after it were not checked", number(rest))),
        None => Some("what comes after it was not checked".to_owned()),
    };
    match (before, after) {
        (Some(before), Some(after)) => format!("{before}; {after}."),
        (Some(before), None) => format!("{before}."),
        (None, Some(after)) => sentence(&after),
        (None, None) => String::new(),
    }
}

/// What is said of a fault: in one line, and what it means.
fn said(fault: &FileFault) -> (String, String) {
    let entry = fault.seq.map(|seq| number(seq.number()));
    let of_entry = |after: &str| format!("Entry {} {after}", entry.as_deref().unwrap_or_default());
    let changed = |among: &Among| {
        let (first, last) = (number(among.first.number()), number(among.last.number()));
        if first == last {
            format!("Entry {first} was changed.")
        } else {
            format!("A change lies between entries {first} and {last}.")
        }
    };
    let other = || sentence(&fault.reason.to_string());
    match &fault.reason {
        Reason::LeafHash { .. } => (
            of_entry("does not match its hash."),
            "The entry or its hash was changed, or the file is damaged.".to_owned(),
        ),
        Reason::Entry(EntryFault::WrongSeq { found }) => (
            of_entry("is not in its place."),
            format!("Entry {} is there instead, so an entry was removed, added, or moved.", number(found.number())),
        ),
        Reason::RowsOfOther { found, .. } => (
            of_entry("is not followed by its own rows."),
            format!("The rows after it are said to be those of entry {}.", number(found.number())),
        ),
        Reason::Entry(EntryFault::EarlierThanBefore { .. }) => (of_entry("is dated before the one above it."), other()),
        _ if entry.is_some() => (of_entry("breaks the log."), other()),
        Reason::Root { among, .. } => (
            changed(among),
            "Each entry matches the hash beside it, but together they do not give the signed fingerprint. An entry was \
             changed together with its hash, or the checkpoint was."
                .to_owned(),
        ),
        Reason::OlderRoot { among, size, .. } => (
            changed(among),
            format!("The first {} do not give the fingerprint of the checkpoint that you kept.", entries(size.0)),
        ),
        Reason::OlderIsLarger { older, found } => (
            "The end of the log is missing.".to_owned(),
            format!("Your checkpoint was signed for {}, and the file has {}.", entries(older.0), number(found.0)),
        ),
        Reason::Size { signed, found } => (
            "Entries are missing at the end, or were added.".to_owned(),
            format!("The checkpoint was signed for {}, and the file has {}.", entries(signed.0), number(found.0)),
        ),
        Reason::NoCheckpoint | Reason::LineCut => (
            "The end of the file is missing.".to_owned(),
            "It does not end with a signed checkpoint. The download may have been cut off.".to_owned(),
        ),
        Reason::Signature(_) => ("The signature is not valid.".to_owned(), other()),
        Reason::OlderSignature(_) => ("Your checkpoint is not from this log.".to_owned(), other()),
        Reason::OtherKey { .. } => (
            "The log is signed with another key.".to_owned(),
            "It names another public key than the one in the field.".to_owned(),
        ),
        _ => (format!("Line {} does not belong in the log.", number(fault.line)), other()),
    }
}

fn bar(fault: &FileFault, known: &Known, checked: u64, of: u64) -> Option<Bar> {
    let older = known.older.as_ref().map_or(0, |older| older.unverified().size.0);
    let bar = Bar::of(of, checked, "")?;
    Some(
        match (&fault.reason, fault.seq) {
            (Reason::Root { among, .. } | Reason::OlderRoot { among, .. }, None) => {
                bar.broken_among(of, among.first.number(), among.last.number())
            }
            (_, Some(seq)) => bar.broken_at(of, seq.number()),
            _ => bar,
        }
        .with_checkpoint(of, older),
    )
}

fn facts<S: Source + ?Sized>(source: &S, fault: &FileFault, known: &Known, checked: u64) -> Vec<Fact> {
    let line = number(fault.line);
    let mut facts = vec![match fault.seq {
        Some(seq) => {
            Fact::new("Log entry", format!("{}, line {line} of the file (seq {})", number(seq.number()), seq.0))
        }
        None => Fact::new("Line", format!("{line} of the file")),
    }];
    if fault.seq.is_some() {
        let entry = line_of(source, fault.line).and_then(|line| entry_in(&line));
        facts.extend(entry.map(|entry| Fact::new("What it says it is", what(&entry))));
    }
    match &fault.reason {
        Reason::LeafHash { stated, found } => {
            facts.push(Fact::exact("Hash in the file", stated));
            facts.push(Fact::exact("Hash computed", found));
        }
        Reason::Root { signed, found, .. } | Reason::OlderRoot { signed, found, .. } => {
            facts.push(Fact::exact("Fingerprint signed", signed));
            facts.push(Fact::exact("Fingerprint computed", found));
        }
        Reason::OtherKey { expected, found } => {
            facts.push(Fact::exact("Key in the field", expected));
            facts.push(Fact::exact("Key in the file", found));
        }
        _ => {}
    }
    if let Some(older) = &known.older {
        let size = older.unverified().size.0;
        let is_contradicted = matches!(fault.reason, Reason::OlderRoot { .. } | Reason::OlderSignature(_));
        facts.push(Fact::new(
            "Your checkpoint",
            match (size, is_contradicted) {
                (_, true) => format!("Entry {}: not the same", number(size)),
                (size, _) if size <= checked => format!("Entry {}: same fingerprint", number(size)),
                (size, _) => format!("Not reached (entry {})", number(size)),
            },
        ));
    }
    facts.push(Fact::exact("concord verify", fault));
    facts
}

/// A line of the file, by its number from 1.
fn line_of<S: Source + ?Sized>(source: &S, line: u64) -> Option<Vec<u8>> {
    let mut reader = reader(source);
    for _ in 1..line {
        reader.skip_until(b'\n').ok()?;
    }
    let mut bytes = Vec::new();
    reader.take(LONGEST_LINE).read_until(b'\n', &mut bytes).ok()?;
    Some(bytes)
}

/// The entry on a line, as far as it still reads.
fn entry_in(line: &[u8]) -> Option<Entry> {
    #[derive(Deserialize)]
    struct Line {
        entry: Entry,
    }
    serde_json::from_slice(line).ok().map(|Line { entry }| entry)
}

/// "Update submitted, by a liaison, January 10, 2024 (UTC)": codes in place of names, which the log does not have.
fn what(entry: &Entry) -> String {
    let event = sentence(&entry.event.as_str().replace('-', " "));
    let who = match &entry.actor {
        RecordedActor::Operator => "at the server\u{2019}s command line".to_owned(),
        RecordedActor::Person { role, .. } => format!("role {}", role.as_str().replace('-', " ")),
    };
    format!("{}, {who}, {} (UTC)", event.trim_end_matches('.'), day(entry.recorded_at))
}
