//! What commands write with: a change of the record, or of the tables outside it.

use domain::actor::Actor;
use domain::date::Instant;
use std::future::Future;
use store::{Change, Store, StoreError, Submission, Told, UnrecordedChange};

/// Written whole or not at all, for one actor.
pub trait Transaction: Sized + Send {
    /// # Errors
    /// As [`Store::change`] and [`Store::unrecorded_change`].
    fn begin(store: &Store, actor: &Actor) -> impl Future<Output = Result<Self, StoreError>> + Send;

    /// Says from where it is made, for the security log.
    fn comes_from(&mut self, place: Option<&str>);

    /// Makes this the transaction in which a form is saved.
    ///
    /// # Errors
    /// When the form was saved before.
    fn submit(&self, form: &Submission, at: Instant) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Says in the session that sent the form what was done.
    ///
    /// # Errors
    /// When the database does not answer.
    fn tell(&self, told: &Told<'_>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// # Errors
    /// As [`Change::commit`] and [`UnrecordedChange::commit`].
    fn commit(self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl Transaction for Change {
    async fn begin(store: &Store, actor: &Actor) -> Result<Change, StoreError> {
        store.change(actor).await
    }

    fn comes_from(&mut self, place: Option<&str>) {
        Change::comes_from(self, place);
    }

    async fn submit(&self, form: &Submission, at: Instant) -> Result<(), StoreError> {
        Change::submit(self, form, at).await
    }

    async fn tell(&self, told: &Told<'_>) -> Result<(), StoreError> {
        Change::tell(self, told).await
    }

    async fn commit(self) -> Result<(), StoreError> {
        Change::commit(self).await
    }
}

impl Transaction for UnrecordedChange {
    async fn begin(store: &Store, actor: &Actor) -> Result<UnrecordedChange, StoreError> {
        store.unrecorded_change(actor).await
    }

    fn comes_from(&mut self, place: Option<&str>) {
        UnrecordedChange::comes_from(self, place);
    }

    async fn submit(&self, form: &Submission, at: Instant) -> Result<(), StoreError> {
        UnrecordedChange::submit(self, form, at).await
    }

    async fn tell(&self, told: &Told<'_>) -> Result<(), StoreError> {
        UnrecordedChange::tell(self, told).await
    }

    async fn commit(self) -> Result<(), StoreError> {
        UnrecordedChange::commit(self).await
    }
}
