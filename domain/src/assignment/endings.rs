//! Undoing: a request that is withdrawn, a role that is handed back, and one that is taken back.

use super::{Assignment, AssignmentState, CarrierRole, Carriers};
use crate::Date;
use crate::actor::{Actor, Authority, Permission};
use crate::changed::Changed;
use crate::error::{AssignmentError, DomainError};
use crate::event::Event;
use crate::text::Sentence;
use serde::{Deserialize, Serialize};

/// Who ended a role, or the request for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// The secretariat took the role back.
    #[default]
    TakenBack,
    /// The secretariat withdrew a request that was pending.
    RequestWithdrawn,
    /// The party handed back what it had accepted.
    HandedBack,
}

impl Ending {
    pub(super) fn is_taken_back(&self) -> bool {
        *self == Ending::TakenBack
    }
}

impl Assignment {
    /// Whether the actor may take the role back.
    ///
    /// # Errors
    /// Only the secretariat; not twice; a request that is pending is withdrawn instead.
    pub fn may_end(&self, actor: &Actor) -> Result<(), DomainError> {
        actor.require(Permission::KeepPlans)?;
        match self.state {
            AssignmentState::Offered { .. } => Err(AssignmentError::RequestPending.into()),
            AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. } => Err(AssignmentError::Over.into()),
            AssignmentState::Stated
            | AssignmentState::Assumed
            | AssignmentState::Accepted { .. }
            | AssignmentState::Declined { .. } => Ok(()),
        }
    }

    /// Takes a role back.
    ///
    /// # Errors
    /// As [`may_end`](Assignment::may_end).
    pub fn end(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Assignment>, DomainError> {
        self.may_end(actor)?;
        let event = Event::RoleEnded { role: self.role, party: self.party };
        let after = self.ended(today, reason, Ending::TakenBack);
        Ok(Changed::by(actor, after, event).for_party(self.party))
    }

    /// Whether the actor may withdraw the request. A lead withdraws requests for support; one for the lead itself may be
    /// meant to replace it, so those it leaves to others.
    ///
    /// # Errors
    /// Only for the secretariat and the chair, and for the lead of the action where support was asked for; only while the
    /// request is pending.
    pub fn may_withdraw_request(&self, actor: &Actor, carriers: &Carriers) -> Result<(), DomainError> {
        carriers.require_right_to_offer(actor, self.role)?;
        if self.role == CarrierRole::Lead && !actor.may(Permission::OfferLeads) {
            return Err(AssignmentError::RequestToLead.into());
        }
        if self.is_unanswered() { Ok(()) } else { Err(AssignmentError::NothingOffered.into()) }
    }

    /// Withdraws a request that no one has answered.
    ///
    /// # Errors
    /// As [`may_withdraw_request`](Assignment::may_withdraw_request).
    pub fn withdraw_request(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Assignment>, DomainError> {
        self.may_withdraw_request(actor, carriers)?;
        let event = Event::RequestWithdrawn { role: self.role, party: self.party };
        let after = self.ended(today, reason, Ending::RequestWithdrawn);
        Ok(Changed::by(actor, after, event).for_party(self.party))
    }

    /// On whose word an accepted role is handed back.
    ///
    /// # Errors
    /// Only for the party that accepted it; the secretariat ends what a source states.
    pub fn may_hand_back(&self, actor: &Actor) -> Result<Authority, DomainError> {
        let authority = actor.authority(Permission::HandBackRoles, self.party)?;
        match self.state {
            AssignmentState::Accepted { .. } => Ok(authority),
            AssignmentState::Stated
            | AssignmentState::Assumed
            | AssignmentState::Offered { .. }
            | AssignmentState::Declined { .. } => Err(AssignmentError::NotAccepted.into()),
            AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. } => Err(AssignmentError::Over.into()),
        }
    }

    /// Hands an accepted role back. What was owed while the party had it stays owed by the next lead.
    ///
    /// # Errors
    /// As [`may_hand_back`](Assignment::may_hand_back).
    pub fn hand_back(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Assignment>, DomainError> {
        let authority = self.may_hand_back(actor)?;
        let event = Event::RoleHandedBack { role: self.role, party: self.party };
        let after = self.ended(today, reason, Ending::HandedBack);
        Ok(Changed::by(actor, after, event).with_authority(authority))
    }

    fn ended(&self, on: Date, reason: Sentence, how: Ending) -> Assignment {
        Assignment { state: AssignmentState::Ended { on, reason, how }, ..self.clone() }
    }
}
