//! A record that is opened without its signing key: it is checked with the public key alone, and nothing is added to it.

use crate::database::room::proof;
use crate::database::sqlite::file_of;
use crate::error::StoreError;
use crate::log::checks::{self, LedgerCheck};
use crate::log::verify::{Checked, last_entry, verify};
use crate::tables::ledger::{LoggedEntry, read_entry, read_head, select};
use domain::date::Instant;
use domain::ledger::{Seq, SignedCheckpoint, VerifierKey};
use sea_orm::sea_query::{Cond, Expr, ExprTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, TransactionTrait};
use std::time::Duration;

/// A record to be looked at, also where nothing can be written and by someone who cannot sign.
#[derive(Debug)]
pub struct UnsignedRecord {
    connection: DatabaseConnection,
}

impl UnsignedRecord {
    /// Opens a database that is there, as it is: its journal mode stays what it is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(url: &str) -> Result<UnsignedRecord, StoreError> {
        let connection = match connect(url).await {
            // In WAL mode SQLite makes two files beside the database. Where no file can be made, and none with changes is
            // there, no one writes to the database either.
            Err(refused) if file_of(url).is_some_and(|file| refused.is_of_a_closed_folder(&file)) => {
                connect(&format!("{url}?mode=ro&immutable=true")).await
            }
            opened => opened,
        }?;
        Ok(UnsignedRecord { connection })
    }

    /// Checks everything, as [`crate::Store::verify`] does, against every head that someone kept.
    pub async fn verify(&self, key: &VerifierKey, older: &[&SignedCheckpoint]) -> Checked {
        verify(&self.connection, key, older).await
    }

    /// The first entry, where it reads.
    ///
    /// # Errors
    /// When the database does not answer, or the entry does not read.
    pub async fn first_entry(&self) -> Result<Option<LoggedEntry>, StoreError> {
        let query = select(&["entry"]).and_where(Expr::col("seq").eq(0)).to_owned();
        self.connection.query_one(&query).await?.map(|row| read_entry(&row)).transpose()
    }

    /// The number of the last entry that stands in the database, whatever the head says.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_entry(&self) -> Result<Option<Seq>, StoreError> {
        last_entry(&self.connection).await
    }

    /// When the last entry was recorded, as the head says.
    ///
    /// # Errors
    /// When the database does not answer, or the head does not read.
    pub async fn recorded_at(&self) -> Result<Option<Instant>, StoreError> {
        Ok(read_head(&self.connection, false).await?.map(|head| head.recorded_at))
    }

    /// Proves that there is room for one more form: some 64 kB are written over what was written so before.
    ///
    /// # Errors
    /// When nothing can be written, or not so much.
    pub async fn prove_room(&self) -> Result<(), StoreError> {
        let transaction = self.connection.begin().await?;
        for statement in proof(transaction.get_database_backend()) {
            transaction.execute_unprepared(&statement).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Keeps the result of a check, as the newest.
    ///
    /// # Errors
    /// When nothing can be written.
    pub async fn note_check(&self, check: &LedgerCheck) -> Result<(), StoreError> {
        checks::note(&self.connection, check).await
    }

    /// The newest check that was kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_check(&self) -> Result<Option<LedgerCheck>, StoreError> {
        checks::newest(&self.connection, Cond::all()).await
    }

    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }
}

async fn connect(url: &str) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(false).max_connections(1).acquire_timeout(Duration::from_secs(10));
    options
        .map_sqlx_sqlite_opts(|options| options.busy_timeout(Duration::from_secs(5)).pragma("trusted_schema", "OFF"));
    let connection = Database::connect(options).await?;
    if connection.get_database_backend() == DbBackend::Sqlite {
        // SQLite opens the files when it is first asked for something in them.
        connection.execute_unprepared("SELECT count(*) FROM sqlite_master").await?;
    }
    Ok(connection)
}
