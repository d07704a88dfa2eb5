//! What anyone may ask: is the server up, does the database keep what is written, and what is its signed head.

use crate::commands::clock;
use crate::router::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use std::sync::PoisonError;
use std::time::{Duration, Instant};
use store::{Store, StoreError};
use tokio::sync::Mutex;
use ui::error::AppError;

/// The process answers.
pub async fn healthz() -> &'static str {
    "yes\n"
}

/// The database keeps what is written, as a write shows that was made at most a second ago.
pub async fn readyz(State(state): State<AppState>) -> Response {
    match state.readiness.ask(&state.site.store).await {
        Ok(()) => "yes\n".into_response(),
        Err(why) => {
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], format!("no: {why}\n")).into_response()
        }
    }
}

/// Whether the database keeps what is written, as it was found last.
#[derive(Debug, Default)]
pub struct Readiness {
    last: Mutex<Option<(Instant, Result<(), String>)>>,
    /// When it was logged last why the database is away.
    logged: std::sync::Mutex<Option<Instant>>,
}

/// How often it is logged why the database is away, while it is.
const LOGGED_EVERY: Duration = Duration::from_secs(10);

/// How long an answer holds, so that those who ask do not make the database busy.
const HOLDS_FOR: Duration = Duration::from_secs(1);

impl Readiness {
    /// Whether the database keeps what is written.
    ///
    /// # Errors
    /// Why not, in words for anyone.
    pub async fn ask(&self, store: &Store) -> Result<(), String> {
        self.writes(store).await?;
        match store.clock_state().await {
            Ok(clock) if clock.lets_write() => Ok(()),
            Ok(clock) => Err(clock::words(clock)),
            Err(fault) => Err(fault.to_string()),
        }
    }

    /// Whether the database writes, as it was found at most a second ago.
    async fn writes(&self, store: &Store) -> Result<(), String> {
        // Requests during the check wait for the same answer.
        let mut last = self.last.lock().await;
        if let Some((at, found)) = last.as_ref().filter(|(at, _)| at.elapsed() < HOLDS_FOR) {
            tracing::trace!(age = ?at.elapsed(), "Answered from what was found before");
            return found.clone();
        }
        let found = match store.prove_that_it_writes().await {
            Ok(()) => Ok(()),
            Err(fault) => {
                let said = fault.to_string();
                // The answer does not wait for the cause, which names machines and accounts and is for the log alone.
                let store = store.clone();
                tokio::spawn(async move {
                    let why = words(&store.why_away(fault).await);
                    tracing::error!(why, "The server is not ready");
                });
                Err(said)
            }
        };
        *last = Some((Instant::now(), found.clone()));
        found
    }

    /// Finds out and logs why the database is away, while the request is answered.
    pub fn log_why(&self, store: &Store, failure: &StoreError) {
        if !matches!(failure, StoreError::Unavailable(_)) || !self.is_to_be_logged() {
            return;
        }
        let store = store.clone();
        tokio::spawn(async move {
            if let Err(failure) = store.head().await {
                let why = words(&store.why_away(failure).await);
                tracing::error!(why, "The database is away");
            }
        });
    }

    fn is_to_be_logged(&self) -> bool {
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = logged.is_none_or(|at| at.elapsed() >= LOGGED_EVERY);
        if is_due {
            *logged = Some(Instant::now());
        }
        is_due
    }
}

/// With the cause, which the words for readers leave out.
fn words(fault: &StoreError) -> String {
    match std::error::Error::source(fault) {
        Some(cause) => format!("{fault} Cause: {cause}"),
        None => fault.to_string(),
    }
}

/// The signed head of the ledger, as a C2SP checkpoint.
pub async fn checkpoint(State(state): State<AppState>) -> Response {
    match state.site.store.head().await {
        Ok(head) => text(head.checkpoint),
        Err(error) => {
            let error = AppError::from(error);
            (error.status(), error.to_string()).into_response()
        }
    }
}

/// The key with which the head is checked, as a C2SP verifier key.
pub async fn key(State(state): State<AppState>) -> Response {
    text(format!("{}\n", state.site.store.key().verifier()))
}

fn text(body: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response()
}
