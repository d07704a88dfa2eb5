//! The upkeep of the database itself: its schema, its copies, and whether its engine finds it sound.

use super::disk::folder_of;
use super::error::ended;
use super::owner::Owner;
use crate::config::DatabaseUrl;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use migrations::{Migrator, Refusal, State};
use sea_orm_migration::sea_orm::{
    ConnectOptions, ConnectionTrait, Database as Engine, DatabaseConnection, DbBackend, DbErr, Statement, StreamTrait,
};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use store::{ConnectionLimits, StoreError, UnsignedRecord, why_away};
use thiserror::Error;

/// How many damaged pages are named.
const MOST_NAMED: u8 = 10;

/// A connection for upkeep. The record itself is read and written through [`store::Store`] only.
#[derive(Debug)]
pub struct Database {
    url: DatabaseUrl,
    connection: DatabaseConnection,
}

/// What is wrong with a database as a whole.
#[derive(Debug, Error)]
pub enum DatabaseFault {
    #[error(
        "No database at {url}. Create one with `concord migrate`. If there was one, restore it, or a backup with `concord restore`."
    )]
    Missing { url: DatabaseUrl },
    #[error("{url} uses an older schema. Back it up, then run `concord migrate`.")]
    OlderSchema { url: DatabaseUrl },
    #[error(
        "{url} was changed by a newer version of Concord ({}). Use that version, or a newer one.", applied.join(", ")
    )]
    NewerSchema { url: DatabaseUrl, applied: Vec<String> },
    #[error("{url} has no data yet. To create a database, run `concord migrate`.")]
    Empty { url: DatabaseUrl },
    #[error(
        "{url} is not a Concord database: it holds {}. Nothing was changed. Concord needs a database of its own: set \
         CONCORD_DATABASE_URL (--database-url) to an empty one, or to a file that does not exist. If `concord migrate` \
         was interrupted here before, nothing had been recorded: remove this database and run it again.",
        some(tables)
    )]
    Foreign { url: DatabaseUrl, tables: Vec<String> },
    #[error(
        "The database file {} is damaged: {found}\nWhat to do: if this is a backup, make another or use an older one. If it \
         is the database, stop the server, keep the file and its -wal and -shm files unchanged, check the disk, and \
         restore the newest backup without problems with `concord restore` (docs/operations.md, \"When the record is not whole\").",
        file.display()
    )]
    Damaged { file: PathBuf, found: String },
    #[error(
        "Couldn't write to {url}: {} Let the server's account write the file and its folder, or free space on the disk. For \
         details, run `concord doctor`.{}",
        ended(&cause.to_string()), owner.as_ref().map(|owner| format!("\nThe file: {owner}")).unwrap_or_default()
    )]
    NotWritable { url: DatabaseUrl, cause: StoreError, owner: Option<Owner> },
    #[error("Couldn't open the database {}: {owner}", file.display())]
    NotOpened { file: PathBuf, owner: Owner },
    #[error("{} is not a Concord backup. Choose a file made by `concord backup`.", file.display())]
    NoRecordInFile { file: PathBuf },
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
        if let DatabaseUrl::Sqlite { file } = url {
            look_at(file, url)?;
        }
        Database::connect(url).await
    }

    /// Opens a database; one in a file is made when there is none, for its owner only: it holds names and addresses.
    ///
    /// # Errors
    /// When it cannot be made, or does not answer.
    pub async fn open_or_make(url: &DatabaseUrl) -> Result<Database, DatabaseFault> {
        if let DatabaseUrl::Sqlite { file } = url {
            match new_private_file(file) {
                // It is there, or another process has just made it.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => look_at(file, url)?,
                made => made.map_err(|cause| DatabaseFault::File { file: file.clone(), cause })?,
            }
        }
        Database::connect(url).await
    }

    async fn connect(url: &DatabaseUrl) -> Result<Database, DatabaseFault> {
        let address = url.with_password();
        let connection = match (connect(&address).await.map_err(failed(url)), url) {
            // In WAL mode SQLite makes files beside the database. Where it cannot, and none is there, no process writes.
            (Err(DatabaseFault::Engine { cause, .. }), DatabaseUrl::Sqlite { file })
                if cause.is_of_a_closed_folder(file) =>
            {
                connect(&format!("{address}?mode=ro&immutable=true")).await.map_err(failed(url))
            }
            (Err(DatabaseFault::Engine { url, cause }), _) => {
                let cause = why_away(&address, ConnectionLimits::default(), cause).await;
                Err(DatabaseFault::Engine { url, cause })
            }
            (connected, _) => connected,
        }?;
        Ok(Database { url: url.clone(), connection })
    }

    /// Brings the schema up to date. Returns how many steps were taken, each of them whole.
    ///
    /// # Errors
    /// When the engine refuses, or the database is newer than this program or not one of ours.
    pub async fn migrate(&self) -> Result<usize, DatabaseFault> {
        migrations::bring_up_to_date::<Migrator>(&self.connection).await.map_err(|refusal| match refusal {
            Refusal::NotOurs(State::Newer { applied }) => self.newer(applied),
            Refusal::NotOurs(State::Foreign { tables }) => self.foreign(tables),
            Refusal::NotOurs(State::Empty | State::Ours { .. }) => DatabaseFault::Empty { url: self.url.clone() },
            Refusal::Engine(cause) => failed(&self.url)(cause),
        })
    }

    /// Looks only: a database that is refused stays as it was.
    ///
    /// # Errors
    /// When it is empty or not one of ours, or its schema is older than this program, or newer.
    pub async fn check_schema(&self) -> Result<(), DatabaseFault> {
        match self.state().await? {
            State::Ours { pending: 0 } => Ok(()),
            State::Ours { .. } => Err(DatabaseFault::OlderSchema { url: self.url.clone() }),
            State::Empty => Err(DatabaseFault::Empty { url: self.url.clone() }),
            State::Newer { applied } => Err(self.newer(applied)),
            State::Foreign { tables } => Err(self.foreign(tables)),
        }
    }

    /// Whether at least the first of our migrations was applied, of whatever version.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn is_ours(&self) -> Result<bool, DatabaseFault> {
        Ok(matches!(self.state().await?, State::Ours { .. }))
    }

    /// Whether a record can be begun here: the database is empty, or one of ours of whatever version without a record.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn is_to_begin(&self) -> Result<bool, DatabaseFault> {
        match self.state().await? {
            State::Empty => Ok(true),
            State::Ours { .. } => Ok(!self.has_record().await?),
            State::Newer { .. } | State::Foreign { .. } => Ok(false),
        }
    }

    async fn state(&self) -> Result<State, DatabaseFault> {
        migrations::state::<Migrator>(&self.connection).await.map_err(failed(&self.url))
    }

    fn newer(&self, applied: Vec<String>) -> DatabaseFault {
        DatabaseFault::NewerSchema { url: self.url.clone(), applied }
    }

    fn foreign(&self, tables: Vec<String>) -> DatabaseFault {
        DatabaseFault::Foreign { url: self.url.clone(), tables }
    }

    /// Whether a record was begun. The schema is the current one.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn has_record(&self) -> Result<bool, DatabaseFault> {
        let begun = self.ask("SELECT one FROM head WHERE size > 0".to_owned()).await?;
        Ok(!begun.is_empty())
    }

    /// The last signed checkpoint of the record, whatever signed it.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn checkpoint(&self) -> Result<Option<String>, DatabaseFault> {
        let found = self.ask("SELECT checkpoint FROM head WHERE size > 0".to_owned()).await?;
        let text = found.first().map(|row| row.try_get("", "checkpoint")).transpose();
        text.map_err(failed(&self.url))
    }

    /// Writes a copy of a database into an empty file, as it is at this moment, while others go on using it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn copy_into(&self, to: &Path) -> Result<(), DatabaseFault> {
        let at_file = |cause| DatabaseFault::File { file: to.to_owned(), cause };
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
        let found = self.integrity().await.map_err(|fault| fault.in_file(file))?;
        match found.as_slice() {
            [] => return damaged("its engine gives no answer".to_owned()),
            [answer] if answer == "ok" => {}
            pages => return damaged(pages.join("; ")),
        }
        match self.ask("PRAGMA foreign_key_check".to_owned()).await.map_err(|fault| fault.in_file(file))?.first() {
            None => Ok(()),
            Some(row) => {
                let table: String = row.try_get_by_index(0).unwrap_or_default();
                damaged(format!("a row of {table} refers to one that is not there"))
            }
        }
    }

    /// What the engine says of each page that is not sound, or `ok`. It stumbles over what it has named, so what was said
    /// before that counts.
    async fn integrity(&self) -> Result<Vec<String>, DatabaseFault> {
        let sql = format!("PRAGMA integrity_check({MOST_NAMED})");
        let asked = Statement::from_string(self.connection.get_database_backend(), sql);
        let mut rows = self.connection.stream_raw(asked).await.map_err(failed(&self.url))?;
        let mut said = Vec::new();
        loop {
            match rows.try_next().await {
                Ok(Some(row)) => said.extend(row.try_get_by_index::<String>(0).ok()),
                Err(cause) if said.is_empty() => return Err(failed(&self.url)(cause)),
                Ok(None) | Err(_) => return Ok(said),
            }
        }
    }

    /// What time it is for a PostgreSQL server.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn clock(&self) -> Result<DateTime<Utc>, DatabaseFault> {
        let sql = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";
        let rows = self.ask(sql.to_owned()).await?;
        let micros = rows.first().map(|row| row.try_get_by_index::<i64>(0)).transpose().map_err(failed(&self.url))?;
        Ok(micros.and_then(DateTime::from_timestamp_micros).unwrap_or_default())
    }

    /// Whether the tables of a record are there, of whatever version.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn has_tables(&self) -> Result<bool, DatabaseFault> {
        Ok(!self
            .ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'ledger'".to_owned())
            .await?
            .is_empty())
    }

    /// # Errors
    /// When the engine refuses.
    pub async fn close(self) -> Result<(), DatabaseFault> {
        let Database { url, connection } = self;
        connection.close().await.map_err(failed(&url))
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(super) fn failed(&self, cause: DbErr) -> DatabaseFault {
        failed(&self.url)(cause)
    }

    async fn ask(&self, sql: String) -> Result<Vec<sea_orm_migration::sea_orm::QueryResult>, DatabaseFault> {
        let asked = Statement::from_string(self.connection.get_database_backend(), sql);
        self.connection.query_all_raw(asked).await.map_err(failed(&self.url))
    }
}

