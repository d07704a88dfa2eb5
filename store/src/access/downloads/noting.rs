//! Notes of downloads, written before the download goes out. Those that wait for the disk at the same time are written by
//! one commit, so that many readers do not wait for each other's.

use super::Taken;
use crate::access::security_log::{SecurityNote, inserting_all};
use crate::error::StoreError;
use crate::store::Store;
use crate::tables::rows::number;
use domain::date::Instant;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, InsertStatement, OnConflict, Query};
use std::sync::{Mutex, PoisonError};
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

/// A note with the ids of its rows, so that it stands once, however often it is written.
#[derive(Clone, Debug)]
struct Line {
    note: DownloadNote,
    ids: [Uuid; 2],
    at: Instant,
}

/// One that waits, and where it is said that it was written.
#[derive(Debug)]
struct Waiting {
    line: Line,
    written: oneshot::Sender<()>,
}

/// The notes that wait to be written.
#[derive(Debug, Default)]
pub(crate) struct WaitingNotes {
    waiting: Mutex<Vec<Waiting>>,
    /// Held by whoever writes. Meanwhile others come to wait.
    writing: tokio::sync::Mutex<()>,
}

impl WaitingNotes {
    fn add(&self, one: Waiting) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    }

    fn take(&self) -> Vec<Waiting> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store {
    /// Notes a download in the access log and in the security log, in one transaction.
    ///
    /// # Errors
    /// When the database does not answer: then nothing is handed out either.
    pub async fn note_download(&self, note: DownloadNote) -> Result<(), StoreError> {
        let line = Line { note, ids: [Uuid::now_v7(), Uuid::now_v7()], at: self.now() };
        let (written, was_written) = oneshot::channel();
        self.waiting_notes().add(Waiting { line: line.clone(), written });
        // In a task of its own: a reader who goes away takes no one else's note along.
        let store = self.clone();
        tokio::spawn(async move { store.write_waiting_notes().await });
        match was_written.await {
            Ok(()) => Ok(()),
            // Why it failed for all is asked for each.
            Err(_) => self.write_lines(&[line]).await,
        }
    }

    async fn write_waiting_notes(&self) {
        let notes = self.waiting_notes();
        let _writing = notes.writing.lock().await;
        let (lines, tell): (Vec<Line>, Vec<_>) = notes.take().into_iter().map(|one| (one.line, one.written)).unzip();
        if !lines.is_empty() && self.write_lines(&lines).await.is_ok() {
            // Who no longer listens has gone away.
            for written in tell {
                written.send(()).ok();
            }
        }
    }

    async fn write_lines(&self, lines: &[Line]) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        let taken: Vec<(Uuid, &Taken)> =
            lines.iter().filter_map(|line| Some((line.ids[0], line.note.taken.as_ref()?))).collect();
        if !taken.is_empty() {
            writing.execute(&inserting_taken(&taken)).await?;
        }
        let security = lines.iter().map(|line| (line.ids[1], &line.note.security, line.at));
        writing.execute(inserting_all(security).on_conflict(once())).await?;
        writing.commit().await
    }
}

/// A row that stands already was written by a commit of which no answer came.
fn once() -> OnConflict {
    OnConflict::column("id").do_nothing().to_owned()
}

fn inserting_taken(taken: &[(Uuid, &Taken)]) -> InsertStatement {
    let mut statement = Query::insert();
    statement.into_table("access_log").columns(["id", "at", "person_id", "what", "query", "position", "rows_taken"]);
    for (id, taken) in taken {
        statement.values_panic([
            Expr::val(*id),
            Expr::val(taken.at.timestamp_micros()),
            Expr::val(taken.person.0),
            Expr::val(taken.what.as_str()),
            Expr::val(taken.query.as_str()),
            Expr::val(number(taken.position)),
            Expr::val(i64::try_from(taken.rows).unwrap_or(i64::MAX)),
        ]);
    }
    statement.on_conflict(once()).to_owned()
}
