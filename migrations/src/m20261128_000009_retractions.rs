//! Updates and actions that were retracted, and contents that were erased under law: columns for both, a reference that a
//! retracted action gives free, and guards that let an erasure through and nothing else.

pub(crate) mod guards;

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Every kind of object, as its tables are named.
const KINDS: [&str; 14] = [
    "agency",
    "body",
    "person",
    "reference",
    "indicator",
    "meeting",
    "plan",
    "node",
    "action",
    "assignment",
    "milestone",
    "report",
    "evidence",
    "link",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let dialect = Dialect { backend: manager.get_database_backend() };
        let all = columns(dialect).into_iter().chain(guards::dropped(dialect)).chain(guards::guards(dialect));
        for statement in all {
            run(manager.get_connection(), statement).await?;
        }
        Ok(())
    }
}

/// Nothing was retracted or erased before.
fn columns(dialect: Dialect) -> Vec<String> {
    let (integer, text) = (dialect.type_name(Type::Integer), dialect.type_name(Type::Text));
    let mut statements: Vec<String> = ["report", "action"]
        .map(|kind| format!("ALTER TABLE {kind}_versions ADD COLUMN retracted {integer} NOT NULL DEFAULT 0"))
        .into();
    // What is read in place of an erased body: the same content without its texts.
    statements.extend(KINDS.map(|kind| format!("ALTER TABLE {kind}_contents ADD COLUMN stand_in {text}")));
    // A reference that stands refuses a second one; that of a retracted action can be used again.
    statements.push("DROP INDEX action_key".to_owned());
    statements.push(
        "CREATE UNIQUE INDEX action_key ON action_versions(plan_id, reference) WHERE until IS NULL AND retracted = 0"
            .to_owned(),
    );
    statements
}
