//! One row that is written over each time the program proves that the database keeps what is written.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let integer = dialect.type_name(Type::Integer);
        // `at` in microseconds, by the record's clock.
        let table = format!(
            "CREATE TABLE heartbeat (one {integer} NOT NULL PRIMARY KEY CHECK (one = 1), at {integer} NOT NULL, \
             beats {integer} NOT NULL){}",
            dialect.table_end()
        );
        run(manager.get_connection(), table).await
    }
}
