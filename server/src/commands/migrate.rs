//! `concord migrate`: creates the database and its key, or upgrades the schema.

use super::database::Database;
use super::error::CommandError;
use super::guards::first_few;
use super::kept_head::KeptHead;
use super::key_file::{self, KeyFault};
use super::record::{open_store, read_key};
use crate::config::{Config, DatabaseUrl};
use clap::Args;
use domain::event::Progress;
use domain::ledger::{RecordKey, SignedCheckpoint};
use std::io::{ErrorKind, Write};
use store::{Clock, StoreError};

/// Create the database and signing key, or upgrade the schema
///
/// The first time, this creates the database and the key that signs its audit log, in a file of its own. Store a copy of
/// the key file apart from the database backups. You need both. Backups don't include the key.
///
/// Later it upgrades the database to the schema of this version. Stop the server and make a backup first. If it is
/// interrupted, run it again: it continues where it stopped. It changes only an empty database or one of Concord.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  concord migrate
  concord migrate --database-url sqlite:///var/lib/concord/concord.db \\
    --public-url https://concord.example.gov
  CONCORD_DATABASE_URL=postgres://concord:secret@localhost/concord \\
    concord migrate --signing-key-file /var/lib/concord/concord.key \\
    --public-url https://concord.example.gov")]
pub struct Migrate {}

impl Migrate {
    /// # Errors
    /// When the database cannot be made or changed, or the key of a record that was begun is missing.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        let url = &config.database_url;
        let key_file = config.signing_key_file()?;
        let kept_head = KeptHead::beside(&key_file);
        // Read before the database is looked at: another `concord migrate` keeps its head after it has begun the record.
        let kept = kept_head.read()?;
        if let (Some(kept), DatabaseUrl::Sqlite { file }) = (&kept, url)
            && !file.exists()
        {
            return Err(kept_head.gone(kept).into());
        }
        let database = Database::open_or_make(url).await?;
        if let Some(kept) = &kept
            && database.is_to_begin().await?
        {
            return Err(kept_head.gone(kept).into());
        }
        look_at_key_first(config, &database).await?;
        let steps = database.migrate().await?;
        let put_back = database.put_guards_back().await?;
        let has_record = database.has_record().await?;
        database.close().await?;

        let (key, key_is_new) = key(config, has_record)?;
        let verifier = key.verifier();
        let store = open_store(config, url, key, Clock::Machine).await?;
        if has_record {
            kept_head.check(&store).await?;
        }
        let is_begun = store.open_record(Progress::Real, config.reporting_terms()).await?;
        kept_head.keep(&store).await?;
        store.close().await?;

        if !put_back.is_empty() {
            writeln!(out, "Restored guards that were missing or changed: {}.", first_few(&put_back))
                .map_err(CommandError::Output)?;
        }
        let done = Done { steps, key_is_new, is_begun };
        done.say(config, out).map_err(CommandError::Output)?;
        writeln!(out, "Public key: {verifier}").map_err(CommandError::Output)
    }
}

/// Before anything is changed: a record that was begun has its key, which signed its last checkpoint, and where one is to be made its name is known.
async fn look_at_key_first(config: &Config, database: &Database) -> Result<(), CommandError> {
    let has_record = database.is_ours().await? && database.has_record().await?;
    match read_key(config) {
        Err(CommandError::Key(KeyFault::Missing { .. })) if !has_record => config.new_record_name().map(drop)?,
        read => {
            let verifier = read?.verifier();
            let is_signed =
                |text: String| SignedCheckpoint::parse(&text).is_ok_and(|signed| signed.verify(&verifier).is_ok());
            if has_record && !database.checkpoint().await?.is_some_and(is_signed) {
                return Err(StoreError::NotItsKey.into());
            }
        }
    }
    Ok(())
}

/// The key that is there. A record that was begun never gets a new one: it could not be checked against its old heads.
fn key(config: &Config, has_record: bool) -> Result<(RecordKey, bool), CommandError> {
    match read_key(config) {
        Err(CommandError::Key(KeyFault::Missing { file })) if !has_record => {
            match key_file::make(&file, config.new_record_name()?) {
                // Another `concord migrate` made one just now.
                Err(KeyFault::File { cause, .. }) if cause.kind() == ErrorKind::AlreadyExists => {
                    read_key(config).map(|key| (key, false))
                }
                made => Ok((made?, true)),
            }
        }
        read => read.map(|key| (key, false)),
    }
}

struct Done {
    steps: usize,
    key_is_new: bool,
    is_begun: bool,
}

impl Done {
    fn say(&self, config: &Config, out: &mut impl Write) -> std::io::Result<()> {
        match self.steps {
            0 => writeln!(out, "The schema of {} is up to date.", config.database_url)?,
            _ if self.is_begun => writeln!(out, "Created the tables of {}.", config.database_url)?,
            _ => writeln!(out, "Upgraded the schema of {}.", config.database_url)?,
        }
        match config.signing_key_file() {
            Ok(file) if self.key_is_new => {
                writeln!(out, "Created signing key {}. Store a copy apart from the database.", file.display())?;
            }
            Ok(file) if self.is_begun => {
                writeln!(
                    out,
                    "Using the existing signing key {}. If it belongs to a database that was lost,",
                    file.display()
                )?;
                writeln!(out, "remove this database and restore that one with `concord restore`.")?;
            }
            Ok(_) | Err(_) => {}
        }
        if self.is_begun {
            writeln!(out, "Database ready. Next: `concord import --shipped`, then `concord user add`.")?;
        }
        Ok(())
    }
}
