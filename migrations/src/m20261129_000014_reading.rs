//! Two more settings of a person: whether the tables of charts are open, and whether an open page announces changes.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let integer = Dialect { backend: manager.get_database_backend() }.type_name(Type::Integer);
        for (column, unset) in [("read_as_text", 0), ("announces", 1)] {
            let added = format!("ALTER TABLE preferences ADD COLUMN {column} {integer} NOT NULL DEFAULT {unset}");
            run(connection, added).await?;
        }
        Ok(())
    }
}
