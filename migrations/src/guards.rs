//! The triggers that a database of today has: by name, by table, and by what they do. An owner of the database can drop
//! them, so whoever checks a record compares these with those that are there.

use crate::ddl::Dialect;
use crate::{
    m20261121_000001_record as record, m20261121_000002_access as access, m20261128_000009_retractions as retractions,
    m20261128_000011_action_dates as action_dates, m20261128_000013_uncounted_downloads as uncounted_downloads,
    m20261130_000016_periods as periods, m20261130_000018_reviews as reviews,
};
use sea_orm_migration::sea_orm::DbBackend;

/// A trigger that the migrations make.
#[derive(Clone, Debug)]
pub struct Guard {
    pub name: String,
    pub table: String,
    sql: String,
    /// The function that it calls; SQLite has none.
    function: Option<Function>,
}

#[derive(Clone, Debug)]
struct Function {
    sql: String,
    body: String,
}

/// A trigger as the database describes it: `sql` of `sqlite_schema`, or `pg_get_triggerdef` with the source of its function.
#[derive(Clone, Debug)]
pub struct FoundTrigger {
    pub name: String,
    pub table: String,
    pub sql: String,
    pub function_body: Option<String>,
}

/// Every trigger that the migrations make on this engine.
pub fn guards(backend: DbBackend) -> Vec<Guard> {
    let dialect = Dialect { backend };
    let statements: Vec<String> = [
        record::guards::guards(dialect),
        access::counting(dialect),
        retractions::guards::guards(dialect),
        action_dates::guards(dialect),
        periods::guards(dialect),
        reviews::guards(dialect),
    ]
    .concat();
    let functions: Vec<(&str, Function)> = statements.iter().filter_map(|sql| function(sql)).collect();
    let guard = |sql: &String| {
        let words: Vec<&str> = sql.strip_prefix("CREATE TRIGGER ")?.split_whitespace().collect();
        let on = words.iter().position(|word| *word == "ON")?;
        let called = sql.rsplit_once("EXECUTE FUNCTION ").map(|(_, call)| call.split('(').next().unwrap_or_default());
        let function = functions.iter().find(|(name, _)| called == Some(*name)).map(|(_, function)| function.clone());
        let (name, table) = ((*words.first()?).to_owned(), (*words.get(on + 1)?).to_owned());
        Some(Guard { name, table, sql: sql.clone(), function })
    };
    let mut guards: Vec<Guard> = Vec::new();
    let stands = |guard: &Guard| !uncounted_downloads::DROPPED.contains(&guard.name.as_str());
    for guard in statements.iter().filter_map(guard).filter(stands) {
        // A later migration puts another in the place of one that has its name.
        guards.retain(|earlier| (&earlier.name, &earlier.table) != (&guard.name, &guard.table));
        guards.push(guard);
    }
    guards
}

/// The name and the body of `CREATE FUNCTION name() .. AS $$body$$`.
fn function(sql: &str) -> Option<(&str, Function)> {
    let (name, rest) = sql.strip_prefix("CREATE FUNCTION ")?.split_once('(')?;
    let body = rest.split("$$").nth(1)?.to_owned();
    Some((name, Function { sql: sql.to_owned(), body }))
}

impl Guard {
    /// Whether this is the trigger that was found. PostgreSQL writes conditions in its own way; of these it is compared
    /// only that there is one.
    pub fn is(&self, found: &FoundTrigger) -> bool {
        self.name == found.name
            && self.table == found.table
            && match &self.function {
                None => self.sql == found.sql,
                Some(function) => {
                    shape(&self.sql) == shape(&found.sql) && found.function_body.as_ref() == Some(&function.body)
                }
            }
    }

    /// The statements that put it back, also where another trigger has its name.
    pub fn put_back(&self) -> Vec<String> {
        let Guard { name, table, sql, function } = self;
        match function {
            None => vec![format!("DROP TRIGGER IF EXISTS {name}"), sql.clone()],
            Some(function) => vec![
                function.sql.replacen("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1),
                format!("DROP TRIGGER IF EXISTS {name} ON {table}"),
                sql.clone(),
            ],
        }
    }
}

/// What stands before a condition, whether there is one, and the call.
fn shape(sql: &str) -> (String, bool, String) {
    let (before, call) = sql.rsplit_once("EXECUTE FUNCTION").unwrap_or((sql, ""));
    let (begin, has_condition) = match before.split_once(" WHEN ") {
        Some((begin, _)) => (begin, true),
        None => (before, false),
    };
    let in_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (in_one_line(begin), has_condition, in_one_line(call))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_guard_names_its_table_and_on_postgresql_its_function() {
        for backend in [DbBackend::Sqlite, DbBackend::Postgres] {
            let guards = guards(backend);
            assert!(guards.len() > 100, "{backend:?}: {}", guards.len());
            for guard in &guards {
                assert!(guard.name.starts_with(&guard.table), "{guard:?}");
                assert_eq!(guard.function.is_some(), backend == DbBackend::Postgres, "{guard:?}");
            }
        }
    }

    #[test]
    fn a_guard_on_another_event_or_that_calls_another_body_is_not_the_guard() {
        let all = guards(DbBackend::Postgres);
        let guard = &all[1];
        let body = guard.function.as_ref().map(|function| function.body.clone());
        let found = |sql: String, body: Option<String>| FoundTrigger {
            name: guard.name.clone(),
            table: guard.table.clone(),
            sql,
            function_body: body,
        };
        assert!(guard.is(&found(guard.sql.clone(), body.clone())));
        assert!(!guard.is(&found(guard.sql.replace("BEFORE UPDATE", "BEFORE DELETE"), body.clone())));
        assert!(!guard.is(&found(guard.sql.replace("EXECUTE", "WHEN (false) EXECUTE"), body)));
        assert!(!guard.is(&found(guard.sql.clone(), Some(" BEGIN RETURN NEW; END ".to_owned()))));
    }
}
