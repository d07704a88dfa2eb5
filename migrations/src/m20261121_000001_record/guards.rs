//! What the database itself refuses, whoever is connected: an entry out of order, a change or removal of what was
//! recorded. An owner of the database can drop these; a checkpoint kept elsewhere is the guard against that.

use super::{Column, KINDS, KindTables};
use crate::ddl::Dialect;

const APPEND_ONLY: &str = "The ledger is append-only.";
const HEAD_STAYS: &str = "The head stays.";
const NOTHING_LEAVES: &str = "Nothing leaves the record.";
const IDENTITY_STAYS: &str = "An identity never changes.";
const ONLY_CLOSED: &str = "A version is only closed, once.";
const WRITTEN_ONCE: &str = "A content is written once.";

/// The statements that make the guards.
pub(crate) fn guards(dialect: Dialect) -> Vec<String> {
    if dialect.is_sqlite() { sqlite_guards() } else { postgres_guards() }
}

/// The guards of the tables of one kind.
pub(crate) fn guards_of(kind: &KindTables, dialect: Dialect) -> Vec<String> {
    if dialect.is_sqlite() { sqlite_guards_of(kind) } else { postgres_guards_of(kind) }
}

fn sqlite_guards() -> Vec<String> {
    let next_entry = "WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM ledger)";
    let mut triggers = vec![
        sqlite_refusal("ledger_update", "UPDATE", "ledger", "", APPEND_ONLY),
        sqlite_refusal("ledger_delete", "DELETE", "ledger", "", APPEND_ONLY),
        sqlite_refusal("ledger_order", "INSERT", "ledger", next_entry, "An entry follows the last one."),
        sqlite_refusal("head_delete", "DELETE", "head", "", HEAD_STAYS),
    ];
    for kind in KINDS {
        triggers.extend(sqlite_guards_of(kind));
    }
    triggers
}

fn sqlite_guards_of(kind: &KindTables) -> Vec<String> {
    let (identities, versions, contents) = kind.tables();
    let mut triggers = vec![
        sqlite_refusal(&format!("{identities}_update"), "UPDATE", &identities, "", IDENTITY_STAYS),
        sqlite_refusal(&format!("{versions}_update"), "UPDATE", &versions, &kind.not_just_closed(), ONLY_CLOSED),
        sqlite_refusal(&format!("{contents}_update"), "UPDATE", &contents, "", WRITTEN_ONCE),
    ];
    // `INSERT OR REPLACE` takes rows away without asking the triggers on DELETE, so the row that it would replace is
    // looked for before.
    for (table, same) in [
        (identities, "id = NEW.id".to_owned()),
        (versions, kind.same_version()),
        (contents, "id = NEW.id AND since = NEW.since".to_owned()),
    ] {
        let when = format!("WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})");
        triggers.push(sqlite_refusal(&format!("{table}_replace"), "INSERT", &table, &when, NOTHING_LEAVES));
        triggers.push(sqlite_refusal(&format!("{table}_delete"), "DELETE", &table, "", NOTHING_LEAVES));
    }
    triggers
}

fn sqlite_refusal(name: &str, before: &str, table: &str, when: &str, words: &str) -> String {
    format!("CREATE TRIGGER {name} BEFORE {before} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END")
}

impl KindTables {
    /// The tables of identities, versions and contents.
    fn tables(&self) -> (String, String, String) {
        let KindTables { singular, plural, .. } = self;
        ((*plural).to_owned(), format!("{singular}_versions"), format!("{singular}_contents"))
    }

    /// Whether an update of a version does something else than to close it. SQLite cannot compare whole rows, so each
    /// column but `until` is named; `IS NOT` compares nulls as well.
    fn not_just_closed(&self) -> String {
        let counted = self.columns.iter().map(|Column(name, ..)| *name);
        let changed: String = ["id", "since", "version"]
            .into_iter()
            .chain(counted)
            .map(|column| format!(" OR NEW.{column} IS NOT OLD.{column}"))
            .collect();
        format!("WHEN OLD.until IS NOT NULL OR NEW.until IS NULL{changed}")
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
    for event in ["UPDATE", "DELETE", "TRUNCATE"] {
        statements.push(postgres_refusal("ledger", event, "", APPEND_ONLY));
    }
    for event in ["DELETE", "TRUNCATE"] {
        statements.push(postgres_refusal("head", event, "", HEAD_STAYS));
    }
    for kind in KINDS {
        statements.extend(postgres_guards_of(kind));
    }
    statements
}

fn postgres_guards_of(kind: &KindTables) -> Vec<String> {
    let (identities, versions, contents) = kind.tables();
    let not_just_closed = "WHEN (OLD.until IS NOT NULL OR NEW.until IS NULL \
                           OR (to_jsonb(NEW) - 'until') IS DISTINCT FROM (to_jsonb(OLD) - 'until'))";
    let mut statements = vec![
        postgres_refusal(&identities, "UPDATE", "", IDENTITY_STAYS),
        postgres_refusal(&versions, "UPDATE", not_just_closed, ONLY_CLOSED),
        postgres_refusal(&contents, "UPDATE", "", WRITTEN_ONCE),
    ];
    for table in [identities, versions, contents] {
        statements.push(postgres_refusal(&table, "DELETE", "", NOTHING_LEAVES));
        statements.push(postgres_refusal(&table, "TRUNCATE", "", NOTHING_LEAVES));
    }
    statements
}

fn postgres_refusal(table: &str, event: &str, when: &str, words: &str) -> String {
    let (name, each) = (event.to_lowercase(), if event == "TRUNCATE" { "STATEMENT" } else { "ROW" });
    format!(
        "CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} {when} EXECUTE FUNCTION concord_refuse('{words}')"
    )
}
