//! What needs a decision at a meeting: why an action is put before it, since when, and what is asked.
//! `docs/counting.md` states the rule of each reason.

use crate::Date;
use crate::assignment::CarrierRole;
use crate::date::FiscalQuarter;
use crate::facts::{ActionFacts, CarrierStanding};
use crate::movement::{Slipped, open_slips};
use crate::plan::PlanState;
use crate::progress::Judged;
use crate::signals::{Verdict, verdict};
use serde::{Deserialize, Serialize};

/// Why an action needs a decision. The order is that of the table: the worst reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Open, and last reported Off track.
    OffTrack,
    /// An open milestone is past its due date.
    Overdue,
    /// An open date is later than it was at the earlier point.
    Slipped,
    /// The timeframe of the action has ended, and the action is not completed.
    TimeframeEnded,
    /// Open, and no lead is in force.
    NoLead,
    /// An update was due and was not received.
    UpdateOverdue,
    /// A party was asked to lead or support, and has not answered.
    RequestPending,
}

impl Reason {
    /// The worst first.
    pub const ALL: [Reason; 7] = [
        Reason::OffTrack,
        Reason::Overdue,
        Reason::Slipped,
        Reason::TimeframeEnded,
        Reason::NoLead,
        Reason::UpdateOverdue,
        Reason::RequestPending,
    ];
}

/// The action at the earlier point with which it is compared.
#[derive(Clone, Copy, Debug)]
pub enum Before<'a> {
    /// Nothing is compared, so nothing has slipped.
    NotCompared,
    /// The action as it was; `None` where it was added since.
    Was(Option<&'a ActionFacts>),
}

/// What the meeting asks of the agencies that are responsible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// What dates and milestones show contradicts the last update.
    UpdateConfidence,
    /// Milestones that are overdue: each gets a new date or is withdrawn.
    SetDates,
    /// The one or two milestones that are overdue are completed, or get a new date.
    CompleteOrMove,
    /// The next due date, which moved or is doubted.
    ConfirmDate(Date),
    /// Off track, and no milestone is open.
    PlanMilestone,
    /// The action is completed, or its timeframe is extended.
    CompleteOrExtend,
    NameLead,
    SendFirstUpdate,
    SendUpdate(FiscalQuarter),
    AnswerRequest(CarrierRole),
}

/// From how many overdue milestones on the dates as a whole are in doubt.
const MANY: usize = 3;

/// An action that needs a decision.
#[derive(Clone, Debug)]
pub struct Needed<'a> {
    pub action: &'a ActionFacts,
    /// Every reason that holds, the worst first, and since when. A day that the counted state does not hold (of no
    /// lead and of a request) is blank.
    pub reasons: Vec<(Reason, Option<Date>)>,
    /// The open dates that are later than before, most days first.
    pub slips: Vec<Slipped>,
    /// How many of its milestones are overdue.
    pub overdue: usize,
    pub ask: Ask,
}

impl<'a> Needed<'a> {
    /// `None` where no reason holds. Only actions of plans in force come before a meeting.
    pub fn of(action: &'a ActionFacts, before: Before<'_>, judged: Judged) -> Option<Needed<'a>> {
        if action.is_retracted || action.plan_state != PlanState::InForce {
            return None;
        }
        let slips = match before {
            Before::NotCompared => Vec::new(),
            Before::Was(before) => open_slips(before, action),
        };
        let holds = |reason: &Reason| since(*reason, action, &slips, judged).map(|since| (*reason, since));
        let reasons: Vec<(Reason, Option<Date>)> = Reason::ALL.iter().filter_map(holds).collect();
        let (worst, _) = *reasons.first()?;
        let overdue = action.overdue_milestones(judged.today);
        let ask = ask(worst, action, &slips, overdue, judged);
        Some(Needed { action, reasons, slips, overdue, ask })
    }

    /// The reason that decides its place.
    pub fn worst(&self) -> Reason {
        self.reasons.first().map_or(Reason::RequestPending, |(reason, _)| *reason)
    }

    /// Since when the worst reason holds.
    pub fn since(&self) -> Option<Date> {
        self.reasons.first().and_then(|(_, since)| *since)
    }

    pub fn has(&self, reason: Reason) -> bool {
        self.reasons.iter().any(|(found, _)| *found == reason)
    }

    /// The role of a pending request, the lead's before others.
    pub fn requested(&self) -> Option<CarrierRole> {
        requested(self.action)
    }
}

/// Whether a reason holds, and since when where that is known.
fn since(reason: Reason, action: &ActionFacts, slips: &[Slipped], judged: Judged) -> Option<Option<Date>> {
    let Judged { today, rule } = judged;
    match reason {
        Reason::OffTrack => action.is_off_track().then_some(action.off_track_since),
        Reason::Overdue => action.next_due().filter(|due| *due < today).map(Some),
        // A date that lay ahead then has not passed yet.
        Reason::Slipped => slips.iter().map(|slip| slip.was).min().map(|was| Some(was).filter(|was| *was <= today)),
        Reason::TimeframeEnded => action.timeframe_ended(today).map(Some),
        Reason::NoLead => (action.status().is_open() && action.lead.is_none()).then_some(None),
        Reason::UpdateOverdue => {
            let missed = action.is_silent(today, rule).then(|| action.missed_updates(today, rule))?;
            Some(missed.first().map(|quarter| rule.for_lead(action.lead).due(*quarter)))
        }
        Reason::RequestPending => requested(action).map(|_| None),
    }
}

fn requested(action: &ActionFacts) -> Option<CarrierRole> {
    let pending = action.carriers.iter().filter(|carrier| carrier.standing == CarrierStanding::Offered);
    let mut roles = pending.map(|carrier| carrier.role).filter(|_| !action.is_withdrawn);
    let first = roles.next()?;
    let leads = first == CarrierRole::Lead || roles.any(|role| role == CarrierRole::Lead);
    Some(if leads { CarrierRole::Lead } else { first })
}

fn ask(worst: Reason, action: &ActionFacts, slips: &[Slipped], overdue: usize, judged: Judged) -> Ask {
    let Judged { today, rule } = judged;
    let about_dates = if overdue >= MANY { Ask::SetDates } else { Ask::CompleteOrMove };
    match worst {
        Reason::OffTrack if matches!(verdict(action, &[], false, today, rule), Verdict::Differ(_)) => {
            Ask::UpdateConfidence
        }
        Reason::OffTrack if overdue > 0 => about_dates,
        Reason::OffTrack => action.next_due().map_or(Ask::PlanMilestone, Ask::ConfirmDate),
        Reason::Overdue if overdue < MANY && action.last_report.is_none() => Ask::SendFirstUpdate,
        Reason::Overdue => about_dates,
        Reason::Slipped => slips.iter().map(|slip| slip.now).min().map_or(about_dates, Ask::ConfirmDate),
        Reason::TimeframeEnded => Ask::CompleteOrExtend,
        Reason::NoLead => requested(action).map_or(Ask::NameLead, Ask::AnswerRequest),
        Reason::UpdateOverdue => match action.missed_updates(today, rule).last() {
            Some(last) if action.last_report.is_some() => Ask::SendUpdate(*last),
            _ => Ask::SendFirstUpdate,
        },
        Reason::RequestPending => Ask::AnswerRequest(requested(action).unwrap_or(CarrierRole::Support)),
    }
}

#[cfg(test)]
mod tests;
