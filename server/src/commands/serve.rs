//! `concord serve`: the server, from its start to its end.

mod connections;
mod head_log;
mod life;

use super::database::{Database, prove_room};
use super::demonstration;
use super::error::CommandError;
use super::record::Record;
use crate::config::{Config, ConfigFault, shown_by_serve};
use crate::router::{AppState, HttpSettings};
use clap::Args;
use domain::actor::Actor;
use domain::date::FiscalQuarter;
use domain::event::Progress;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::time::Duration;
use store::{AsOf, StoreError};
use tokio::net::TcpListener;

/// A file of a report that takes longer is made in the background.
const FILE_WAIT: Duration = Duration::from_secs(1);

/// Start the web server
///
/// The server speaks HTTP without TLS: put a proxy with TLS in front of it, and set CONCORD_PUBLIC_URL to the address
/// that browsers see. On SIGINT or SIGTERM it finishes open requests, then stops.
///
/// With --demo it serves the real plans with fictional progress on this machine only, creates the database if needed, and
/// prints the accounts and password. The clock starts at September 30, 2024, 9:00 a.m. ET. Real and fictional progress are
/// never mixed: a database is one or the other from its first log entry.
#[derive(Debug, Args)]
#[command(args = shown_by_serve())]
#[command(after_long_help = "\
Examples:
  concord serve --demo
  concord serve --database-url sqlite:///var/lib/concord/concord.db --public-url https://concord.example.gov \\
    --trusted-proxy 127.0.0.1
  CONCORD_DATABASE_URL=postgres://concord:secret@localhost/concord \\
    concord serve --signing-key-file /var/lib/concord/concord.key")]
pub struct Serve {
    /// Serve fictional progress with public passwords, on this machine only
    #[arg(long)]
    demo: bool,

    /// Create the demonstration database and exit
    #[arg(long, requires = "demo")]
    prepare_only: bool,
}

impl Serve {
    /// # Errors
    /// When the settings do not fit, the record cannot be opened or the address cannot be listened on.
    pub async fn run(self, config: &Config, out: &mut impl Write) -> Result<(), CommandError> {
        log_start(config, self.demo);
        self.check_settings(config)?;
        if self.demo {
            demonstration::prepare(config).await?;
        }
        prove_write(config).await?;
        let record = Record::open(config).await?;
        self.check_progress(&record)?;
        record.may_be_signed().await?;
        if self.prepare_only {
            return record.close().await;
        }
        settle_reporting_rule(config, &record).await?;
        let listening = |cause| CommandError::Listen { listen: config.listen, cause };
        let listener = TcpListener::bind(config.listen).await.map_err(listening)?;
        let address = listener.local_addr().map_err(listening)?;
        let state = AppState::new(record.store.clone(), self.settings(config, address)?);
        // Before anyone is told that the server is there, and may stop it.
        let stopped = life::stop_on_signal().map_err(CommandError::Served)?;
        self.announce(address, &record, out).await?;
        life::serve(listener, state, record, config.security_log_is_kept(), stopped).await
    }

    fn check_settings(&self, config: &Config) -> Result<(), ConfigFault> {
        if std::env::var_os("LEPTOS_WATCH").is_some() {
            return Err(ConfigFault::LeptosWatch);
        }
        let public = config.public_url(config.listen);
        if self.demo && !config.listen.ip().is_loopback() {
            return Err(ConfigFault::DemonstrationOffLoopback { listen: config.listen });
        }
        match public? {
            url if self.demo && !url.is_this_machine() => {
                Err(ConfigFault::DemonstrationInPublic { url: url.to_string() })
            }
            _ => Ok(()),
        }
    }

    fn check_progress(&self, record: &Record) -> Result<(), CommandError> {
        let database = record.url.clone();
        match (record.progress, self.demo) {
            (Progress::Real, false) | (Progress::Sample, true) => Ok(()),
            (Progress::Real, true) => Err(CommandError::RealRecord { database }),
            (Progress::Sample, false) => Err(CommandError::SampleRecord { database }),
        }
    }

    fn settings(&self, config: &Config, address: SocketAddr) -> Result<HttpSettings, ConfigFault> {
        let public = config.public_url(address)?;
        Ok(HttpSettings {
            file_wait: FILE_WAIT,
            task_force: config.task_force.to_string(),
            help_contact: config.help_contact.clone(),
            is_sample: self.demo,
            limits: config.session_limits(),
            cookie: public.cookie(),
            public_origin: public.origin(),
            trusted_proxies: config.trusted_proxy.clone(),
        })
    }

    /// Says where it listens once it does, so that a program that waits for that line can ask at once.
    async fn announce(&self, address: SocketAddr, record: &Record, out: &mut impl Write) -> Result<(), CommandError> {
        if self.demo {
            demonstration::print_accounts(&record.store, &record.url, out).await?;
        }
        say(address, record, out).map_err(CommandError::Output)
    }
}

/// The first line of the log: which program began, and with which settings, but for those that may hold a secret.
fn log_start(config: &Config, is_demonstration: bool) {
    let public_url = config.public_url(config.listen).map_or("not set".to_owned(), |url| url.to_string());
    let key_file = config.signing_key_file().map_or("not set".to_owned(), |file| file.display().to_string());
    let proxies: Vec<String> = config.trusted_proxy.iter().map(ToString::to_string).collect();
    let proxies = if proxies.is_empty() { "none".to_owned() } else { proxies.join(",") };
    let connections = config.database_connections.map_or("default".to_owned(), |most| most.to_string());
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        database = %config.database_url,
        database_connections = connections,
        database_wait_seconds = config.database_wait_seconds,
        signing_key_file = key_file,
        listen = %config.listen,
        public_url,
        trusted_proxy = proxies,
        zone = %config.zone,
        dates = config.dates.code(),
        session_idle_minutes = config.session_idle_minutes,
        session_hours = config.session_hours,
        security_log_days = config.security_log_days,
        log = config.log,
        demo = is_demonstration,
        "Concord starts"
    );
}

/// A server that can read and not write would take forms and lose them.
async fn prove_write(config: &Config) -> Result<(), CommandError> {
    let database = Database::open(&config.database_url).await?;
    database.check_schema().await?;
    database.close().await?;
    Ok(prove_room(&config.database_url).await?)
}

/// When a record does not state when updates are due, the settings become part of it. From then on the record decides, and
/// a warning names settings that differ.
async fn settle_reporting_rule(config: &Config, record: &Record) -> Result<(), CommandError> {
    let asked = config.reporting_terms();
    match record.store.state_reporting_terms(asked).await {
        Ok(false) => {}
        Ok(true) => {
            tracing::info!(every = ?asked.every, days = asked.days, "The record now states when updates are due");
        }
        // It is served anyway, and states them when it is served next.
        Err(StoreError::RecordAhead { .. } | StoreError::ClockAhead { .. }) => {}
        Err(failure) => return Err(failure.into()),
    }
    let view = record.store.view(&Actor::Operator, &AsOf::Now).await?;
    let stated = view.reporting_rule().terms(FiscalQuarter::of(view.position().day));
    let is_set = config.reports_every.is_some() || config.report_days.is_some();
    if is_set && stated != asked {
        tracing::warn!(
            every = ?stated.every,
            days = stated.days,
            "CONCORD_REPORTS_EVERY and CONCORD_REPORT_DAYS are not used: the record states when updates are due"
        );
    }
    Ok(())
}

fn say(address: SocketAddr, record: &Record, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Public key: {}", record.store.key().verifier())?;
    writeln!(out, "Listening on http://{address}")?;
    out.flush()
}
