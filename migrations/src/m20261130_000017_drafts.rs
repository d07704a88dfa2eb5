//! Drafts of status updates, outside the record: what someone has begun to write for an agency. Each belongs to the agency or
//! group that leads the action, and goes when the update is submitted.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let (id, integer, text) =
            (dialect.type_name(Type::Id), dialect.type_name(Type::Integer), dialect.type_name(Type::Text));
        let end = dialect.table_end();
        // `party` leads the action; `copy` names the form that saved it last, by which a second one is noticed; `fields` is
        // what was typed, as JSON; `saved_at` in microseconds.
        run(
            manager.get_connection(),
            format!(
                "CREATE TABLE drafts (party {text} NOT NULL, action_id {id} NOT NULL REFERENCES actions(id), \
                 quarter {text} NOT NULL, copy {text} NOT NULL, fields {text} NOT NULL, \
                 person_id {id} NOT NULL REFERENCES people(id), saved_at {integer} NOT NULL, \
                 PRIMARY KEY (party, action_id)){end}"
            ),
        )
        .await
    }
}
