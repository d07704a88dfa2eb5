//! Where the numbers of a report come from, and how to check them: the last chapter of every report.

use super::{Document, Fact, Part};
use crate::table::LedgerHead;
use domain::Date;
use domain::date::in_sentence;
use domain::ledger::Seq;
use serde::Serialize;

/// The point of the record that a report shows, and what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The origin of the ledger.
    pub record: String,
    /// Where the record is served, where that is known to others than this machine: `https://concord.example.gov`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The address of the report there, with everything that it was asked for.
    pub address: String,
    /// What the actions are filtered by, in words.
    pub filters: Vec<String>,
    /// The last entry that was read.
    pub entry: Seq,
    /// When that entry was recorded, in words.
    pub recorded: String,
    /// The day on which overdue milestones and updates were judged, in the task force's zone.
    pub judged_on: Date,
    /// The earlier point that is compared, in words: "February 13, 2024 (log entry 1,231)".
    pub compared: Option<String>,
    pub ledger_head: LedgerHead,
    /// The key that signed it, as checkpoints name it.
    pub public_key: String,
}

impl Source {
    /// The address with the site, where one is known.
    pub fn full_address(&self) -> String {
        format!("{}{}", self.site.as_deref().unwrap_or_default(), self.address)
    }
}

/// The rules that reports count by, in a sentence each. docs/counting.md has them in full.
const RULES: [&str; 5] = [
    "Open: neither completed nor withdrawn.",
    "Off track: what the latest status update of an open action reports.",
    "Milestone overdue: open, and past its current due date.",
    "Update overdue: open, with a lead agency, and no status update for the latest period due.",
    "Slip: the days by which the current due date is after the original one.",
];

impl Document {
    /// The same with its last chapter.
    #[must_use]
    pub fn with_sources(mut self) -> Document {
        let source = &self.source;
        let mut facts = vec![
            Fact::new("As of", in_sentence(source.judged_on)),
            Fact::new(
                "Log entry",
                format!("{}, recorded {}", crate::words::thousands(number_on_screens(source.entry)), source.recorded),
            ),
        ];
        facts.extend(source.compared.as_ref().map(|then| Fact::new("Compared with", then.clone())));
        let filters = if source.filters.is_empty() { "None".to_owned() } else { source.filters.join("; ") };
        facts.push(Fact::new("Filters", filters));
        facts.push(Fact::new("Address", source.full_address()));
        let rows = self
            .data
            .iter()
            .map(|table| format!("{}: {}", table.about().title, crate::words::thousands(table.rows().len())));
        facts.push(Fact::new("Rows", rows.collect::<Vec<_>>().join("; ")));
        facts.push(Fact::new("Data digest", self.digest().to_string()));
        if self.is_sample {
            facts.push(Fact::new("Demonstration", "Plans and agencies are real. Progress is fictional."));
        }
        let signed = vec![
            Fact::new("Fingerprint (root hash)", source.ledger_head.root.to_string()),
            Fact::new("Public key", source.public_key.clone()),
        ];
        let last = [
            Part::chapter("sources", "Where these numbers come from"),
            Part::Facts(facts),
            Part::section("rules", "How they are counted"),
            Part::Items(RULES.map(str::to_owned).to_vec()),
            Part::section("checkpoint", "Signed checkpoint"),
            Part::Text(
                "Keep this page. If anyone later changes or removes one of these log entries, the log no longer matches \
                 this checkpoint."
                    .to_owned(),
            ),
            Part::Code(source.ledger_head.checkpoint.trim_end().to_owned()),
            Part::Facts(signed),
            Part::section("check", "Check it yourself"),
            Part::Items(vec![
                "This file: choose it on the page Check a file (/record/check) of the site above, or run concord verify \
                 --document with it, where the record is kept."
                    .to_owned(),
                "The numbers: download the JSON at the address above, which has every row, and count with the rules above."
                    .to_owned(),
                "The log: download it, and run concord verify with the checkpoint above (--checkpoint) and the public key \
                 (--key)."
                    .to_owned(),
            ]),
        ];
        self.parts.extend(last);
        self
    }
}

/// Screens and paper count entries from 1.
fn number_on_screens(entry: Seq) -> usize {
    usize::try_from(entry.0).unwrap_or(usize::MAX).saturating_add(1)
}
