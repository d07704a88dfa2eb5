//! Bringing a database up to date: one migration at a time, each whole or not at all, in a database that is ours.

use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use std::collections::BTreeSet;

/// The table in which SeaORM notes what was applied.
const NOTED: &str = "seaql_migrations";

/// Migrators of one PostgreSQL database wait for each other under this number: "Concord" in ASCII.
const LOCK: i64 = 0x0043_6f6e_636f_7264;

/// What a database is to this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing is in it.
    Empty,
    /// Ours, with so many migrations to come. None when the schema is that of this program.
    Ours { pending: usize },
    /// Ours, but a newer version applied these migrations, which this program does not know.
    Newer { applied: Vec<String> },
    /// It holds these tables and views, and no migration of ours.
    Foreign { tables: Vec<String> },
}

/// Why a database was not brought up to date.
#[derive(Debug)]
pub enum Refusal {
    /// It is foreign or newer. Nothing was changed.
    NotOurs(State),
    /// The migration that failed left nothing; those before it stay.
    Engine(DbErr),
}

impl From<DbErr> for Refusal {
    fn from(cause: DbErr) -> Refusal {
        Refusal::Engine(cause)
    }
}

/// Looks at a database and changes nothing in it.
///
/// # Errors
/// When the database does not answer.
pub async fn state<M: MigratorTrait>(connection: &impl ConnectionTrait) -> Result<State, DbErr> {
    let (noted, tables): (Vec<String>, Vec<String>) = names(connection, tables_of(connection.get_database_backend()))
        .await?
        .into_iter()
        .partition(|name| name == NOTED);
    let applied = if noted.is_empty() { Vec::new() } else { names(connection, APPLIED).await? };
    let migrations = M::migrations();
    let known: BTreeSet<&str> = migrations.iter().map(|migration| migration.name()).collect();
    let (ours, others): (Vec<String>, Vec<String>) =
        applied.into_iter().partition(|applied| known.contains(applied.as_str()));
    Ok(match (ours.is_empty(), others.is_empty()) {
        (false, false) => State::Newer { applied: others },
        (false, true) => State::Ours { pending: known.len() - ours.len() },
        (true, true) if tables.is_empty() => State::Empty,
        (true, _) => State::Foreign { tables },
    })
}

/// Applies what is missing and returns how many migrations that were. Each is one transaction with the note that it was
/// applied, so a process that is killed leaves a database from which the next one goes on. Two migrators wait for each
/// other, and the second finds nothing to do.
///
/// # Errors
/// [`Refusal::NotOurs`] for a database that is neither empty nor ours, or is newer; otherwise what the engine says.
pub async fn bring_up_to_date<M: MigratorTrait>(connection: &DatabaseConnection) -> Result<usize, Refusal> {
    let mut applied = 0;
    loop {
        let transaction = begin(connection).await?;
        match state::<M>(&transaction).await? {
            State::Ours { pending: 0 } => return Ok(applied),
            State::Empty | State::Ours { .. } => {}
            other @ (State::Newer { .. } | State::Foreign { .. }) => return Err(Refusal::NotOurs(other)),
        }
        M::up(&transaction, Some(1)).await?;
        transaction.commit().await?;
        applied += 1;
    }
}

/// `BEGIN IMMEDIATE` on SQLite and a lock of our own on PostgreSQL: what is pending is judged when nobody else migrates.
async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    if connection.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Ok(transaction)
}

const APPLIED: &str = "SELECT version AS name FROM seaql_migrations ORDER BY version";

/// Tables and views where new ones would be made, without those that belong to the engine or to its extensions.
fn tables_of(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             ORDER BY name"
        }
        _ => {
            "SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS \
             (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
             ORDER BY c.relname"
        }
    }
}

async fn names(connection: &impl ConnectionTrait, sql: &str) -> Result<Vec<String>, DbErr> {
    let asked = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(asked).await?.iter().map(|row| row.try_get("", "name")).collect()
}
