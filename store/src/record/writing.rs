//! One transaction of the writer, from its begin to a known end.
//!
//! After a statement failed, an engine may have rolled everything back by itself; what is then sent would stand alone. So
//! nothing more is sent, and a commit is refused here. After a commit failed it is found out, by another connection,
//! whether what it wrote is there.

use crate::database::pools::Trust;
use crate::database::room::{Room, proof};
use crate::error::StoreError;
use crate::error::sea_orm_error::{Trouble, trouble};
use crate::store::Store;
use crate::tables::ledger::read_head;
use domain::ledger::{Hash, Seq};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A transaction that was begun to write. Dropped without [`commit`](Writing::commit), it wrote nothing.
pub(crate) struct Writing {
    transaction: DatabaseTransaction,
    trust: Trust,
    room: Room,
    wait: Duration,
    /// Whether a statement failed.
    failed: AtomicBool,
}

/// What a commit wrote last, by which it is found again: an entry of the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LastEntry {
    pub seq: Seq,
    pub leaf: Hash,
}

impl Store {
    /// Begins to write. `BEGIN IMMEDIATE` on SQLite, so that two who read and then write wait instead of failing; SQLite
    /// refuses it where a transaction is open.
    pub(crate) async fn begin(&self) -> Result<Writing, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let limits = self.limits();
        // Twice: for a connection, which the pool gives up waiting for by itself, and for its first answer.
        let begun = tokio::time::timeout(limits.wait * 2, self.writer().begin_with_options(options)).await;
        let transaction = begun.unwrap_or_else(|_| Err(timed_out())).inspect_err(|_| self.trust().lose())?;
        let (trust, room, wait) = (self.trust().clone(), self.room().clone(), limits.statement);
        Ok(Writing { transaction, trust, room, wait, failed: AtomicBool::new(false) })
    }

    /// Whether that entry is in the log, as another connection than the writer's sees it.
    async fn has(&self, last: LastEntry) -> Result<bool, StoreError> {
        let reads = async {
            let Some(head) = read_head(self.reader(), false).await? else { return Ok(false) };
            if head.size.position().is_none_or(|newest| newest < last.seq) {
                return Ok(false);
            }
            let query = crate::tables::ledger::select(&["leaf"])
                .and_where(Expr::col("seq").eq(crate::tables::rows::number(last.seq)))
                .to_owned();
            let row = self.reader().query_one(&query).await?;
            let leaf: Option<Vec<u8>> = row.map(|row| row.try_get("", "leaf")).transpose()?;
            Ok(leaf.is_some_and(|leaf| leaf == last.leaf.as_bytes()))
        };
        within(self.limits().wait, reads).await
    }

    /// Ends a transaction that wrote an entry, so that what is said of it is so.
    ///
    /// # Errors
    /// [`StoreError::NotSaved`] when it is not in the record and never will be, [`StoreError::Unconfirmed`] when the
    /// database does not tell.
    pub(crate) async fn commit(&self, writing: Writing, last: LastEntry) -> Result<(), StoreError> {
        match writing.end().await {
            Ok(()) => match self.has(last).await {
                Ok(true) => Ok(()),
                Ok(false) => {
                    self.trust().lose();
                    Err(StoreError::NotSaved(broken_off().into()))
                }
                Err(cause) => Err(cause.unconfirmed()),
            },
            Err(cause) => self.after_a_failed_commit(cause, last).await,
        }
    }

    /// A commit that failed may still be under way in a server that did not answer, and come to light in an SQLite whose
    /// log is read again after a crash, until something is written over it. So something is written, when the lock on the
    /// head shows that the transaction has ended, and then the record is asked.
    async fn after_a_failed_commit(&self, cause: StoreError, last: LastEntry) -> Result<(), StoreError> {
        if !cause.is_refusal() && self.prove(Before::LocksTheHead).await.is_err() {
            return Err(cause.unconfirmed());
        }
        match self.has(last).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(cause.not_saved()),
            Err(_) => Err(cause.unconfirmed()),
        }
    }

    /// Proves that the database keeps what is written: one row, written over each time; and now and then, and always since
    /// a form found the disk full, that there is room for one more form.
    ///
    /// # Errors
    /// When it does not.
    pub async fn prove_that_it_writes(&self) -> Result<(), StoreError> {
        self.prove(Before::Nothing).await?;
        if !self.room().is_to_be_proved() {
            return Ok(());
        }
        let writing = self.begin().await?;
        for statement in proof(writing.get_database_backend()) {
            writing.execute_unprepared(&statement).await?;
        }
        writing.commit().await?;
        self.room().was_proved();
        Ok(())
    }

    async fn prove(&self, before: Before) -> Result<(), StoreError> {
        let at = self.now().timestamp_micros();
        let statement = Query::insert()
            .into_table("heartbeat")
            .columns(["one", "at", "beats"])
            .values_panic([Expr::val(1_i64), Expr::val(at), Expr::val(1_i64)])
            .on_conflict(
                OnConflict::column("one")
                    .update_column("at")
                    .value("beats", Expr::col(("heartbeat", "beats")).add(1_i64))
                    .to_owned(),
            )
            .returning_col("beats")
            .to_owned();
        let writing = self.begin().await?;
        if before == Before::LocksTheHead {
            read_head(&writing, true).await?;
        }
        let row = writing.query_one(&statement).await?;
        let beats = row.map(|row| row.try_get::<i64>("", "beats")).transpose()?;
        writing.commit().await?;
        let query = Query::select().column("beats").from("heartbeat").to_owned();
        let seen = within(self.limits().wait, async { Ok(self.reader().query_one(&query).await?) }).await?;
        let seen = seen.map(|row| row.try_get::<i64>("", "beats")).transpose()?;
        if seen >= beats {
            return Ok(());
        }
        self.trust().lose();
        Err(StoreError::NotSaved(broken_off().into()))
    }

    /// Writes by one statement outside the record.
    pub(crate) async fn write(&self, statement: &impl sea_orm::StatementBuilder) -> Result<ExecResult, StoreError> {
        let writes = async { Ok(self.writer().execute(statement).await?) };
        within(self.limits().wait * 2, writes).await.inspect_err(|fault| {
            self.trust().lose();
            note_full(self.room(), fault);
        })
    }
}

