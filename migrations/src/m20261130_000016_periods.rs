//! Reporting periods as the secretariat runs them: a kind of object of its own.

use crate::ddl::{Dialect, Type, run};
use crate::m20261121_000001_record::{Column, KindTables, Null, guards as record_guards};
use crate::m20261128_000009_retractions::guards as erasure_guards;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

const PERIOD: KindTables = KindTables {
    singular: "period",
    plural: "periods",
    columns: &[Column("quarter", Type::Text, Null::Never, None), Column("closed", Type::Integer, Null::Never, None)],
    natural_key: &["quarter"],
    indexes: &[],
};

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let stand_in = format!("ALTER TABLE period_contents ADD COLUMN stand_in {}", dialect.type_name(Type::Text));
        let tables = PERIOD.statements(dialect).into_iter().chain([stand_in]);
        for statement in tables.chain(guards(dialect)) {
            run(manager.get_connection(), statement).await?;
        }
        Ok(())
    }
}

/// Those of every kind; the contents have the guard that lets an erasure through.
pub(crate) fn guards(dialect: Dialect) -> Vec<String> {
    let of_contents = erasure_guards::of_contents(PERIOD.singular, dialect);
    let mut guards = record_guards::guards_of(&PERIOD, dialect);
    guards.retain(|guard| !guard.contains("period_contents_update"));
    guards.push(of_contents);
    guards
}
