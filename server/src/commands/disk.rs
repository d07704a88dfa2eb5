//! How much room there is on a disk, in words.

use std::io;
use std::path::Path;

/// The bytes that a file may still take in a folder, for a user who is not the administrator of the machine.
///
/// # Errors
/// When the folder is not there or cannot be asked.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// The folder that a file lies in.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// "12.4 MB", in steps of a thousand.
pub fn size(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    if megabytes >= 1000.0 { format!("{:.1} GB", megabytes / 1000.0) } else { format!("{megabytes:.1} MB") }
}