/// What a proof that the database writes does first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Waits for anyone who writes to the record.
    LocksTheHead,
}

impl Writing {
    /// Makes durable what was written outside the record.
    ///
    /// # Errors
    /// [`StoreError::NotSaved`], or [`StoreError::Unconfirmed`] when the database does not tell.
    pub async fn commit(self) -> Result<(), StoreError> {
        let ended = self.end().await;
        ended.map_err(|cause| if cause.is_refusal() { cause.not_saved() } else { cause.unconfirmed() })
    }

    /// Commits. What that came to when it failed is for the caller to find out.
    async fn end(self) -> Result<(), StoreError> {
        if self.failed.load(Ordering::Acquire) {
            return Err(StoreError::NotSaved(broken_off().into()));
        }
        let Writing { transaction, trust, room, wait, .. } = self;
        let commits = async { Ok(transaction.commit().await?) };
        within(wait, commits).await.inspect_err(|fault| {
            trust.lose();
            note_full(&room, fault);
        })
    }

    async fn run<T>(&self, does: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
        if self.failed.load(Ordering::Acquire) {
            return Err(broken_off());
        }
        // Set before and taken back, so that a statement whose answer no one awaited counts as failed.
        self.failed.store(true, Ordering::Release);
        let done = tokio::time::timeout(self.wait, does).await.unwrap_or_else(|_| Err(timed_out()));
        let done = done.inspect_err(|error| {
            if trouble(error) == Trouble::Full {
                self.room.ran_out();
            }
        })?;
        self.failed.store(false, Ordering::Release);
        Ok(done)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Writing {
    fn get_database_backend(&self) -> DbBackend {
        self.transaction.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.run(self.transaction.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.run(self.transaction.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.run(self.transaction.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.run(self.transaction.query_all_raw(statement)).await
    }
}

fn note_full(room: &Room, fault: &StoreError) {
    if matches!(fault, StoreError::Full(_)) {
        room.ran_out();
    }
}

/// Waits no longer than that for the database.
pub(crate) async fn within<T>(
    wait: Duration,
    answer: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    tokio::time::timeout(wait, answer).await.unwrap_or_else(|_| Err(timed_out().into()))
}

fn timed_out() -> DbErr {
    DbErr::Conn(RuntimeErr::Internal("it did not answer in time".to_owned()))
}

fn broken_off() -> DbErr {
    DbErr::Custom("the transaction broke off".to_owned())
}