/// Proves that there is room in a database for one more form. Its schema is the current one.
///
/// # Errors
/// When the file, its folder or the disk does not let so much be written.
pub async fn prove_room(url: &DatabaseUrl) -> Result<(), DatabaseFault> {
    let proven = async {
        let record = UnsignedRecord::open(&url.with_password()).await?;
        let proven = record.prove_room().await;
        record.close().await?;
        proven
    };
    proven.await.map_err(|cause| {
        let owner = match url {
            DatabaseUrl::Sqlite { file } => Owner::other(file),
            DatabaseUrl::Postgres { .. } => None,
        };
        DatabaseFault::NotWritable { url: url.clone(), cause, owner }
    })
}

/// Whether the file of a database is there and lets us read it. SQLite would only say that it cannot be opened.
fn look_at(file: &Path, url: &DatabaseUrl) -> Result<(), DatabaseFault> {
    let refused = |file: &Path, cause: io::Error| match Owner::of(file) {
        Ok(owner) => DatabaseFault::NotOpened { file: file.to_owned(), owner },
        Err(_) => DatabaseFault::File { file: file.to_owned(), cause },
    };
    match file.try_exists() {
        Ok(true) => {}
        Ok(false) => return Err(DatabaseFault::Missing { url: url.clone() }),
        Err(cause) => return Err(refused(folder_of(file), cause)),
    }
    // Not opened: closing a file takes SQLite's locks on it away from this process.
    rustix::fs::access(file, rustix::fs::Access::READ_OK).map_err(|errno| refused(file, errno.into()))
}

