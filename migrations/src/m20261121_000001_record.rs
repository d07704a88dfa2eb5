//! The record: identities, versions and contents of every kind of object, the ledger and its head.
//!
//! Each kind has three tables. `..s` holds identities that never change and that foreign keys point at. `.._versions`
//! holds what is counted, filtered and sorted, from the entry `since` to the entry `until`. `.._contents` holds the
//! bytes that were hashed, written once.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A column of a version table: name, type, whether it may be null, and the identities that it points at.
struct Column(&'static str, Type, Null, Option<&'static str>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Null {
    Never,
    Allowed,
}

/// A kind of object: its tables are `{plural}`, `{singular}_versions` and `{singular}_contents`.
struct KindTables {
    singular: &'static str,
    plural: &'static str,
    columns: &'static [Column],
    /// Columns that no two open versions share.
    natural_key: &'static [&'static str],
    /// Columns by which children of an object are found.
    indexes: &'static [&'static str],
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
        for statement in guards(dialect) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

impl KindTables {
    fn statements(&self, dialect: Dialect) -> Vec<String> {
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

    /// Erasure, which the law may ask for, takes body and salt and names the entry that says so.
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

    /// Which version a new one (`NEW`) would collide with: the same, the open one of its object, or the open one of
    /// another with its natural key.
    fn same_version(&self) -> String {
        let mut same = "id = NEW.id AND (since = NEW.since OR (until IS NULL AND NEW.until IS NULL))".to_owned();
        if !self.natural_key.is_empty() {
            let key: Vec<String> = self.natural_key.iter().map(|column| format!("{column} = NEW.{column}")).collect();
            same += &format!(" OR (until IS NULL AND NEW.until IS NULL AND {})", key.join(" AND "));
        }
        same
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

/// What the database itself refuses, whoever is connected: an entry out of order, a change or removal of what was
/// recorded. An owner of the database can drop these; a checkpoint kept elsewhere is the guard against that.
fn guards(dialect: Dialect) -> Vec<String> {
    if dialect.is_sqlite() { sqlite_guards() } else { postgres_guards() }
}

fn sqlite_guards() -> Vec<String> {
    let refuse = |name: &str, before: &str, table: &str, when: &str, words: &str| {
        format!("CREATE TRIGGER {name} BEFORE {before} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END")
    };
    let mut triggers = vec![
        refuse("ledger_update", "UPDATE", "ledger", "", "The ledger is append-only."),
        refuse("ledger_delete", "DELETE", "ledger", "", "The ledger is append-only."),
        refuse(
            "ledger_order",
            "INSERT",
            "ledger",
            "WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM ledger)",
            "An entry follows the last one.",
        ),
        refuse("head_delete", "DELETE", "head", "", "The head stays."),
    ];
    for kind @ KindTables { singular, plural, .. } in KINDS {
        let versions = format!("{singular}_versions");
        let contents = format!("{singular}_contents");
        // `INSERT OR REPLACE` takes rows away without asking the triggers on DELETE, so the row that it would replace
        // is looked for before.
        for (table, same) in [
            ((*plural).to_owned(), "id = NEW.id".to_owned()),
            (versions.clone(), kind.same_version()),
            (contents.clone(), "id = NEW.id AND since = NEW.since".to_owned()),
        ] {
            let when = format!("WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})");
            triggers.push(refuse(&format!("{table}_replace"), "INSERT", &table, &when, "Nothing leaves the record."));
        }
        triggers.extend([
            refuse(&format!("{plural}_update"), "UPDATE", plural, "", "An identity never changes."),
            refuse(&format!("{plural}_delete"), "DELETE", plural, "", "Nothing leaves the record."),
            refuse(
                &format!("{versions}_update"),
                "UPDATE",
                &versions,
                "WHEN OLD.until IS NOT NULL OR NEW.until IS NULL OR NEW.id <> OLD.id OR NEW.since <> OLD.since OR NEW.version <> OLD.version",
                "A version is only closed, once.",
            ),
            refuse(&format!("{versions}_delete"), "DELETE", &versions, "", "Nothing leaves the record."),
            refuse(&format!("{contents}_delete"), "DELETE", &contents, "", "Nothing leaves the record."),
            refuse(
                &format!("{contents}_update"),
                "UPDATE",
                &contents,
                "WHEN NEW.erased_by IS NULL OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.hash <> OLD.hash",
                "A content is only erased.",
            ),
        ]);
    }
    triggers
}

fn postgres_guards() -> Vec<String> {
    let mut statements = vec![
        "CREATE FUNCTION concord_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ \
         BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
            .to_owned(),
        "CREATE FUNCTION concord_next_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM ledger) THEN RAISE EXCEPTION 'An entry follows the last one.'; END IF; \
         RETURN NEW; END $$"
            .to_owned(),
        "CREATE TRIGGER ledger_order BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION concord_next_entry()".to_owned(),
    ];
    let refuse = |table: &str, event: &str, when: &str, words: &str| {
        let (name, each) = (event.to_lowercase(), if event == "TRUNCATE" { "STATEMENT" } else { "ROW" });
        format!(
            "CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} {when} EXECUTE FUNCTION concord_refuse('{words}')"
        )
    };
    for event in ["UPDATE", "DELETE", "TRUNCATE"] {
        statements.push(refuse("ledger", event, "", "The ledger is append-only."));
    }
    for event in ["DELETE", "TRUNCATE"] {
        statements.push(refuse("head", event, "", "The head stays."));
    }
    for KindTables { singular, plural, .. } in KINDS {
        let (versions, contents) = (format!("{singular}_versions"), format!("{singular}_contents"));
        statements.push(refuse(plural, "UPDATE", "", "An identity never changes."));
        statements.push(refuse(
            &versions,
            "UPDATE",
            "WHEN (OLD.until IS NOT NULL OR NEW.until IS NULL OR NEW.id <> OLD.id OR NEW.since <> OLD.since OR NEW.version <> OLD.version)",
            "A version is only closed, once.",
        ));
        statements.push(refuse(
            &contents,
            "UPDATE",
            "WHEN (NEW.erased_by IS NULL OR NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.hash <> OLD.hash)",
            "A content is only erased.",
        ));
        for table in [*plural, versions.as_str(), contents.as_str()] {
            statements.push(refuse(table, "DELETE", "", "Nothing leaves the record."));
            statements.push(refuse(table, "TRUNCATE", "", "Nothing leaves the record."));
        }
    }
    statements
}
