//! Progress updates: what an agency says of an action for a fiscal quarter. Each is a dated entry; none is edited. One that
//! was made by mistake is retracted.

mod described;
mod retract;
mod review;

use crate::Date;
use crate::action::Action;
use crate::actor::{Actor, Authority, Permission};
use crate::assignment::Carriers;
use crate::changed::Changed;
use crate::date::FiscalQuarter;
use crate::error::{DomainError, ReportError};
use crate::event::Event;
use crate::ids::{ActionId, ReportId};
use crate::plan::PlanState;
use crate::retraction::Retraction;
use crate::text::{Citation, Narrative, Sentence, Title};
use crate::verification::{Verified, check_verifiable};
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::{Acceptance, Confidence, ReportedStatus};
pub use review::{Review, ReviewOutcome};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub action: ActionId,
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    /// Blank only where a published source gives a status and no confidence.
    pub confidence: Option<Confidence>,
    pub narrative: Narrative,
    /// The plan's own status word, where a source gave one.
    pub native_word: Option<Title>,
    pub submitted: Date,
    pub said_by: Speaker,
    pub verified: Option<Verified>,
    /// Why it counts no more, where it was made by mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retracted: Option<Retraction>,
    /// Absent while it waits for the secretariat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "of")]
pub enum Speaker {
    Agency(Authority),
    /// A published report, quoted by the import.
    Source(Citation),
}

/// What is said, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub quarter: FiscalQuarter,
    pub status: ReportedStatus,
    pub confidence: Confidence,
    pub narrative: Narrative,
}

impl Report {
    /// On whose word an update of the action is submitted.
    ///
    /// # Errors
    /// Only for the lead of an action that stands, in a plan that is no draft: no one is committed to a draft yet.
    pub fn may_submit(
        actor: &Actor,
        (action, plan): (&Action, PlanState),
        carriers: &Carriers,
    ) -> Result<Authority, DomainError> {
        let authority = carriers.authority_to_report(actor)?;
        action.still_stands()?;
        if plan == PlanState::Draft { Err(ReportError::OfADraft.into()) } else { Ok(authority) }
    }

    /// Whether an update can be for the quarter. `last` is the last one that stands.
    ///
    /// # Errors
    /// Not for a quarter to come, nor for one before that of `last`.
    pub fn may_be_for(quarter: FiscalQuarter, last: Option<&Report>, today: Date) -> Result<(), DomainError> {
        if today < quarter.first_day() {
            return Err(ReportError::QuarterToCome { quarter }.into());
        }
        match last {
            Some(last) if quarter < last.quarter => Err(ReportError::BeforeTheLastReport { last: last.quarter }.into()),
            _ => Ok(()),
        }
    }

    /// Whether an update of the action can say that status.
    ///
    /// # Errors
    /// An action that recurs is never completed.
    pub fn may_say(action: &Action, status: ReportedStatus) -> Result<(), DomainError> {
        match status {
            ReportedStatus::Completed if action.recurrence.is_some() => {
                Err(ReportError::RecurringIsNeverCompleted.into())
            }
            _ => Ok(()),
        }
    }

    /// # Errors
    /// As [`may_submit`](Report::may_submit), [`may_be_for`](Report::may_be_for) and [`may_say`](Report::may_say).
    pub fn submit(
        actor: &Actor,
        (action, plan): (&Action, PlanState),
        carriers: &Carriers,
        last: Option<&Report>,
        (id, said): (ReportId, Statement),
        today: Date,
    ) -> Result<Changed<Report>, DomainError> {
        let authority = Report::may_submit(actor, (action, plan), carriers)?;
        Report::may_be_for(said.quarter, last, today)?;
        Report::may_say(action, said.status)?;
        if last.is_some_and(|last| last.says_the_same(&said, authority, today)) {
            return Err(ReportError::SaysTheSame.into());
        }
        let after = Report {
            id,
            action: action.id,
            quarter: said.quarter,
            status: said.status,
            confidence: Some(said.confidence),
            narrative: said.narrative,
            native_word: None,
            submitted: today,
            said_by: Speaker::Agency(authority),
            verified: None,
            retracted: None,
            review: None,
        };
        let event =
            Event::ProgressReported { quarter: after.quarter, status: after.status, confidence: after.confidence };
        Ok(Changed::by(actor, after, event).with_authority(authority))
    }

    /// The same words for another quarter, where nothing has changed since. `None` where it has no confidence: a published
    /// source is not repeated in the name of an agency.
    pub fn repeated(&self, quarter: FiscalQuarter) -> Option<Statement> {
        let (status, narrative) = (self.status, self.narrative.clone());
        self.confidence.map(|confidence| Statement { quarter, status, confidence, narrative })
    }

    /// Whether it repeated the update before it.
    pub fn repeats(&self, before: &Report) -> bool {
        let content = |of: &Report| (of.status, of.confidence);
        self.quarter != before.quarter && content(self) == content(before) && self.narrative == before.narrative
    }

    /// Whether the last update may be submitted again as it is. `before` is the one before it that stands.
    ///
    /// # Errors
    /// Where it repeated the one before: after two periods without a change, a sentence is due.
    pub fn may_repeat(&self, before: Option<&Report>) -> Result<(), DomainError> {
        match before {
            Some(before) if self.repeats(before) => Err(ReportError::RepeatedBefore.into()),
            _ => Ok(()),
        }
    }

    /// Whether the same was said today: a form that is sent once more after Back.
    fn says_the_same(&self, said: &Statement, authority: Authority, today: Date) -> bool {
        let content = (self.quarter, self.status, self.confidence, &self.narrative);
        self.submitted == today
            && self.said_by == Speaker::Agency(authority)
            && content == (said.quarter, said.status, Some(said.confidence), &said.narrative)
    }

    /// What an import quotes from a published status report.
    ///
    /// # Errors
    /// Only the secretariat (and an import by the operator) records what sources say.
    pub fn from_source(actor: &Actor, report: Report) -> Result<Changed<Report>, DomainError> {
        actor.require(Permission::KeepPlans)?;
        let event =
            Event::ProgressReported { quarter: report.quarter, status: report.status, confidence: report.confidence };
        Ok(Changed::by(actor, report, event))
    }

    /// What the last of several reports is found by: the day on which it was submitted, then the quarter that it is for.
    /// Of two that are alike in both, the one that entered the record later stands; the store knows that. When an import
    /// loaded a report says nothing.
    pub fn recency(&self) -> (Date, FiscalQuarter) {
        (self.submitted, self.quarter)
    }

    /// # Errors
    /// Only the secretariat verifies, once, and never what it said itself on behalf of others.
    pub fn may_verify(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::Verify)?;
        self.still_stands()?;
        match (&self.said_by, &self.verified) {
            (Speaker::Agency(authority), verified) => check_verifiable(*authority, verified.as_ref()),
            (Speaker::Source(_), Some(verified)) => Err(DomainError::AlreadyVerified { on: verified.on }),
            (Speaker::Source(_), None) => Ok(()),
        }
    }

    /// # Errors
    /// As [`may_verify`](Report::may_verify).
    pub fn verify(&self, actor: &Actor, ground: Sentence, today: Date) -> Result<Changed<Report>, DomainError> {
        self.may_verify(actor)?;
        let after = Report { verified: Some(Verified { on: today, ground }), ..self.clone() };
        let changed = Changed::by(actor, after, Event::ReportVerified {});
        Ok(match &self.said_by {
            Speaker::Agency(authority) => changed.for_party(authority.party()),
            Speaker::Source(_) => changed,
        })
    }
}

#[cfg(test)]
mod tests;
