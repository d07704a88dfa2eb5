//! The machine that the record is kept on: settings, database, clock, disk, backups.

use super::findings::{Finding, State};
use crate::commands::database::Database;
use crate::commands::disk::{folder_of, free_bytes, size};
use crate::commands::last_backup::LastBackup;
use crate::config::{Config, DatabaseUrl, check_names};
use chrono::{DateTime, TimeDelta, Utc};
use std::path::Path;
use std::time::SystemTime;
use ui::cookie::CookieKind;

pub fn settings(config: &Config) -> Finding {
    match check_names(std::env::vars_os().map(|(name, _)| name)) {
        Ok(()) => {
            let (zone, dates, log) = (config.zone, config.dates.code(), &config.log);
            let known = format!("All names are known. Time zone: {zone}. Dates: {dates}. Log level: {log}.");
            Finding::ok("Settings", known)
        }
        Err(fault) => Finding::of_fault("Settings", &fault),
    }
}

pub fn public_address(config: &Config) -> Finding {
    const CHECK: &str = "Public address";
    let url = match config.public_url(config.listen) {
        Ok(url) => url,
        Err(fault) => return Finding::of_fault(CHECK, &fault),
    };
    let listens = format!("{}, listening on {}", url.origin(), config.listen);
    match url.cookie() {
        CookieKind::Loopback => Finding::ok(CHECK, format!("{listens}: this machine only, cookies without TLS.")),
        CookieKind::Secure if config.trusted_proxy.is_empty() => Finding::warn(
            CHECK,
            format!("{listens}. Cookies over TLS only. No proxy is trusted."),
            "Set CONCORD_TRUSTED_PROXY to the address of the proxy. Otherwise, wrong passwords from one client delay all users.",
        ),
        CookieKind::Secure => Finding::ok(CHECK, format!("{listens}. Cookies over TLS only.")),
    }
}

pub fn database(config: &Config) -> Finding {
    let url = &config.database_url;
    match url {
        DatabaseUrl::Sqlite { file } => {
            let bytes = file.metadata().map(|file| file.len()).unwrap_or_default();
            Finding::ok("Database", format!("{url} answers: SQLite, {}.", size(bytes)))
        }
        DatabaseUrl::Postgres { .. } => Finding::ok("Database", format!("{url} answers: PostgreSQL.")),
    }
}

/// The machine's clock beside that of the database server, or of the disk that the file lies on.
pub async fn clock(config: &Config, database: &Database) -> Finding {
    const CHECK: &str = "Clock";
    let other = match &config.database_url {
        DatabaseUrl::Sqlite { file } => written_at(folder_of(file)).map_err(|cause| cause.to_string()),
        DatabaseUrl::Postgres { .. } => database.clock().await.map_err(|fault| fault.to_string()),
    };
    match other {
        Ok(other) => compare(CHECK, Utc::now() - other),
        Err(cause) => Finding::warn(
            CHECK,
            format!("Couldn't compare it with the database clock: {cause}"),
            "Synchronize this machine's clock with the network, and run this again as the server's account.",
        ),
    }
}

fn compare(check: &'static str, ahead: TimeDelta) -> Finding {
    const ADVICE: &str = "Synchronize both clocks with the network (timedatectl set-ntp true).";
    let seconds = ahead.num_seconds();
    match seconds.unsigned_abs() {
        0..=2 => Finding::ok(check, "It agrees with the database clock."),
        3..=60 => Finding::warn(check, format!("It is {seconds} seconds ahead of the database clock."), ADVICE),
        _ => Finding::fail(check, format!("It is {seconds} seconds ahead of the database clock."), ADVICE),
    }
}

/// What a new file in that folder is dated. It is taken away again.
fn written_at(folder: &Path) -> std::io::Result<DateTime<Utc>> {
    let file = folder.join(format!(".concord-doctor-{}", std::process::id()));
    std::fs::write(&file, "")?;
    let written: std::io::Result<SystemTime> = file.metadata().and_then(|file| file.modified());
    std::fs::remove_file(&file)?;
    written.map(DateTime::from)
}

