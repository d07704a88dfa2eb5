//! `concord backup`: a checked copy of an SQLite database, made while the server runs.

use super::database::Database;
use super::error::CommandError;
use super::record::{open_store, read_key};
use crate::config::{Config, DatabaseUrl};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use store::{Clock, VerifyReport};

/// Copy the database to a file, and check the copy
///
/// The copy is the database at one moment. The server may go on meanwhile. Before the copy counts, its pages and
/// references are checked, and its whole record against its ledger. It holds names, addresses and password hashes: keep
/// it as safe as the database.
///
/// The signing key is not in the copy. Keep a copy of the key file apart from it.
///
/// With PostgreSQL use pg_dump; this command prints the line to use.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord backup /var/backups/concord-2024-10-01.db
  concord backup --database-url sqlite:///var/lib/concord/concord.db /mnt/safe/concord.db")]
pub struct Backup {
    /// The file to write. It must not be there yet
    to: PathBuf,
}

impl Backup {
    /// # Errors
    /// When the copy cannot be made, or is not whole. A copy that is not whole is taken away again.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        if let DatabaseUrl::Postgres { .. } = &config.database_url {
            return Err(CommandError::UseTheirTools {
                what: "`concord backup`",
                instead: format!("pg_dump --format=custom --file={} '{}'", self.to.display(), config.database_url),
            });
        }
        if self.to.exists() {
            return Err(CommandError::FileExists { file: self.to });
        }
        let database = Database::open(&config.database_url).await?;
        database.check_schema().await?;
        database.copy_into(&self.to).await?;
        database.close().await?;
        let checked = check_copy(config, &self.to).await;
        if checked.is_err() {
            remove_database(&self.to);
        }
        say(&self.to, config, &checked?, out).map_err(CommandError::Output)
    }
}

/// Whether a copy is sound for the engine, and its record whole.
///
/// # Errors
/// With the first fault that is found.
pub async fn check_copy(config: &Config, copy: &Path) -> Result<VerifyReport, CommandError> {
    let url = DatabaseUrl::of_file(copy);
    let database = Database::open(&url).await?;
    database.check_integrity(copy).await?;
    database.close().await?;
    let store = open_store(config, &url, read_key(config)?, Clock::Machine).await?;
    let verified = store.verify(None).await;
    store.close().await?;
    verified.map_err(CommandError::NotWhole)
}

/// Takes away a database in a file with what SQLite keeps beside it. What is not there is no fault.
pub fn remove_database(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(crate::config::with_end(file, end));
    }
}

fn say(to: &Path, config: &Config, report: &VerifyReport, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(
        out,
        "The copy {} is whole: {} entries, {} row versions.",
        to.display(),
        report.entries,
        report.row_versions
    )?;
    if let Ok(key_file) = config.signing_key_file() {
        writeln!(out, "The signing key is not in it. Keep a copy of {} apart from it.", key_file.display())?;
    }
    Ok(())
}
