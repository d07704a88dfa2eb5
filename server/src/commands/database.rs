//! The upkeep of the database itself: its schema, its copies, and whether its engine finds it sound.

use crate::config::DatabaseUrl;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{
    ConnectOptions, ConnectionTrait, Database as Engine, DatabaseConnection, DbErr, Statement,
};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use store::{ConnectionLimits, StoreError, why_away};
use thiserror::Error;

/// A connection for upkeep. The record itself is read and written through [`store::Store`] only.
#[derive(Debug)]
pub struct Database {
    url: DatabaseUrl,
    connection: DatabaseConnection,
}

/// What is wrong with a database as a whole.
#[derive(Debug, Error)]
pub enum DatabaseFault {
    #[error("There is no database at {url}. Make one with `concord migrate`.")]
    Missing { url: DatabaseUrl },
    #[error("{url} has an older schema. Back it up, and bring it up to date with `concord migrate`.")]
    OlderSchema { url: DatabaseUrl },
    #[error("{url} was made by another version of Concord: {reason}. Use that version, or a newer one.")]
    OtherSchema { url: DatabaseUrl, reason: String },
    #[error("The database file {} is damaged: {found}", file.display())]
    Damaged { file: PathBuf, found: String },
    #[error("{}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("{url}: {cause}")]
    Engine {
        url: DatabaseUrl,
        #[source]
        cause: StoreError,
    },
}

impl Database {
    /// Opens a database that is there.
    ///
    /// # Errors
    /// When it is not, or does not answer.
    pub async fn open(url: &DatabaseUrl) -> Result<Database, DatabaseFault> {
        if let DatabaseUrl::Sqlite { file } = url
            && !file.exists()
        {
            return Err(DatabaseFault::Missing { url: url.clone() });
        }
        Database::connect(url).await
    }

    /// Opens a database; one in a file is made when there is none, for its owner only: it holds names and addresses.
    ///
    /// # Errors
    /// When it cannot be made, or does not answer.
    pub async fn open_or_make(url: &DatabaseUrl) -> Result<Database, DatabaseFault> {
        if let DatabaseUrl::Sqlite { file } = url
            && !file.exists()
        {
            new_private_file(file).map_err(|cause| DatabaseFault::File { file: file.clone(), cause })?;
        }
        Database::connect(url).await
    }

    async fn connect(url: &DatabaseUrl) -> Result<Database, DatabaseFault> {
        let mut options = ConnectOptions::new(url.with_password());
        let limits = ConnectionLimits::default();
        options.sqlx_logging(false).max_connections(1).connect_timeout(limits.wait).acquire_timeout(limits.wait);
        let connection = match Engine::connect(options).await {
            Ok(connection) => connection,
            Err(failure) => {
                let cause = why_away(&url.with_password(), limits, failure.into()).await;
                return Err(DatabaseFault::Engine { url: url.clone(), cause });
            }
        };
        Ok(Database { url: url.clone(), connection })
    }

    /// Brings the schema up to date. Returns how many steps were taken.
    ///
    /// # Errors
    /// When the engine refuses, or the database is newer than this program.
    pub async fn migrate(&self) -> Result<usize, DatabaseFault> {
        let pending = self.pending().await?;
        Migrator::up(&self.connection, None).await.map_err(failed(&self.url))?;
        Ok(pending)
    }

    /// # Errors
    /// When the schema is older than this program, or newer.
    pub async fn check_schema(&self) -> Result<(), DatabaseFault> {
        match self.pending().await? {
            0 => Ok(()),
            _ => Err(DatabaseFault::OlderSchema { url: self.url.clone() }),
        }
    }

    async fn pending(&self) -> Result<usize, DatabaseFault> {
        let pending = Migrator::get_pending_migrations_read_only(&self.connection).await;
        let pending = pending.map_err(|cause| match cause {
            DbErr::Custom(reason) => DatabaseFault::OtherSchema { url: self.url.clone(), reason },
            cause => failed(&self.url)(cause),
        })?;
        Ok(pending.len())
    }

    /// Whether a record was begun. The schema is that of now.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn has_record(&self) -> Result<bool, DatabaseFault> {
        let begun = self.ask("SELECT one FROM head WHERE size > 0".to_owned()).await?;
        Ok(!begun.is_empty())
    }

    /// Writes a copy of a database in a file, as it is at this moment, while others go on using it.
    ///
    /// # Errors
    /// When there is a file already, or it cannot be written.
    pub async fn copy_into(&self, to: &Path) -> Result<(), DatabaseFault> {
        let at_file = |cause| DatabaseFault::File { file: to.to_owned(), cause };
        // SQLite writes into an empty file, and so the copy is its owner's from the first byte.
        new_private_file(to).map_err(at_file)?;
        let copy = Statement::from_sql_and_values(
            self.connection.get_database_backend(),
            "VACUUM INTO ?",
            [to.display().to_string().into()],
        );
        self.connection.execute_raw(copy).await.map_err(failed(&self.url))?;
        // SQLite does not wait until a copy lies on the disk.
        File::open(to).and_then(|file| file.sync_all()).map_err(at_file)
    }

    /// Whether the engine finds every page and every reference of a database in a file sound.
    ///
    /// # Errors
    /// With the first thing that it finds.
    pub async fn check_integrity(&self, file: &Path) -> Result<(), DatabaseFault> {
        let damaged = |found| Err(DatabaseFault::Damaged { file: file.to_owned(), found });
        let found = self.ask("PRAGMA integrity_check(1)".to_owned()).await?;
        match found.first().and_then(|row| row.try_get_by_index::<String>(0).ok()) {
            Some(answer) if answer == "ok" => {}
            Some(answer) => return damaged(answer),
            None => return damaged("its engine gives no answer".to_owned()),
        }
        match self.ask("PRAGMA foreign_key_check".to_owned()).await?.first() {
            None => Ok(()),
            Some(row) => {
                let table: String = row.try_get_by_index(0).unwrap_or_default();
                damaged(format!("a row of {table} refers to one that is not there"))
            }
        }
    }

    /// # Errors
    /// When the engine refuses.
    pub async fn close(self) -> Result<(), DatabaseFault> {
        let Database { url, connection } = self;
        connection.close().await.map_err(failed(&url))
    }

    async fn ask(&self, sql: String) -> Result<Vec<sea_orm_migration::sea_orm::QueryResult>, DatabaseFault> {
        let asked = Statement::from_string(self.connection.get_database_backend(), sql);
        self.connection.query_all_raw(asked).await.map_err(failed(&self.url))
    }
}

fn failed(url: &DatabaseUrl) -> impl Fn(DbErr) -> DatabaseFault {
    let url = url.clone();
    move |cause| DatabaseFault::Engine { url: url.clone(), cause: StoreError::from(cause) }
}

/// An empty file that only its owner reads.
fn new_private_file(file: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map(drop)
}
