//! What the log is searched by: the event, the agency that was acted for, and the account.

use crate::ddl::run;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in STATEMENTS {
            run(connection, statement.to_owned()).await?;
        }
        Ok(())
    }
}

/// An entry is canonical JSON, so that of a person begins with `{"actor":{"id":"` and the 36 characters of the id. No other
/// entry has an id there.
const STATEMENTS: [&str; 3] = [
    "CREATE INDEX ledger_event ON ledger(event, seq)",
    "CREATE INDEX ledger_agency ON ledger(agency_id, seq)",
    "CREATE INDEX ledger_account ON ledger(substr(entry, 17, 36), seq)",
];
