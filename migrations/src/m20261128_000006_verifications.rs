//! Checks of the record in the order in which they were kept, with the entry that was found to break. Their time is that
//! of the record's clock, which starts anew at each start of a demonstration, so it says nothing of their order.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in statements(Dialect { backend: manager.get_database_backend() }) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

/// Ids are UUIDv7: they have the order in which the machine's clock saw the checks, so those that are there keep it.
fn statements(dialect: Dialect) -> Vec<String> {
    let integer = dialect.type_name(Type::Integer);
    let (of_fault, is_of_an_entry) = if dialect.is_sqlite() {
        ("CAST(substr(fault, 7, instr(fault, ':') - 7) AS INTEGER)", "fault GLOB 'entry [0-9]*:*'")
    } else {
        ("substring(fault from '^entry ([0-9]+):')::bigint", "fault ~ '^entry [0-9]+:'")
    };
    vec![
        format!("ALTER TABLE verifications ADD COLUMN sequence {integer} NOT NULL DEFAULT 0"),
        format!("ALTER TABLE verifications ADD COLUMN fault_entry {integer}"),
        "UPDATE verifications SET sequence = (SELECT count(*) FROM verifications v WHERE v.id <= verifications.id)"
            .to_owned(),
        format!("UPDATE verifications SET fault_entry = {of_fault} WHERE {is_of_an_entry}"),
        "CREATE INDEX verifications_sequence ON verifications(sequence)".to_owned(),
    ]
}
