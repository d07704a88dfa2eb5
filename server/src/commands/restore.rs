//! `concord restore`: a copy becomes the database, once it has been found whole.

use super::backup::remove_database;
use super::database::{Database, DatabaseFault};
use super::error::CommandError;
use super::guards::first_few;
use super::kept_head::{HeadFault, KeptHead};
use super::key_file::sync_folder_of;
use super::record::{open_store, read_key};
use crate::config::{Config, DatabaseUrl, with_end};
use clap::Args;
use domain::ledger::TreeSize;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use store::{Clock, Store};

/// Make a copy the database, after checking it
///
/// The copy is read, not moved. Its pages, its references and its whole record are checked before it becomes the
/// database. A database that is there is never overwritten: move it away first. The signing key has to be in its file.
///
/// The server keeps the last head that it signed beside the key. A copy that is older than that head lacks entries for
/// which heads were signed, and whoever holds such a head can show that the record was changed. So an older copy is
/// refused. If the newer database is lost for good, --accept-fork takes the copy all the same and puts the head aside,
/// as the proof of how many entries were lost. Tell those who check the record before you go on.
///
/// With PostgreSQL use pg_restore; this command prints the line to use.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord restore /var/backups/concord-2024-10-01.db
  concord restore --accept-fork /var/backups/concord-2024-09-30.db")]
pub struct Restore {
    /// The copy, as `concord backup` made it
    from: PathBuf,

    /// Take a copy that is older than the last head that was signed
    #[arg(long)]
    accept_fork: bool,
}

impl Restore {
    /// # Errors
    /// When there is a database already, or the copy is not whole or older than what was signed.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let file = match &config.database_url {
            DatabaseUrl::Sqlite { file } => file,
            DatabaseUrl::Postgres { .. } => {
                return Err(CommandError::UseTheirTools {
                    what: "`concord restore`",
                    instead: format!(
                        "pg_restore --exit-on-error --dbname='{}' {}",
                        config.database_url,
                        self.from.display()
                    ),
                });
            }
        };
        if let Some(there) = ["", "-wal", "-shm"].map(|end| with_end(file, end)).into_iter().find(|file| file.exists())
        {
            return Err(CommandError::FileExists { file: there });
        }
        let working_copy = with_end(file, ".restoring");
        remove_database(&working_copy);
        let taken = self.take(config, &working_copy, out).await;
        if taken.is_err() {
            remove_database(&working_copy);
        }
        let entries = taken?;
        std::fs::rename(&working_copy, file).map_err(CommandError::file(file))?;
        sync_folder_of(file).map_err(CommandError::file(file))?;
        writeln!(out, "{} is the database now: {entries} entries, all whole.", self.from.display())
            .map_err(CommandError::Output)
    }

    /// Copies, brings to the schema of now, checks, and settles what was signed before.
    async fn take(&self, config: &Config, working_copy: &Path, out: &mut impl Write) -> Result<TreeSize, CommandError> {
        let url = DatabaseUrl::of_file(working_copy);
        let size = self.from.metadata().map_err(CommandError::file(&self.from))?.len();
        if size == 0 {
            return Err(CommandError::EmptyCopy { file: self.from.clone() });
        }
        copy_file(&self.from, working_copy)?;
        let copy = Database::open(&url).await.map_err(|fault| fault.in_file(&self.from))?;
        copy.check_integrity(&self.from).await?;
        if !copy.has_tables().await? {
            return Err(DatabaseFault::NoRecordInFile { file: self.from.clone() }.into());
        }
        copy.migrate().await?;
        let put_back = copy.put_guards_back().await?;
        copy.close().await?;
        if !put_back.is_empty() {
            writeln!(out, "Guards that the copy lacked were put back: {}.", first_few(&put_back))
                .map_err(CommandError::Output)?;
        }

        let store = open_store(config, &url, read_key(config)?, Clock::Machine).await?;
        let settled = self.settle(config, &store, out).await;
        store.close().await?;
        settled
    }

    async fn settle(&self, config: &Config, store: &Store, out: &mut impl Write) -> Result<TreeSize, CommandError> {
        let report = store.verify(None).await.map_err(CommandError::NotWhole)?;
        let kept_head = KeptHead::beside(&config.signing_key_file()?);
        match kept_head.check(store).await {
            Ok(()) => {}
            Err(HeadFault::Shorter { kept, .. } | HeadFault::Rewritten { kept, .. }) if self.accept_fork => {
                let aside = kept_head.put_aside(kept)?;
                say_fork(&aside, kept, report.entries, out).map_err(CommandError::Output)?;
            }
            Err(fault @ (HeadFault::Shorter { .. } | HeadFault::Rewritten { .. })) => {
                return Err(CommandError::Fork { copy: self.from.clone(), fault });
            }
            Err(fault) => return Err(fault.into()),
        }
        kept_head.keep(store).await?;
        Ok(report.entries)
    }
}

/// Byte for byte, so that a copy can be read from where nothing can be written.
fn copy_file(from: &Path, to: &Path) -> Result<(), CommandError> {
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
    writeln!(out, "The copy has {found} entries, and a head over {kept} was signed before. The record forks here:")?;
    writeln!(out, "heads that were signed over more than {found} entries will not agree with it any more.")?;
    writeln!(out, "The head over {kept} was put aside as {}. Tell those who check the record.", aside.display())
}
