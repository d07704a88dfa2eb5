//! Who leads and who supports an action: requested, accepted, declined or handed back, each with its date.
//!
//! A lead that a source states is *stated*: neither offered nor accepted. A supporter that someone guessed is *assumed*
//! and has no rights until it is asked and accepts.

mod described;
mod endings;

pub use endings::Ending;

use crate::Date;
use crate::action::Action;
use crate::actor::{Actor, Authority, Permission};
use crate::body::Party;
use crate::changed::Changed;
use crate::error::{ActionError, AssignmentError, DomainError};
use crate::event::Event;
use crate::ids::{ActionId, AgencyId, AssignmentId};
use crate::plan::Basis;
use crate::text::{Narrative, Sentence};
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::CarrierRole;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub id: AssignmentId,
    pub action: ActionId,
    pub party: Party,
    pub role: CarrierRole,
    /// Whether a source names the party, someone inferred it, or it was asked here. Read it by [`Assignment::came_by`].
    pub basis: Basis,
    /// The component through which a department carries it.
    pub through: Option<Through>,
    pub state: AssignmentState,
    /// The first day on which the party carried this, kept when it hands over: silence is counted from here.
    pub in_force_from: Option<Date>,
    pub note: Option<Narrative>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Through {
    pub agency: AgencyId,
    pub basis: Basis,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum AssignmentState {
    /// A source says so. It was neither offered nor accepted here.
    Stated,
    /// A guess that no one has been asked about.
    Assumed,
    Offered {
        on: Date,
    },
    Accepted {
        on: Date,
    },
    Declined {
        on: Date,
        reason: Sentence,
    },
    /// Another party accepted the lead.
    HandedOver {
        on: Date,
        to: Party,
    },
    /// No one has the role or is asked for it any more.
    Ended {
        on: Date,
        reason: Sentence,
        #[serde(default, skip_serializing_if = "Ending::is_taken_back")]
        how: Ending,
    },
}

impl Assignment {
    /// Whether the party carries the action now.
    pub fn is_in_force(&self) -> bool {
        matches!(self.state, AssignmentState::Stated | AssignmentState::Accepted { .. })
    }

    /// How the party came to be named for the role. Older records hold a request as stated by a source, and no source
    /// asks anyone.
    pub fn came_by(&self) -> Basis {
        match (self.basis, &self.state) {
            (
                Basis::Stated,
                AssignmentState::Offered { .. } | AssignmentState::Accepted { .. } | AssignmentState::Declined { .. },
            ) => Basis::Requested,
            (basis, _) => basis,
        }
    }

    pub fn is_unanswered(&self) -> bool {
        matches!(self.state, AssignmentState::Offered { .. })
    }

    /// What an import records: stated by a source, or assumed.
    ///
    /// # Errors
    /// Only the secretariat (and an import by the operator) records what sources say.
    pub fn from_source(actor: &Actor, assignment: Assignment) -> Result<Changed<Assignment>, DomainError> {
        actor.require(Permission::KeepPlans)?;
        let event = Event::CarrierRecorded { role: assignment.role, party: assignment.party, basis: assignment.basis };
        Ok(Changed::by(actor, assignment, event))
    }

    /// Whether the actor may offer that role to anyone.
    ///
    /// # Errors
    /// Refused without the right to offer, for an action that no longer stands, and while another lead is offered.
    pub fn may_offer(actor: &Actor, carriers: &Carriers, role: CarrierRole) -> Result<(), DomainError> {
        carriers.require_right_to_offer(actor, role)?;
        carriers.still_stand()?;
        match &carriers.offered_lead {
            Some(_) if role == CarrierRole::Lead => Err(AssignmentError::AnotherLeadIsOffered.into()),
            _ => Ok(()),
        }
    }

    /// Offers the role to a party that has no part in the action yet. A lead offered while another carries it is a
    /// hand-over: the present lead stays until the new one accepts.
    ///
    /// # Errors
    /// As [`may_offer`](Assignment::may_offer), and to a party that has the role or was asked.
    pub fn offer(
        actor: &Actor,
        carriers: &Carriers,
        offered: Offer,
        today: Date,
    ) -> Result<Changed<Assignment>, DomainError> {
        Assignment::may_offer(actor, carriers, offered.role)?;
        carriers.check_free(offered.party, offered.role)?;
        let event = Event::RoleOffered { role: offered.role, party: offered.party };
        let after = Assignment {
            id: offered.id,
            action: offered.action,
            party: offered.party,
            role: offered.role,
            basis: Basis::Requested,
            through: None,
            state: AssignmentState::Offered { on: today },
            in_force_from: None,
            note: None,
        };
        Ok(Changed::by(actor, after, event).for_party(offered.party))
    }

    /// Whether the actor may ask the party for an answer.
    ///
    /// # Errors
    /// Refused without the right to offer, while another lead is offered, when the party carries the role already, and
    /// for an action that no longer stands.
    pub fn may_ask(&self, actor: &Actor, carriers: &Carriers) -> Result<(), DomainError> {
        carriers.require_right_to_offer(actor, self.role)?;
        carriers.still_stand()?;
        match self.state {
            AssignmentState::Offered { .. } | AssignmentState::Assumed | AssignmentState::Declined { .. } => {
                carriers.check_leads_not(self.party, self.role)?;
                carriers.check_no_other_offer(self)
            }
            AssignmentState::Stated | AssignmentState::Accepted { .. } => Err(AssignmentError::AlreadyCarries.into()),
            AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. } => Err(AssignmentError::Over.into()),
        }
    }

    /// Asks a party that was only assumed, that declined, or that has not answered. One that is asked again has waited
    /// since the day on which it was asked first.
    ///
    /// # Errors
    /// As [`may_ask`](Assignment::may_ask).
    pub fn ask(&self, actor: &Actor, carriers: &Carriers, today: Date) -> Result<Changed<Assignment>, DomainError> {
        self.may_ask(actor, carriers)?;
        let on = match self.state {
            AssignmentState::Offered { on } => on,
            _ => today,
        };
        let (role, party) = (self.role, self.party);
        let event = match self.state {
            AssignmentState::Offered { .. } => Event::RoleAskedAgain { role, party },
            _ => Event::RoleOffered { role, party },
        };
        let after = Assignment { state: AssignmentState::Offered { on }, ..self.clone() };
        Ok(Changed::by(actor, after, event).for_party(self.party))
    }

    /// On whose word the role is accepted.
    ///
    /// # Errors
    /// Refused for other agencies, when nothing is offered, and for an action that no longer stands.
    pub fn may_accept(&self, actor: &Actor, carriers: &Carriers) -> Result<Authority, DomainError> {
        let authority = self.may_decline(actor)?;
        carriers.still_stand()?;
        Ok(authority)
    }

    /// Accepts what was offered. When another party led until now, its lead is handed over in the same entry.
    ///
    /// # Errors
    /// As [`may_accept`](Assignment::may_accept).
    pub fn accept(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        today: Date,
    ) -> Result<Changed<Vec<Assignment>>, DomainError> {
        let authority = self.may_accept(actor, carriers)?;
        let in_force_from = self.in_force_from.or(Some(today));
        let mut after =
            vec![Assignment { state: AssignmentState::Accepted { on: today }, in_force_from, ..self.clone() }];
        if let (CarrierRole::Lead, Some(former)) = (self.role, &carriers.lead) {
            let state = AssignmentState::HandedOver { on: today, to: self.party };
            after.push(Assignment { state, ..former.clone() });
        }
        let event = Event::RoleAccepted { role: self.role, party: self.party };
        Ok(Changed::by(actor, after, event).with_authority(authority))
    }

    /// On whose word the role is declined.
    ///
    /// # Errors
    /// Refused for other agencies, and when nothing is offered.
    pub fn may_decline(&self, actor: &Actor) -> Result<Authority, DomainError> {
        let authority = actor.authority(Permission::AnswerOffers, self.party)?;
        if self.is_unanswered() { Ok(authority) } else { Err(AssignmentError::NothingOffered.into()) }
    }

    /// # Errors
    /// As [`may_decline`](Assignment::may_decline).
    pub fn decline(&self, actor: &Actor, reason: Sentence, today: Date) -> Result<Changed<Assignment>, DomainError> {
        let authority = self.may_decline(actor)?;
        let event = Event::RoleDeclined { role: self.role, party: self.party };
        let after = Assignment { state: AssignmentState::Declined { on: today, reason }, ..self.clone() };
        Ok(Changed::by(actor, after, event).with_authority(authority))
    }
}

