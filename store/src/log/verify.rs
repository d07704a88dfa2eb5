//! Checks the whole record: every entry of the log, and every row version against the entry that made it.
//!
//! All of it is read in one transaction that sees one state. So a server that goes on writing meanwhile gives no false
//! alarm, and nothing is passed over because it might have been written in between.

mod erasures;
mod fault;
mod stored;
mod walk;

pub use fault::{VerifyFault, VerifyReport};

use crate::error::StoreError;
use crate::store::Store;
use crate::tables;
use crate::tables::rows::seq;
use domain::ids::Kind;
use domain::ledger::{Seq, SignedCheckpoint, VerifierKey};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, Statement,
    TransactionOptions, TransactionTrait,
};
use walk::Walk;

impl Store {
    /// Checks everything. `older` is a head that someone kept elsewhere: it shows a cut tail and a rewritten history.
    ///
    /// # Errors
    /// [`VerifyFault`] names the first entry that breaks.
    pub async fn verify(&self, older: Option<&SignedCheckpoint>) -> Result<VerifyReport, VerifyFault> {
        verify(self.reader(), &self.key().verifier(), older.as_slice()).await.found
    }
}

/// One check of the whole record.
#[derive(Debug)]
pub struct Checked {
    /// The last entry of the state that was read, whatever was written in between. `None` where there is none, or it could
    /// not be read.
    pub last: Option<Seq>,
    pub found: Result<VerifyReport, VerifyFault>,
}

/// Checks everything that a connection sees, with the public key alone.
pub(crate) async fn verify(connection: &DatabaseConnection, key: &VerifierKey, older: &[&SignedCheckpoint]) -> Checked {
    match state_with_last(connection).await {
        Ok((state, last)) => Checked { last, found: check(&state, key, older).await },
        Err(error) => Checked { last: None, found: Err(error.into()) },
    }
}

/// One state, and the last entry in it. Where that does not read, the check says why.
async fn state_with_last(connection: &DatabaseConnection) -> Result<(DatabaseTransaction, Option<Seq>), DbErr> {
    let state = one_state(connection).await?;
    match last_entry(&state).await {
        Ok(last) => Ok((state, last)),
        Err(_) => {
            // PostgreSQL answers nothing more in a transaction in which a question failed.
            state.rollback().await?;
            Ok((one_state(connection).await?, None))
        }
    }
}

/// The number of the last entry that a connection sees, whatever the head says.
pub(crate) async fn last_entry(connection: &impl ConnectionTrait) -> Result<Option<Seq>, StoreError> {
    let query = Query::select().expr_as(Expr::col("seq").max(), "last").from("ledger").to_owned();
    let row = connection.query_one(&query).await?.ok_or(StoreError::NotFound)?;
    Ok(row.try_get::<Option<i64>>("", "last")?.map(seq))
}

async fn check(
    state: &DatabaseTransaction,
    key: &VerifierKey,
    older: &[&SignedCheckpoint],
) -> Result<VerifyReport, VerifyFault> {
    let wrong_until = first_wrong_until(state).await?;
    let mut walk = Walk::begin(state, key.clone(), older)?;
    let walked = walk.walk_all().await;
    match (walked, wrong_until) {
        (Err(fault), Some(wrong)) if fault.seq() > wrong.seq() => Err(wrong),
        (Err(fault), _) => Err(fault),
        (Ok(()), Some(wrong)) => Err(wrong),
        (Ok(()), None) => walk.finish().await,
    }
}

/// A transaction that reads the state of its first question until it is dropped. No one who writes waits for it.
async fn one_state(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = match connection.get_database_backend() {
        // In WAL mode a deferred transaction reads one state by itself.
        DbBackend::Sqlite => TransactionOptions::default(),
        _ => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            ..TransactionOptions::default()
        },
    };
    connection.begin_with_options(options).await
}

/// A version ends where the next of the same object begins; the last does not end. Numbers run from 1, and an identity
/// was born with its first version.
async fn first_wrong_until(state: &DatabaseTransaction) -> Result<Option<VerifyFault>, VerifyFault> {
    let mut first: Option<VerifyFault> = None;
    for kind in Kind::ALL {
        let (versions, identities) = (tables::of(kind).versions, tables::of(kind).identities);
        let sql = format!(
            "SELECT id, since FROM (SELECT v.id AS id, v.since AS since, v.until AS until, v.version AS version, i.born AS born, \
             lead(v.since) OVER (PARTITION BY v.id ORDER BY v.since) AS next_since, \
             row_number() OVER (PARTITION BY v.id ORDER BY v.since) AS place, \
             min(v.since) OVER (PARTITION BY v.id) AS first_since \
             FROM {versions} v LEFT JOIN {identities} i ON i.id = v.id) joined \
             WHERE until IS DISTINCT FROM next_since OR version <> place OR born IS DISTINCT FROM first_since \
             ORDER BY since LIMIT 1"
        );
        let statement = Statement::from_string(state.get_database_backend(), sql);
        if let Some(row) = state.query_one_raw(statement).await? {
            let found =
                VerifyFault::WrongUntil { seq: seq(row.try_get("", "since")?), kind, id: row.try_get("", "id")? };
            if first.as_ref().is_none_or(|known| found.seq() < known.seq()) {
                first = Some(found);
            }
        }
    }
    Ok(first)
}
