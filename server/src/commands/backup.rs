//! `concord backup`: a checked copy of an SQLite database, made while the server runs.

use super::database::{Database, DatabaseFault};
use super::disk::{folder_of, free_bytes, size};
use super::error::CommandError;
use super::key_file::sync_folder_of;
use super::last_backup::LastBackup;
use super::record::read_key;
use super::restore::copy_file;
use crate::config::{Config, DatabaseUrl, with_end};
use clap::Args;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use store::{UnsignedRecord, VerifyReport};

/// Back up the database to a file, and check the backup
///
/// The backup is the database at one moment. The server can keep running. Concord checks the copy before it reports
/// success: pages, references, and the record against its log. The backup holds names, addresses, and password hashes.
/// Protect it like the database. During the check its name ends in `.unfinished`, so a run that is killed or runs out of
/// disk space leaves no file that looks like a backup.
///
/// The database of an earlier version is backed up as it is, before `concord migrate`; `concord restore` upgrades it.
///
/// The backup doesn't include the signing key. Back up the key file separately.
///
/// With PostgreSQL, use pg_dump; this command prints the line to use.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord backup /var/backups/concord-2024-10-01.db
  concord backup --database-url sqlite:///var/lib/concord/concord.db /mnt/safe/concord.db")]
pub struct Backup {
    /// The file to write. It must not exist, or be empty
    to: PathBuf,
}

impl Backup {
    /// # Errors
    /// When the copy cannot be made, or is not whole. Then nothing is left of it.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let DatabaseUrl::Sqlite { file: original } = &config.database_url else {
            return Err(CommandError::UseTheirTools {
                what: "`concord backup`",
                instead: format!("pg_dump --format=custom --file={} '{}'", self.to.display(), config.database_url),
            });
        };
        let database = Database::open(&config.database_url).await?;
        let is_older = match database.check_schema().await {
            Ok(()) => false,
            Err(DatabaseFault::OlderSchema { .. }) => true,
            Err(fault) => return Err(fault.into()),
        };
        let unfinished = Unfinished::begin(&self.to)?;
        let copied = database.copy_into(&unfinished.file).await;
        database.close().await?;
        copied.map_err(|cause| not_copied(&self.to, original, cause))?;
        let report = check_copy(config, &unfinished.file, is_older).await?;
        unfinished.finish(&self.to)?;
        let made = LastBackup::of(&self.to, report.entries);
        if let Err(cause) = made.keep(original) {
            let _ = writeln!(io::stderr(), "The backup is done, but `concord doctor` will not show it: {cause}");
        }
        say(&self.to, config, &report, out).map_err(CommandError::Output)
    }
}

/// A copy that does not count yet. It lies beside its place under a name of its own, so that a file with the name of a
/// backup is complete: a run that is killed or finds no room leaves none.
struct Unfinished {
    file: PathBuf,
    /// Locked as long as a backup goes on here. What a killed run left is not.
    lock: File,
    has_its_name: bool,
}

impl Unfinished {
    fn begin(to: &Path) -> Result<Unfinished, CommandError> {
        refuse_to_overwrite(to)?;
        let file = with_end(to, ".unfinished");
        let failed = |cause| CommandError::File { file: file.clone(), cause };
        let lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&file);
        let lock = lock.map_err(failed)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(CommandError::BackupRuns { file }),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
            Ok(()) => {}
        }
        // The other run may have finished between the two, and then this is its copy.
        let is_still_there = std::fs::metadata(&file).and_then(|named| Ok(named.ino() == lock.metadata()?.ino()));
        if !is_still_there.unwrap_or(false) {
            return Err(CommandError::BackupRuns { file });
        }
        lock.set_len(0).map_err(failed)?;
        Ok(Unfinished { file, lock, has_its_name: false })
    }

    /// Gives the copy its name. An empty file that an earlier run left there holds nothing and is replaced.
    fn finish(mut self, to: &Path) -> Result<(), CommandError> {
        refuse_to_overwrite(to)?;
        let failed = |cause| CommandError::File { file: to.to_owned(), cause };
        self.lock.sync_all().map_err(failed)?;
        std::fs::rename(&self.file, to).map_err(failed)?;
        // From here on another run may use the name.
        self.has_its_name = true;
        sync_folder_of(to).map_err(failed)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.has_its_name {
            remove_database(&self.file);
        }
    }
}

fn refuse_to_overwrite(to: &Path) -> Result<(), CommandError> {
    let holds_something = |there: std::fs::Metadata| !there.is_file() || there.len() > 0;
    if to.symlink_metadata().is_ok_and(holds_something) {
        return Err(CommandError::FileExists { file: to.to_owned() });
    }
    Ok(())
}

fn not_copied(to: &Path, original: &Path, cause: DatabaseFault) -> CommandError {
    // Then no other place helps.
    if matches!(cause, DatabaseFault::Damaged { .. }) {
        return cause.into();
    }
    let needed = original.metadata().map(|file| file.len()).unwrap_or_default();
    let room = match free_bytes(folder_of(to)) {
        Ok(free) => format!("The database has {}, and {} are free there.", size(needed), size(free)),
        Err(_) => format!("The database has {}.", size(needed)),
    };
    CommandError::NotCopied { to: to.to_owned(), cause, room }
}

/// Whether a copy is sound for the engine, and its record whole. The copy stays as it is: where its schema is that of an
/// earlier version, a copy of it is brought up to date and checked, as a restore would do.
///
/// # Errors
/// With the first fault that is found.
async fn check_copy(config: &Config, copy: &Path, is_older: bool) -> Result<VerifyReport, CommandError> {
    let database = Database::open(&DatabaseUrl::of_file(copy)).await?;
    database.check_integrity(copy).await?;
    database.close().await?;
    if !is_older {
        return check_record(config, copy).await;
    }
    let trial = Trial(with_end(copy, ".trial"));
    remove_database(&trial.0);
    copy_file(copy, &trial.0)?;
    let database = Database::open(&DatabaseUrl::of_file(&trial.0)).await?;
    database.migrate().await?;
    database.close().await?;
    check_record(config, &trial.0).await
}

/// A copy of a copy, which is always removed.
struct Trial(PathBuf);

impl Drop for Trial {
    fn drop(&mut self) {
        remove_database(&self.0);
    }
}

async fn check_record(config: &Config, copy: &Path) -> Result<VerifyReport, CommandError> {
    let record = UnsignedRecord::open(&DatabaseUrl::of_file(copy).with_password()).await?;
    let verified = record.verify(&read_key(config)?.verifier(), &[]).await.found;
    record.close().await?;
    verified.map_err(CommandError::NotWhole)
}

/// Takes away a database in a file with what SQLite keeps beside it. What is not there is no fault.
pub fn remove_database(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(with_end(file, end));
    }
}

fn say(to: &Path, config: &Config, report: &VerifyReport, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "Backup {} verified: {} log entries, {} item versions.",
        to.display(),
        report.entries,
        report.row_versions
    )?;
    if let Ok(key_file) = config.signing_key_file() {
        writeln!(out, "It doesn't include the signing key. Back up {} separately.", key_file.display())?;
    }
    Ok(())
}
