//! Reported vs. evidence: what dates, documents and missing updates show beside what an agency says. Marked, never
//! overruled.

mod since;
mod verdict;

pub use since::{Happened, Since};
pub use verdict::{Difference, Lacking, Verdict, contradicted, verdict};

use crate::Date;
use crate::facts::{ActionFacts, MilestoneStanding, Reporting};
use crate::ids::MilestoneId;
use crate::milestone::{Milestone, MilestoneState};
use crate::reporting::ReportingRule;
use crate::update::ReportedStatus;

/// One fact that the record shows without anyone saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The action's own timeframe is over, and it is not completed.
    TimeframeEnded {
        on: Date,
        days: i64,
    },
    Overdue {
        milestone: MilestoneId,
        due: Date,
        days: i64,
    },
    /// The date has moved three times or more.
    MovedOften {
        milestone: MilestoneId,
        times: usize,
        days: i64,
    },
    CompletedWithoutEvidence {
        milestone: MilestoneId,
        on: Date,
    },
    Stale {
        last: Date,
    },
    NeverReported,
    /// Reported complete while milestones stand open.
    CompletedWithOpenMilestones {
        open: usize,
    },
    MilestonesDone {
        done: usize,
        of: usize,
    },
}

/// Whether an open milestone is expected after its due date.
pub fn expects_late<'a>(milestones: impl IntoIterator<Item = &'a Milestone>) -> bool {
    milestones.into_iter().any(|milestone| {
        let is_later = milestone.forecast.is_some_and(|expected| expected > milestone.due);
        is_later && milestone.state == MilestoneState::Open
    })
}

/// How often a date may move before that alone is a signal.
pub const MOVED_OFTEN: usize = 3;

/// All signals of an action, the gravest first.
pub fn signals(action: &ActionFacts, today: Date, rule: ReportingRule) -> Vec<Signal> {
    let ended = action.timeframe_ended(today);
    let ended = ended.map(|on| Signal::TimeframeEnded { on, days: (today - on).num_days() });
    let mut found: Vec<Signal> = ended.into_iter().collect();
    let standing: Vec<_> = action.standing_milestones().collect();
    for milestone in &standing {
        if milestone.state == MilestoneStanding::Open && milestone.due < today {
            let days = (today - milestone.due).num_days();
            found.push(Signal::Overdue { milestone: milestone.id, due: milestone.due, days });
        }
    }
    match (action.reporting(today, rule), action.last_report) {
        (Some(Reporting::Stale), Some(report)) => found.push(Signal::Stale { last: report.submitted }),
        (Some(Reporting::NeverReported), _) => found.push(Signal::NeverReported),
        _ => {}
    }
    for milestone in &standing {
        let times = milestone.booked.len();
        if times >= MOVED_OFTEN {
            let days = (milestone.due - milestone.original).num_days();
            found.push(Signal::MovedOften { milestone: milestone.id, times, days });
        }
    }
    for milestone in &standing {
        if let Some(on) = milestone.completed()
            && !milestone.is_backed()
        {
            found.push(Signal::CompletedWithoutEvidence { milestone: milestone.id, on });
        }
    }
    let open = standing.iter().filter(|milestone| milestone.state == MilestoneStanding::Open).count();
    if open > 0 && action.last_report.is_some_and(|report| report.status == ReportedStatus::Completed) {
        found.push(Signal::CompletedWithOpenMilestones { open });
    }
    if !standing.is_empty() {
        found.push(Signal::MilestonesDone { done: standing.len() - open, of: standing.len() });
    }
    found
}

#[cfg(test)]
mod tests;
