//! One account downloads a few files at a time, and waits for the next: no one keeps the server from all others.

use crate::router::AppState;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::ids::PersonId;
use http_body::{Frame, SizeHint};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use ui::request::Visitor;

/// How many files one account downloads at once.
const AT_ONCE: usize = 3;

/// The turns of each account that is downloading from a server.
#[derive(Debug, Default)]
pub struct Turns(Mutex<HashMap<PersonId, Weak<Semaphore>>>);

/// Lets a download begin when it is its account's turn. The turn lasts until the file has gone out.
pub async fn take_turns(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_file = request.uri().path().starts_with("/exports/");
    let person = request.extensions().get::<Visitor>().and_then(|visitor| visitor.signed_in().ok());
    let Some(person) = person.filter(|_| is_file).map(|who| who.person.id) else { return next.run(request).await };
    // The semaphore is never closed.
    let turn = state.turns.of(person).acquire_owned().await.ok();
    next.run(request).await.map(|body| Body::new(InTurn { body, turn }))
}

impl Turns {
    fn of(&self, person: PersonId) -> Arc<Semaphore> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(of_person) = turns.get(&person).and_then(Weak::upgrade) {
            return of_person;
        }
        turns.retain(|_, of_person| of_person.strong_count() > 0);
        let new = Arc::new(Semaphore::new(AT_ONCE));
        turns.insert(person, Arc::downgrade(&new));
        new
    }
}

/// A body that holds its turn until it is sent, or given up.
struct InTurn {
    body: Body,
    turn: Option<OwnedSemaphorePermit>,
}

impl http_body::Body for InTurn {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.turn = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use uuid::Uuid;

    #[test]
    fn one_account_waits_for_its_next_download_and_keeps_no_other_waiting() {
        let (turns, one, other) = (Turns::default(), PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let mut taken: Vec<_> = (0..AT_ONCE).map(|_| turns.of(one).try_acquire_owned().unwrap()).collect();
        assert!(turns.of(one).try_acquire_owned().is_err());
        assert!(turns.of(other).try_acquire_owned().is_ok());
        taken.pop();
        assert!(turns.of(one).try_acquire_owned().is_ok(), "a download that went out makes room");
    }
}
