//! Permission comes first: a user who may not do something learns nothing of what else would be wrong with it.

use crate::about::About;
use crate::handler::{By, Failure, Handler};
use crate::typed::Typed;
use domain::DomainError;
use domain::actor::Actor;
use store::{AsOf, Store, StoreError};

impl<A: About, I, On> Handler<A, I, On> {
    /// Whether the actor may do this at all to what the form names.
    ///
    /// # Errors
    /// Not permitted, or not found; not what would refuse every user alike.
    pub async fn permit(&self, store: &Store, actor: &Actor, typed: &Typed) -> Result<(), Failure> {
        let view = store.view(actor, &AsOf::Now).await?;
        let about = A::find(&view, typed).await?;
        let by = By { actor, today: view.position().day, typed: Some(typed) };
        match (self.may)(&about, by) {
            Err(refused @ DomainError::NotPermitted(_)) => Err(refused.into()),
            Err(_) | Ok(_) => Ok(()),
        }
    }

    /// What the user is told of a failure: that they may not do this, where they may not do it at all; otherwise the
    /// failure itself.
    pub async fn refused(&self, store: &Store, actor: &Actor, typed: &Typed, failure: Failure) -> Failure {
        match failure {
            Failure::Store(StoreError::Refused(_) | StoreError::NotFound | StoreError::ChangedMeanwhile) => {
                self.permit(store, actor, typed).await.err().unwrap_or(failure)
            }
            Failure::NotAForm | Failure::Store(_) => failure,
        }
    }
}
