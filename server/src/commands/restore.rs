//! `concord restore`: a backup becomes the database, once it was checked.

use super::backup::remove_database;
use super::database::{Database, DatabaseFault};
use super::error::CommandError;
use super::guards::first_few;
use super::kept_head::{HeadFault, KeptHead, counted};
use super::key_file::sync_folder_of;
use super::record::{open_store, read_key};
use crate::config::{Config, DatabaseUrl, with_end};
use clap::Args;
use domain::ledger::TreeSize;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use store::{Clock, Store};

/// Restore a backup after checking it
///
/// The backup is read, not moved. Its pages, references, and log are checked before it becomes the database. An existing
/// database is never overwritten: move it away first. The signing key must be in its file.
///
/// The server saves its last signed checkpoint beside the key. A backup that is older than that checkpoint lacks log
/// entries that were signed, and anyone who has such a checkpoint can show that the log was changed. So an older backup is
/// refused. If the newer database is permanently lost, --accept-fork restores it anyway and saves the checkpoint as
/// evidence of how many entries were lost. Notify your auditors before you go on.
///
/// With PostgreSQL, use pg_restore; this command prints the line to use. If the restored database is older than the last
/// checkpoint, run `concord restore --accept-fork` without a backup, on each machine that keeps a checkpoint: it checks the
/// database as it is now, upgrades it, and sets the checkpoint aside.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord restore /var/backups/concord-2024-10-01.db
  concord restore --accept-fork /var/backups/concord-2024-09-30.db
  concord restore --accept-fork")]
pub struct Restore {
    /// The backup file, made by `concord backup`. Without one, --accept-fork takes the database that is in place
    #[arg(required_unless_present = "accept_fork")]
    from: Option<PathBuf>,

    /// Restore a backup that is older than the last signed checkpoint
    #[arg(long)]
    accept_fork: bool,
}

impl Restore {
    /// # Errors
    /// When there is a database already, or the copy is not whole or older than what was signed.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        match (&config.database_url, &self.from) {
            (_, None) => accept_what_is_there(config, out).await,
            (DatabaseUrl::Sqlite { file }, Some(from)) => self.take_copy(config, file, from, out).await,
            (DatabaseUrl::Postgres { .. }, Some(from)) => Err(CommandError::UseTheirTools {
                what: "`concord restore COPY`",
                instead: format!(
                    "pg_restore --exit-on-error --dbname='{}' {}\nThen run `concord verify`. If it says that the database is \
                     older than a signed checkpoint, and the newer one is permanently lost: `concord restore --accept-fork`.",
                    config.database_url,
                    from.display()
                ),
            }),
        }
    }

    async fn take_copy(
        &self,
        config: &Config,
        file: &Path,
        from: &Path,
        out: &mut impl Write,
    ) -> Result<(), CommandError> {
        if let Some(there) = ["", "-wal", "-shm"].map(|end| with_end(file, end)).into_iter().find(|file| file.exists())
        {
            return Err(CommandError::FileExists { file: there });
        }
        let working_copy = with_end(file, ".restoring");
        remove_database(&working_copy);
        let taken = self.take(config, from, &working_copy, out).await;
        if taken.is_err() {
            remove_database(&working_copy);
        }
        let entries = taken?;
        std::fs::rename(&working_copy, file).map_err(CommandError::file(file))?;
        sync_folder_of(file).map_err(CommandError::file(file))?;
        writeln!(out, "Restored {}: {}, verified.", from.display(), counted(entries)).map_err(CommandError::Output)
    }

    /// Copies, upgrades to the current schema, checks, and settles what was signed before.
    async fn take(
        &self,
        config: &Config,
        from: &Path,
        working_copy: &Path,
        out: &mut impl Write,
    ) -> Result<TreeSize, CommandError> {
        let url = DatabaseUrl::of_file(working_copy);
        let size = from.metadata().map_err(CommandError::file(from))?.len();
        if size == 0 {
            return Err(CommandError::EmptyCopy { file: from.to_owned() });
        }
        if !is_database(from)? {
            return Err(CommandError::NotADatabase { file: from.to_owned() });
        }
        copy_file(from, working_copy)?;
        let copy = Database::open(&url).await.map_err(|fault| fault.in_file(from))?;
        copy.check_integrity(from).await?;
        if !copy.has_tables().await? {
            return Err(DatabaseFault::NoRecordInFile { file: from.to_owned() }.into());
        }
        bring_up_to_date(&copy, out).await?;
        copy.close().await?;

        let store = open_store(config, &url, read_key(config)?, Clock::Machine).await?;
        let settled = self.settle(config, from, &store, out).await;
        store.close().await?;
        settled
    }

    async fn settle(
        &self,
        config: &Config,
        from: &Path,
        store: &Store,
        out: &mut impl Write,
    ) -> Result<TreeSize, CommandError> {
        let entries = store.verify(None).await.map_err(CommandError::NotWhole)?.entries;
        let kept_head = KeptHead::beside(&config.signing_key_file()?);
        match kept_head.check(store).await {
            Err(fault @ (HeadFault::Shorter { .. } | HeadFault::Rewritten { .. })) if !self.accept_fork => {
                Err(CommandError::Fork { copy: from.to_owned(), fault })
            }
            checked => {
                settle_fork(&kept_head, store, checked, entries, out).await?;
                Ok(entries)
            }
        }
    }
}

