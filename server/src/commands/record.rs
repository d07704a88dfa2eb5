//! Opening the record as a command needs it: with its key, its clock, and what was signed before.

use super::database::Database;
use super::demonstration;
use super::error::CommandError;
use super::kept_head::KeptHead;
use super::key_file;
use crate::config::{Config, ConfigFault, DatabaseUrl};
use domain::Event;
use domain::event::Progress;
use domain::ledger::{RecordKey, Seq};
use store::{Clock, Store, StoreError, StoreOptions};

/// A record that was begun.
#[derive(Debug)]
pub struct Record {
    pub store: Store,
    /// Whether its progress is real or fictional, as its first entry says.
    pub progress: Progress,
    pub kept_head: KeptHead,
    pub url: DatabaseUrl,
}

impl Record {
    /// Opens a record, whatever it holds. A demonstration gets its own clock.
    ///
    /// # Errors
    /// When there is none, its key is missing, or a setting does not fit it.
    pub async fn open(config: &Config) -> Result<Record, CommandError> {
        let url = config.database_url.clone();
        let key_file = config.signing_key_file()?;
        check_begun(&url).await?;
        let store = open_store(config, &url, read_key(config)?, Clock::Machine).await?;
        let progress = beginning(config, &store, &url).await?;
        let store = match progress {
            Progress::Real => store,
            Progress::Sample => {
                let clock = demonstration::clock(store.head().await?.recorded_at);
                store.close().await?;
                open_store(config, &url, read_key(config)?, clock).await?
            }
        };
        Ok(Record { store, progress, kept_head: KeptHead::beside(&key_file), url })
    }

    /// Opens a record that continues what was signed before, so that more may be signed.
    ///
    /// # Errors
    /// As [`Record::open`], when another key signed it, and when the database is older than the last head that was signed.
    pub async fn open_to_sign(config: &Config) -> Result<Record, CommandError> {
        let record = Record::open(config).await?;
        record.may_be_signed().await?;
        Ok(record)
    }

    /// Whether it continues what was signed before, so that more may be signed.
    ///
    /// # Errors
    /// When the database is older than the last head that was signed, or another key signed it.
    pub async fn may_be_signed(&self) -> Result<(), CommandError> {
        self.kept_head.check(&self.store).await?;
        Ok(self.store.check_key().await?)
    }

    /// Opens a real record for a change from the command line. A demonstration runs on a clock of its own and is
    /// changed through its pages only.
    ///
    /// # Errors
    /// As [`Record::open_to_sign`], and for a demonstration.
    pub async fn open_to_write(config: &Config) -> Result<Record, CommandError> {
        let record = Record::open_to_sign(config).await?;
        match record.progress {
            Progress::Real => Ok(record),
            Progress::Sample => Err(CommandError::SampleRecord { database: record.url }),
        }
    }

    /// Keeps the head that was signed last, and closes the database.
    ///
    /// # Errors
    /// When either fails. What was committed stays.
    pub async fn close(self) -> Result<(), CommandError> {
        self.kept_head.keep(&self.store).await?;
        self.leave().await
    }

    /// Closes the database of which nothing was asked but to be read: nothing is written beside it either.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn leave(self) -> Result<(), CommandError> {
        Ok(self.store.close().await?)
    }
}

/// Opens the store of a database that has the current schema.
///
/// # Errors
/// When the database does not answer.
pub async fn open_store(config: &Config, url: &DatabaseUrl, key: RecordKey, clock: Clock) -> Result<Store, StoreError> {
    let (url, zone) = (url.with_password(), config.zone);
    Store::open_within(StoreOptions { url, zone, clock, key }, config.connection_limits()).await
}

/// The key of the record, if it is that of the name that was set.
///
/// # Errors
/// When the file has no key, or one of another name.
pub fn read_key(config: &Config) -> Result<RecordKey, CommandError> {
    let key = key_file::read(&config.signing_key_file()?)?;
    match &config.record_name {
        Some(asked) if asked != key.name() => {
            let (asked, of_key) = (asked.to_string(), key.name().to_string());
            Err(ConfigFault::OtherRecordName { asked, of_key }.into())
        }
        Some(_) | None => Ok(key),
    }
}

async fn check_begun(url: &DatabaseUrl) -> Result<(), CommandError> {
    let database = Database::open(url).await?;
    database.check_schema().await?;
    let has_record = database.has_record().await?;
    database.close().await?;
    if has_record { Ok(()) } else { Err(CommandError::NoRecord { database: url.clone() }) }
}

/// What the first entry states permanently: real or fictional progress, and the time zone.
async fn beginning(config: &Config, store: &Store, url: &DatabaseUrl) -> Result<Progress, CommandError> {
    let first = store.entries(Seq::FIRST, Seq::FIRST, 1).await?.pop();
    match first.and_then(|entry| entry.event) {
        Some(Event::RecordOpened { zone, progress, .. }) if zone == config.zone.to_string() => Ok(progress),
        Some(Event::RecordOpened { zone, .. }) => {
            Err(ConfigFault::OtherZone { asked: config.zone.to_string(), begun_in: zone }.into())
        }
        _ => Err(CommandError::UnknownBeginning { database: url.clone() }),
    }
}
