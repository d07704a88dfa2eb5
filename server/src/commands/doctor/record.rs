//! The record in the database: its schema, its guards, its key, its checkpoint, and when it was last verified.

use super::findings::Finding;
use crate::commands::clock;
use crate::commands::database::{Database, prove_room};
use crate::commands::error::{CommandError, ended};
use crate::commands::guards::first_few;
use crate::commands::kept_head::{KeptHead, counted};
use crate::commands::record::{open_store, read_key};
use crate::config::Config;
use chrono::{TimeDelta, Utc};
use domain::Event;
use domain::event::Progress;
use domain::ledger::{SignedCheckpoint, TreeSize};
use store::{Clock, ClockGuard, ClockState, LedgerCheck, Store, StoreError, UnsignedRecord};

/// How old the last verification may be.
const VERIFY_EVERY: TimeDelta = TimeDelta::days(7);

/// Everything that a database which answers says of its record. What cannot be asked without the one before is left out.
pub async fn examine(config: &Config, database: &Database) -> Vec<Finding> {
    if let Err(fault) = database.check_schema().await {
        return vec![Finding::of_fault("Schema", &fault)];
    }
    let mut findings = vec![written(config).await, Finding::ok("Schema", "Up to date.")];
    findings.push(guards(database).await);
    let progress = match beginning(config).await {
        Ok((finding, progress)) => {
            findings.push(finding);
            progress
        }
        Err(fault) => {
            findings.push(Finding::of_fault("Record", &fault));
            return findings;
        }
    };
    findings.extend(signed(config, progress).await);
    findings.push(last_check(config, progress).await);
    findings
}

async fn written(config: &Config) -> Finding {
    match prove_room(&config.database_url).await {
        Ok(()) => Finding::ok("Writing", "Wrote 64 kB: forms can be saved."),
        Err(fault) => Finding::of_fault("Writing", &fault),
    }
}

async fn guards(database: &Database) -> Finding {
    const CHECK: &str = "Guards";
    let found = match database.check_guards().await {
        Ok(found) => found,
        Err(fault) => return Finding::of_fault(CHECK, &fault),
    };
    if !found.lost.is_empty() {
        return Finding::fail(
            CHECK,
            format!(
                "{} of {} are missing, changed, or switched off: {}.",
                found.lost.len(),
                found.expected,
                first_few(&found.lost)
            ),
            "Find out who changed them. To restore them, run `concord migrate`.",
        );
    }
    if !found.foreign.is_empty() {
        return Finding::warn(
            CHECK,
            format!(
                "All {} are present, and others that Concord did not create: {}.",
                found.expected,
                first_few(&found.foreign)
            ),
            "Find out who made them and what they do.",
        );
    }
    Finding::ok(CHECK, format!("All {} triggers that protect the record are present.", found.expected))
}

/// What the first entry says, and whether the settings agree.
async fn beginning(config: &Config) -> Result<(Finding, Progress), CommandError> {
    let record = UnsignedRecord::open(&config.database_url.with_password()).await?;
    let (first, last) = (record.first_entry().await?, record.last_entry().await?);
    record.close().await?;
    let database = config.database_url.clone();
    let Some(first) = first else { return Err(CommandError::NoRecord { database }) };
    let Some(Event::RecordOpened { zone, progress, .. }) = first.event else {
        return Err(CommandError::UnknownBeginning { database });
    };
    let entries = last.map_or(TreeSize::EMPTY, |last| TreeSize(last.0 + 1));
    let kind = match progress {
        Progress::Real => "real progress",
        Progress::Sample => "demonstration data",
    };
    let says = format!("{} of {kind}.", counted(entries));
    let finding = if zone != config.zone.to_string() {
        Finding::fail("Record", format!("{says} Its time zone is {zone}."), format!("Set CONCORD_ZONE to {zone}."))
    } else {
        Finding::ok("Record", says)
    };
    Ok((finding, progress))
}

