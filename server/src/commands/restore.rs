//! `concord restore`: a copy becomes the database, once it has been found whole.

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
/// With PostgreSQL use pg_restore; this command prints the line to use. If the database that was put back is older than the
/// last head, run `concord restore --accept-fork` without a copy, on each machine that keeps a head: it checks the database
/// as it is now, brings it up to date, and puts the head aside.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord restore /var/backups/concord-2024-10-01.db
  concord restore --accept-fork /var/backups/concord-2024-09-30.db
  concord restore --accept-fork")]
pub struct Restore {
    /// The copy, as `concord backup` made it. Without one, --accept-fork takes the database that is in its place already
    #[arg(required_unless_present = "accept_fork")]
    from: Option<PathBuf>,

    /// Take a copy that is older than the last head that was signed
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
                     older than a head that was signed, and the newer one is lost for good: `concord restore --accept-fork`.",
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
        writeln!(out, "{} is the database now: {}, all whole.", from.display(), counted(entries))
            .map_err(CommandError::Output)
    }

    /// Copies, brings to the schema of now, checks, and settles what was signed before.
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

/// The database that pg_restore, or somebody by hand, has put in its place: checked as a copy is, and taken though it is
/// older than what was signed.
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
        writeln!(out, "{url} is the database now: {entries}, all whole.")
    } else {
        writeln!(out, "{url} continues the head that was signed last: {entries}, all whole. Nothing forks.")
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
    writeln!(out, "Guards that the copy lacked were put back: {}.", first_few(&put_back)).map_err(CommandError::Output)
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
    writeln!(out, "The copy has {found}, and a head over {kept} was signed before. It forks here:")?;
    writeln!(out, "heads that were signed over more than {found} will not agree with it any more.")?;
    writeln!(out, "The head over {kept} was put aside as {}. Tell those who check the record.", aside.display())
}
