//! Which forms were saved, outside the record: a form that is sent twice is saved once.

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
        let (id, integer) = (dialect.type_name(Type::Id), dialect.type_name(Type::Integer));
        let (bytes, end) = (dialect.type_name(Type::Bytes), dialect.table_end());
        // The key that the page gave to its form, and what was sent, both as SHA-256. `at` in microseconds.
        run(
            connection,
            format!(
                "CREATE TABLE submissions (key_hash {bytes} NOT NULL, person_id {id} NOT NULL REFERENCES people(id), \
                 sent_hash {bytes} NOT NULL, at {integer} NOT NULL, PRIMARY KEY (key_hash, person_id)){end}"
            ),
        )
        .await?;
        run(connection, "CREATE INDEX submissions_time ON submissions(at)".to_owned()).await
    }
}
