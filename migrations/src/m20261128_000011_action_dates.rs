//! Changes of the end of an action's timeframe, counted as those of a milestone's due date are.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dialect = Dialect { backend: manager.get_database_backend() };
        let text = dialect.type_name(Type::Text);
        // Nothing was moved before: the record had no way to say so.
        run(connection, format!("ALTER TABLE action_versions ADD COLUMN moves {text} NOT NULL DEFAULT ''")).await?;
        for statement in guards(dialect) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

/// PostgreSQL's guard compares whole rows already; SQLite's names each column.
pub(crate) fn guards(dialect: Dialect) -> Vec<String> {
    let when = "WHEN NEW.moves IS NOT OLD.moves";
    let refuse = "BEGIN SELECT RAISE(ABORT, 'A version is only closed, once.'); END";
    let guard = format!("CREATE TRIGGER action_versions_moves BEFORE UPDATE ON action_versions {when} {refuse}");
    if dialect.is_sqlite() { vec![guard] } else { Vec::new() }
}
