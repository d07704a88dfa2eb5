//! What the files of a progress report cost: how long the command line takes for each, and how much memory.

use crate::failure::Failure;
use crate::place::{Place, url_of};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The formats that are measured.
pub const FORMATS: [&str; 4] = ["csv", "json", "xlsx", "pdf"];

/// How often the memory of the process is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(2);

/// One file.
#[derive(Clone, Copy, Debug)]
pub struct FileResult {
    pub format: &'static str,
    pub bytes: u64,
    /// From the start of the process to its end.
    pub took: Duration,
    /// The most memory that the process had, in bytes.
    pub most: u64,
}

/// Writes a progress report of all actions of a filled database in each format.
///
/// # Errors
/// When the program fails, or the system does not say how much memory it has.
pub fn files(program: &Path, place: &Place, database: &Path) -> Result<Vec<FileResult>, Failure> {
    FORMATS.into_iter().map(|format| file(program, place, database, format)).collect()
}

fn file(program: &Path, place: &Place, database: &Path, format: &'static str) -> Result<FileResult, Failure> {
    let written = place.served().with_extension(format);
    // One of an earlier run that was ended is not written over.
    fs::remove_file(&written).ok();
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(["report", "progress", "--query", "", "--format", format, "--to"])
        .arg(&written)
        .arg("--database-url")
        .arg(url_of(database))
        .arg("--signing-key-file")
        .arg(place.key_file())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(Failure::file(program))?;
    let mut most = 0;
    let status = loop {
        most = most.max(memory(child.id()).unwrap_or(0));
        match child.try_wait()? {
            Some(status) => break status,
            None => sleep(LOOK_EVERY),
        }
    };
    let took = began.elapsed();
    if !status.success() {
        return Err(Failure::Ended { status });
    }
    let bytes = fs::metadata(&written).map_err(Failure::file(&written))?.len();
    fs::remove_file(&written).map_err(Failure::file(&written))?;
    Ok(FileResult { format, bytes, took, most })
}

/// The most memory that a process had so far, in bytes. `None` when it has ended.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
