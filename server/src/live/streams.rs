//! How many streams are open: so many of one session, and in all.

use http::StatusCode;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{SessionName, Token};

/// A browser opens one for all its pages, and one for each page where it has no locks.
const MOST_OF_A_SESSION: usize = 12;

/// Each holds a connection.
const MOST: usize = 2_000;

/// The open streams by session. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Streams(Arc<Mutex<HashMap<String, usize>>>);

/// The place of one stream. Dropped, it is free again.
#[derive(Debug)]
pub struct Seat {
    streams: Streams,
    session: String,
}

impl Streams {
    /// A place for one more stream of a session.
    ///
    /// # Errors
    /// The status that says that there is none.
    pub fn take(&self, token: &Token) -> Result<Seat, StatusCode> {
        let session = SessionName::of(token).to_string();
        let mut open = self.open();
        if open.values().sum::<usize>() >= MOST {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        }
        let of_session = open.entry(session.clone()).or_default();
        if *of_session >= MOST_OF_A_SESSION {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        *of_session += 1;
        drop(open);
        Ok(Seat { streams: self.clone(), session })
    }

    fn open(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.streams.open();
        if let Some(of_session) = open.get_mut(&self.session) {
            *of_session -= 1;
            if *of_session == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_session_has_so_many_streams_and_one_more_when_one_ends() {
        let (streams, token, other) = (Streams::default(), Token::new().unwrap(), Token::new().unwrap());
        let mut seats: Vec<Seat> = (0..MOST_OF_A_SESSION).map(|_| streams.take(&token).unwrap()).collect();
        assert_eq!(streams.take(&token).unwrap_err(), StatusCode::TOO_MANY_REQUESTS);
        assert!(streams.take(&other).is_ok());
        seats.pop();
        assert!(streams.take(&token).is_ok());
        drop(seats);
        assert!(streams.open().is_empty(), "nothing is remembered of streams that ended");
    }

    #[test]
    fn there_are_so_many_streams_in_all() {
        let streams = Streams::default();
        let seats: Vec<Seat> = (0..MOST).map(|_| streams.take(&Token::new().unwrap()).unwrap()).collect();
        assert_eq!(streams.take(&Token::new().unwrap()).unwrap_err(), StatusCode::SERVICE_UNAVAILABLE);
        drop(seats);
        assert!(streams.take(&Token::new().unwrap()).is_ok());
    }
}