pub fn disk_space(config: &Config) -> Finding {
    const CHECK: &str = "Disk space";
    let (folder, database) = match (&config.database_url, config.signing_key_file()) {
        (DatabaseUrl::Sqlite { file }, _) => (folder_of(file).to_owned(), file.metadata().map(|file| file.len()).ok()),
        (DatabaseUrl::Postgres { .. }, Ok(key)) => (folder_of(&key).to_owned(), None),
        (DatabaseUrl::Postgres { .. }, Err(fault)) => return Finding::of_fault(CHECK, &fault),
    };
    let free = match free_bytes(&folder) {
        Ok(free) => free,
        Err(cause) => {
            return Finding::warn(CHECK, format!("{}: {cause}", folder.display()), "Check the disk with `df`.");
        }
    };
    let whole = std::path::absolute(&folder).unwrap_or(folder);
    let says = format!("{} are free in {}.", size(free), whole.display());
    match room(free, database.unwrap_or_default()) {
        State::Ok | State::Note if matches!(config.database_url, DatabaseUrl::Postgres { .. }) => Finding::note(
            CHECK,
            format!("The disk of the PostgreSQL server can't be checked here. {says}"),
            "Monitor the disk of that server: when it is full, nothing can be saved.",
        ),
        State::Ok | State::Note => Finding::ok(CHECK, says),
        State::Warn => Finding::warn(
            CHECK,
            says,
            "Free disk space soon: keep twice the size of the database, and at least 500 MB.",
        ),
        State::Fail => Finding::fail(CHECK, says, "Free disk space now: when the disk is full, nothing can be saved."),
    }
}

/// Writing begins to fail long before the last byte, and a backup needs a place too.
fn room(free: u64, database: u64) -> State {
    const LITTLE: u64 = 50_000_000;
    const ENOUGH: u64 = 500_000_000;
    if free < LITTLE {
        State::Fail
    } else if free < ENOUGH.max(database.saturating_mul(2)) {
        State::Warn
    } else {
        State::Ok
    }
}

pub fn last_backup(config: &Config) -> Finding {
    const CHECK: &str = "Last backup";
    const ADVICE: &str = "Back up every night. See the timer in docs/operations.md.";
    let DatabaseUrl::Sqlite { file } = &config.database_url else {
        let says = "Can't be checked here: PostgreSQL is backed up with its own tools (pg_dump).";
        return Finding::note(CHECK, says, "Make sure that a backup runs every night.");
    };
    let Some(last) = LastBackup::read(file) else { return Finding::warn(CHECK, "No backup found.", ADVICE) };
    let when = last.at.format("%Y-%m-%d %H:%M UTC");
    let says = format!("{when}, {} log entries, to {}.", last.entries, last.file.display());
    if Utc::now() - last.at > TimeDelta::hours(48) {
        Finding::warn(CHECK, says, ADVICE)
    } else {
        Finding::ok(CHECK, says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_reported_as_nearly_full_while_there_is_time_to_act() {
        assert_eq!(room(49_000_000, 1_000), State::Fail);
        assert_eq!(room(499_000_000, 1_000), State::Warn);
        assert_eq!(room(501_000_000, 1_000), State::Ok);
        assert_eq!(room(3_000_000_000, 2_000_000_000), State::Warn);
    }

    #[test]
    fn a_clock_that_is_off_by_more_than_a_minute_fails_in_either_direction() {
        for (seconds, state) in
            [(0, State::Ok), (-2, State::Ok), (30, State::Warn), (-61, State::Fail), (90, State::Fail)]
        {
            assert_eq!(compare("Clock", TimeDelta::seconds(seconds)).state, state, "{seconds}");
        }
    }
}
