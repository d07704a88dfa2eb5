//! Retracting an update that was made by mistake: it stays in the record, and the one before it stands again.

use super::{Report, Speaker};
use crate::Date;
use crate::actor::{Actor, Authority, Permission, Role};
use crate::assignment::Carriers;
use crate::changed::Changed;
use crate::error::{DomainError, ReportError};
use crate::event::Event;
use crate::retraction::Retraction;
use crate::text::Sentence;

impl Report {
    /// On whose word the update is retracted; on no one's where a source is quoted.
    ///
    /// # Errors
    /// Only for the agency that made it, while it leads an action that stands, and for the secretariat; not twice.
    pub fn may_retract(&self, actor: &Actor, carriers: &Carriers) -> Result<Option<Authority>, DomainError> {
        let not_permitted = DomainError::NotPermitted(Permission::RetractUpdates);
        let authority = match &self.said_by {
            Speaker::Source(_) if actor.role() == Some(Role::Secretariat) => None,
            Speaker::Source(_) => return Err(not_permitted),
            Speaker::Agency(said_by) => Some(actor.authority(Permission::RetractUpdates, said_by.party())?),
        };
        if let Some(Authority::Own(_)) = authority {
            carriers.authority_to_report(actor).map_err(|_| not_permitted)?;
            carriers.still_stand()?;
        }
        self.still_stands().map(|()| authority)
    }

    /// # Errors
    /// As [`may_retract`](Report::may_retract).
    pub fn retract(
        &self,
        actor: &Actor,
        carriers: &Carriers,
        reason: Sentence,
        today: Date,
    ) -> Result<Changed<Report>, DomainError> {
        let authority = self.may_retract(actor, carriers)?;
        let after = Report { retracted: Some(Retraction { on: today, reason }), ..self.clone() };
        let changed = Changed::by(actor, after, Event::ReportRetracted {});
        Ok(match authority {
            Some(authority) => changed.with_authority(authority),
            None => changed,
        })
    }

    /// Whether it was not retracted.
    pub fn stands(&self) -> bool {
        self.retracted.is_none()
    }

    pub(super) fn still_stands(&self) -> Result<(), DomainError> {
        match &self.retracted {
            None => Ok(()),
            Some(retraction) => Err(ReportError::Retracted { on: retraction.on }.into()),
        }
    }
}
