//! The security log, outside the record: who came in, who was kept out, what was done to accounts, what was taken away.

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
        let type_name = |of| dialect.type_name(of);
        let (id, integer, text) = (type_name(Type::Id), type_name(Type::Integer), type_name(Type::Text));
        // Ids are UUIDv7, so they have the order in which entries were made. `person_id` acted, `about_id` is the account
        // that it was done to; of refusals that repeat, `times` says how many there were from `at` to `last_at`.
        run(
            connection,
            format!(
                "CREATE TABLE security_log (id {id} NOT NULL PRIMARY KEY, at {integer} NOT NULL, \
                 last_at {integer} NOT NULL, times {integer} NOT NULL, event {text} NOT NULL, person_id {id}, \
                 about_id {id}, place {text}, detail {text}){}",
                dialect.table_end()
            ),
        )
        .await?;
        run(connection, "CREATE INDEX security_log_time ON security_log(at)".to_owned()).await?;
        run(connection, "CREATE INDEX security_log_end ON security_log(last_at)".to_owned()).await
    }
}
