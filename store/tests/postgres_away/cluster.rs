//! A PostgreSQL that belongs to one test, which may do anything to it.

use crate::machine::{self, Account, as_account, children_of, is_alive, signal, succeeds};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const START_WITHIN: Duration = Duration::from_secs(60);
const ENDS_WITHIN: Duration = Duration::from_secs(15);
const A_MOMENT: Duration = Duration::from_millis(20);

pub struct Cluster {
    scratch: TempDir,
    account: Option<Account>,
    settings: Vec<String>,
    /// Whether the log of what is written lies beside the data folder, and so not on the disk of that.
    has_log_apart: bool,
    port: u16,
    server: Option<Child>,
}

impl Cluster {
    /// Makes a cluster in a scratch folder, without starting it.
    pub fn new(settings: &[&str]) -> Cluster {
        let account = Account::to_run_as();
        let scratch = tempfile::Builder::new().prefix("concord-postgres-away-").tempdir().unwrap();
        fs::create_dir(data_in(&scratch)).unwrap();
        for folder in [scratch.path(), &data_in(&scratch)] {
            if let Some(Account { user, group }) = account {
                chown(folder, Some(user), Some(group)).unwrap();
            }
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        Cluster { scratch, account, settings, has_log_apart: false, port, server: None }
    }

    /// The same with its log on a disk that stays sound.
    pub fn with_log_apart(settings: &[&str]) -> Cluster {
        let mut cluster = Cluster::new(settings);
        cluster.has_log_apart = true;
        cluster
    }

    /// Where the superuser connects, without a password.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    pub fn account(&self) -> Option<Account> {
        self.account
    }

    pub fn data(&self) -> PathBuf {
        data_in(&self.scratch)
    }

    /// Fills the data folder with an empty cluster, and starts it.
    pub fn begin(&mut self) {
        let mut initdb = as_account(&machine::programs().join("initdb"), self.account, self.scratch.path());
        initdb.arg("--pgdata").arg(self.data());
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        if self.has_log_apart {
            initdb.arg("--waldir").arg(self.scratch.path().join("log"));
        }
        // Small pieces of the log, so that a small disk holds some.
        succeeds(initdb.arg("--wal-segsize=1"));
        self.start();
    }

    /// Starts it, also after it was killed, and waits until it takes connections.
    pub fn start(&mut self) {
        let mut command = as_account(&machine::programs().join("postgres"), self.account, self.scratch.path());
        command.arg("-D").arg(self.data()).args(["-p", &self.port.to_string()]);
        command.arg("-c").arg(format!("unix_socket_directories={}", self.scratch.path().display()));
        // What is written outlives every process of PostgreSQL without a sync: only the machine's own end would lose it.
        let usual = ["fsync=off", "full_page_writes=off", "synchronous_commit=on", "listen_addresses=127.0.0.1"];
        for setting in usual.into_iter().chain(self.settings.iter().map(String::as_str)) {
            command.args(["-c", setting]);
        }
        let log = fs::File::options().create(true).append(true).open(self.log()).unwrap();
        // In a group of its own, Ctrl-C does not reach it before the tests.
        command.process_group(0).stdout(log.try_clone().unwrap()).stderr(log);
        self.server = Some(command.spawn().unwrap());
        self.wait_until_ready();
    }

    /// Starts it again where it gave up by itself; waits until it takes connections.
    pub fn start_if_it_ended(&mut self) {
        match self.server.as_mut().map(Child::try_wait) {
            Some(Ok(None)) => self.wait_until_ready(),
            _ => self.start(),
        }
    }

    /// Ends the first process as by `kill -9`. The others notice and end too.
    pub fn kill(&mut self) {
        let Some(mut server) = self.server.take() else { return };
        let others = children_of(server.id());
        server.kill().unwrap();
        server.wait().unwrap();
        if !within(ENDS_WITHIN, || others.iter().all(|process| !is_alive(*process))) {
            signal("KILL", &others);
            assert!(within(ENDS_WITHIN, || others.iter().all(|process| !is_alive(*process))));
        }
    }

    /// Stops every process of it where it stands: connections stay open, and nobody answers.
    pub fn freeze(&self) -> Frozen {
        let first = self.server.as_ref().unwrap().id();
        signal("STOP", &[first]);
        let mut processes = children_of(first);
        processes.push(first);
        signal("STOP", &processes);
        Frozen(processes)
    }

    fn wait_until_ready(&mut self) {
        let pid_file = self.data().join("postmaster.pid");
        let begin = Instant::now();
        // Its own `pg_ctl` reads the same line. After a kill the file of the one before is still there.
        let id = self.server.as_ref().unwrap().id().to_string();
        let is_ready = || {
            let state = fs::read_to_string(&pid_file).unwrap_or_default();
            let lines: Vec<&str> = state.lines().collect();
            lines.first() == Some(&id.as_str()) && lines.get(7).is_some_and(|line| line.trim() == "ready")
        };
        while !(is_ready() && self.takes_connections()) {
            let log = || fs::read_to_string(self.log()).unwrap_or_default();
            assert!(begin.elapsed() < START_WITHIN, "PostgreSQL did not start: {}", log());
            sleep(A_MOMENT);
        }
    }

    /// The line in the file stays as it is while it recovers from a crash of its own.
    fn takes_connections(&self) -> bool {
        let mut ask = Command::new(machine::programs().join("pg_isready"));
        ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]);
        ask.status().is_ok_and(|status| status.success())
    }

    fn log(&self) -> PathBuf {
        self.scratch.path().join("postgres.log")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let Some(server) = &mut self.server else { return };
        // SIGQUIT ends it at once, with all its children; nothing in it is worth keeping.
        signal("QUIT", &[server.id()]);
        if !within(ENDS_WITHIN, || !matches!(server.try_wait(), Ok(None))) {
            self.kill();
        }
    }
}

/// Processes that stand still until this is dropped.
pub struct Frozen(Vec<u32>);

impl Drop for Frozen {
    fn drop(&mut self) {
        signal("CONT", &self.0);
    }
}

fn data_in(scratch: &TempDir) -> PathBuf {
    scratch.path().join("data")
}

fn within(time: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let begin = Instant::now();
    while !is_so() {
        if begin.elapsed() > time {
            return false;
        }
        sleep(A_MOMENT);
    }
    true
}
