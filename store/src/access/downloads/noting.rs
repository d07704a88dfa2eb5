//! Notes of downloads, written before the download goes out. Those that wait for the disk at the same time are written by
//! one commit, so that many readers do not wait for each other's.

use super::Taken;
use crate::access::security_log::{SecurityNote, inserting};
use crate::database::waiting::Waiting;
use crate::error::StoreError;
use crate::store::Store;
use crate::tables::rows::number;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, InsertStatement, OnConflict, Query};
use tokio::sync::oneshot;
use uuid::Uuid;

/// What is noted of one download.
#[derive(Clone, Debug)]
pub struct DownloadNote {
    /// The line of the access log. The security log is no part of the record, so a download of it has none.
    pub taken: Option<Taken>,
    /// The entry of the security log.
    pub security: SecurityNote,
}

impl Store {
    /// Notes a download in the access log and in the security log, in one transaction.
    ///
    /// # Errors
    /// When the database does not answer: then nothing is handed out either.
    pub async fn note_download(&self, note: &DownloadNote) -> Result<(), StoreError> {
        // The ids are chosen once: a row that stands already was written by a commit of which no answer came.
        let once = OnConflict::column("id").do_nothing().to_owned();
        let lines = note.taken.as_ref().map(inserting_taken).into_iter().chain([inserting(&note.security, self.now())]);
        let statements: Vec<InsertStatement> =
            lines.map(|mut line| line.on_conflict(once.clone()).to_owned()).collect();
        let (written, was_written) = oneshot::channel();
        self.waiting_writes().add(Waiting { statements: statements.clone(), written });
        // In a task of its own: a reader who goes away takes no one else's note along.
        let store = self.clone();
        tokio::spawn(async move { store.write_all_that_waits().await });
        match was_written.await {
            Ok(()) => Ok(()),
            // Why it failed for all is asked for each.
            Err(_) => self.write_together(&statements).await,
        }
    }

    async fn write_all_that_waits(&self) {
        let _turn = self.waiting_writes().turn().await;
        let waiting = self.waiting_writes().take();
        let statements: Vec<InsertStatement> = waiting.iter().flat_map(|one| one.statements.clone()).collect();
        if !statements.is_empty() && self.write_together(&statements).await.is_ok() {
            for one in waiting {
                // Who no longer listens has gone away.
                one.written.send(()).ok();
            }
        }
    }

    async fn write_together(&self, statements: &[InsertStatement]) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        for statement in statements {
            writing.execute(statement).await?;
        }
        writing.commit().await
    }
}

fn inserting_taken(taken: &Taken) -> InsertStatement {
    Query::insert()
        .into_table("access_log")
        .columns(["id", "at", "person_id", "what", "query", "position", "rows_taken"])
        .values_panic([
            Expr::val(Uuid::now_v7()),
            Expr::val(taken.at.timestamp_micros()),
            Expr::val(taken.person.0),
            Expr::val(taken.what.as_str()),
            Expr::val(taken.query.as_str()),
            Expr::val(number(taken.position)),
            Expr::val(i64::try_from(taken.rows).unwrap_or(i64::MAX)),
        ])
        .to_owned()
}
