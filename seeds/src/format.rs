//! The plan file, Concord's import format. `docs/plan-file.md` describes every field.
//!
//! Everything is named by its code, never by an id. Texts, dates, and numbers are parsed while the file is read, so no
//! other module handles raw text.

mod names;
mod plan;
mod reference;

pub use names::{Day, DayOrMonth, InPlan, PartyCode};
pub use plan::{ActionRow, CarrierRow, FactRow, NodeRow, PlanRow, RecurrenceRow, ReportRow, ThroughRow, TimeframeRow};
pub use reference::{
    AgencyRow, BodyRow, CalendarRow, ContactRow, DiscrepancyRow, DocumentRow, IndicatorRow, MandateRow, MeetingRow,
    MembershipRow, NativeMeaning, NativeWordRow, PointRow, ProgramRow, VocabularyRow, WordListRow,
};

use domain::link::Relation;
use domain::plan::Basis;
use domain::text::{Narrative, Title};
use serde::Deserialize;

/// What the field `concord` of every plan file holds.
pub const MARKER: &str = "plan-file";

/// The version of the format that this program reads.
pub const FORMAT: u32 = 1;

/// A whole file. A section that is left out is empty.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Always [`MARKER`].
    pub concord: String,
    /// Always [`FORMAT`].
    pub format: u32,
    pub about: Option<About>,
    #[serde(default)]
    pub agencies: Vec<AgencyRow>,
    #[serde(default)]
    pub bodies: Vec<BodyRow>,
    #[serde(default)]
    pub meetings: Vec<MeetingRow>,
    #[serde(default)]
    pub indicators: Vec<IndicatorRow>,
    #[serde(default)]
    pub programs: Vec<ProgramRow>,
    #[serde(default)]
    pub contacts: Vec<ContactRow>,
    #[serde(default)]
    pub documents: Vec<DocumentRow>,
    #[serde(default)]
    pub mandates: Vec<MandateRow>,
    #[serde(default)]
    pub vocabularies: Vec<VocabularyRow>,
    #[serde(default)]
    pub calendar: Vec<CalendarRow>,
    #[serde(default)]
    pub discrepancies: Vec<DiscrepancyRow>,
    #[serde(default)]
    pub plans: Vec<PlanRow>,
    #[serde(default)]
    pub links: Vec<LinkRow>,
}

/// What the file is, for people who open it. The record keeps the hash of the file, not this.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub title: Title,
    /// The day on which the file was made.
    pub made: Option<Day>,
    #[serde(default)]
    pub notes: Vec<Narrative>,
}

/// How an action of one plan relates to an action of another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkRow {
    pub from: InPlan,
    pub to: InPlan,
    pub relation: Relation,
    pub basis: Basis,
    pub note: Option<Narrative>,
}

impl LinkRow {
    /// "NAP-2021/DOJ-08 continues FSAP/FSAP-HOUSE".
    pub fn in_words(&self) -> String {
        format!("{} {} {}", self.from, words_of(self.relation), self.to)
    }
}

/// The verb of a relation.
pub fn words_of(relation: Relation) -> &'static str {
    match relation {
        Relation::SameAs => "is the same as",
        Relation::Continues => "continues",
        Relation::ContributesTo => "contributes to",
        Relation::Supersedes => "supersedes",
    }
}
