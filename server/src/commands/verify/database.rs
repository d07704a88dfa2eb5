//! Checking the database: its log and rows, its guards, its pages. The result is always saved.

use crate::commands::database::{Database, DatabaseFault};
use crate::commands::demonstration;
use crate::commands::error::CommandError;
use crate::commands::kept_head::{HeadFault, KeptHead};
use crate::commands::record::read_key;
use crate::config::{Config, ConfigFault, DatabaseUrl};
use chrono::Utc;
use domain::Event;
use domain::date::Instant;
use domain::event::Progress;
use domain::ledger::{Seq, SignedCheckpoint, VerifierKey};
use std::io::{self, Write};
use store::{Checked, LedgerCheck, UnsignedRecord, VerifyFault, VerifyReport};

/// Checks the database against the public key, the head beside the signing key and one that was kept elsewhere. Returns what was
/// found, the key, and the triggers that Concord did not make.
///
/// # Errors
/// With the first fault that was found, or why nothing could be checked.
pub async fn verify(
    config: &Config,
    older: Option<SignedCheckpoint>,
    expected: Option<VerifierKey>,
) -> Result<(VerifyReport, VerifierKey, Vec<String>), CommandError> {
    let url = &config.database_url;
    let database = Database::open(url).await?;
    database.check_schema().await?;
    let (key, kept_head) = public_key(config, expected)?;
    let record = UnsignedRecord::open(&url.with_password()).await?;
    let beginning = Beginning::read(&record).await;
    beginning.check(config, &record, older.is_some() || kept_head.is_some()).await?;
    let check = Check { config, key: &key, older, kept_head };
    let (last, checked) = check.whole(&record, &database).await;
    if was_checked(&checked) {
        keep(&record, &beginning, last, &checked).await;
    }
    let foreign = database.check_guards().await.map(|guards| guards.foreign).unwrap_or_default();
    let (database_closed, record_closed) = (database.close().await, record.close().await);
    // What was found matters more than how it ended.
    let report = checked?;
    database_closed?;
    record_closed?;
    Ok((report, key, foreign))
}

/// The key that --key gives, or the public half of the signing key; and the head that is kept beside that, with its place.
fn public_key(
    config: &Config,
    expected: Option<VerifierKey>,
) -> Result<(VerifierKey, Option<(KeptHead, SignedCheckpoint)>), CommandError> {
    let key = match (read_key(config), expected) {
        (Ok(key), Some(expected)) if key.verifier() != expected => {
            let found = key.verifier().to_string();
            return Err(CommandError::OtherKey { expected: expected.to_string(), found });
        }
        (_, Some(expected)) => expected,
        (key, None) => key?.verifier(),
    };
    let Ok(key_file) = config.signing_key_file() else { return Ok((key, None)) };
    let place = KeptHead::beside(&key_file);
    let head = place.read()?;
    Ok((key, head.map(|head| (place, head))))
}

struct Check<'a> {
    config: &'a Config,
    key: &'a VerifierKey,
    older: Option<SignedCheckpoint>,
    kept_head: Option<(KeptHead, SignedCheckpoint)>,
}

impl Check<'_> {
    /// The last entry that was read, and what was found.
    async fn whole(
        &self,
        record: &UnsignedRecord,
        database: &Database,
    ) -> (Option<Seq>, Result<VerifyReport, CommandError>) {
        let heads = self.older.iter().chain(self.kept_head.iter().map(|(_, head)| head)).collect::<Vec<_>>();
        let Checked { last, found } = record.verify(self.key, &heads).await;
        (last, self.with_the_rest(found, database).await)
    }

    /// The first entry that breaks is named before anything else, because it says most. Damaged pages come before the words
    /// of an engine that stumbled over one.
    async fn with_the_rest(
        &self,
        walked: Result<VerifyReport, VerifyFault>,
        database: &Database,
    ) -> Result<VerifyReport, CommandError> {
        let walked = match walked {
            Err(fault) if !is_of_the_engine(&fault) => return Err(self.in_words(fault)),
            walked => walked,
        };
        if let DatabaseUrl::Sqlite { file } = &self.config.database_url {
            database.check_integrity(file).await?;
        }
        if matches!(walked, Err(VerifyFault::Damaged(_))) {
            return walked.map_err(CommandError::NotWhole);
        }
        let guards = database.check_guards().await?;
        if !guards.lost.is_empty() {
            return Err(CommandError::GuardsLost { lost: guards.lost });
        }
        walked.map_err(CommandError::NotWhole)
    }

    /// A fault that the kept head shows names its file.
    fn in_words(&self, fault: VerifyFault) -> CommandError {
        let Some((place, head)) = &self.kept_head else { return CommandError::NotWhole(fault) };
        let (file, kept) = (place.file().to_owned(), head.unverified().size);
        let shown_by_other = self.older.as_ref().is_some_and(|older| older.unverified().size >= kept);
        match fault {
            VerifyFault::Shorter { older, found } if older == kept && !shown_by_other => {
                HeadFault::Shorter { file, kept, found }.into()
            }
            VerifyFault::Rewritten { older } if older == kept && !shown_by_other => {
                HeadFault::Rewritten { file, kept }.into()
            }
            VerifyFault::OlderSignature(reason) if self.older.is_none() => HeadFault::Signature { file, reason }.into(),
            fault => CommandError::NotWhole(fault),
        }
    }
}

