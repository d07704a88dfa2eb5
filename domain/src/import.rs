//! Importing: many objects under one entry, each of which was allowed by its own rule.

use crate::DomainError;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::event::Event;
use crate::ids::Kind;
use crate::object::{Object, Recorded};

/// Many first versions loaded from one file under one entry. Each of them was allowed by its own rule.
#[derive(Debug)]
pub struct Import {
    objects: Vec<Object>,
    changed: u32,
}

impl Import {
    /// # Errors
    /// Only who keeps plans may import them.
    pub fn begin(actor: &Actor) -> Result<Import, DomainError> {
        actor.require(Permission::KeepPlans)?;
        Ok(Import { objects: Vec::new(), changed: 0 })
    }

    /// Takes up what a rule allowed; `is_new` says whether it is the object's first version.
    pub fn take<T: Recorded>(&mut self, allowed: Changed<T>, is_new: bool) {
        let (taken, ..) = allowed.into_parts();
        self.objects.extend(taken.into_objects());
        self.changed += u32::from(!is_new);
    }

    /// Takes up an object of a kind that only imports change: agencies, bodies, meetings, indicators and references.
    pub fn take_reference_data(&mut self, object: Object, is_new: bool) -> Result<(), NotReferenceData> {
        if !object.kind().is_reference_data() {
            return Err(NotReferenceData(object.kind()));
        }
        self.objects.push(object);
        self.changed += u32::from(!is_new);
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The one change that the import makes. `file` is the SHA-256 of its bytes in hexadecimal.
    pub fn finish(self, actor: &Actor, file: String) -> Changed<Vec<Object>> {
        let added = (self.objects.len() as u32).saturating_sub(self.changed);
        Changed::by(actor, self.objects, Event::Imported { file, added, changed: self.changed })
    }
}

/// The kind has rules of its own, so an import may not set it directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} has rules of its own and is not reference data")]
pub struct NotReferenceData(pub Kind);

#[cfg(test)]
mod tests;
