//! Writing beside the record: what people set for themselves. It makes no entries, and lands whole or not at all.

use crate::access::submissions::{Submission, submit};
use crate::error::StoreError;
use crate::record::writing::Writing;
use crate::store::Store;
use domain::actor::Actor;
use domain::date::Instant;

/// Opened for one actor. Dropped without [`commit`](UnrecordedChange::commit), nothing was written.
#[must_use = "what is not committed is not written"]
pub struct UnrecordedChange {
    store: Store,
    writing: Writing,
    actor: Actor,
    pub(crate) now: Instant,
    /// From where it is written, for the security log.
    pub(crate) place: Option<String>,
}

impl std::fmt::Debug for UnrecordedChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UnrecordedChange").field("actor", &self.actor).finish_non_exhaustive()
    }
}

impl Store {
    /// Begins to write beside the record, for an actor.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unrecorded_change(&self, actor: &Actor) -> Result<UnrecordedChange, StoreError> {
        Ok(UnrecordedChange {
            store: self.clone(),
            writing: self.begin().await?,
            actor: actor.clone(),
            now: self.now(),
            place: None,
        })
    }
}

impl UnrecordedChange {
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn writing(&self) -> &Writing {
        &self.writing
    }

    /// As [`Change::submit`](crate::Change::submit).
    ///
    /// # Errors
    /// As there.
    pub async fn submit(&self, submission: &Submission, at: Instant) -> Result<(), StoreError> {
        submit(&self.writing, submission, at).await
    }

    /// # Errors
    /// [`StoreError::NotSaved`], or [`StoreError::Unconfirmed`] when the database does not tell.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.writing.commit().await
    }
}
