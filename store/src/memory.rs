//! What memory keeps of the record, to count and to find. Each is brought forward from committed rows, and never ahead of
//! them.

pub(crate) mod reporting;
pub(crate) mod search;
pub(crate) mod snapshot;
pub(crate) mod timeline;

use crate::error::StoreError;
use sea_orm::{DbErr, RuntimeErr};

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
