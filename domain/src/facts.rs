//! The compact state at a position: what lists and dashboards count, filter and sort. No texts but titles.
//!
//! References, titles and moves are interned: the record keeps every version for good, so each lies in memory once, for as
//! long as the process lives, and facts are made and let go by the ten thousand without touching them. Lists are shared by
//! the positions at which they are the same.

mod dates;
mod owed;
mod reported;

pub use dates::CommittedDate;
pub use reported::ReportFacts;

use crate::Date;
use crate::action::{ActionKind, Strength};
use crate::assignment::CarrierRole;
use crate::body::Party;
use crate::date::FiscalQuarter;
use crate::described::BelongsTo;
use crate::ids::{ActionId, MilestoneId, NodeId, PlanId};
use crate::plan::PlanState;
use crate::reporting::ReportingRule;
use crate::slippage::Booked;
use crate::update::{Confidence, ReportedStatus};
use internment::Intern;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What lists count: what was said last of an action, and what the secretariat withdrew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    NotStarted,
    InProgress,
    Completed,
    Delayed,
    Blocked,
    Withdrawn,
    Recurring,
    /// No one ever spoke of it.
    NoReport,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reporting {
    Current,
    Stale,
    NeverReported,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    Claimed,
    EvidenceAttached,
    Verified,
}

impl Status {
    /// In the order in which charts stack them, so that neighbors differ most.
    pub const ALL: [Status; 8] = [
        Status::Completed,
        Status::InProgress,
        Status::Recurring,
        Status::Delayed,
        Status::Blocked,
        Status::NotStarted,
        Status::NoReport,
        Status::Withdrawn,
    ];

    /// Withdrawn wins over what was reported. An action that recurs and is reported In progress shows Recurring.
    /// An action of which no one ever spoke is not said to be Not started: it has no report.
    pub fn shown(is_withdrawn: bool, recurs: bool, reported: Option<ReportedStatus>) -> Status {
        match reported {
            _ if is_withdrawn => Status::Withdrawn,
            None => Status::NoReport,
            Some(ReportedStatus::NotStarted) => Status::NotStarted,
            Some(ReportedStatus::InProgress | ReportedStatus::Completed) if recurs => Status::Recurring,
            Some(ReportedStatus::InProgress) => Status::InProgress,
            Some(ReportedStatus::Completed) => Status::Completed,
            Some(ReportedStatus::Delayed) => Status::Delayed,
            Some(ReportedStatus::Blocked) => Status::Blocked,
        }
    }

    /// Neither completed nor withdrawn.
    pub fn is_open(self) -> bool {
        match self {
            Status::Completed | Status::Withdrawn => false,
            Status::NotStarted
            | Status::InProgress
            | Status::Delayed
            | Status::Blocked
            | Status::Recurring
            | Status::NoReport => true,
        }
    }
}

impl Reporting {
    pub const ALL: [Reporting; 3] = [Reporting::Current, Reporting::Stale, Reporting::NeverReported];

    /// Silent = Stale or Never reported.
    pub fn is_silent(self) -> bool {
        match self {
            Reporting::Current => false,
            Reporting::Stale | Reporting::NeverReported => true,
        }
    }
}

impl Verification {
    pub const ALL: [Verification; 3] = [Verification::Claimed, Verification::EvidenceAttached, Verification::Verified];

    /// Of a claim: verified, or shown by a document, or only said.
    pub fn of_claim(is_verified: bool, has_evidence: bool) -> Verification {
        match (is_verified, has_evidence) {
            (true, _) => Verification::Verified,
            (false, true) => Verification::EvidenceAttached,
            (false, false) => Verification::Claimed,
        }
    }
}

/// One action as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFacts {
    pub id: ActionId,
    pub plan: PlanId,
    pub plan_state: PlanState,
    /// The first quarter for which its plan has updates due: that in which the plan began, or in which the record got to
    /// know it, whichever is later.
    pub plan_owes_from: FiscalQuarter,
    pub node: NodeId,
    pub reference: Intern<str>,
    pub title: Intern<str>,
    pub kind: ActionKind,
    pub strength: Strength,
    pub recurs: bool,
    pub is_withdrawn: bool,
    /// Added by mistake: it stands on its own page, and counts nowhere.
    pub is_retracted: bool,
    pub matches_published: bool,
    /// The day on which its own timeframe ends.
    pub ends: Option<Date>,
    /// Every change of that day, the first one first.
    pub end_booked: Intern<[Booked]>,
    pub inferred: Inferences,
    /// Lead in force, if any.
    pub lead: Option<Party>,
    pub lead_offered_to: Option<Party>,
    /// Everybody who was ever named for it, in which role, and how that stands.
    pub carriers: Arc<[CarrierFacts]>,
    pub last_report: Option<ReportFacts>,
    /// Where it is off track: the day of the first update of the unbroken run of updates that report so.
    pub off_track_since: Option<Date>,
    pub milestones: Arc<[MilestoneFacts]>,
    /// Documents attached to the action or to its milestones that were not withdrawn.
    pub evidence: u32,
    /// Those about the action as a whole, attached since the last update of another status: they can back what the last
    /// update claims.
    pub claim_evidence: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarrierFacts {
    pub party: Party,
    pub role: CarrierRole,
    pub standing: CarrierStanding,
    /// Whether someone inferred it, where no source names the party.
    pub is_inferred: bool,
    /// The first day in force.
    pub in_force_from: Option<Date>,
}

