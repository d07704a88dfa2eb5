//! Files of reports that take longer to make than their reader waits, outside the record: each is kept for its maker for a
//! while, and then deleted.

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
        let (id, integer, text) =
            (dialect.type_name(Type::Id), dialect.type_name(Type::Integer), dialect.type_name(Type::Text));
        let (bytes, end) = (dialect.type_name(Type::Bytes), dialect.table_end());
        // `seen_as` says what its maker could see of what there was at the entry `seen_at`; `request` is the address that was asked for; `why` says why it was not made; `steps_over` of `steps` are done. Times in microseconds: when it was
        // asked for, when its server last was at work on it, and until when it is kept. `name` and what follows come with
        // the file itself: what the access log says when it is taken.
        run(
            connection,
            format!(
                "CREATE TABLE report_files (id {bytes} NOT NULL PRIMARY KEY, person_id {id} NOT NULL REFERENCES people(id), \
                 seen_at {integer} NOT NULL, seen_as {bytes} NOT NULL, request {text} NOT NULL, title {text} NOT NULL, format {text} NOT NULL, state {text} NOT NULL, why {text}, steps_over {integer} NOT NULL, \
                 steps {integer} NOT NULL, asked_at {integer} NOT NULL, beat_at {integer} NOT NULL, \
                 kept_until {integer} NOT NULL, name {text}, content_type {text}, content {bytes}, what {text}, \
                 query {text}, position {integer}, row_count {integer}){end}"
            ),
        )
        .await?;
        run(connection, "CREATE INDEX report_files_maker ON report_files(person_id, asked_at)".to_owned()).await
    }
}
