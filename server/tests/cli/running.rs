//! The server as a process, and what it answers.

use crate::place::Place;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// The command that serves on a free port.
pub const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// A server on a free port, ended as by `kill -9` when it is dropped.
pub struct Running {
    process: Child,
    /// What it said at its start.
    pub lines: Vec<String>,
}

impl Running {
    /// Starts it on the database of a place.
    pub fn start(place: &Place, arguments: &[&str]) -> Running {
        Running::of(&mut place.command(&[&SERVE[..], arguments].concat()))
    }

    /// Starts a command that serves, and reads what it says until it listens.
    pub fn begin(mut serve: Command) -> Running {
        Running::of(&mut serve)
    }

    /// The same of a command that was prepared.
    pub fn of(command: &mut Command) -> Running {
        let process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut running = Running { process, lines: Vec::new() };
        for line in BufReader::new(running.process.stdout.take().unwrap()).lines() {
            running.lines.push(line.unwrap());
            if running.lines.last().is_some_and(|line| line.starts_with("Listening on ")) {
                return running;
            }
        }
        panic!("The server ended at its start, after {:?}", running.lines);
    }

    pub fn address(&self) -> &str {
        self.lines.last().and_then(|line| line.strip_prefix("Listening on http://")).unwrap()
    }

    pub fn get(&self, path: &str) -> String {
        ask(self.address(), &format!("GET {path} HTTP/1.1\r\n"), "").unwrap()
    }

    /// Ends it as a service manager does.
    pub fn terminate(self) -> ExitStatus {
        self.end_by("-TERM")
    }

    /// Sends a signal, and waits for the end.
    pub fn end_by(mut self, signal: &str) -> ExitStatus {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.process.wait().unwrap()
    }

    /// Goes away from the log, as a collector does that ends.
    pub fn close_log(&mut self) {
        drop(self.process.stderr.take());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a request on a connection of its own and reads the whole answer. `begin` is the first line with headers of its
/// own, each ended by CR LF.
pub fn ask(address: &str, begin: &str, body: &str) -> io::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(Duration::from_secs(30)))?;
    let length = body.len();
    write!(connection, "{begin}Host: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
