//! Downloads are no longer counted among what pages show: the one page that shows them is drawn anew each time, and a
//! download emptied the cache of all others.

use crate::ddl::{Dialect, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dialect = Dialect { backend: manager.get_database_backend() };
        for trigger in DROPPED {
            // An owner of the database may have dropped it before.
            let on = if dialect.is_sqlite() { "" } else { " ON access_log" };
            run(connection, format!("DROP TRIGGER IF EXISTS {trigger}{on}")).await?;
        }
        Ok(())
    }
}

/// The triggers that counted downloads.
pub(crate) const DROPPED: [&str; 3] =
    ["access_log_insert_counted", "access_log_update_counted", "access_log_delete_counted"];
