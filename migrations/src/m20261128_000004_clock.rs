//! What the machine's clocks showed at the last change, to hold the next one against. One row, of SQLite only: with
//! PostgreSQL the clock of the database tells the time.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let (integer, text) = (dialect.type_name(Type::Integer), dialect.type_name(Type::Text));
        // `wall` and `running` in microseconds; `boot` is the number of the machine's start.
        let table = format!(
            "CREATE TABLE clock_seen (one {integer} NOT NULL PRIMARY KEY CHECK (one = 1), wall {integer} NOT NULL, \
             running {integer} NOT NULL, boot {text} NOT NULL){}",
            dialect.table_end()
        );
        run(manager.get_connection(), table).await
    }
}
