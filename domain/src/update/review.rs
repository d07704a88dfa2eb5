//! Accepting an update, or returning it with what is missing. It counts either way: acceptance is an axis of its own.

use super::{Report, Speaker};
use crate::Date;
use crate::actor::{Actor, Authority, Permission};
use crate::changed::Changed;
use crate::described::{Erased, ErasedWords, TypedTexts};
use crate::error::{DomainError, ReportError};
use crate::event::Event;
use crate::text::Narrative;
use crate::vocabulary::Acceptance;
use serde::{Deserialize, Serialize};

/// What the secretariat said of an update last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub on: Date,
    pub outcome: ReviewOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "remark")]
pub enum ReviewOutcome {
    Accepted,
    /// With what is missing.
    Returned(Narrative),
}

impl Review {
    pub const fn acceptance(&self) -> Acceptance {
        match self.outcome {
            ReviewOutcome::Accepted => Acceptance::Accepted,
            ReviewOutcome::Returned(_) => Acceptance::Returned,
        }
    }
}

impl Report {
    /// Whether anything is said of the update in this way. Another word takes the place of one that was given.
    ///
    /// # Errors
    /// Only by the secretariat, and never of what it submitted itself on behalf of others; not where a source is quoted, nor
    /// of what was retracted.
    pub fn may_review(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::ReviewUpdates)?;
        self.still_stands()?;
        match &self.said_by {
            Speaker::Agency(Authority::Own(_)) => Ok(()),
            Speaker::Agency(Authority::OnBehalfOf(_)) => Err(ReportError::OwnUpdate.into()),
            Speaker::Source(_) => Err(ReportError::Quoted.into()),
        }
    }

    /// # Errors
    /// As [`may_review`](Report::may_review), and not twice.
    pub fn accept(&self, actor: &Actor, today: Date) -> Result<Changed<Report>, DomainError> {
        self.review(actor, ReviewOutcome::Accepted, today, Event::ReportAccepted {})
    }

    /// # Errors
    /// As [`may_review`](Report::may_review), and not twice for the same.
    pub fn return_with(&self, actor: &Actor, remark: Narrative, today: Date) -> Result<Changed<Report>, DomainError> {
        self.review(actor, ReviewOutcome::Returned(remark), today, Event::ReportReturned {})
    }

    fn review(
        &self,
        actor: &Actor,
        outcome: ReviewOutcome,
        today: Date,
        event: Event,
    ) -> Result<Changed<Report>, DomainError> {
        self.may_review(actor)?;
        if self.review.as_ref().is_some_and(|review| review.outcome == outcome) {
            return Err(DomainError::NothingChanged);
        }
        let after = Report { review: Some(Review { on: today, outcome }), ..self.clone() };
        let changed = Changed::by(actor, after, event);
        Ok(match &self.said_by {
            Speaker::Agency(authority) => changed.for_party(authority.party()),
            Speaker::Source(_) => changed,
        })
    }

    /// What is missing, where it was returned.
    pub fn returned(&self) -> Option<(Date, &Narrative)> {
        match self.review.as_ref() {
            Some(Review { on, outcome: ReviewOutcome::Returned(remark) }) => Some((*on, remark)),
            Some(Review { outcome: ReviewOutcome::Accepted, .. }) | None => None,
        }
    }
}

impl TypedTexts for Review {
    fn erased(&self, words: &ErasedWords) -> Erased<Review> {
        let outcome = match &self.outcome {
            ReviewOutcome::Accepted => ReviewOutcome::Accepted,
            ReviewOutcome::Returned(_) => ReviewOutcome::Returned(words.text()?),
        };
        Ok(Review { on: self.on, outcome })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::body::Party;
    use crate::retraction::Retraction;
    use crate::sample::{
        JUSTICE, TODAY, VICTIM_SERVICES, administrator, auditor, chair, day, liaison_of, narrative, refused, report,
        secretariat, sentence, source,
    };

    fn own() -> Report {
        report(Speaker::Agency(Authority::Own(Party::Agency(VICTIM_SERVICES))))
    }

    #[test]
    fn the_secretariat_accepts_an_update_once() {
        let accepted = own().accept(&secretariat(), TODAY).unwrap();
        assert_eq!(accepted.event(), &Event::ReportAccepted {});
        assert_eq!(accepted.agency(), Some(VICTIM_SERVICES), "its agency finds it among its entries");
        assert_eq!(accepted.after().review, Some(Review { on: TODAY, outcome: ReviewOutcome::Accepted }));
        let again = accepted.after().accept(&secretariat(), day("2024-06-01"));
        assert_eq!(again.map(drop), Err(DomainError::NothingChanged));
    }

    #[test]
    fn an_update_is_returned_with_what_is_missing_and_may_be_accepted_later() {
        let missing = narrative("Say which sites.");
        let returned = own().return_with(&secretariat(), missing.clone(), TODAY).unwrap();
        assert_eq!(returned.event(), &Event::ReportReturned {});
        assert_eq!(returned.after().returned(), Some((TODAY, &missing)));
        let accepted = returned.after().accept(&secretariat(), TODAY).unwrap();
        assert_eq!(accepted.after().returned(), None);
    }

    #[test]
    fn no_one_reviews_what_they_submitted_nor_what_a_source_says_nor_what_was_retracted() {
        let on_behalf = report(Speaker::Agency(Authority::OnBehalfOf(Party::Agency(JUSTICE))));
        let words = "You submitted this for the agency, so someone else must accept it.";
        assert_eq!(refused(on_behalf.accept(&secretariat(), TODAY)), words);
        let quoted = report(Speaker::Source(source()));
        assert_eq!(refused(quoted.accept(&secretariat(), TODAY)), "This update is quoted from a published report.");
        let retracted =
            Report { retracted: Some(Retraction { on: TODAY, reason: sentence("Wrong action.") }), ..own() };
        assert_eq!(refused(retracted.accept(&secretariat(), TODAY)), "This update was retracted on May 3, 2024.");
    }

    #[test]
    fn only_the_secretariat_reviews() {
        let refused = Err(DomainError::NotPermitted(Permission::ReviewUpdates));
        for actor in [administrator(), chair(), auditor(), liaison_of(VICTIM_SERVICES), Actor::Operator] {
            assert_eq!(own().may_review(&actor), refused, "{actor:?}");
        }
    }
}
