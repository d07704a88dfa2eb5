//! The guards that take the place of earlier ones: a version is closed once, a content is written once, and the one change
//! beside these is an erasure, of which the last entry of the ledger speaks.

use super::KINDS;
use crate::ddl::Dialect;

const NOTHING_LEAVES: &str = "Nothing leaves the record.";
const ONLY_CLOSED: &str = "A version is only closed, once.";
const WRITTEN_ONCE: &str = "A content is written once.";

/// A kind whose versions have a column with a text, which goes when the content is erased.
struct Texts {
    kind: &'static str,
    text: &'static str,
    others: &'static [&'static str],
}

const WITH_TEXTS: [Texts; 3] = [
    Texts { kind: "person", text: "address", others: &["role", "agency_id", "disabled"] },
    Texts {
        kind: "action",
        text: "title",
        others: &[
            "plan_id",
            "reference",
            "node_id",
            "kind",
            "strength",
            "recurs",
            "ends",
            "inferred",
            "matches_published",
            "withdrawn",
            "retracted",
        ],
    },
    Texts {
        kind: "milestone",
        text: "title",
        others: &["action_id", "original", "due", "moves", "state", "completed_on", "verified"],
    },
];

/// The columns of an update, which has no text among them.
const OF_REPORTS: [&str; 7] = ["action_id", "quarter", "status", "confidence", "submitted", "verified", "retracted"];

/// The statements that make the guards.
pub(crate) fn guards(dialect: Dialect) -> Vec<String> {
    if dialect.is_sqlite() { sqlite_guards() } else { postgres_guards() }
}

/// The guard of the contents of a kind.
pub(crate) fn of_contents(kind: &str, dialect: Dialect) -> String {
    if dialect.is_sqlite() { sqlite_contents(kind) } else { postgres_contents(kind) }
}

/// The statements that drop those in whose place they stand.
pub(super) fn dropped(dialect: Dialect) -> Vec<String> {
    let is_sqlite = dialect.is_sqlite();
    let name = |sql: &String| sql.strip_prefix("CREATE TRIGGER ")?.split_whitespace().next().map(str::to_owned);
    let drop = |name: String| {
        let table = name.trim_end_matches("_update").trim_end_matches("_replace");
        if is_sqlite { format!("DROP TRIGGER {name}") } else { format!("DROP TRIGGER {name} ON {table}") }
    };
    guards(dialect).iter().filter_map(name).map(drop).collect()
}

fn sqlite_guards() -> Vec<String> {
    let mut triggers: Vec<String> = KINDS.map(sqlite_contents).into();
    triggers.extend(WITH_TEXTS.iter().map(sqlite_versions_with_text));
    let not_just_closed = format!("OLD.until IS NOT NULL OR NEW.until IS NULL OR {}", differ(&OF_REPORTS));
    triggers.push(sqlite_refusal("report_versions_update", "UPDATE", "report_versions", &not_just_closed, ONLY_CLOSED));
    // `INSERT OR REPLACE` takes rows away without asking the triggers on DELETE.
    let same = "EXISTS (SELECT 1 FROM action_versions WHERE \
                id = NEW.id AND (since = NEW.since OR (until IS NULL AND NEW.until IS NULL)) \
                OR (until IS NULL AND NEW.until IS NULL AND retracted = 0 AND NEW.retracted = 0 \
                AND plan_id = NEW.plan_id AND reference = NEW.reference))";
    triggers.push(sqlite_refusal("action_versions_replace", "INSERT", "action_versions", same, NOTHING_LEAVES));
    triggers
}

/// Salt and body go together, something stands in for them, and the last entry says so.
fn sqlite_contents(kind: &str) -> String {
    let kept =
        ["id", "since", "schema_number", "hash"].map(|column| format!("NEW.{column} IS OLD.{column}")).join(" AND ");
    let not_erased = format!(
        "NOT ({kept} AND OLD.body IS NOT NULL AND OLD.erased_by IS NULL AND OLD.stand_in IS NULL \
         AND NEW.salt IS NULL AND NEW.body IS NULL AND NEW.stand_in IS NOT NULL \
         AND coalesce(NEW.erased_by = (SELECT max(seq) FROM ledger), 0) \
         AND EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.erased_by AND event = 'content-erased'))"
    );
    let table = format!("{kind}_contents");
    sqlite_refusal(&format!("{table}_update"), "UPDATE", &table, &not_erased, WRITTEN_ONCE)
}

