//! Files of documents, beside the record: the log binds each by the SHA-256 in the content of its document. With this
//! comes form 2 of those contents, which says whether a document is a link or a file.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let (id, bytes, end) = (dialect.type_name(Type::Id), dialect.type_name(Type::Bytes), dialect.table_end());
        let table = format!(
            "CREATE TABLE evidence_files (evidence_id {id} NOT NULL PRIMARY KEY REFERENCES evidence(id), \
             content {bytes} NOT NULL){end}"
        );
        run(manager.get_connection(), table).await
    }
}
