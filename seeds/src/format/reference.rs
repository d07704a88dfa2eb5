//! The sections that plans refer to: agencies, bodies, meetings, indicators, and other reference data.

use super::names::{Day, DayOrMonth};
use domain::agency::AgencyKind;
use domain::indicator::{Decimal, IndicatorForm, IndicatorKind};
use domain::meeting::MeetingKind;
use domain::text::{Citation, Code, Narrative, Title};
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyRow {
    pub code: Code,
    pub name: Title,
    pub short_name: Title,
    pub kind: AgencyKind,
    #[serde(default)]
    pub parents: Vec<Code>,
    #[serde(default)]
    pub roles: Vec<Narrative>,
    pub note: Option<Narrative>,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyRow {
    pub code: Code,
    pub name: Title,
    pub kind: Title,
    pub parent: Option<Code>,
    #[serde(default)]
    pub chairs: Vec<Code>,
    pub chair_title: Option<Title>,
    #[serde(default)]
    pub members: Vec<MembershipRow>,
    pub member_basis: Option<Narrative>,
    pub cadence: Narrative,
    pub created: Option<Narrative>,
    pub duty: Option<Narrative>,
    /// The agency that is the same organization.
    pub agency: Option<Code>,
    /// The program that is the same undertaking.
    pub program: Option<Code>,
    pub source: Citation,
}

/// A seat in a body. A start or end that is left out is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipRow {
    pub agency: Code,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// A meeting or an event that was held.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingRow {
    pub code: Code,
    pub kind: MeetingKind,
    pub title: Title,
    pub body: Option<Code>,
    /// The agency that held it, if no body met.
    pub host: Option<Code>,
    pub date: DayOrMonth,
    pub ends: Option<Day>,
    pub summary: Narrative,
    #[serde(default)]
    pub outcomes: Vec<Narrative>,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorRow {
    pub code: Code,
    pub name: Title,
    pub unit: Title,
    pub kind: IndicatorKind,
    pub form: IndicatorForm,
    pub owner: Option<Code>,
    pub note: Option<Narrative>,
    pub points: Vec<PointRow>,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointRow {
    pub period: Option<Title>,
    /// Text, so that no digit is lost: "106.4".
    pub value: Decimal,
    pub qualifier: Option<Title>,
    pub category: Option<Title>,
    pub label: Option<Title>,
    pub definition: Option<Narrative>,
    /// Whether this figure must not be compared with the one before it.
    #[serde(default)]
    pub breaks_before: bool,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramRow {
    pub code: Code,
    pub name: Title,
    pub kind: Title,
    pub owner: Code,
    pub summary: Narrative,
    pub tracked_as: Narrative,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRow {
    pub code: Code,
    pub name: Title,
    pub value: Title,
    pub owner: Code,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentRow {
    pub code: Code,
    pub title: Title,
    pub owner: Code,
    /// As precise as the source: a day, a month, or a year.
    pub date: Option<Title>,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MandateRow {
    pub code: Code,
    pub title: Title,
    #[serde(default)]
    pub authorizes: Vec<Code>,
    pub source: Citation,
}

/// The status words of a kind of report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyRow {
    pub code: Code,
    #[serde(default)]
    pub words: Vec<NativeWordRow>,
    #[serde(default)]
    pub other_lists: Vec<WordListRow>,
    /// How the words were found.
    pub basis: Narrative,
    pub source: Citation,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NativeWordRow {
    pub word: Title,
    pub means: Option<NativeMeaning>,
}

/// What a plan's own status word means in Concord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NativeMeaning {
    NotStarted,
    InProgress,
    Completed,
    Delayed,
    Blocked,
    CompletedAndVerified,
    Withdrawn,
    NeverReported,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordListRow {
    pub name: Title,
    pub words: Vec<Title>,
}

/// A recurring date of the year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRow {
    pub code: Code,
    pub position: u32,
    pub when: Title,
    pub what: Narrative,
    pub source: Citation,
}

/// A statement that another source contradicts. `said_by` is its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscrepancyRow {
    pub code: Code,
    pub position: u32,
    pub item: Title,
    pub said_by: Citation,
    pub says: Narrative,
    pub issue: Narrative,
    pub basis: Narrative,
}
