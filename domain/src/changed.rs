//! The proof that a rule decided a change.

use crate::actor::{Actor, Authority};
use crate::body::Party;
use crate::event::Event;
use crate::ids::AgencyId;

/// The new state together with the event that records it. Only the rules of this crate build one, and the store saves
/// nothing else: so nothing is written that no rule decided and no one recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed<T> {
    after: T,
    event: Event,
    agency: Option<AgencyId>,
    authority: Option<Authority>,
}

impl<T> Changed<T> {
    pub(crate) fn by(actor: &Actor, after: T, event: Event) -> Changed<T> {
        Changed { after, event, agency: actor.agency(), authority: None }
    }

    /// The agency whose work list and history the entry belongs to.
    pub(crate) fn for_agency(self, agency: Option<AgencyId>) -> Changed<T> {
        Changed { agency, ..self }
    }

    pub(crate) fn for_party(self, party: Party) -> Changed<T> {
        match party {
            Party::Agency(agency) => self.for_agency(Some(agency)),
            Party::Body(_) => self,
        }
    }

    pub(crate) fn with_authority(self, authority: Authority) -> Changed<T> {
        let changed = self.for_party(authority.party());
        Changed { authority: Some(authority), ..changed }
    }

    pub fn after(&self) -> &T {
        &self.after
    }

    pub fn event(&self) -> &Event {
        &self.event
    }

    pub fn agency(&self) -> Option<AgencyId> {
        self.agency
    }

    /// Whose word it was, where a rule asked for that.
    pub fn authority(&self) -> Option<Authority> {
        self.authority
    }
    /// What to save, the event, and for whom: what an entry of the ledger is made from.
    pub fn into_parts(self) -> (T, Event, Option<AgencyId>, Option<Authority>) {
        (self.after, self.event, self.agency, self.authority)
    }
}

#[cfg(test)]
mod tests;
