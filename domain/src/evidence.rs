//! Evidence: a document with its own date, as a link or as a file, that shows what was done.

mod described;
mod held;

pub use held::{Held, HeldFile, MOST_FILE_BYTES, MediaType, NotASha256, Sha256, file_name};

use crate::Date;
use crate::actor::{Actor, Authority, Permission};
use crate::assignment::Carriers;
use crate::changed::Changed;
use crate::error::{DomainError, EvidenceError};
use crate::event::Event;
use crate::ids::{ActionId, EvidenceId, MilestoneId};
use crate::plan::{Withdrawal, still_stands};
use crate::text::{Sentence, Title, WebLink};
use crate::verification::{Verified, check_verifiable};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub id: EvidenceId,
    pub action: ActionId,
    /// The milestone whose completion it shows, where it is about one.
    pub milestone: Option<MilestoneId>,
    pub title: Title,
    /// Where it is.
    pub at: Held,
    /// The date of the document itself.
    pub dated: Date,
    pub attached: Date,
    pub attached_by: Authority,
    pub verified: Option<Verified>,
    pub withdrawn: Option<Withdrawal>,
}

/// A document at a link that is to be attached, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub title: Title,
    pub link: WebLink,
    pub dated: Date,
}

/// A document that is to be attached, wherever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub title: Title,
    pub at: Held,
    pub dated: Date,
}

impl From<Document> for Attachment {
    fn from(document: Document) -> Attachment {
        let Document { title, link, dated } = document;
        Attachment { title, at: Held::link(link), dated }
    }
}

/// The completion of the milestone to which a document is attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completed {
    pub on: Date,
    pub is_verified: bool,
    /// How many documents stand for it.
    pub documents: u32,
}

impl Evidence {
    /// On whose word a document is attached to an action.
    ///
    /// # Errors
    /// Only for those who lead or support it, while it stands.
    pub fn may_attach(actor: &Actor, carriers: &Carriers) -> Result<Authority, DomainError> {
        let authority = carriers.authority_to_attach_evidence(actor)?;
        carriers.still_stand()?;
        Ok(authority)
    }

    /// # Errors
    /// As [`may_attach`](Evidence::may_attach); a document is not dated in the future.
    pub fn attach(
        actor: &Actor,
        carriers: &Carriers,
        (id, action, milestone): (EvidenceId, ActionId, Option<MilestoneId>),
        document: impl Into<Attachment>,
        today: Date,
    ) -> Result<Changed<Evidence>, DomainError> {
        let authority = Evidence::may_attach(actor, carriers)?;
        let document: Attachment = document.into();
        if today < document.dated {
            return Err(EvidenceError::DatedInTheFuture { dated: document.dated }.into());
        }
        let after = Evidence {
            id,
            action,
            milestone,
            title: document.title,
            at: document.at,
            dated: document.dated,
            attached: today,
            attached_by: authority,
            verified: None,
            withdrawn: None,
        };
        Ok(Changed::by(actor, after, Event::EvidenceAttached { dated: document.dated }).with_authority(authority))
    }