fn sqlite_versions_with_text(texts: &Texts) -> String {
    let Texts { kind, text, others } = texts;
    let others = differ(others);
    let condition = format!(
        "{others} OR NOT ((OLD.until IS NULL AND NEW.until IS NOT NULL AND NEW.{text} IS OLD.{text}) \
         OR (NEW.until IS OLD.until AND EXISTS (SELECT 1 FROM {kind}_contents c \
         WHERE c.id = OLD.id AND c.since = OLD.since AND c.erased_by IS NOT NULL)))"
    );
    let table = format!("{kind}_versions");
    sqlite_refusal(&format!("{table}_update"), "UPDATE", &table, &condition, ONLY_CLOSED)
}

/// Whether one of the columns changes; `IS NOT` compares nulls as well.
fn differ(columns: &[&str]) -> String {
    let all = ["id", "since", "version"].iter().chain(columns);
    all.map(|column| format!("NEW.{column} IS NOT OLD.{column}")).collect::<Vec<_>>().join(" OR ")
}

fn sqlite_refusal(name: &str, before: &str, table: &str, when: &str, words: &str) -> String {
    format!("CREATE TRIGGER {name} BEFORE {before} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END")
}

fn postgres_guards() -> Vec<String> {
    let mut statements = vec![
        format!(
            "CREATE FUNCTION concord_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF (to_jsonb(NEW) - 'salt' - 'body' - 'stand_in' - 'erased_by') \
             = (to_jsonb(OLD) - 'salt' - 'body' - 'stand_in' - 'erased_by') \
             AND OLD.body IS NOT NULL AND OLD.erased_by IS NULL AND OLD.stand_in IS NULL \
             AND NEW.salt IS NULL AND NEW.body IS NULL AND NEW.stand_in IS NOT NULL \
             AND NEW.erased_by = (SELECT max(seq) FROM ledger) \
             AND EXISTS (SELECT 1 FROM ledger WHERE seq = NEW.erased_by AND event = 'content-erased') \
             THEN RETURN NEW; END IF; \
             RAISE EXCEPTION '{WRITTEN_ONCE}'; END $$"
        ),
        format!(
            "CREATE FUNCTION concord_close_or_erase() RETURNS trigger LANGUAGE plpgsql AS $$ \
             DECLARE is_erased boolean; BEGIN \
             IF OLD.until IS NULL AND NEW.until IS NOT NULL \
             AND (to_jsonb(NEW) - 'until') = (to_jsonb(OLD) - 'until') THEN RETURN NEW; END IF; \
             EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I c WHERE c.id = $1 AND c.since = $2 \
             AND c.erased_by IS NOT NULL)', TG_ARGV[1]) INTO is_erased USING OLD.id, OLD.since; \
             IF is_erased AND (to_jsonb(NEW) - TG_ARGV[0]) = (to_jsonb(OLD) - TG_ARGV[0]) THEN RETURN NEW; END IF; \
             RAISE EXCEPTION '{ONLY_CLOSED}'; END $$"
        ),
    ];
    statements.extend(KINDS.map(postgres_contents));
    statements.extend(WITH_TEXTS.iter().map(|Texts { kind, text, .. }| {
        format!(
            "CREATE TRIGGER {kind}_versions_update BEFORE UPDATE ON {kind}_versions FOR EACH ROW \
             EXECUTE FUNCTION concord_close_or_erase('{text}', '{kind}_contents')"
        )
    }));
    statements
}

fn postgres_contents(kind: &str) -> String {
    format!(
        "CREATE TRIGGER {kind}_contents_update BEFORE UPDATE ON {kind}_contents FOR EACH ROW \
         EXECUTE FUNCTION concord_erase_only()"
    )
}