/// A role that is to be offered.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    pub id: AssignmentId,
    pub action: ActionId,
    pub party: Party,
    pub role: CarrierRole,
}

/// Everybody who has to do with one action, taken apart once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carriers {
    /// The one that answers for the action now.
    pub lead: Option<Assignment>,
    /// A lead that was offered and not answered yet.
    pub offered_lead: Option<Assignment>,
    /// All others, in the order given: supporters in force, offered, assumed or declined, and leads of the past.
    pub others: Vec<Assignment>,
    /// The day on which the action was withdrawn. Since then nothing new is carried, promised or shown for it.
    pub withdrawn: Option<Date>,
    /// The day on which the action was retracted, as one that was added by mistake.
    pub retracted: Option<Date>,
}

impl Carriers {
    /// Those of an action.
    pub fn of_action(action: &Action, assignments: impl IntoIterator<Item = Assignment>) -> Carriers {
        let withdrawn = action.withdrawn.as_ref().map(|withdrawal| withdrawal.on);
        let retracted = action.retracted.as_ref().map(|retraction| retraction.on);
        Carriers { withdrawn, retracted, ..Carriers::of(assignments) }
    }

    /// # Errors
    /// [`ActionError::Withdrawn`] or [`ActionError::Retracted`] with the day since which the action no longer stands.
    pub fn still_stand(&self) -> Result<(), DomainError> {
        self.retracted.map_or(Ok(()), |on| Err(ActionError::Retracted { on }))?;
        self.withdrawn.map_or(Ok(()), |on| Err(ActionError::Withdrawn { on }.into()))
    }

