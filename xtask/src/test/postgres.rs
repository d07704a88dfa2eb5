//! A PostgreSQL of our own, in a scratch folder, for as long as the tests run.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::{fs as unix_fs, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::machine::{self, Account};
use crate::{failure::Failure, process};

/// The oldest version that Concord supports.
const OLDEST_VERSION: u32 = 15;
const START_WITHIN: Duration = Duration::from_secs(60);
const STOP_WITHIN: Duration = Duration::from_secs(15);

/// A running cluster. Dropping it stops the server and removes the folder.
#[derive(Debug)]
pub struct Postgres {
    server: Child,
    url: String,
    scratch: TempDir,
}

impl Postgres {
    /// Finds or installs the server's programs, makes a cluster and waits until it takes connections.
    ///
    /// # Errors
    /// When there is no PostgreSQL and none can be installed, or when it does not start.
    pub fn start() -> Result<Self, Failure> {
        let programs = ensure_programs()?;
        let account = account_to_run_as()?;
        let scratch = scratch_folder(account)?;
        let data = scratch.path().join("data");
        initialise(&programs, account, scratch.path(), &data)?;

        let port = free_port()?;
        let server = spawn(&programs, account, scratch.path(), &data, port)?;
        let postgres = Self { server, url: format!("postgres://postgres@127.0.0.1:{port}/postgres"), scratch };
        postgres.wait_until_ready(&data)?;
        Ok(postgres)
    }

    /// Where the superuser `postgres` connects, without a password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server writes its state into the eighth line of `postmaster.pid`; its own `pg_ctl` waits the same way.
    fn wait_until_ready(&self, data: &Path) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < START_WITHIN && !process::interrupted() {
            let state = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
            if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(log_file(self.scratch.path())).unwrap_or_default();
        Err(Failure::DatabaseNotReady { seconds: start.elapsed().as_secs(), log })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown: it ends the sessions instead of waiting for them.
        process::signal("INT", self.server.id(), false);
        let start = Instant::now();
        while start.elapsed() < STOP_WITHIN {
            match self.server.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(20)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
        // SIGQUIT ends it at once, with all its children; nothing in it is worth keeping.
        process::signal("QUIT", self.server.id(), false);
        self.server.wait().ok();
    }
}

fn ensure_programs() -> Result<PathBuf, Failure> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    if machine::has_apt() {
        machine::install_with_apt("postgresql")?;
    }
    find_programs().ok_or_else(|| Failure::Missing {
        what: format!("PostgreSQL {OLDEST_VERSION} or later"),
        advice: "Install its server, or put the folder of `initdb` and `postgres` on the PATH.".into(),
    })
}

/// The folder of the newest PostgreSQL, among the one on the PATH and those that Debian keeps beside it.
fn find_programs() -> Option<PathBuf> {
    let on_path = machine::find_on_path("postgres").and_then(|program| program.canonicalize().ok());
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin/postgres"));
    let version_and_folder = |program: PathBuf| Some((version_of(&program)?, program.parent()?.to_path_buf()));
    let newest = on_path.into_iter().chain(debian).filter_map(version_and_folder).max()?;
    (newest.0 >= OLDEST_VERSION).then_some(newest.1)
}

/// The 15 in `postgres (PostgreSQL) 15.18 (Debian ..)`.
fn version_of(program: &Path) -> Option<u32> {
    let answer = process::output_of("Ask for the version", Command::new(program).arg("--version")).ok()?;
    let version = answer.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    version.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

/// PostgreSQL refuses to run as root, so root hands it to the account that its package made.
fn account_to_run_as() -> Result<Option<Account>, Failure> {
    if !Account::own().is_some_and(Account::is_root) {
        return Ok(None);
    }
    let account = Account::named("postgres").ok_or_else(|| Failure::Missing {
        what: "A user `postgres`".into(),
        advice: "PostgreSQL does not run as root: add that user, or run the tests as another.".into(),
    })?;
    Ok(Some(account))
}

fn scratch_folder(account: Option<Account>) -> Result<TempDir, Failure> {
    let scratch =
        tempfile::Builder::new().prefix("concord-postgres-").tempdir().map_err(Failure::file(std::env::temp_dir()))?;
    if let Some(account) = account {
        unix_fs::chown(scratch.path(), Some(account.user), Some(account.group))
            .map_err(Failure::file(scratch.path()))?;
    }
    Ok(scratch)
}

/// Locale C compares text by its bytes, on every machine alike.
fn initialise(programs: &Path, account: Option<Account>, scratch: &Path, data: &Path) -> Result<(), Failure> {
    let mut command = as_account(programs.join("initdb"), account, scratch);
    command.arg("--pgdata").arg(data);
    command.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    process::output_of("Make a PostgreSQL cluster", &mut command).map(drop)
}

fn spawn(programs: &Path, account: Option<Account>, scratch: &Path, data: &Path, port: u16) -> Result<Child, Failure> {
    let log_file = log_file(scratch);
    let log = fs::File::create(&log_file).map_err(Failure::file(&log_file))?;
    let same_log = log.try_clone().map_err(Failure::file(&log_file))?;
    let program = programs.join("postgres");
    let mut command = as_account(program.clone(), account, scratch);
    command.arg("-D").arg(data).args(["-p", &port.to_string()]);
    command.arg("-c").arg(format!("unix_socket_directories={}", scratch.display()));
    // Nothing here outlives the tests, so nothing has to reach the disk.
    for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"] {
        command.args(["-c", setting]);
    }
    command.args(["-c", "listen_addresses=127.0.0.1"]);
    // In a group of its own Ctrl-C does not reach it: it ends last, after the tests that talk to it.
    command.process_group(0).stdin(Stdio::null()).stdout(log).stderr(same_log);
    command.spawn().map_err(|cause| Failure::NotStarted { program: program.display().to_string(), cause })
}

fn as_account(program: PathBuf, account: Option<Account>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    // Another account may not be allowed to enter the folder that we stand in.
    command.current_dir(folder);
    if let Some(account) = account {
        command.uid(account.user).gid(account.group);
    }
    command
}

fn log_file(scratch: &Path) -> PathBuf {
    scratch.join("postgres.log")
}

fn free_port() -> Result<u16, Failure> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    port.map(|address| address.port()).map_err(Failure::not_understood("The search for a free port"))
}
