//! What stands outside the record: passwords, sessions, guesses, settings of people, who downloaded what, and when the
//! record was checked.

use crate::ddl::{Dialect, Type, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbErr;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let dialect = Dialect { backend: manager.get_database_backend() };
        for statement in tables(dialect).into_iter().chain(counting(dialect)) {
            run(connection, statement).await?;
        }
        Ok(())
    }
}

/// Tables of which pages show something. Each change of one counts up `outside.changes`, whichever process makes it, so
/// that a page that was kept is known to be no longer the page of now.
const SHOWN: [&str; 4] = ["preferences", "saved_views", "access_log", "verifications"];

pub(crate) fn counting(dialect: Dialect) -> Vec<String> {
    let integer = dialect.type_name(Type::Integer);
    let mut statements = vec![
        format!(
            "CREATE TABLE outside (one {integer} NOT NULL PRIMARY KEY CHECK (one = 1), changes {integer} NOT NULL){}",
            dialect.table_end()
        ),
        "INSERT INTO outside (one, changes) VALUES (1, 0)".to_owned(),
    ];
    const COUNT: &str = "UPDATE outside SET changes = changes + 1";
    if !dialect.is_sqlite() {
        statements.push(format!(
            "CREATE FUNCTION concord_outside_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {COUNT}; RETURN NULL; END $$"
        ));
    }
    for table in SHOWN {
        for event in ["INSERT", "UPDATE", "DELETE"] {
            let name = format!("{table}_{}_counted", event.to_lowercase());
            statements.push(if dialect.is_sqlite() {
                format!("CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {COUNT}; END")
            } else {
                format!(
                    "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION concord_outside_changed()"
                )
            });
        }
    }
    statements
}

fn tables(dialect: Dialect) -> Vec<String> {
    let type_name = |of| dialect.type_name(of);
    let (id, integer, text) = (type_name(Type::Id), type_name(Type::Integer), type_name(Type::Text));
    let bytes = type_name(Type::Bytes);
    let end = dialect.table_end();
    vec![
        // Argon2id in PHC form. `changed_at` in microseconds.
        format!(
            "CREATE TABLE passwords (person_id {id} NOT NULL PRIMARY KEY REFERENCES people(id), \
             hash {text} NOT NULL, changed_at {integer} NOT NULL){end}"
        ),
        // One-time links with which a new account sets its password: SHA-256 of the token only.
        format!(
            "CREATE TABLE invitations (token_hash {bytes} NOT NULL PRIMARY KEY, person_id {id} NOT NULL REFERENCES people(id), \
             expires_at {integer} NOT NULL){end}"
        ),
        // SHA-256 of the cookie's token only, so that a stolen database opens nothing. A session without a person keeps
        // what a visitor typed into a refused sign-in form, and what a person sent whose session had ended.
        format!(
            "CREATE TABLE sessions (token_hash {bytes} NOT NULL PRIMARY KEY, person_id {id} REFERENCES people(id), \
             created_at {integer} NOT NULL, seen_at {integer} NOT NULL, \
             kept_for {id} REFERENCES people(id), kept {text}){end}"
        ),
        "CREATE INDEX sessions_person ON sessions(person_id)".to_owned(),
        // What a page of a session still has to say: what was done, or a refused form with what was typed.
        format!(
            "CREATE TABLE notices (token_hash {bytes} NOT NULL REFERENCES sessions(token_hash) ON DELETE CASCADE, \
             page {text} NOT NULL, notice {text} NOT NULL, left_at {integer} NOT NULL, PRIMARY KEY (token_hash, page)){end}"
        ),
        // Guesses at a password, by SHA-256 of what was guessed at (an account, an address of the network).
        format!(
            "CREATE TABLE guesses (target {bytes} NOT NULL PRIMARY KEY, failed {integer} NOT NULL, last_at {integer} NOT NULL){end}"
        ),
        // What a person has set for the pages.
        format!(
            "CREATE TABLE preferences (person_id {id} NOT NULL PRIMARY KEY REFERENCES people(id), \
             single_keys {integer} NOT NULL){end}"
        ),
        // Lists that people keep under a name: the path of the list, what is asked of it, and the point of the record.
        format!(
            "CREATE TABLE saved_views (id {id} NOT NULL PRIMARY KEY, person_id {id} NOT NULL REFERENCES people(id), \
             name {text} NOT NULL, list {text} NOT NULL, query {text} NOT NULL, as_of {text}, \
             shared {integer} NOT NULL){end}"
        ),
        "CREATE INDEX saved_views_person ON saved_views(person_id)".to_owned(),
        // Who took what out of the record. Not part of the ledger.
        format!(
            "CREATE TABLE access_log (id {id} NOT NULL PRIMARY KEY, at {integer} NOT NULL, person_id {id} NOT NULL, \
             what {text} NOT NULL, query {text} NOT NULL, position {integer} NOT NULL, rows_taken {integer} NOT NULL){end}"
        ),
        "CREATE INDEX access_log_time ON access_log(at)".to_owned(),
        // What `concord verify` found. Not part of the ledger.
        format!(
            "CREATE TABLE verifications (id {id} NOT NULL PRIMARY KEY, at {integer} NOT NULL, \
             position {integer} NOT NULL, version {text} NOT NULL, fault {text}){end}"
        ),
    ]
}