/// Whether the engine could not read on, rather than that something else was read than was recorded.
fn is_of_the_engine(fault: &VerifyFault) -> bool {
    matches!(fault, VerifyFault::Damaged(_) | VerifyFault::Store(_))
}

/// What the first entry says, as far as it reads. An entry that does not is for the check to find.
struct Beginning(Option<(String, Progress)>);

impl Beginning {
    async fn read(record: &UnsignedRecord) -> Beginning {
        let first = record.first_entry().await.ok().flatten().and_then(|first| first.event);
        Beginning(match first {
            Some(Event::RecordOpened { zone, progress, .. }) => Some((zone, progress)),
            _ => None,
        })
    }

    /// A database in which nothing was begun is no fault, unless a head says that there was something.
    async fn check(&self, config: &Config, record: &UnsignedRecord, was_signed: bool) -> Result<(), CommandError> {
        match &self.0 {
            Some((zone, _)) if *zone != config.zone.to_string() => {
                Err(ConfigFault::OtherZone { asked: config.zone.to_string(), begun_in: zone.clone() }.into())
            }
            None if !was_signed && matches!(record.last_entry().await, Ok(None)) => {
                Err(CommandError::NoRecord { database: config.database_url.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Now, at the record's own clock.
    async fn now(&self, record: &UnsignedRecord) -> Instant {
        match (&self.0, record.recorded_at().await) {
            (Some((_, Progress::Sample)), Ok(Some(last))) => demonstration::clock(last).now(),
            _ => Utc::now(),
        }
    }
}

/// What could not be checked says nothing of the record.
fn was_checked(checked: &Result<VerifyReport, CommandError>) -> bool {
    match checked {
        Ok(_)
        | Err(CommandError::GuardsLost { .. } | CommandError::Head(_))
        | Err(CommandError::Database(DatabaseFault::Damaged { .. })) => true,
        Err(CommandError::NotWhole(fault)) => !matches!(fault, VerifyFault::Store(_)),
        Err(_) => false,
    }
}

/// Keeps when the record was checked, to which entry, by which version, and what was found. A check that cannot be saved
/// is still a check.
async fn keep(
    record: &UnsignedRecord,
    beginning: &Beginning,
    last: Option<Seq>,
    checked: &Result<VerifyReport, CommandError>,
) {
    let (fault, fault_entry) = match checked {
        Ok(_) => (None, None),
        Err(CommandError::NotWhole(fault)) => (Some(fault.to_string()), fault.seq()),
        Err(CommandError::Database(DatabaseFault::Damaged { found, .. })) => {
            (Some(format!("the database file is damaged: {found}")), None)
        }
        // What to do stands on the lines below the first, and is for the operator.
        Err(other) => (other.to_string().lines().next().map(str::to_owned), None),
    };
    let (at, version) = (beginning.now(record).await, env!("CARGO_PKG_VERSION").to_owned());
    let verification = LedgerCheck { at, to: last.unwrap_or(Seq::FIRST), version, fault, fault_entry };
    if let Err(cause) = record.note_check(&verification).await {
        let found = if checked.is_ok() { "No problems found" } else { "The record is not whole" };
        let _ = writeln!(
            io::stderr(),
            "{found}, but the result couldn't be saved, so the pages show the check before: {cause}"
        );
    }
}
