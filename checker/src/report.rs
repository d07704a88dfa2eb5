//! The words for a report that a server has compared with its record. No browser can do that: it has no record.

use crate::verdict::{Advice, Fact, Outcome, Verdict};
use crate::words::shown;

/// What was found when the report was made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Byte for byte the same.
    Same,
    /// Every text is the same, and the bytes are not.
    SameText,
    /// The first place that differs: what the file has there, and what the record has. One of them may have nothing.
    Differs { place: String, file: Option<String>, record: Option<String> },
    /// It could not be compared, and why.
    NotCompared { why: String },
}

/// As much of a text that differs as is shown.
const SHOWN: usize = 300;

/// The verdict on a report. `address` is the one that the report names.
pub fn of_report(name: &str, address: Option<&str>, found: &Compared) -> Verdict {
    let file = shown(name);
    let verdict = |outcome, title: &str, heading: &str, sentence: &str| Verdict {
        outcome,
        title: format!("{file} {title}"),
        heading: heading.to_owned(),
        sentence: sentence.to_owned(),
        bar: None,
        facts: address.map(|address| Fact::exact("Report", address)).into_iter().collect(),
        advice: None,
        place: None,
    };
    match found {
        Compared::Same => Verdict {
            advice: Some(Advice::not_shown(vec![
                "Whether what an agency reported is true.".to_owned(),
                "Whether the record was changed since. Check the log with an earlier checkpoint.".to_owned(),
            ])),
            ..verdict(
                Outcome::Whole,
                "matches this record",
                "The file matches this record, byte for byte.",
                "This server made the report again from its record, and compared the two.",
            )
        },
        Compared::SameText => Verdict {
            advice: Some(Advice {
                title: "What to do",
                items: vec![
                    "Don't rely on what you see in this file. Download the report again at the address below, and use that \
                     file."
                        .to_owned(),
                    "Only texts were compared, in the order in which the file stores them: not where they stand on a page, \
                     nor what covers them, nor pictures and charts."
                        .to_owned(),
                ],
                is_steps: false,
                note: Some(
                    "Another version of Concord, or a program that saved the file again, makes such a difference. So does a \
                     change of how the pages look.",
                ),
            }),
            ..verdict(
                Outcome::Unsigned,
                "is not the file of this record",
                "The file differs from this record, in something that is no text.",
                "Its texts are those of the record. How they are shown was not checked.",
            )
        },
        Compared::Differs { place, file, record } => {
            let mut verdict = verdict(
                Outcome::Broken,
                "differs from this record",
                &format!("The file differs from this record at {place}."),
                "This is the first difference. What comes after it was not compared.",
            );
            let text = |text: &Option<String>| text.as_deref().map_or_else(|| "Nothing".to_owned(), short);
            verdict.facts.push(Fact::new("In the file", text(file)));
            verdict.facts.push(Fact::new("In the record", text(record)));
            verdict.advice = Some(Advice {
                title: "What to do",
                items: vec![
                    "Open the report in this record, at the address below, and compare.".to_owned(),
                    "Keep the file, and ask the person who gave it to you where it comes from.".to_owned(),
                ],
                is_steps: true,
                note: Some("A difference may be an error. This check does not say who changed the file."),
            });
            verdict
        }
        Compared::NotCompared { why } => {
            let mut verdict = Verdict::not_checked(name, "The file could not be compared.", why);
            verdict.facts = address.map(|address| Fact::exact("Report", address)).into_iter().collect();
            verdict
        }
    }
}

/// The verdict on rows that say neither which record they come from nor what was asked of it.
pub(crate) fn of_csv(name: &str) -> Verdict {
    Verdict::not_checked(
        name,
        "A CSV file cannot be compared.",
        "It has rows alone: neither its record, its log entry, nor its filters. Download the same report as PDF, Excel, or \
         JSON, and check that file.",
    )
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('\u{2026}');
    }
    short
}