    /// That the same document does not stand there already: a form that is sent again after going back attaches no second
    /// one.
    ///
    /// # Errors
    /// [`EvidenceError::AttachedAlready`].
    pub fn check_new_among<'a>(&self, others: impl IntoIterator<Item = &'a Evidence>) -> Result<(), DomainError> {
        let about = |it: &Evidence| (it.milestone, it.dated);
        let is_same = |other: &Evidence| {
            other.id != self.id
                && other.withdrawn.is_none()
                && about(other) == about(self)
                && other.at == self.at
                && other.title.reads_like(&self.title)
        };
        match others.into_iter().any(is_same) {
            true => Err(EvidenceError::AttachedAlready.into()),
            false => Ok(()),
        }
    }

    /// On whose word the document is withdrawn.
    ///
    /// # Errors
    /// Only for who attached it, the lead, and the secretariat on behalf of the lead; once. Not while a completion depends on
    /// it: no one takes away alone what the secretariat verified, or what showed a day that was past already.
    pub fn may_withdraw(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        completed: Option<Completed>,
    ) -> Result<Authority, DomainError> {
        let may = Permission::WithdrawEvidence;
        actor.require(may)?;
        let lead = carriers.lead.iter().map(|lead| lead.party);
        let authority = std::iter::once(self.attached_by.party())
            .chain(lead)
            .find_map(|party| actor.authority(may, party).ok())
            .ok_or(DomainError::NotPermitted(may))?;
        still_stands(self.withdrawn.as_ref())?;
        if completed.is_some_and(|completed| self.shows(completed)) {
            return Err(EvidenceError::CompletionRestsOnIt.into());
        }
        Ok(authority)
    }

    /// Whether the completion depends on this document: it is the last that stands, and the completion was verified or has
    /// the day of the document.
    fn shows(&self, completed: Completed) -> bool {
        let is_last = completed.documents <= 1;
        is_last && (completed.is_verified || (self.dated == completed.on && completed.on < self.attached))
    }

    /// # Errors
    /// As [`may_withdraw`](Evidence::may_withdraw).
    pub fn withdraw(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        completed: Option<Completed>,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Evidence>, DomainError> {
        let authority = self.may_withdraw(actor, carriers, completed)?;
        let after = Evidence { withdrawn: Some(Withdrawal { on: today, reason }), ..self.clone() };
        Ok(Changed::by(actor, after, Event::EvidenceWithdrawn {}).with_authority(authority))
    }

    /// # Errors
    /// Only the secretariat verifies, once, and never what it attached itself on behalf of others.
    pub fn may_verify(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::Verify)?;
        still_stands(self.withdrawn.as_ref())?;
        check_verifiable(self.attached_by, self.verified.as_ref())
    }

    /// # Errors
    /// As [`may_verify`](Evidence::may_verify).
    pub fn verify(&self, actor: &Actor, ground: Sentence, today: Date) -> Result<Changed<Evidence>, DomainError> {
        self.may_verify(actor)?;
        let after = Evidence { verified: Some(Verified { on: today, ground }), ..self.clone() };
        Ok(Changed::by(actor, after, Event::EvidenceVerified {}).for_party(self.attached_by.party()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::body::Party;
    use crate::sample::{
        ACTION, EVIDENCE, LABOR, MILESTONE, TODAY, VICTIM_SERVICES, carriers, day, document, evidence, liaison_of,
        refused, secretariat, sentence,
    };

    const LEAD: Party = Party::Agency(VICTIM_SERVICES);

    fn withdrawn() -> Evidence {
        Evidence {
            withdrawn: Some(Withdrawal { on: TODAY, reason: sentence("The wrong file.") }),
            ..evidence(Authority::Own(LEAD))
        }
    }

    #[test]
    fn a_supporter_attaches_a_document_with_its_own_date() {
        let (liaison, place) = (liaison_of(LABOR), (EVIDENCE, ACTION, Some(MILESTONE)));
        let attached = Evidence::attach(&liaison, &carriers(), place, document(), TODAY).unwrap();
        let authority = Authority::Own(Party::Agency(LABOR));
        assert_eq!(*attached.after(), Evidence { attached: TODAY, ..evidence(authority) });
        assert_eq!(*attached.event(), Event::EvidenceAttached { dated: day("2024-04-30") });
        assert_eq!((attached.agency(), attached.authority()), (Some(LABOR), Some(authority)));
    }

    #[test]
    fn a_document_is_dated_today_or_earlier() {
        let dated = |dated: &str| {
            let document = Document { dated: day(dated), ..document() };
            Evidence::attach(&secretariat(), &carriers(), (EVIDENCE, ACTION, None), document, TODAY)
        };
        assert!(dated("2024-05-03").is_ok());
        assert_eq!(
            refused(dated("2024-05-04")),
            "The document date can't be in the future. Enter today's date or an earlier one."
        );
    }

    #[test]
    fn a_withdrawn_document_stays_with_the_reason() {
        let gone = evidence(Authority::Own(LEAD))
            .withdraw(&liaison_of(VICTIM_SERVICES), &carriers(), None, sentence("The wrong file."), TODAY)
            .unwrap();
        assert_eq!(*gone.after(), withdrawn());
        assert_eq!((gone.event(), gone.agency()), (&Event::EvidenceWithdrawn {}, Some(VICTIM_SERVICES)));
    }

    #[test]
    fn a_document_is_withdrawn_by_who_attached_it_by_the_lead_and_by_nobody_else() {
        let of_labor = evidence(Authority::Own(Party::Agency(LABOR)));
        let withdraw = |document: &Evidence, actor: &Actor| {
            document.withdraw(actor, &carriers(), None, sentence("The wrong file."), TODAY).map(|gone| gone.agency())
        };
        assert_eq!(withdraw(&of_labor, &liaison_of(LABOR)), Ok(Some(LABOR)));
        assert_eq!(withdraw(&of_labor, &liaison_of(VICTIM_SERVICES)), Ok(Some(VICTIM_SERVICES)));
        let not_theirs = Err(DomainError::NotPermitted(Permission::WithdrawEvidence));
        assert_eq!(withdraw(&evidence(Authority::Own(LEAD)), &liaison_of(LABOR)), not_theirs);
    }

    #[test]
    fn a_document_on_which_a_completion_rests_is_not_taken_from_under_it() {
        let document = Evidence { attached: TODAY, dated: day("2024-04-30"), ..evidence(Authority::Own(LEAD)) };
        let may = |actor: &Actor, on: &str, is_verified| {
            let completed = Completed { on: day(on), is_verified, documents: 1 };
            document.may_withdraw(actor, &carriers(), Some(completed)).map(drop)
        };
        let refused = Err(EvidenceError::CompletionRestsOnIt.into());
        for actor in [liaison_of(VICTIM_SERVICES), secretariat()] {
            assert_eq!(may(&actor, "2024-05-02", true), refused, "verified");
            assert_eq!(may(&actor, "2024-04-30", false), refused, "it shows the day");
            assert_eq!(may(&actor, "2024-05-02", false), Ok(()), "claimed alone");
        }
        // A wrong one goes while another stands.
        let two = Completed { on: day("2024-05-02"), is_verified: true, documents: 2 };
        assert!(document.may_withdraw(&secretariat(), &carriers(), Some(two)).is_ok());
        // Once the milestone is open again nothing depends on it.
        assert!(document.may_withdraw(&liaison_of(VICTIM_SERVICES), &carriers(), None).is_ok());
    }

    #[test]
    fn nothing_is_attached_to_a_withdrawn_action() {
        let carriers = Carriers { withdrawn: Some(day("2024-05-01")), ..carriers() };
        let attached = Evidence::attach(&secretariat(), &carriers, (EVIDENCE, ACTION, None), document(), TODAY);
        assert_eq!(refused(attached), "This action was withdrawn on May 1, 2024. You can't report on it or change it.");
    }

    #[test]
    fn a_withdrawn_document_is_neither_withdrawn_again_nor_verified() {
        let again = withdrawn().withdraw(&secretariat(), &carriers(), None, sentence("Again."), day("2024-06-01"));
        assert_eq!(refused(again), "This was withdrawn on May 3, 2024.");
        assert_eq!(
            refused(withdrawn().verify(&secretariat(), sentence("Read it."), TODAY)),
            "This was withdrawn on May 3, 2024."
        );
    }

    #[test]
    fn the_secretariat_verifies_a_document_once() {
        let verified = evidence(Authority::Own(LEAD)).verify(&secretariat(), sentence("Read it."), TODAY).unwrap();
        assert_eq!(verified.after().verified, Some(Verified { on: TODAY, ground: sentence("Read it.") }));
        assert_eq!((verified.event(), verified.agency()), (&Event::EvidenceVerified {}, Some(VICTIM_SERVICES)));
        let again = verified.after().verify(&secretariat(), sentence("Again."), day("2024-06-01"));
        assert_eq!(refused(again), "Already verified on May 3, 2024.");
    }

    #[test]
    fn the_secretariat_does_not_verify_what_it_attached_itself() {
        let own = evidence(Authority::OnBehalfOf(LEAD)).verify(&secretariat(), sentence("I know."), TODAY);
        assert_eq!(refused(own), "You submitted this for the agency, so someone else must verify it.");
    }
}
