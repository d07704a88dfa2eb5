//! The demonstration: a record of the real plans with fictional progress, its clock, its accounts and its key.

use super::backup::remove_database;
use super::database::Database;
use super::error::CommandError;
use super::kept_head::KeptHead;
use super::key_file::{self, KeyFault, sync_folder_of};
use super::record::open_store;
use crate::config::{Config, DatabaseUrl, with_end};
use crate::passwords;
use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::date::Instant;
use domain::event::Progress;
use domain::ids::PersonId;
use domain::ledger::{LogName, RecordKey};
use domain::reporting::ReportingTerms;
use queries::words;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;
use store::{AsOf, Clock, Store};
use thiserror::Error;

/// The password of every account of the demonstration. It is printed at the start and serves this machine only.
const PASSWORD: &str = "demonstration";

/// The name and the secret of the demonstration's key. Anyone can sign with it, and a copy of the database goes on
/// without a key file of its own: it proves how the ledger works, not who wrote it.
const NAME: &str = "demonstration.concord.example/concord";
const SEED: [u8; 32] = *b"demonstration, signed by anybody";

/// Why there is no demonstration.
#[derive(Debug, Error)]
pub enum DemonstrationFault {
    #[error("{0} was left unfinished. Remove it and start again.")]
    Unfinished(DatabaseUrl),
    #[error("{} is not the key of the demonstration. Set CONCORD_SIGNING_KEY_FILE (--signing-key-file) to another file.", .0.display())]
    RealKey(PathBuf),
    #[error("Couldn't create the demonstration: {0}")]
    NotPlayed(#[source] seeds::demo::DemoError),
}

/// September 30, 2024, 9:00 in New York: where the clock of the demonstration starts.
fn start() -> Instant {
    DateTime::from_timestamp(1_727_701_200, 0).unwrap_or_default()
}

/// The clock of a demonstration whose last entry was recorded at `last`. It starts again at each start of the server, but
/// never before the last entry.
pub fn clock(last: Instant) -> Clock {
    Clock::starting_at(start().max(last))
}

/// Makes and fills the database of the demonstration, if there is none.
///
/// # Errors
/// When it cannot be made, or was left unfinished.
pub async fn prepare(config: &Config) -> Result<(), CommandError> {
    ensure_key(config)?;
    match &config.database_url {
        DatabaseUrl::Sqlite { file } if file.exists() => {}
        DatabaseUrl::Sqlite { file } => {
            // Filled beside and then moved into place, so that there is a whole one or none.
            let beside = with_end(file, ".preparing");
            remove_database(&beside);
            fill(config, &DatabaseUrl::of_file(&beside)).await?;
            std::fs::rename(&beside, file).map_err(CommandError::file(file))?;
            sync_folder_of(file).map_err(CommandError::file(file))?;
        }
        DatabaseUrl::Postgres { .. } => {
            let database = Database::open_or_make(&config.database_url).await?;
            database.migrate().await?;
            let has_record = database.has_record().await?;
            database.close().await?;
            if !has_record {
                fill(config, &config.database_url).await?;
            }
        }
    }
    Ok(())
}

/// Makes the database at `url`, plays the demonstration, and gives every account its password last.
async fn fill(config: &Config, url: &DatabaseUrl) -> Result<(), CommandError> {
    let database = Database::open_or_make(url).await?;
    database.migrate().await?;
    database.close().await?;
    let store = open_store(config, url, key(), Clock::standing_at(seeds::demo::begins())).await?;
    store.open_record(Progress::Sample, ReportingTerms::default()).await?;
    seeds::demo::play(&store).await.map_err(DemonstrationFault::NotPlayed)?;
    let hash = passwords::hash(PASSWORD.to_owned()).await?;
    let view = store.view(&Actor::Operator, &AsOf::Now).await?;
    let people: Vec<PersonId> = view.people().await?.into_iter().map(|person| person.value.id).collect();
    // All or none, which tells a demonstration that was left unfinished from one that is used.
    store.set_passwords(&people, &hash, Utc::now()).await?;
    let kept_head = KeptHead::beside(&config.signing_key_file()?);
    // The head of an earlier demonstration is of no use.
    kept_head.forget()?;
    kept_head.keep(&store).await?;
    Ok(store.close().await?)
}

/// The key file of a demonstration is made whenever it is missing.
fn ensure_key(config: &Config) -> Result<(), CommandError> {
    let file = config.signing_key_file()?;
    match key_file::read(&file) {
        Ok(found) if found.verifier() == key().verifier() => Ok(()),
        Ok(_) => Err(DemonstrationFault::RealKey(file).into()),
        Err(KeyFault::Missing { file }) => {
            key_file::write(&file, name(), &SEED)?;
            Ok(())
        }
        Err(fault) => Err(fault.into()),
    }
}

fn key() -> RecordKey {
    RecordKey::from_seed(name(), &SEED)
}

fn name() -> LogName {
    LogName::parse(NAME).expect("the name is written above and has no blank")
}

/// Prints who can sign in, and with what. Accounts that were invited since, and those with a password of their own, are
/// left out.
///
/// # Errors
/// When the record does not answer, or no account has a password: it was left unfinished.
pub async fn print_accounts(store: &Store, url: &DatabaseUrl, out: &mut impl Write) -> Result<(), CommandError> {
    let view = store.view(&Actor::Operator, &AsOf::Now).await?;
    let people = view.people().await?;
    let mut lines = Vec::with_capacity(people.len());
    let mut known: HashMap<String, bool> = HashMap::new();
    for person in people.into_iter().map(|seen| seen.value) {
        let Some(hash) = store.password_hash(person.id).await? else { continue };
        // Those that the demonstration set share one hash, which is looked at once.
        let is_ours = match known.get(&hash) {
            Some(is_ours) => *is_ours,
            None => passwords::is_right(PASSWORD.into(), Some(hash.clone())).await?,
        };
        known.insert(hash, is_ours);
        if person.disabled || !is_ours {
            continue;
        }
        let agency = person.agency.and_then(|id| view.agency(id)).map(|agency| format!(", {}", agency.short_name));
        lines.push(format!("  {:<36} {}{}", person.address, words::role(person.role), agency.unwrap_or_default()));
    }
    if known.is_empty() {
        return Err(DemonstrationFault::Unfinished(url.clone()).into());
    }
    say(&lines, out).map_err(CommandError::Output)
}

fn say(lines: &[String], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Demonstration accounts (password for all: {PASSWORD}):")?;
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::date::Zone;

    #[test]
    fn the_clock_starts_at_nine_in_new_york_on_the_last_day_of_september_2024() {
        assert_eq!(start().to_rfc3339(), "2024-09-30T13:00:00+00:00");
        assert_eq!(Zone::NEW_YORK.day(start()).to_string(), "2024-09-30");
    }

    #[test]
    fn after_a_restart_the_clock_is_not_behind_the_last_entry() {
        let last = start() + chrono::TimeDelta::hours(2);
        assert!(clock(last).now() >= last);
        assert!(clock(start() - chrono::TimeDelta::days(1)).now() >= start());
    }
}
