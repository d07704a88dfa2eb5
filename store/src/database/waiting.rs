//! Writes that wait to be made durable together: whoever writes next writes those of all who wait, by one commit.

use sea_orm::sea_query::InsertStatement;
use std::sync::{Mutex, PoisonError};
use tokio::sync::{MutexGuard, oneshot};

/// What one of those who wait has to write, and where it is said that it is written.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub statements: Vec<InsertStatement>,
    pub written: oneshot::Sender<()>,
}

/// Those who wait.
#[derive(Debug, Default)]
pub(crate) struct WaitingWrites {
    waiting: Mutex<Vec<Waiting>>,
    writing: tokio::sync::Mutex<()>,
}

impl WaitingWrites {
    pub fn add(&self, one: Waiting) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    /// One writes at a time. Meanwhile others come to wait.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().await
    }

    /// All who wait now.
    pub fn take(&self) -> Vec<Waiting> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
