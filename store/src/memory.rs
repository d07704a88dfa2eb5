//! What memory keeps of the record, to count and to find. Each part is brought forward from committed rows, and never ahead
//! of them.

pub(crate) mod reporting;
pub(crate) mod snapshot;
pub(crate) mod texts;
pub(crate) mod timeline;
pub(crate) mod waymarks;

use crate::error::StoreError;
use reporting::Statements;
use sea_orm::{DbErr, RuntimeErr};
use snapshot::Snapshots;
use std::sync::Arc;
use texts::Texts;
use timeline::Timeline;
use tokio::sync::{Mutex, RwLock};
use waymarks::Waymarks;

/// All of it, for all who share a store.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Shared with the thread that makes a snapshot of it.
    timeline: Arc<RwLock<Timeline>>,
    snapshots: Snapshots,
    statements: Mutex<Statements>,
    texts: RwLock<Texts>,
    pub waymarks: Mutex<Waymarks>,
}

/// Does long work beside the threads that answer requests, which wait for nothing meanwhile.
pub(crate) async fn off_the_executor<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // It was taken back before it began: the program ends.
            Err(ended) => Err(DbErr::Conn(RuntimeErr::Internal(ended.to_string())).into()),
        },
    }
}