/// The database that pg_restore, or an operator by hand, has put in its place: checked as a backup is, and taken though it
/// is older than what was signed.
async fn accept_what_is_there(config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
    let (url, key) = (&config.database_url, read_key(config));
    let database = Database::open(url).await?;
    match database.check_schema().await {
        Ok(()) | Err(DatabaseFault::OlderSchema { .. }) => {}
        Err(fault) => return Err(fault.into()),
    }
    if !database.has_record().await? {
        return Err(CommandError::NoRecord { database: url.clone() });
    }
    let key = key?;
    if let DatabaseUrl::Sqlite { file } = url {
        database.check_integrity(file).await?;
    }
    bring_up_to_date(&database, out).await?;
    database.close().await?;

    let store = open_store(config, url, key, Clock::Machine).await?;
    let entries = store.verify(None).await.map_err(CommandError::NotWhole)?.entries;
    let kept_head = KeptHead::beside(&config.signing_key_file()?);
    let checked = kept_head.check(&store).await;
    let forks = settle_fork(&kept_head, &store, checked, entries, out).await?;
    store.close().await?;
    let entries = counted(entries);
    let said = if forks {
        writeln!(out, "Restored {url}: {entries}, verified.")
    } else {
        writeln!(out, "{url} continues the last signed checkpoint: {entries}, verified. The log does not diverge.")
    };
    said.map_err(CommandError::Output)
}

/// Puts a head aside that the record does not continue, and keeps its own. Returns whether it forks.
async fn settle_fork(
    kept_head: &KeptHead,
    store: &Store,
    checked: Result<(), HeadFault>,
    entries: TreeSize,
    out: &mut impl Write,
) -> Result<bool, CommandError> {
    let forks = match checked {
        Ok(()) => false,
        Err(HeadFault::Shorter { kept, .. } | HeadFault::Rewritten { kept, .. }) => {
            let aside = kept_head.put_aside(kept)?;
            say_fork(&aside, kept, entries, out).map_err(CommandError::Output)?;
            true
        }
        Err(fault) => return Err(fault.into()),
    };
    kept_head.keep(store).await?;
    Ok(forks)
}

async fn bring_up_to_date(database: &Database, out: &mut impl Write) -> Result<(), CommandError> {
    database.migrate().await?;
    let put_back = database.put_guards_back().await?;
    if put_back.is_empty() {
        return Ok(());
    }
    writeln!(out, "Restored guards that the backup lacked: {}.", first_few(&put_back)).map_err(CommandError::Output)
}

/// Whether a file begins as SQLite's do.
fn is_database(file: &Path) -> Result<bool, CommandError> {
    const BEGINNING: &[u8] = b"SQLite format 3\0";
    let mut beginning = Vec::with_capacity(BEGINNING.len());
    let opened = File::open(file).map_err(CommandError::file(file))?;
    opened.take(BEGINNING.len() as u64).read_to_end(&mut beginning).map_err(CommandError::file(file))?;
    Ok(beginning == BEGINNING)
}

/// Byte for byte, so that a copy can be read from where nothing can be written.
pub fn copy_file(from: &Path, to: &Path) -> Result<(), CommandError> {
    let log = with_end(from, "-wal");
    if log.metadata().is_ok_and(|log| log.len() > 0) {
        return Err(CommandError::InUse { file: from.to_owned(), log });
    }
    let mut original = File::open(from).map_err(CommandError::file(from))?;
    let mut copy =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(to).map_err(CommandError::file(to))?;
    io::copy(&mut original, &mut copy).and_then(|_| copy.sync_all()).map_err(CommandError::file(to))
}

fn say_fork(aside: &Path, kept: TreeSize, found: TreeSize, out: &mut impl Write) -> io::Result<()> {
    let found = counted(found);
    writeln!(out, "The backup has {found}, and an earlier checkpoint covers {kept}.")?;
    writeln!(out, "The log now diverges from earlier checkpoints: those over more than {found} no longer match it.")?;
    writeln!(out, "Saved the earlier checkpoint as {}. Notify your auditors.", aside.display())
}
