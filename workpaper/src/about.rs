//! `workpaper.json`: what was asked for, what was drawn, and what is left out.

use domain::Date;
use domain::ledger::{Code, Hash, Seq};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The form of the file. It goes up when a reader of the old one would read it wrongly.
pub(crate) const FORMAT: u32 = 1;
pub(crate) const CONCORD: &str = "workpaper";

/// What is sampled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sampled {
    Actions,
    Milestones,
    Entries,
}

impl Sampled {
    pub const ALL: [Sampled; 3] = [Sampled::Actions, Sampled::Milestones, Sampled::Entries];

    /// As addresses and files write it.
    pub const fn code(self) -> &'static str {
        match self {
            Sampled::Actions => "actions",
            Sampled::Milestones => "milestones",
            Sampled::Entries => "entries",
        }
    }

    /// "log entries".
    pub const fn words(self) -> &'static str {
        match self {
            Sampled::Actions => "actions",
            Sampled::Milestones => "milestones",
            Sampled::Entries => "log entries",
        }
    }

    /// The kind of object in the log; of a log entry, none.
    pub(crate) const fn kind(self) -> Option<&'static str> {
        match self {
            Sampled::Actions => Some("action"),
            Sampled::Milestones => Some("milestone"),
            Sampled::Entries => None,
        }
    }
}

/// What was asked for. None of it is signed: it says how to ask again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// The task force.
    pub publisher: String,
    /// Whether the progress in the record is fictional.
    pub demonstration: bool,
    /// The address of the same workpaper.
    pub address: String,
    /// The point of the record, as addresses write it.
    pub as_of: String,
    /// The day on which what is overdue was judged.
    pub judged_on: Date,
    pub of: Sampled,
    /// What the population was limited to, as addresses write it and in words.
    pub query: String,
    pub filters: Vec<String>,
    pub size: usize,
    pub seed: String,
    /// By what the sample is stratified.
    pub stratified_by: Option<String>,
    /// How many log entries the account sees only as a hash, where log entries are sampled: they are not in the population.
    pub withheld: u64,
}

/// `workpaper.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub(crate) concord: String,
    pub(crate) format: u32,
    /// The name of the log.
    pub origin: String,
    /// The last entry that is read.
    pub entry: Seq,
    pub asked: Asked,
    pub population: usize,
    pub strata: Vec<StratumEntry>,
    pub items: Vec<ItemEntry>,
}

/// A stratum, with how many of its items were drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StratumEntry {
    pub code: String,
    pub population: usize,
    pub drawn: usize,
}

/// A sampled item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemEntry {
    /// From 1, in the order of the sample.
    pub number: usize,
    pub id: String,
    pub label: String,
    pub title: String,
    pub stratum: String,
    pub rank: Hash,
    pub folder: String,
    pub erased: Vec<Erased>,
    pub left_out: u64,
}

/// A row version whose content was erased under law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    pub kind: Code,
    pub id: Uuid,
    pub version: u32,
    /// The entry that made the version.
    pub since: Seq,
    /// The entry that says that it was erased.
    pub by: Seq,
}