/// How it stands with a party that was named for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CarrierStanding {
    /// A guess of which the party does not know.
    Assumed,
    /// Asked, and not answered yet.
    Offered,
    /// A source says so; the party was not asked here.
    Stated,
    Accepted,
    /// Accepted once, and handed back by the party.
    HandedBack,
    /// Declined, handed over, taken back, or a request that was withdrawn.
    Over,
}

impl CarrierStanding {
    pub fn is_in_force(self) -> bool {
        match self {
            CarrierStanding::Stated | CarrierStanding::Accepted => true,
            CarrierStanding::Assumed
            | CarrierStanding::Offered
            | CarrierStanding::HandedBack
            | CarrierStanding::Over => false,
        }
    }

    /// Whether it no longer has to do with the action.
    pub fn is_over(self) -> bool {
        match self {
            CarrierStanding::HandedBack | CarrierStanding::Over => true,
            CarrierStanding::Assumed
            | CarrierStanding::Offered
            | CarrierStanding::Stated
            | CarrierStanding::Accepted => false,
        }
    }

    /// Whether it was asked, or carries the action.
    pub fn is_asked(self) -> bool {
        self.is_in_force() || self == CarrierStanding::Offered
    }
}

/// What of an action no source states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inferences {
    /// Where it stands in its plan.
    pub placement: bool,
    pub strength: bool,
    pub timeframe: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MilestoneFacts {
    pub id: MilestoneId,
    pub title: Intern<str>,
    pub original: Date,
    pub due: Date,
    /// Every move of its date, the first one first.
    pub booked: Intern<[Booked]>,
    pub state: MilestoneStanding,
    pub is_verified: bool,
    /// Documents attached to it since it was last reopened: earlier ones were about a completion that was taken back.
    pub evidence: u32,
}

impl MilestoneFacts {
    /// When it was completed, if it is.
    pub fn completed(&self) -> Option<Date> {
        match self.state {
            MilestoneStanding::Completed(on) => Some(on),
            MilestoneStanding::Open | MilestoneStanding::Withdrawn => None,
        }
    }