/// The key, whether the head of the record is signed with it, whether the record continues the head kept beside it, and
/// what its next entry would be dated.
async fn signed(config: &Config, progress: Progress) -> Vec<Finding> {
    let key = match read_key(config) {
        Ok(key) => key,
        Err(fault) => return vec![Finding::of_fault("Signing key", &fault)],
    };
    let public = key.verifier();
    let store = match open_store(config, &config.database_url, key, Clock::Machine).await {
        Ok(store) => store,
        Err(fault) => {
            let read = Finding::ok("Signing key", format!("Readable by its owner only. Public key: {public}"));
            return vec![read, Finding::of_fault("Checkpoint", &fault)];
        }
    };
    let is_its_own = match store.head().await {
        Ok(head) => SignedCheckpoint::parse(&head.checkpoint).is_ok_and(|head| head.verify(&public).is_ok()),
        Err(_) => false,
    };
    let key = if is_its_own {
        Finding::ok(
            "Signing key",
            format!("Readable by its owner only; it signed the last checkpoint. Public key: {public}"),
        )
    } else {
        Finding::fail(
            "Signing key",
            "It did not sign the last checkpoint.",
            "Restore the key file of this database, or run `concord verify`.",
        )
    };
    let mut findings = vec![key, kept_head(config, &store).await];
    // A demonstration has a clock of its own.
    if progress == Progress::Real {
        findings.push(dates(&store).await);
    }
    // Nothing was written, so nothing is lost where it does not close well.
    let _ = store.close().await;
    findings
}

/// The same as `concord clock` says, and whether a clock that is set ahead would be noticed.
async fn dates(store: &Store) -> Finding {
    const CHECK: &str = "Dates";
    let found = async { Ok::<_, StoreError>((store.clock_state().await?, store.clock_guard().await?)) };
    match found.await {
        Ok((state, _)) if !state.lets_write() => {
            Finding::fail(CHECK, clock::words(state), "See `concord clock --help`.")
        }
        Ok((state @ ClockState::RecordAhead { .. }, _)) => {
            Finding::warn(CHECK, clock::words(state), "No action needed: later entries get the right dates again.")
        }
        Ok((state, ClockGuard::Holds)) => Finding::ok(CHECK, clock::words(state)),
        Ok((_, missing)) => Finding::warn(CHECK, clock::guard_words(missing), clock::GUARD_ADVICE),
        Err(fault) => Finding::of_fault(CHECK, &fault),
    }
}

async fn kept_head(config: &Config, store: &Store) -> Finding {
    const CHECK: &str = "Checkpoint";
    let place = match config.signing_key_file() {
        Ok(key) => KeptHead::beside(&key),
        Err(fault) => return Finding::of_fault(CHECK, &fault),
    };
    match (place.read(), place.check(store).await) {
        (Ok(None), _) => Finding::warn(
            CHECK,
            format!("No checkpoint at {}.", place.file().display()),
            "A running server saves one within a minute. Without it, an older database can't be told from the newest.",
        ),
        (Ok(Some(kept)), Ok(())) => {
            let entries = counted(kept.unverified().size);
            Finding::ok(CHECK, format!("The log continues the one over {entries}."))
        }
        (Err(fault), _) | (_, Err(fault)) => Finding::of_fault(CHECK, &fault),
    }
}

async fn last_check(config: &Config, progress: Progress) -> Finding {
    const CHECK: &str = "Last check";
    const ADVICE: &str = "Run `concord verify`, preferably every night. See the timer in docs/operations.md.";
    let newest = async || {
        let record = UnsignedRecord::open(&config.database_url.with_password()).await?;
        let newest = record.newest_check().await;
        record.close().await?;
        newest
    };
    let last: Option<LedgerCheck> = match newest().await {
        Ok(last) => last,
        Err(fault) => return Finding::of_fault(CHECK, &fault),
    };
    let Some(last) = last else { return Finding::warn(CHECK, "The record was never verified.", ADVICE) };
    let when = last.at.format("%Y-%m-%d %H:%M UTC");
    // A demonstration has a clock of its own, which says nothing of how long ago that was.
    let is_old = progress == Progress::Real && Utc::now() - last.at > VERIFY_EVERY;
    let found = if last.lacks_only_guards() { "" } else { "the record is not whole. " };
    match last.fault {
        Some(fault) => Finding::fail(
            CHECK,
            format!("{when}: {found}{}", ended(&fault)),
            "See \"When the record is not whole\" in docs/operations.md, then run `concord verify` again.",
        ),
        None if is_old => Finding::warn(CHECK, format!("{when}: no problems found."), ADVICE),
        None => Finding::ok(CHECK, format!("{when}: no problems found in all {}.", counted(last.to.tree_size()))),
    }
}
