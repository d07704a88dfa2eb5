//! The record: identities, versions and contents of every kind of object, the ledger and its head.
//!
//! Each kind has three tables. `..s` holds identities that never change and that foreign keys point at. `.._versions`
//! holds what is counted, filtered and sorted, from the entry `since` to the entry `until`. `.._contents` holds the
//! bytes that were hashed, written once.

pub(crate) mod guards;

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A column of a version table: name, type, whether it may be null, and the identities that it points at.
pub(crate) struct Column(pub(crate) &'static str, pub(crate) Type, pub(crate) Null, pub(crate) Option<&'static str>);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Null {
    Never,
    Allowed,
}

/// A kind of object: its tables are `{plural}`, `{singular}_versions` and `{singular}_contents`.
pub(crate) struct KindTables {
    pub(crate) singular: &'static str,
    pub(crate) plural: &'static str,
    pub(crate) columns: &'static [Column],
    /// Columns that no two open versions share.
    pub(crate) natural_key: &'static [&'static str],
    /// Columns by which children of an object are found.
    pub(crate) indexes: &'static [&'static str],
}

use Null::{Allowed, Never};
use Type::{Id, Integer, Text};

const KINDS: &[KindTables] = &[
    KindTables {
        singular: "agency",
        plural: "agencies",
        columns: &[Column("code", Text, Never, None)],
        natural_key: &["code"],
        indexes: &[],
    },
    KindTables {
        singular: "body",
        plural: "bodies",
        columns: &[Column("code", Text, Never, None)],
        natural_key: &["code"],
        indexes: &[],
    },
    KindTables {
        singular: "person",
        plural: "people",
        columns: &[
            Column("address", Text, Allowed, None),
            Column("role", Text, Never, None),
            Column("agency_id", Id, Allowed, Some("agencies")),
            Column("disabled", Integer, Never, None),
        ],
        natural_key: &["address"],
        indexes: &[],
    },
    KindTables {
        singular: "reference",
        plural: "references_cited",
        columns: &[Column("form", Text, Never, None), Column("code", Text, Never, None)],
        natural_key: &["form", "code"],
        indexes: &[],
    },
    KindTables {
        singular: "indicator",
        plural: "indicators",
        columns: &[Column("code", Text, Never, None)],
        natural_key: &["code"],
        indexes: &[],
    },
    KindTables {
        singular: "meeting",
        plural: "meetings",
        columns: &[Column("code", Text, Never, None), Column("date", Text, Never, None)],
        natural_key: &["code"],
        indexes: &[],
    },
    KindTables {
        singular: "plan",
        plural: "plans",
        columns: &[Column("code", Text, Never, None), Column("state", Text, Never, None)],
        natural_key: &["code"],
        indexes: &[],
    },
    KindTables {
        singular: "node",
        plural: "nodes",
        columns: &[
            Column("plan_id", Id, Never, Some("plans")),
            Column("parent_id", Id, Allowed, Some("nodes")),
            Column("reference", Text, Never, None),
            Column("withdrawn", Integer, Never, None),
        ],
        natural_key: &["plan_id", "reference"],
        indexes: &[],
    },
    KindTables {
        singular: "action",
        plural: "actions",
        columns: &[
            Column("plan_id", Id, Never, Some("plans")),
            Column("reference", Text, Never, None),
            Column("node_id", Id, Never, Some("nodes")),
            Column("title", Text, Never, None),
            Column("kind", Text, Never, None),
            Column("strength", Text, Never, None),
            Column("recurs", Integer, Never, None),
            Column("ends", Text, Allowed, None),
            Column("inferred", Text, Never, None),
            Column("matches_published", Integer, Never, None),
            Column("withdrawn", Integer, Never, None),
        ],
        natural_key: &["plan_id", "reference"],
        indexes: &[],
    },
    KindTables {
        singular: "assignment",
        plural: "assignments",
        columns: &[
            Column("action_id", Id, Never, Some("actions")),
            Column("agency_id", Id, Allowed, Some("agencies")),
            Column("body_id", Id, Allowed, Some("bodies")),
            Column("role", Text, Never, None),
            Column("state", Text, Never, None),
            Column("inferred", Integer, Never, None),
            Column("in_force_from", Text, Allowed, None),
        ],
        natural_key: &[],
        indexes: &["action_id"],
    },
    KindTables {
        singular: "milestone",
        plural: "milestones",
        columns: &[
            Column("action_id", Id, Never, Some("actions")),
            Column("title", Text, Never, None),
            Column("original", Text, Never, None),
            Column("due", Text, Never, None),
            // The reason and the days of each move: "clearance:153 funding:30".
            Column("moves", Text, Never, None),
            Column("state", Text, Never, None),
            Column("completed_on", Text, Allowed, None),
            Column("verified", Integer, Never, None),
        ],
        natural_key: &[],
        indexes: &["action_id"],
    },
    KindTables {
        singular: "report",
        plural: "reports",
        columns: &[
            Column("action_id", Id, Never, Some("actions")),
            Column("quarter", Integer, Never, None),
            Column("status", Text, Never, None),
            Column("confidence", Text, Allowed, None),
            Column("submitted", Text, Never, None),
            Column("verified", Integer, Never, None),
        ],
        natural_key: &[],
        indexes: &["action_id"],
    },
    KindTables {
        singular: "evidence",
        plural: "evidence",
        columns: &[
            Column("action_id", Id, Never, Some("actions")),
            Column("milestone_id", Id, Allowed, Some("milestones")),
            Column("withdrawn", Integer, Never, None),
        ],
        natural_key: &[],
        indexes: &["action_id"],
    },
    KindTables {
        singular: "link",
        plural: "links",
        columns: &[
            Column("from_id", Id, Never, Some("actions")),
            Column("to_id", Id, Never, Some("actions")),
            Column("relation", Text, Never, None),
            Column("withdrawn", Integer, Never, None),
        ],
        natural_key: &[],
        indexes: &["from_id", "to_id"],
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dialect = Dialect { backend: manager.get_database_backend() };
        for kind in KINDS {
            for statement in kind.statements(dialect) {
                run(connection, statement).await?;
            }
        }
        for statement in ledger(dialect) {
            run(connection, statement).await?;
        }
        for statement in guards::guards(dialect) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

impl KindTables {
    pub(crate) fn statements(&self, dialect: Dialect) -> Vec<String> {
        let mut statements = vec![self.identities(dialect), self.versions(dialect), self.contents(dialect)];
        statements.extend(self.version_indexes());
        statements
    }

    fn identities(&self, dialect: Dialect) -> String {
        let (id, integer) = (dialect.type_name(Id), dialect.type_name(Integer));
        let end = dialect.clustered_table_end();
        format!("CREATE TABLE {} (id {id} NOT NULL PRIMARY KEY, born {integer} NOT NULL){end}", self.plural)
    }

    fn versions(&self, dialect: Dialect) -> String {
        let (id, integer) = (dialect.type_name(Id), dialect.type_name(Integer));
        let mut columns = format!(
            "id {id} NOT NULL REFERENCES {plural}(id), since {integer} NOT NULL, \
             until {integer} CHECK (until > since), version {integer} NOT NULL",
            plural = self.plural
        );
        for Column(name, of, null, points_at) in self.columns {
            columns += &format!(", {name} {}", dialect.type_name(*of));
            columns += if *null == Never { " NOT NULL" } else { "" };
            columns += &points_at.map(|table| format!(" REFERENCES {table}(id)")).unwrap_or_default();
        }
        let end = dialect.clustered_table_end();
        format!("CREATE TABLE {}_versions ({columns}, PRIMARY KEY (id, since)){end}", self.singular)
    }

    /// What may be null here is for an erasure that a law may ask for. The record has no event for it yet, so nothing
    /// erases, the guards refuse it, and a check of the record takes a missing salt or body for a fault.
    fn contents(&self, dialect: Dialect) -> String {
        let type_name = |of| dialect.type_name(of);
        format!(
            "CREATE TABLE {name}_contents (id {id} NOT NULL, since {integer} NOT NULL, schema_number {integer} NOT NULL, \
             hash {bytes} NOT NULL, salt {bytes}, body {text}, erased_by {integer}, PRIMARY KEY (id, since), \
             FOREIGN KEY (id, since) REFERENCES {name}_versions(id, since)){end}",
            name = self.singular,
            id = type_name(Id),
            integer = type_name(Integer),
            bytes = type_name(Type::Bytes),
            text = type_name(Text),
            end = dialect.table_end(),
        )
    }

    fn version_indexes(&self) -> Vec<String> {
        let name = self.singular;
        let mut indexes = vec![
            format!("CREATE UNIQUE INDEX {name}_open ON {name}_versions(id) WHERE until IS NULL"),
            format!("CREATE INDEX {name}_since ON {name}_versions(since)"),
        ];
        if !self.natural_key.is_empty() {
            let key = self.natural_key.join(", ");
            indexes.push(format!("CREATE UNIQUE INDEX {name}_key ON {name}_versions({key}) WHERE until IS NULL"));
        }
        for column in self.indexes {
            indexes.push(format!("CREATE INDEX {name}_{column} ON {name}_versions({column}, since)"));
        }
        indexes
    }
}

/// `entry` holds the leaf's bytes as they were hashed. `head` has one row: the lock that makes writers a queue.
fn ledger(dialect: Dialect) -> Vec<String> {
    let type_name = |of| dialect.type_name(of);
    let (id, integer, text, bytes) = (type_name(Id), type_name(Integer), type_name(Text), type_name(Type::Bytes));
    let end = dialect.table_end();
    vec![
        format!(
            "CREATE TABLE ledger (seq {integer} NOT NULL PRIMARY KEY, recorded_at {integer} NOT NULL, event {text} NOT NULL, \
             agency_id {id}, subject_id {id}, entry {text} NOT NULL, leaf {bytes} NOT NULL){end}"
        ),
        "CREATE INDEX ledger_time ON ledger(recorded_at, seq)".to_owned(),
        format!(
            "CREATE TABLE head (one {integer} NOT NULL PRIMARY KEY CHECK (one = 1), size {integer} NOT NULL, \
             recorded_at {integer} NOT NULL, root {bytes} NOT NULL, frontier {bytes} NOT NULL, checkpoint {text} NOT NULL){end}"
        ),
    ]
}
