//! Reading an SQLite file on the thread that asks, beside the pool.
//!
//! The pool reads on threads of its own and hands every row over. Where that costs more than reading (three rows for every
//! request, all rows when a server starts) SQLite is asked directly. Nothing is written this way.

use rusqlite::{Connection, OpenFlags};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// The file that the address of a database names. `None` for a server.
pub(crate) fn file_of(url: &str) -> Option<PathBuf> {
    let options = url.starts_with("sqlite:").then(|| SqliteConnectOptions::from_str(url).ok()).flatten()?;
    Some(options.get_filename().to_owned())
}

/// A connection that only reads. It waits so long for anyone who keeps it from that.
pub(crate) fn reader_of(file: &Path, waits: Duration) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(waits)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}
