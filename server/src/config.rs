//! Every setting, with its name, its default and what it is for: as a flag, or in the environment.

mod database_url;
mod fault;
mod log_filter;
mod names;
mod public_url;
pub(crate) mod values;

pub use database_url::DatabaseUrl;
pub use fault::ConfigFault;
pub use names::check_names;
pub use public_url::PublicUrl;

use chrono::TimeDelta;
use clap::{Arg, Args, Command};
use domain::date::Zone;
use domain::ledger::LogName;
use domain::reporting::{ReportingPeriod, ReportingTerms};
use domain::text::Title;
use log_filter::log_filter;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use store::{ConnectionLimits, SessionLimits};
use values::{
    connections, days, hours, minutes, period, record_name, security_log_days, task_force, wait_seconds, zone,
};

/// The settings of every command. A flag wins over the environment. A wrong value is refused before anything starts.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub struct Config {
    /// The database: a file of SQLite (sqlite://concord.db), or a PostgreSQL server
    /// (postgres://user:password@host/database; put one with a password into the environment, where `ps` does not show it)
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "CONCORD_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://concord.db",
        value_parser = str::parse::<DatabaseUrl>
    )]
    pub database_url: DatabaseUrl,

    /// The most connections to the database: to a PostgreSQL server (16 by default), or reading an SQLite file (6)
    #[arg(
        long,
        global = true, hide = true,
        value_name = "NUMBER",
        env = "CONCORD_DATABASE_CONNECTIONS",
        value_parser = connections
    )]
    pub database_connections: Option<u32>,

    /// Seconds that a request waits for the database before the reader is told that it isn't responding
    #[arg(
        long,
        global = true, hide = true,
        value_name = "SECONDS",
        env = "CONCORD_DATABASE_WAIT_SECONDS",
        default_value = "4",
        value_parser = wait_seconds
    )]
    pub database_wait_seconds: u16,

    /// The file with the key that signs the heads of the ledger; beside an SQLite database by default, needed with
    /// PostgreSQL. The last head signed is kept in a file of the same name that ends in `.checkpoint`
    #[arg(long, global = true, value_name = "FILE", env = "CONCORD_SIGNING_KEY_FILE")]
    pub signing_key_file: Option<PathBuf>,

    /// The name of the ledger for good, which every signed head begins with; read when the key is made. By default the
    /// host of the public address and /concord
    #[arg(long, global = true, value_name = "NAME", env = "CONCORD_RECORD_NAME", value_parser = record_name)]
    pub record_name: Option<LogName>,

    /// The address and port that the server listens on, without TLS: put a proxy with TLS in front of it
    #[arg(
        long,
        global = true, hide = true,
        value_name = "ADDRESS:PORT",
        env = "CONCORD_LISTEN",
        default_value = "127.0.0.1:3000",
        value_parser = values::listen
    )]
    pub listen: SocketAddr,

    /// How browsers reach the server: https://concord.example.gov. By default http:// and the address that it listens on
    #[arg(long, global = true, value_name = "URL", env = "CONCORD_PUBLIC_URL", value_parser = str::parse::<PublicUrl>)]
    pub public_url: Option<PublicUrl>,

    /// Addresses of proxies, separated by commas. What one of these says of the client in X-Forwarded-For is believed:
    /// the last address there that is not a proxy. None by default
    #[arg(
        long,
        global = true, hide = true,
        value_name = "ADDRESSES",
        env = "CONCORD_TRUSTED_PROXY",
        value_delimiter = ',',
        value_parser = values::proxy
    )]
    pub trusted_proxy: Vec<IpAddr>,

    /// The name that stands at the top of every page
    #[arg(
        long,
        global = true, hide = true,
        value_name = "NAME",
        env = "CONCORD_TASK_FORCE",
        default_value = "President's Interagency Task Force to Monitor and Combat Trafficking in Persons",
        value_parser = task_force
    )]
    pub task_force: Title,

    /// The zone in which the task force judges what day it is. It does not change once the record has begun
    #[arg(long, global = true, value_name = "ZONE", env = "CONCORD_ZONE", default_value = "America/New_York", value_parser = zone)]
    pub zone: Zone,

    /// How often updates are due in a record that is begun: quarter or year. Later: concord reporting-rule [default: quarter]
    #[arg(long, global = true, value_name = "PERIOD", env = "CONCORD_REPORTS_EVERY", value_parser = period)]
    pub reports_every: Option<ReportingPeriod>,

    /// Days after the end of the period until an update is due, in a record that is begun [default: 15]
    #[arg(long, global = true, value_name = "DAYS", env = "CONCORD_REPORT_DAYS", value_parser = days)]
    pub report_days: Option<u16>,

    /// Minutes without a request after which a session ends
    #[arg(
        long,
        global = true, hide = true,
        value_name = "MINUTES",
        env = "CONCORD_SESSION_IDLE_MINUTES",
        default_value = "30",
        value_parser = minutes
    )]
    pub session_idle_minutes: u16,

    /// Hours after which a session ends in any case
    #[arg(long, global = true, hide = true, value_name = "HOURS", env = "CONCORD_SESSION_HOURS", default_value = "12", value_parser = hours)]
    pub session_hours: u16,

    /// Days after which entries of the security log are forgotten
    #[arg(
        long,
        global = true, hide = true,
        value_name = "DAYS",
        env = "CONCORD_SECURITY_LOG_DAYS",
        default_value = "400",
        value_parser = security_log_days
    )]
    pub security_log_days: u16,

    /// What is logged: error, warn, info, debug, trace or off, also by part (warn,server=info). JSON unless on a terminal
    #[arg(long, global = true, value_name = "FILTER", env = "CONCORD_LOG", default_value = "info", value_parser = log_filter)]
    pub log: String,

    /// Whether nobody waits in front of a browser, so that a statement may take long.
    #[arg(skip)]
    pub is_patient: bool,
}

