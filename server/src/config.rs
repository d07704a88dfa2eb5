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
use domain::date::{DateStyle, Zone};
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
    /// The database: an SQLite file (sqlite://concord.db), or a PostgreSQL server
    /// (postgres://user:password@host/database; put a URL with a password in the environment, where `ps` does not show it)
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

    /// Maximum number of database connections: to a PostgreSQL server (default 16), or reading an SQLite file (default 6)
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

    /// File with the key that signs the audit log. Default: next to an SQLite database; required with PostgreSQL. The last
    /// signed checkpoint is saved in a file of the same name that ends in `.checkpoint`
    #[arg(long, global = true, value_name = "FILE", env = "CONCORD_SIGNING_KEY_FILE")]
    pub signing_key_file: Option<PathBuf>,

    /// Permanent name of the audit log, first line of every signed checkpoint; read when the key is created. Default: the
    /// host of the public address and /concord
    #[arg(long, global = true, value_name = "NAME", env = "CONCORD_RECORD_NAME", value_parser = record_name)]
    pub record_name: Option<LogName>,

    /// Address and port that the server listens on, without TLS: put a proxy with TLS in front of it
    #[arg(
        long,
        global = true, hide = true,
        value_name = "ADDRESS:PORT",
        env = "CONCORD_LISTEN",
        default_value = "127.0.0.1:3000",
        value_parser = values::listen
    )]
    pub listen: SocketAddr,

    /// How browsers reach the server: https://concord.example.gov. Default: http:// and the listen address
    #[arg(long, global = true, value_name = "URL", env = "CONCORD_PUBLIC_URL", value_parser = str::parse::<PublicUrl>)]
    pub public_url: Option<PublicUrl>,

    /// Trust the X-Forwarded-For header from these addresses, separated by commas. The client is the last address in it
    /// that is not one of these proxies. Default: none
    #[arg(
        long,
        global = true, hide = true,
        value_name = "ADDRESSES",
        env = "CONCORD_TRUSTED_PROXY",
        value_delimiter = ',',
        value_parser = values::proxy
    )]
    pub trusted_proxy: Vec<IpAddr>,

    /// Name at the top of every page
    #[arg(
        long,
        global = true, hide = true,
        value_name = "NAME",
        env = "CONCORD_TASK_FORCE",
        default_value = "President's Interagency Task Force to Monitor and Combat Trafficking in Persons",
        value_parser = task_force
    )]
    pub task_force: Title,

    /// Whom to ask for help with this site, on its help page and its accessibility statement: an email address or an
    /// https:// address. Default: the secretariat of the task force, without an address
    #[arg(
        long,
        global = true, hide = true,
        value_name = "CONTACT",
        env = "CONCORD_HELP_CONTACT",
        value_parser = values::help_contact
    )]
    pub help_contact: Option<String>,

    /// Time zone for dates. Can't be changed after the first log entry
    #[arg(long, global = true, value_name = "ZONE", env = "CONCORD_ZONE", default_value = "America/New_York", value_parser = zone)]
    pub zone: Zone,

    /// How dates are written: us (February 13, 2024) or international (13 February 2024). Files and addresses keep ISO 8601
    #[arg(long, global = true, hide = true, value_name = "STYLE", env = "CONCORD_DATES", default_value = "us", value_parser = values::dates)]
    pub dates: DateStyle,

    /// Reporting period of a new database: quarter, half-year, or year. Change it later with concord reporting-rule [default: quarter]
    #[arg(long, global = true, value_name = "PERIOD", env = "CONCORD_REPORTS_EVERY", value_parser = period)]
    pub reports_every: Option<ReportingPeriod>,

    /// Days after the period ends that a status update is due, in a new database [default: 15]
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

    /// Hours after which every session ends
    #[arg(long, global = true, hide = true, value_name = "HOURS", env = "CONCORD_SESSION_HOURS", default_value = "12", value_parser = hours)]
    pub session_hours: u16,

    /// Days after which security log entries are deleted
    #[arg(
        long,
        global = true, hide = true,
        value_name = "DAYS",
        env = "CONCORD_SECURITY_LOG_DAYS",
        default_value = "400",
        value_parser = security_log_days
    )]
    pub security_log_days: u16,

    /// What to log: error, warn, info, debug, trace, or off, also by part (warn,server=info). JSON unless on a terminal
    #[arg(long, global = true, value_name = "FILTER", env = "CONCORD_LOG", default_value = "info", value_parser = log_filter)]
    pub log: String,

    /// Whether no browser waits for the answer, so that a statement may take long.
    #[arg(skip)]
    pub is_patient: bool,
}

/// The longest that a command waits for one statement: an import writes thousands of rows.
const LONGEST_STATEMENT: Duration = Duration::from_secs(600);

/// The settings that only matter to the server: hidden in [`Config`], and shown in the help of `concord serve`. Every
/// command takes them, so that the first command that is run refuses a wrong line in the environment.
pub fn shown_by_serve() -> Vec<Arg> {
    let all = Config::augment_args(Command::new("concord"));
    all.get_arguments().filter(|setting| setting.is_hide_set()).map(|setting| setting.clone().hide(false)).collect()
}

impl Config {
    /// Where the signing key lies.
    ///
    /// # Errors
    /// With PostgreSQL there is no file to keep it beside, so it must be set.
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
    /// When that is not set, and browsers on other machines are served.
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
    /// When neither it nor the public address is set, on a server for other machines.
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
