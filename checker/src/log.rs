//! The check of an exported log, told as a verdict.

use crate::bar::Bar;
use crate::fault::broken;
use crate::known::{KeySource, Known};
use crate::progress::Progress;
use crate::source::{Source, end, reader};
use crate::verdict::{Advice, Fact, Outcome, Verdict};
use crate::words::{day, entries, first_entries, number, shown};
use domain::ledger::{FileReport, SignedCheckpoint, TreeSize, verify_file_in_steps};
use serde::Deserialize;

/// How many lines lie between two words about how far it has come.
const TOLD_EVERY: u64 = 128;

/// As much of the end of a file as its checkpoint takes.
const CHECKPOINT_LINE: usize = 16 * 1024;

/// Checks an exported log from its first to its last byte. It decides as `concord verify` does, because both ask
/// [`domain::ledger::verify_file`].
pub(crate) fn check_log<S: Source + ?Sized>(
    name: &str,
    source: &S,
    known: &Known,
    mut tell: impl FnMut(Progress),
) -> Verdict {
    let of = stated_size(source);
    let (mut checked, mut lines) = (0, 0_u64);
    let found = verify_file_in_steps(reader(source), &known.options(), |size| {
        checked = size.0;
        if lines.is_multiple_of(TOLD_EVERY) {
            tell(Progress { entries: checked, of });
        }
        lines += 1;
    });
    tell(Progress { entries: checked, of });
    match found {
        Ok(report) => whole(name, &report, known),
        Err(fault) => broken(name, source, &fault, known, Progress { entries: checked, of }),
    }
}

/// The size that the checkpoint at the end of the file gives.
fn stated_size<S: Source + ?Sized>(source: &S) -> Option<u64> {
    #[derive(Deserialize)]
    struct Line {
        checkpoint: String,
    }
    let bytes = end(source, CHECKPOINT_LINE);
    let last = bytes.trim_ascii_end().rsplit(|byte| *byte == b'\n').next()?;
    let Line { checkpoint } = serde_json::from_slice(last).ok()?;
    Some(SignedCheckpoint::parse(&checkpoint).ok()?.unverified().size.0)
}

fn whole(name: &str, report: &FileReport, known: &Known) -> Verdict {
    let (name, count, source) = (shown(name), report.entries.0, known.key_source());
    let mut sentences = vec![match source {
        Some(_) => "Every entry matches the signed checkpoint.".to_owned(),
        None => "Whole, but the signature was not checked with a key that you gave. It is valid by the key in the file itself, \
                 which does not show whose log it is."
            .to_owned(),
    }];
    if let Some(older) = report.older_head.filter(|older| older.0 > 0) {
        sentences.push(format!("{} of the checkpoint that you kept.", first_entries(older.0, "is that", "are those")));
    }
    if report.withheld > 0 {
        sentences.push(format!(
            "Of {} the file has only the hash, because the account that downloaded it can\u{2019}t see them.",
            entries(report.withheld)
        ));
    }
    let bar = Bar::of(count, count, ", signed");
    let older = report.older_head.map_or(0, |older| older.0);
    Verdict {
        outcome: if source.is_some() { Outcome::Whole } else { Outcome::Unsigned },
        title: if source.is_some() { format!("{name} is whole") } else { format!("{name}: no problems found") },
        heading: format!("No problems found in {}.", entries(count)),
        sentence: sentences.join(" "),
        bar: bar.map(|bar| bar.with_checkpoint(count, older)),
        facts: facts(report, source),
        advice: Some(Advice::not_shown(not_shown(report, source))),
        place: None,
    }
}

fn facts(report: &FileReport, source: Option<KeySource>) -> Vec<Fact> {
    let mut facts = vec![Fact::new("Entries", covered(report))];
    if report.withheld > 0 {
        facts.push(Fact::new("Withheld", entries(report.withheld)));
    }
    facts.push(Fact::new(
        "Your checkpoint",
        match report.older_head {
            Some(TreeSize(0)) => "Of an empty log, which every log continues".to_owned(),
            Some(older) => format!("Entry {}: same fingerprint", number(older.0)),
            None => "None given".to_owned(),
        },
    ));
    let id = report.verifier_key.id();
    facts.push(Fact::new(
        "Signature",
        match source {
            Some(KeySource::Reader) => format!("Valid, by the key that you gave ({id})"),
            Some(KeySource::ThisServer) => format!("Valid, by the key that this server gave ({id})"),
            None => format!("Not checked: no public key was given. It is valid by the key that the file names ({id})"),
        },
    ));
    facts.push(Fact::exact("Public key", &report.verifier_key));
    facts.push(Fact::exact("Fingerprint", report.root));
    facts
}

fn covered(report: &FileReport) -> String {
    match (report.first_recorded_at, report.last_recorded_at) {
        (Some(first), Some(last)) => {
            format!("{}, from {} to {} (UTC)", number(report.entries.0), day(first), day(last))
        }
        _ => number(report.entries.0),
    }
}

fn not_shown(report: &FileReport, source: Option<KeySource>) -> Vec<String> {
    let mut items = vec!["Whether what an agency reported is true.".to_owned()];
    if report.older_head.is_none() {
        items.push(
            "Whether entries were rewritten and signed again. Compare with a checkpoint that you saved earlier."
                .to_owned(),
        );
    }
    items.push(format!(
        "Whether entries were added after {}. Compare with a newer checkpoint.",
        number(report.entries.0)
    ));
    items.push(match source {
        Some(KeySource::Reader) => "Who has the signing key.".to_owned(),
        Some(KeySource::ThisServer) => {
            "Who signed, because the key came from this server. Compare it with the key from another source.".to_owned()
        }
        None => "Who signed, because no public key was given.".to_owned(),
    });
    items
}