/// The longest that a command waits for one statement: an import writes thousands of rows.
const LONGEST_STATEMENT: Duration = Duration::from_secs(600);

/// The settings that only matter to the server: hidden in [`Config`], and shown in the help of `concord serve`. Every
/// command takes them, so that a wrong line in the environment is refused by whichever command comes first.
pub fn shown_by_serve() -> Vec<Arg> {
    let all = Config::augment_args(Command::new("concord"));
    all.get_arguments().filter(|setting| setting.is_hide_set()).map(|setting| setting.clone().hide(false)).collect()
}

impl Config {
    /// Where the signing key lies.
    ///
    /// # Errors
    /// With PostgreSQL there is no file to keep it beside, so it has to be said.
    pub fn signing_key_file(&self) -> Result<PathBuf, ConfigFault> {
        match (&self.signing_key_file, &self.database_url) {
            (Some(file), _) => Ok(file.clone()),
            (None, DatabaseUrl::Sqlite { file }) => Ok(with_end(file, ".key")),
            (None, DatabaseUrl::Postgres { .. }) => Err(ConfigFault::KeyFileNotSaid),
        }
    }

    /// How browsers reach a server that listens on `listening`.
    ///
    /// # Errors
    /// When that is not said, and browsers on other machines are served.
    pub fn public_url(&self, listening: SocketAddr) -> Result<PublicUrl, ConfigFault> {
        match &self.public_url {
            Some(url) => Ok(url.clone()),
            None if listening.ip().is_loopback() => Ok(PublicUrl::of_loopback(listening)),
            None => Err(ConfigFault::PublicUrlNotSaid { listening }),
        }
    }

    /// The name that a new key signs for.
    ///
    /// # Errors
    /// When neither it nor the public address is said, on a server for other machines.
    pub fn new_record_name(&self) -> Result<LogName, ConfigFault> {
        match &self.record_name {
            Some(name) => Ok(name.clone()),
            None => self.public_url(self.listen).map(|url| url.record_name()),
        }
    }

    /// When updates are due in a record that is begun with these settings.
    pub fn reporting_terms(&self) -> ReportingTerms {
        let usual = ReportingTerms::default();
        let (every, days) = (self.reports_every.unwrap_or(usual.every), self.report_days.unwrap_or(usual.days));
        ReportingTerms { every, days }
    }

    pub fn connection_limits(&self) -> ConnectionLimits {
        let wait = Duration::from_secs(self.database_wait_seconds.into());
        let statement = if self.is_patient { LONGEST_STATEMENT } else { wait };
        ConnectionLimits { most: self.database_connections, wait, statement }
    }

    pub fn security_log_is_kept(&self) -> TimeDelta {
        TimeDelta::days(self.security_log_days.into())
    }

    pub fn session_limits(&self) -> SessionLimits {
        SessionLimits {
            idle: TimeDelta::minutes(self.session_idle_minutes.into()),
            absolute: TimeDelta::hours(self.session_hours.into()),
        }
    }
}

/// The path with an end put to its file name: `concord.db` becomes `concord.db.key`.
pub fn with_end(path: &std::path::Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests;
