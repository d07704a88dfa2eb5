//! The triggers that keep what was recorded from being changed: whether they are there as the migrations make them.

use super::database::{Database, DatabaseFault};
use migrations::{FoundTrigger, Guard, guards};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement, TransactionTrait};

/// Enabled ones only: PostgreSQL lets the owner of a table switch them off.
const OF_POSTGRES: &str = "SELECT t.tgname::text AS name, c.relname::text AS on_table, pg_get_triggerdef(t.oid, true) AS sql, \
    p.prosrc AS body FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid \
    JOIN pg_namespace n ON n.oid = c.relnamespace \
    WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND n.nspname = current_schema()";

const OF_SQLITE: &str =
    "SELECT name, tbl_name AS on_table, sql, NULL AS body FROM sqlite_master WHERE type = 'trigger'";

/// What differs from the guards that the migrations make.
#[derive(Debug, Default)]
pub struct GuardCheck {
    /// How many there should be.
    pub expected: usize,
    /// Missing, changed or switched off: "ledger_update on ledger".
    pub lost: Vec<String>,
    /// Triggers that no migration made.
    pub foreign: Vec<String>,
}

impl Database {
    /// Compares the triggers that are there with those that the migrations make.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn check_guards(&self) -> Result<GuardCheck, DatabaseFault> {
        let (expected, found) = (self.guards(), self.triggers().await?);
        let foreign = found.iter().filter(|found| expected.iter().all(|guard| guard.name != found.name));
        Ok(GuardCheck {
            expected: expected.len(),
            lost: lost(&expected, &found).map(named).collect(),
            foreign: foreign.map(|found| format!("{} on {}", found.name, found.table)).collect(),
        })
    }

    /// Puts back the guards that are missing, changed or switched off. Returns which.
    ///
    /// # Errors
    /// When the engine refuses; then all is as it was.
    pub async fn put_guards_back(&self) -> Result<Vec<String>, DatabaseFault> {
        let (expected, found) = (self.guards(), self.triggers().await?);
        let lost: Vec<&Guard> = lost(&expected, &found).collect();
        if lost.is_empty() {
            return Ok(Vec::new());
        }
        let put_back = async || {
            let transaction = self.connection().begin().await?;
            for statement in lost.iter().flat_map(|guard| guard.put_back()) {
                transaction.execute_unprepared(&statement).await?;
            }
            transaction.commit().await
        };
        put_back().await.map_err(|cause| self.failed(cause))?;
        Ok(lost.into_iter().map(named).collect())
    }

    fn guards(&self) -> Vec<Guard> {
        guards(self.connection().get_database_backend())
    }

    async fn triggers(&self) -> Result<Vec<FoundTrigger>, DatabaseFault> {
        let backend = self.connection().get_database_backend();
        let sql = if backend == DbBackend::Sqlite { OF_SQLITE } else { OF_POSTGRES };
        let rows = self.connection().query_all_raw(Statement::from_string(backend, sql)).await;
        let read = rows.and_then(|rows| rows.iter().map(read).collect::<Result<_, _>>());
        read.map_err(|cause| self.failed(cause))
    }
}

fn lost<'a>(expected: &'a [Guard], found: &'a [FoundTrigger]) -> impl Iterator<Item = &'a Guard> {
    expected.iter().filter(|guard| !found.iter().any(|found| guard.is(found)))
}

fn named(guard: &Guard) -> String {
    format!("{} on {}", guard.name, guard.table)
}

fn read(row: &QueryResult) -> Result<FoundTrigger, DbErr> {
    Ok(FoundTrigger {
        name: row.try_get("", "name")?,
        table: row.try_get("", "on_table")?,
        sql: row.try_get("", "sql")?,
        function_body: row.try_get("", "body")?,
    })
}

/// The first few of many names.
pub fn first_few(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
