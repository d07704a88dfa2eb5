//! Whether the secretariat accepted an update or returned it, counted by actions.

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
        // Nothing was reviewed before: the record had no way to say so.
        run(connection, format!("ALTER TABLE report_versions ADD COLUMN review {text} NOT NULL DEFAULT ''")).await?;
        for statement in guards(dialect) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

/// PostgreSQL's guard compares whole rows already; SQLite's names each column.
pub(crate) fn guards(dialect: Dialect) -> Vec<String> {
    let when = "WHEN NEW.review IS NOT OLD.review";
    let refuse = "BEGIN SELECT RAISE(ABORT, 'A version is only closed, once.'); END";
    let guard = format!("CREATE TRIGGER report_versions_review BEFORE UPDATE ON report_versions {when} {refuse}");
    if dialect.is_sqlite() { vec![guard] } else { Vec::new() }
}
