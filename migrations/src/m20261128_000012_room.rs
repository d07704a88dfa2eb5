//! What is written over to prove that there is room for one more form: on SQLite a column beside the heartbeat. PostgreSQL
//! fills the room that a row leaves with the next one, so there the proof is a table that is made and dropped.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let bytes = dialect.type_name(Type::Bytes);
        if !dialect.is_sqlite() {
            return Ok(());
        }
        run(manager.get_connection(), format!("ALTER TABLE heartbeat ADD COLUMN ballast {bytes}")).await
    }
}