    /// Whether more than the agency's word stands behind its completion.
    pub fn is_backed(&self) -> bool {
        self.is_verified || self.evidence > 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MilestoneStanding {
    Open,
    Completed(Date),
    Withdrawn,
}

impl ActionFacts {
    pub fn status(&self) -> Status {
        Status::shown(self.is_withdrawn, self.recurs, self.last_report.map(|report| report.status))
    }

    pub fn confidence(&self) -> Option<Confidence> {
        self.last_report.and_then(|report| report.confidence)
    }

    /// Open, and last reported Off track.
    pub fn is_off_track(&self) -> bool {
        self.status().is_open() && self.confidence() == Some(Confidence::OffTrack)
    }

    /// Blank where nothing is claimed.
    pub fn verification(&self) -> Option<Verification> {
        self.last_report.map(|report| Verification::of_claim(report.is_verified, self.claim_is_backed()))
    }

    /// Whether documents back what the last update claims: one for each milestone completed, or verified; where none is
    /// completed, one about the action as a whole, attached since that was first claimed. A document of one milestone, or a
    /// draft of the whole, says nothing about another milestone.
    pub fn claim_is_backed(&self) -> bool {
        let mut completed = self.completed_milestones().peekable();
        if completed.peek().is_none() { self.claim_evidence > 0 } else { completed.all(MilestoneFacts::is_backed) }
    }

    /// The milestones that are completed.
    pub fn completed_milestones(&self) -> impl Iterator<Item = &MilestoneFacts> {
        self.milestones.iter().filter(|milestone| milestone.completed().is_some())
    }

    /// Blank where no report is owed: no lead, not open, a plan not in force, or none due yet.
    pub fn reporting(&self, today: Date, rule: ReportingRule) -> Option<Reporting> {
        self.reporting_for(rule.for_lead(self.lead).latest_due(today))
    }

    /// The same, where the latest quarter is known whose update is due from its lead and past its day.
    pub fn reporting_for(&self, latest_due: FiscalQuarter) -> Option<Reporting> {
        if !self.owes_reports() {
            return None;
        }
        // Where no one knows when the lead began, it is owed since the plan began: unknown must not look like in time.
        let is_owed = || self.owed_from() <= latest_due;
        match self.last_report {
            Some(report) if report.quarter < latest_due && is_owed() => Some(Reporting::Stale),
            Some(_) => Some(Reporting::Current),
            None => is_owed().then_some(Reporting::NeverReported),
        }
    }

    /// An open action of a plan in force that has a lead owes a report for each period.
    pub fn owes_reports(&self) -> bool {
        let is_awaited = self.plan_state == PlanState::InForce && !self.is_retracted;
        self.lead.is_some() && self.status().is_open() && is_awaited
    }

    pub fn is_silent(&self, today: Date, rule: ReportingRule) -> bool {
        self.reporting(today, rule).is_some_and(Reporting::is_silent)
    }

    /// The day on which its own timeframe ended, where that is over and the action is neither completed nor withdrawn. What
    /// recurs is never completed, and a plan that is not in force has no one who waits.
    pub fn timeframe_ended(&self, today: Date) -> Option<Date> {
        let is_open = self.status().is_open() && !self.is_retracted;
        let is_awaited = is_open && !self.recurs && self.plan_state == PlanState::InForce;
        self.ends.filter(|ends| is_awaited && *ends < today)
    }

    /// The next date that is promised and not met: an overdue one stays the next.
    pub fn next_due(&self) -> Option<Date> {
        self.open_milestones().map(|milestone| milestone.due).min()
    }

    pub fn overdue_milestones(&self, today: Date) -> usize {
        self.open_milestones().filter(|milestone| milestone.due < today).count()
    }

    /// Days of slip, summed over the dates that still count: its milestones', and the end of its own timeframe.
    pub fn slip(&self) -> i64 {
        self.committed_dates().map(|date| date.slip()).sum()
    }

    /// By what it is decided who sees them: the action.
    pub fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Action(self.id)
    }

    /// What one of its milestones counts as: it is withdrawn with its action, too.
    pub fn standing_of(&self, milestone: &MilestoneFacts) -> MilestoneStanding {
        if self.is_withdrawn { MilestoneStanding::Withdrawn } else { milestone.state }
    }

    /// The milestones that were not withdrawn, neither themselves nor with their action.
    pub fn standing_milestones(&self) -> impl Iterator<Item = &MilestoneFacts> {
        self.milestones.iter().filter(|milestone| self.standing_of(milestone) != MilestoneStanding::Withdrawn)
    }

    /// The milestones that are still promised.
    pub fn open_milestones(&self) -> impl Iterator<Item = &MilestoneFacts> {
        self.standing_milestones().filter(|milestone| milestone.state == MilestoneStanding::Open)
    }

    /// Who is only inferred to lead it. That is not in force, and means nothing once someone led it or is asked to.
    pub fn inferred_lead(&self) -> Option<Party> {
        let is_inferred = |of: &&CarrierFacts| of.role == CarrierRole::Lead && of.standing == CarrierStanding::Assumed;
        if self.lead.is_some() || self.lead_offered_to.is_some() || self.had_a_lead() {
            return None;
        }
        self.carriers.iter().find(is_inferred).map(|carrier| carrier.party)
    }

    /// Whether a lead was in force that is no more.
    pub fn had_a_lead(&self) -> bool {
        let led = |carrier: &CarrierFacts| carrier.standing.is_over() && carrier.in_force_from.is_some();
        self.lead.is_none() && self.carriers.iter().any(|carrier| carrier.role == CarrierRole::Lead && led(carrier))
    }

    /// The first quarter for which an update is owed: never before the plan or its record began, nor before someone first
    /// led the action. A hand-over does not end a silence.
    pub fn owed_from(&self) -> FiscalQuarter {
        let leads = self.carriers.iter().filter(|carrier| carrier.role == CarrierRole::Lead);
        let led_from = leads.filter_map(|lead| lead.in_force_from).min().map(FiscalQuarter::of);
        self.plan_owes_from.max(led_from.unwrap_or(self.plan_owes_from))
    }
}

#[cfg(test)]
mod tests;