    /// Those of an action that stands.
    pub fn of(assignments: impl IntoIterator<Item = Assignment>) -> Carriers {
        let mut carriers = Carriers::default();
        for assignment in assignments {
            match assignment.role {
                CarrierRole::Lead if assignment.is_in_force() => carriers.lead = Some(assignment),
                CarrierRole::Lead if assignment.is_unanswered() => carriers.offered_lead = Some(assignment),
                CarrierRole::Lead | CarrierRole::Support => carriers.others.push(assignment),
            }
        }
        carriers
    }

    /// Lead, offered lead, then the others.
    pub fn iter(&self) -> impl Iterator<Item = &Assignment> {
        self.lead.iter().chain(&self.offered_lead).chain(&self.others)
    }

    pub fn supporters_in_force(&self) -> impl Iterator<Item = &Assignment> {
        self.others.iter().filter(|other| other.role == CarrierRole::Support && other.is_in_force())
    }

    /// On whose word progress is reported: for the lead's own agency or body, or by the secretariat on its behalf.
    ///
    /// # Errors
    /// Refused for all others, and while the action has no lead.
    pub fn authority_to_report(&self, actor: &Actor) -> Result<Authority, DomainError> {
        actor.require(Permission::ReportProgress)?;
        let lead = self.lead.as_ref().ok_or(AssignmentError::NoLead)?;
        actor.authority(Permission::ReportProgress, lead.party)
    }

    /// On whose word evidence is attached: the lead's, a supporter's, or the secretariat's on behalf of the lead.
    ///
    /// # Errors
    /// Refused for all others, and while no one carries the action.
    pub fn authority_to_attach_evidence(&self, actor: &Actor) -> Result<Authority, DomainError> {
        actor.require(Permission::AttachEvidence)?;
        let mut in_force = self.lead.iter().chain(self.supporters_in_force()).peekable();
        if in_force.peek().is_none() {
            return Err(AssignmentError::NoLead.into());
        }
        in_force
            .find_map(|carrier| actor.authority(Permission::AttachEvidence, carrier.party).ok())
            .ok_or(DomainError::NotPermitted(Permission::AttachEvidence))
    }

    /// The secretariat and the chair offer any role. The liaison of the lead offers supporting roles, and may offer
    /// the lead itself to someone else.
    pub(super) fn require_right_to_offer(&self, actor: &Actor, role: CarrierRole) -> Result<(), DomainError> {
        let permission = match role {
            CarrierRole::Lead => Permission::OfferLeads,
            CarrierRole::Support => Permission::OfferSupport,
        };
        let leads = self.lead.as_ref().is_some_and(|lead| actor.acts_for(lead.party));
        if leads || actor.may(Permission::OfferLeads) { Ok(()) } else { Err(DomainError::NotPermitted(permission)) }
    }

    fn check_free(&self, party: Party, role: CarrierRole) -> Result<(), DomainError> {
        for other in self.iter().filter(|other| other.party == party && other.role == role) {
            match other.state {
                AssignmentState::Stated | AssignmentState::Accepted { .. } => {
                    return Err(AssignmentError::AlreadyCarries.into());
                }
                AssignmentState::Assumed | AssignmentState::Offered { .. } | AssignmentState::Declined { .. } => {
                    return Err(AssignmentError::AskInstead.into());
                }
                AssignmentState::HandedOver { .. } | AssignmentState::Ended { .. } => {}
            }
        }
        self.check_leads_not(party, role)
    }

    /// An agency does not support what it leads.
    fn check_leads_not(&self, party: Party, role: CarrierRole) -> Result<(), DomainError> {
        match &self.lead {
            Some(lead) if role == CarrierRole::Support && lead.party == party => Err(AssignmentError::Leads.into()),
            _ => Ok(()),
        }
    }

    fn check_no_other_offer(&self, asked: &Assignment) -> Result<(), DomainError> {
        match &self.offered_lead {
            Some(offered) if asked.role == CarrierRole::Lead && offered.id != asked.id => {
                Err(AssignmentError::AnotherLeadIsOffered.into())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
