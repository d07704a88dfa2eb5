//! What was found in a file, in the words that readers see, as a plain value.

use crate::bar::Bar;
use crate::words::shown;
use serde::Serialize;

/// What was found. It stays inside the evidence: "does not match its hash", never "was forged".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    pub outcome: Outcome,
    /// "log.jsonl is whole": the title of the page.
    pub title: String,
    /// "No problems found in 1,600 entries."
    pub heading: String,
    pub sentence: String,
    /// The log as a drawing; its numbers are in the words too.
    pub bar: Option<Bar>,
    pub facts: Vec<Fact>,
    pub advice: Option<Advice>,
    /// Where the first fault is, for programs.
    pub place: Option<Place>,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// No problem was found, and it was compared with something from outside the file.
    Whole,
    /// No problem was found, and the signature was checked with no key but the one in the file.
    Unsigned,
    Broken,
    /// It could not be checked, which says nothing about it.
    Unchecked,
}

/// A value under its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub name: &'static str,
    pub value: String,
    /// Whether it is bytes, a key or an address, where each character counts.
    pub is_exact: bool,
}

/// What stands beside the result: what it does not show, or what to do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    pub title: &'static str,
    pub items: Vec<String>,
    /// Whether the items are to be done in this order.
    pub is_steps: bool,
    pub note: Option<&'static str>,
}

/// A line of a log, from 1, and the entry on it, from 0, where one can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    pub line: u64,
    pub entry: Option<u64>,
}

/// What is said of a file that comes from no record.
pub const NOT_OURS: [&str; 2] =
    ["This is not a file from a Concord record.", "Choose a .jsonl, .pdf, .xlsx, .csv, .json, .zip, or .txt file."];

impl Verdict {
    /// Of a file that comes from no record.
    pub fn not_ours(name: &str) -> Verdict {
        let [heading, sentence] = NOT_OURS;
        Verdict::not_checked(name, heading, sentence)
    }

    /// Of a file that could not be checked, which says nothing about it.
    pub fn not_checked(name: &str, heading: &str, sentence: &str) -> Verdict {
        Verdict {
            outcome: Outcome::Unchecked,
            title: format!("{} was not checked", shown(name)),
            heading: heading.to_owned(),
            sentence: sentence.to_owned(),
            bar: None,
            facts: Vec::new(),
            advice: None,
            place: None,
        }
    }
}

impl Fact {
    pub(crate) fn new(name: &'static str, value: impl Into<String>) -> Fact {
        Fact { name, value: value.into(), is_exact: false }
    }

    pub(crate) fn exact(name: &'static str, value: impl ToString) -> Fact {
        Fact { name, value: value.to_string(), is_exact: true }
    }
}

impl Advice {
    /// What to do with a log or a checkpoint that has a fault.
    pub(crate) fn what_to_do() -> Advice {
        Advice {
            title: "What to do",
            items: vec![
                "Download the file again and check it. A damaged download shows the same kind of fault.".to_owned(),
                "If it breaks again, keep both files and the earlier checkpoint.".to_owned(),
                "Send them to the secretariat and the inspector general.".to_owned(),
            ],
            is_steps: true,
            note: Some("A changed entry may be an error or damage. This check does not say who changed it."),
        }
    }

    pub(crate) fn not_shown(items: Vec<String>) -> Advice {
        Advice { title: "What this does not show", items, is_steps: false, note: None }
    }
}
