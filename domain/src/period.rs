//! A reporting period as the secretariat runs it: what it asks for, until when, and whether it is closed. That it is due at
//! all, and usually when, is said by the [reporting rule](crate::reporting).

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::date::FiscalQuarter;
use crate::described::{BelongsTo, Described, Erased, ErasedWords, TypedTexts};
use crate::error::{DomainError, PeriodError};
use crate::event::Event;
use crate::ids::{AgencyId, PeriodId};
use crate::reporting::ReportingRule;
use crate::text::{Narrative, Sentence};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub id: PeriodId,
    /// The quarter with which it ends. No two are of one quarter.
    pub quarter: FiscalQuarter,
    /// What the secretariat asks of the agencies.
    pub instructions: Option<Narrative>,
    /// In the order in which they were given.
    pub extensions: Vec<Extension>,
    /// The day on which it was closed. What comes in for it later is late or corrects what came in before.
    pub closed: Option<Date>,
}

/// More time for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// `None` for all agencies.
    pub agency: Option<AgencyId>,
    pub from: Date,
    pub to: Date,
    pub reason: Sentence,
    pub on: Date,
}

/// Who gets more time: an agency with all its components, or everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extended {
    All,
    Agency(AgencyId, BTreeSet<AgencyId>),
}

impl Extended {
    /// The agency that was named. `None` for all.
    pub const fn agency(&self) -> Option<AgencyId> {
        match self {
            Extended::All => None,
            Extended::Agency(agency, _) => Some(*agency),
        }
    }
}

impl Period {
    /// A period of which the secretariat has said nothing yet. It is given an id when something is said.
    pub const fn unsaid(quarter: FiscalQuarter) -> Period {
        Period { id: PeriodId(Uuid::nil()), quarter, instructions: None, extensions: Vec::new(), closed: None }
    }

    /// # Errors
    /// Only the secretariat says anything of a period.
    pub fn may_begin(actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::RunPeriods)
    }

    /// # Errors
    /// Only the secretariat runs periods, and changes none that is closed.
    pub fn may_run(&self, actor: &Actor) -> Result<(), DomainError> {
        Period::may_begin(actor)?;
        match self.closed {
            Some(on) => Err(PeriodError::Closed { on }.into()),
            None => Ok(()),
        }
    }

    /// What is asked of the agencies. `None` takes back what was asked.
    ///
    /// # Errors
    /// As [`may_run`](Period::may_run), and where it is asked already.
    pub fn instruct(&self, actor: &Actor, instructions: Option<Narrative>) -> Result<Changed<Period>, DomainError> {
        self.may_run(actor)?;
        if self.instructions == instructions {
            return Err(DomainError::NothingChanged);
        }
        let after = Period { instructions, ..self.clone() };
        Ok(Changed::by(actor, after, Event::PeriodInstructed { quarter: self.quarter }))
    }

    /// Another due date, for all agencies or for one: more time, or less of what was given before. `rule` is the one that holds
    /// now.
    ///
    /// # Errors
    /// As [`may_run`](Period::may_run); not to the day that holds, nor to one that has passed; no agency has less time than the
    /// schedule gives to all, or than was given to all; and only until the next update is due: of two periods the earlier one
    /// is always due first.
    pub fn extend(
        &self,
        actor: &Actor,
        rule: ReportingRule,
        of: &Extended,
        (to, reason): (Date, Sentence),
        today: Date,
    ) -> Result<Changed<Period>, DomainError> {
        self.may_run(actor)?;
        let from = rule.for_agency(of.agency()).due(self.quarter);
        let least = match of {
            Extended::All => rule.usual_due(self.quarter),
            Extended::Agency(..) => rule.for_agency(None).due(self.quarter),
        };
        let next = rule.due(rule.following(self.quarter));
        if to == from {
            return Err(PeriodError::SameDue { due: from }.into());
        }
        if to < today {
            return Err(PeriodError::Passed { today }.into());
        }
        if to < least {
            return Err(PeriodError::TooEarly { least }.into());
        }
        if to >= next {
            return Err(PeriodError::NextIsDue { next }.into());
        }
        let mut after = self.clone();
        after.extensions.push(Extension { agency: of.agency(), from, to, reason, on: today });
        let agencies = match of {
            Extended::All => Vec::new(),
            Extended::Agency(_, with_components) => with_components.iter().copied().collect(),
        };
        let event = Event::PeriodExtended { quarter: self.quarter, agencies, from, to };
        Ok(Changed::by(actor, after, event).for_agency(of.agency()))
    }

    /// # Errors
    /// As [`may_run`](Period::may_run), and not while someone still has time.
    pub fn may_close(&self, actor: &Actor, rule: ReportingRule, today: Date) -> Result<(), DomainError> {
        self.may_run(actor)?;
        let due = rule.last_due(self.quarter);
        if today <= due { Err(PeriodError::StillDue { due }.into()) } else { Ok(()) }
    }

    /// # Errors
    /// As [`may_close`](Period::may_close).
    pub fn close(&self, actor: &Actor, rule: ReportingRule, today: Date) -> Result<Changed<Period>, DomainError> {
        self.may_close(actor, rule, today)?;
        let after = Period { closed: Some(today), ..self.clone() };
        Ok(Changed::by(actor, after, Event::PeriodClosed { quarter: self.quarter }))
    }
}

impl Described for Period {
    fn belongs_to(&self) -> BelongsTo {
        BelongsTo::Everybody
    }

    fn erased(&self, words: &ErasedWords) -> Erased<Option<Period>> {
        let instructions = words.instead_of(self.instructions.as_ref())?;
        Ok(Some(Period { instructions, extensions: self.extensions.erased(words)?, ..self.clone() }))
    }
}

impl TypedTexts for Extension {
    fn erased(&self, words: &ErasedWords) -> Erased<Extension> {
        Ok(Extension { reason: words.text()?, ..self.clone() })
    }
}

#[cfg(test)]
mod tests;
