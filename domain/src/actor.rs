//! Who acts, in which role, for which agencies, and what each role may do.
//!
//! Deny by default: [`Actor::may`] is the one table, and the rules of each object ask it about the object at hand.

use crate::body::{Body, Party};
use crate::error::DomainError;
use crate::ids::{AgencyId, BodyId, PersonId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use crate::vocabulary::{Permission, Role};

/// Anyone who reads or writes. Rights are the current ones, whatever day is being looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The command line on the server itself: migrations, imports, the first account.
    Operator,
    Person(Acting),
}

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    pub person: PersonId,
    pub role: Role,
    pub agency: Option<AgencyId>,
    /// The agency with everything below it; a joint center is below each of its parents. Empty unless a liaison.
    pub reach: BTreeSet<AgencyId>,
    /// The bodies that an agency within reach chairs. Empty unless a liaison.
    pub chairs: BTreeSet<BodyId>,
}

impl Acting {
    /// A person who acts in a role, for the agency with `reach` below it.
    pub fn new(
        person: PersonId,
        role: Role,
        agency: Option<AgencyId>,
        reach: BTreeSet<AgencyId>,
        bodies: &[Body],
    ) -> Acting {
        let reach = if role == Role::Liaison { reach } else { BTreeSet::new() };
        let chaired = |body: &&Body| body.chairs.iter().any(|chair| reach.contains(chair));
        let chairs = bodies.iter().filter(chaired).map(|body| body.id).collect();
        Acting { person, role, agency, reach, chairs }
    }
}

/// On whose word a change is made: shown beside it for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "party")]
pub enum Authority {
    /// A liaison for its own agency, for a component of it, or for the body that the agency chairs.
    Own(Party),
    /// The secretariat, for someone who did not or could not.
    OnBehalfOf(Party),
}

impl Authority {
    pub fn party(self) -> Party {
        match self {
            Authority::Own(party) | Authority::OnBehalfOf(party) => party,
        }
    }
}

impl Actor {
    pub fn role(&self) -> Option<Role> {
        match self {
            Actor::Operator => None,
            Actor::Person(acting) => Some(acting.role),
        }
    }

    pub fn person(&self) -> Option<PersonId> {
        match self {
            Actor::Operator => None,
            Actor::Person(acting) => Some(acting.person),
        }
    }

    /// The agency of a liaison, for the column of the ledger that says for whom an entry was made. Where others sit is
    /// not for whom they act.
    pub fn agency(&self) -> Option<AgencyId> {
        match self {
            Actor::Person(acting) if acting.role == Role::Liaison => acting.agency,
            Actor::Operator | Actor::Person(_) => None,
        }
    }

    /// Whether the role has the permission at all.
    pub fn may(&self, permission: Permission) -> bool {
        use Permission as P;
        let Some(role) = self.role() else {
            return matches!(
                permission,
                P::KeepAccounts
                    | P::ReadAccounts
                    | P::KeepPlans
                    | P::RunPeriods
                    | P::ReadDrafts
                    | P::ReadAccessLog
                    | P::EraseContents
                    | P::ReadSecurityLog
            );
        };
        match role {
            Role::Administrator => {
                matches!(
                    permission,
                    P::KeepAccounts | P::InviteLiaisons | P::ReadAccounts | P::ReadAccessLog | P::ReadSecurityLog
                )
            }
            Role::Secretariat => matches!(
                permission,
                P::InviteLiaisons
                    | P::KeepPlans
                    | P::RunPeriods
                    | P::ReadDrafts
                    | P::OfferLeads
                    | P::OfferSupport
                    | P::AnswerOffers
                    | P::HandBackRoles
                    | P::ReportProgress
                    | P::RetractUpdates
                    | P::ReviewUpdates
                    | P::AttachEvidence
                    | P::WithdrawEvidence
                    | P::Verify
                    | P::ShareViews
            ),
            Role::Chair => matches!(permission, P::ReadDrafts | P::OfferLeads | P::OfferSupport | P::ShareViews),
            Role::Liaison => {
                matches!(
                    permission,
                    P::OfferSupport
                        | P::AnswerOffers
                        | P::HandBackRoles
                        | P::ReportProgress
                        | P::RetractUpdates
                        | P::AttachEvidence
                        | P::WithdrawEvidence
                )
            }
            Role::Auditor => matches!(permission, P::ReadAccounts | P::ReadAccessLog | P::ReadSecurityLog),
        }
    }

    /// # Errors
    /// [`DomainError::NotPermitted`] when the role never has the permission.
    pub fn require(&self, permission: Permission) -> Result<(), DomainError> {
        if self.may(permission) { Ok(()) } else { Err(DomainError::NotPermitted(permission)) }
    }

    /// Whether this is a liaison who acts for the party: its own agency, one below it, or a body that one of these chairs.
    pub fn acts_for(&self, party: Party) -> bool {
        let Actor::Person(acting) = self else { return false };
        match party {
            Party::Agency(agency) => acting.reach.contains(&agency),
            Party::Body(body) => acting.chairs.contains(&body),
        }
    }

    /// The authority with which the actor uses the permission for the party.
    ///
    /// # Errors
    /// [`DomainError::NotPermitted`] when the role never may, or when a liaison acts for someone else.
    pub fn authority(&self, permission: Permission, party: Party) -> Result<Authority, DomainError> {
        self.require(permission)?;
        match self.role() {
            Some(Role::Secretariat) => Ok(Authority::OnBehalfOf(party)),
            Some(Role::Liaison) if self.acts_for(party) => Ok(Authority::Own(party)),
            Some(Role::Administrator | Role::Chair | Role::Liaison | Role::Auditor) | None => {
                Err(DomainError::NotPermitted(permission))
            }
        }
    }
}

#[cfg(test)]
mod tests;
