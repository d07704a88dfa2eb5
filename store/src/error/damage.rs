//! Whether a failure of the engine says that what is stored is broken, and not that it cannot be reached.

use crate::error::StoreError;
use crate::error::sea_orm_error::Cause;
use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr};

/// SQLITE_READONLY and SQLITE_CANTOPEN, which a question meets where SQLite can make no file beside the database.
const CLOSED_FOLDER: [i64; 2] = [8, 14];

/// SQLITE_CORRUPT and SQLITE_NOTADB.
const OF_SQLITE: [i64; 2] = [11, 26];

/// `data_corrupted` and `index_corrupted`.
const OF_POSTGRES: [&str; 2] = ["XX001", "XX002"];

pub(crate) fn is_damage(error: &DbErr) -> bool {
    match error {
        // A value of another type than its column has.
        DbErr::Type(_) | DbErr::TryIntoErr { .. } => true,
        error => cause(error).is_some_and(of_driver),
    }
}

/// Whether SQLite could not open a file that it needs: that of the database, or those that it makes beside it.
pub(crate) fn cannot_open(error: &StoreError) -> bool {
    let (StoreError::Unavailable(Cause(error))
    | StoreError::NotSaved(Cause(error))
    | StoreError::Database(Cause(error))) = error
    else {
        return false;
    };
    match cause(error) {
        Some(sqlx::Error::Database(refused)) => {
            let code = refused.code().and_then(|code| of_sqlite(&code));
            code.is_some_and(|code| CLOSED_FOLDER.contains(&code))
        }
        _ => false,
    }
}

fn cause(error: &DbErr) -> Option<&sqlx::Error> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => Some(cause),
        _ => None,
    }
}

/// The primary code of SQLite, which stands in the lowest byte of an extended one. Those of PostgreSQL have five characters.
fn of_sqlite(code: &str) -> Option<i64> {
    code.parse::<i64>().ok().filter(|_| code.len() < 5).map(|code| code & 0xff)
}

fn of_driver(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => true,
        sqlx::Error::Database(refused) => refused.code().is_some_and(|code| {
            OF_POSTGRES.contains(&&*code) || of_sqlite(&code).is_some_and(|code| OF_SQLITE.contains(&code))
        }),
        _ => false,
    }
}
