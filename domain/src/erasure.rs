//! Erasing personal data under law: the one change that is made to what was recorded.
//!
//! The bytes that were hashed go, with their salt. Something stands in for them, so that what belongs to the thing is still
//! found: the same content, in which every text that people typed says that it was erased.

use crate::Date;
use crate::actor::{Actor, Permission};
use crate::changed::Changed;
use crate::described::ErasedWords;
use crate::error::{DomainError, ErasureError};
use crate::event::Event;
use crate::ids::{Kind, Version};
use crate::object::Object;
use crate::text::Code;
use uuid::Uuid;

impl Object {
    /// Whether contents of the object, which is as it is now, may be erased.
    ///
    /// # Errors
    /// Not those of an account that is enabled: no one could sign in with it any more, and it would still have its rights.
    pub fn may_be_erased(&self) -> Result<(), DomainError> {
        match self {
            Object::Person(person) if !person.disabled => Err(ErasureError::AccountEnabled.into()),
            _ => Ok(()),
        }
    }

    /// The same content without what people typed.
    ///
    /// # Errors
    /// For kinds of which all texts come from plan files.
    pub fn erased(&self, on: Date) -> Result<Object, DomainError> {
        let erased = self.without_texts(&ErasedWords::of(on)).map_err(|_| ErasureError::NothingStandsIn)?;
        erased.ok_or_else(|| ErasureError::OfAPlanFile { kind: self.kind() }.into())
    }
}

impl Changed<Vec<Object>> {
    /// Says of which versions of an object the content was erased, and by which law. No object is made by it.
    ///
    /// # Errors
    /// Only the operator of the server erases.
    pub fn content_erased(
        actor: &Actor,
        (kind, id): (Kind, Uuid),
        versions: &[Version],
        ground: &Code,
    ) -> Result<Changed<Vec<Object>>, DomainError> {
        actor.require(Permission::EraseContents)?;
        let versions = versions.iter().map(|version| version.0).collect();
        let event = Event::ContentErased { kind, id, versions, ground: ground.to_string() };
        Ok(Changed::by(actor, Vec::new(), event))
    }
}

#[cfg(test)]
mod tests;