async fn connect(address: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(address.to_owned());
    let wait = ConnectionLimits::default().wait;
    options.sqlx_logging(false).max_connections(1).connect_timeout(wait).acquire_timeout(wait);
    let connection = Engine::connect(options).await?;
    if connection.get_database_backend() == DbBackend::Sqlite {
        // SQLite opens a file when it is first asked for something in it.
        connection.execute_unprepared("SELECT count(*) FROM sqlite_master").await?;
    } else {
        // Each migration looks for its own notes, and PostgreSQL would tell the log each time that they are there.
        connection.execute_unprepared("SET client_min_messages TO warning").await?;
    }
    Ok(connection)
}

impl DatabaseFault {
    /// The same of the file that was copied to be looked at.
    pub fn in_file(self, file: &Path) -> DatabaseFault {
        match self {
            DatabaseFault::Damaged { found, .. } => DatabaseFault::Damaged { file: file.to_owned(), found },
            other => other,
        }
    }
}

/// "the table invoices", "3 tables, among them invoices".
fn some(tables: &[String]) -> String {
    match tables {
        [] => "migrations of another program".to_owned(),
        [only] => format!("the table {only}"),
        [first, ..] => format!("{} tables, among them {first}", tables.len()),
    }
}

fn failed(url: &DatabaseUrl) -> impl Fn(DbErr) -> DatabaseFault {
    let url = url.clone();
    move |cause| match (StoreError::from(cause), &url) {
        (StoreError::Damaged(found), DatabaseUrl::Sqlite { file }) => {
            DatabaseFault::Damaged { file: file.clone(), found }
        }
        (cause, _) => DatabaseFault::Engine { url: url.clone(), cause },
    }
}

/// An empty file that only its owner reads.
fn new_private_file(file: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map(drop)
}
