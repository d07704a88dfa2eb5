//! A server that is measured: started, waited for, looked at, and ended again.

use crate::failure::Failure;
use crate::load::{Answer, Connection, Target};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How long a server may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    began: Instant,
    pub target: Target,
}

impl Server {
    /// Starts a program that is told where to listen by `--listen`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub async fn start(command: &mut Command, cookie: String) -> Result<Server, Failure> {
        let server = free_address().await?;
        command.arg("--listen").arg(server.to_string()).stdin(Stdio::null()).stdout(Stdio::null());
        let program = command.get_program().to_os_string();
        let began = Instant::now();
        let child = command.spawn().map_err(Failure::file(Path::new(&program)))?;
        Ok(Server { child, began, target: Target { server, cookie } })
    }

    /// The first answer of an address, and how long after the start it had come.
    ///
    /// # Errors
    /// When the server never listens, or refuses.
    pub async fn first_answer(&mut self, address: &str) -> Result<(Answer, Duration), Failure> {
        while self.began.elapsed() < PATIENCE {
            if let Ok(mut connection) = Connection::open(&self.target).await {
                let answer = connection.ask(address).await?;
                return Ok((answer, self.began.elapsed()));
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(Failure::Ended { status });
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Err(Failure::Silent { seconds: PATIENCE.as_secs() })
    }

    /// The memory that the process has now and the most that it had, in bytes, as Linux counts resident pages.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> Result<Memory, Failure> {
        let file = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(&file).map_err(Failure::file(&file))?;
        let find = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
        };
        match (find("VmRSS:"), find("VmHWM:")) {
            (Some(now), Some(most)) => Ok(Memory { now: now * 1024, most: most * 1024 }),
            _ => Err(Failure::Missing("The system does not say how much memory a process has.")),
        }
    }
}

/// Resident memory in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    pub now: u64,
    pub most: u64,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end and nothing to wait for.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A port that is free now. No other program is told of it, so it is still free when the server asks for it.
async fn free_address() -> Result<SocketAddr, Failure> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?.local_addr()?)
}
