//! The file with the signing key: one line, made once, read by the server's own user only, never in the database.
//!
//! The line is written as Go's `golang.org/x/mod/sumdb/note` writes the key of a signer, so that other tools read it:
//! `PRIVATE+KEY+` name `+` key id in hexadecimal `+` base64 of the byte 1 and the 32 secret bytes.

use crate::config::with_end;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ledger::{LogName, RecordKey};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use thiserror::Error;

const BEGIN: &str = "PRIVATE+KEY+";

/// No key is longer, in bytes.
const LONGEST: u64 = 4096;

/// The byte that stands for Ed25519 in a C2SP signed note.
const ED25519: u8 = 1;

/// Why there is no key to sign with.
#[derive(Debug, Error)]
pub enum KeyFault {
    #[error(
        "Signing key not found at {}. Restore the file, or set CONCORD_SIGNING_KEY_FILE (--signing-key-file) to its \
         location. Database backups don't include it.",
        file.display()
    )]
    Missing { file: PathBuf },
    #[error("Other users can read {} (mode {mode:o}). Run: chmod 600 {}", file.display(), file.display())]
    Open { file: PathBuf, mode: u32 },
    #[error("{} is not a signing key. Expected one line: {BEGIN}, a name, an id, and a key.", file.display())]
    NotAKey { file: PathBuf },
    #[error("Signing key {}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error("Couldn't get random numbers from this machine, so no key was created: {0}")]
    NoRandomNumbers(String),
}

/// Reads the key.
///
/// # Errors
/// When it is not there, not a key, or not private.
pub fn read(file: &Path) -> Result<RecordKey, KeyFault> {
    let failed = |cause: io::Error| match cause.kind() {
        io::ErrorKind::NotFound => KeyFault::Missing { file: file.to_owned() },
        _ => KeyFault::File { file: file.to_owned(), cause },
    };
    let mut opened = File::open(file).map_err(failed)?;
    let mut bytes = Vec::new();
    Read::by_ref(&mut opened).take(LONGEST).read_to_end(&mut bytes).map_err(failed)?;
    let key = std::str::from_utf8(&bytes).ok().and_then(|text| parse(text.trim_end()));
    // Checked first: a file that is no key is not one whose mode should change.
    let key = key.ok_or_else(|| KeyFault::NotAKey { file: file.to_owned() })?;
    let mode = opened.metadata().map_err(failed)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 { Ok(key) } else { Err(KeyFault::Open { file: file.to_owned(), mode }) }
}

/// Makes a key with fresh random bytes. A file that is there is never written over.
///
/// # Errors
/// When there is a file already, or it cannot be written.
pub fn make(file: &Path, name: LogName) -> Result<RecordKey, KeyFault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|cause| KeyFault::NoRandomNumbers(cause.to_string()))?;
    write(file, name, &seed)
}

/// Writes a key of given bytes to a new file.
pub fn write(file: &Path, name: LogName, seed: &[u8; 32]) -> Result<RecordKey, KeyFault> {
    let key = RecordKey::from_seed(name, seed);
    let line = line(&key, seed);
    let beside = with_end(file, &format!(".{}", std::process::id()));
    let written = write_new(&beside, &line).and_then(|()| put_in_place(&beside, file));
    // Gone already where the file system has no links.
    let _ = std::fs::remove_file(&beside);
    written.and_then(|()| sync_folder_of(file)).map_err(|cause| KeyFault::File { file: file.to_owned(), cause })?;
    Ok(key)
}

fn write_new(file: &Path, line: &str) -> io::Result<()> {
    // Left by a process of this number that was killed here.
    let _ = std::fs::remove_file(file);
    let mut opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    opened.write_all(line.as_bytes())?;
    opened.sync_all()
}

/// A link is made whole or not at all, and never in the place of another file: a killed process leaves no half key.
fn put_in_place(beside: &Path, file: &Path) -> io::Result<()> {
    match std::fs::hard_link(beside, file) {
        Err(cause) if cause.kind() != io::ErrorKind::AlreadyExists && !file.exists() => std::fs::rename(beside, file),
        linked => linked,
    }
}

/// Makes it last that a file stands in its folder.
pub fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

fn line(key: &RecordKey, seed: &[u8; 32]) -> String {
    let encoded = STANDARD.encode([&[ED25519], seed.as_slice()].concat());
    format!("{BEGIN}{}+{}+{encoded}\n", key.name(), key.verifier().id())
}

fn parse(line: &str) -> Option<RecordKey> {
    let mut parts = line.strip_prefix(BEGIN)?.splitn(3, '+');
    let (name, id, encoded) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = STANDARD.decode(encoded).ok()?;
    let (&ED25519, seed) = bytes.split_first()? else { return None };
    let key = RecordKey::from_seed(LogName::parse(name).ok()?, seed.try_into().ok()?);
    (key.verifier().id().to_string() == id).then_some(key)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    fn name() -> LogName {
        LogName::parse("concord.example.gov/pitf").unwrap()
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("concord.db.key");
        let made = make(&file, name()).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(read(&file).unwrap().verifier(), made.verifier());
        assert!(
            matches!(make(&file, name()), Err(KeyFault::File { cause, .. }) if cause.kind() == io::ErrorKind::AlreadyExists)
        );
    }

    #[test]
    fn the_line_is_that_of_gos_signers() {
        let seed = [7; 32];
        let line = line(&RecordKey::from_seed(name(), &seed), &seed);
        let id = RecordKey::from_seed(name(), &seed).verifier().id();
        assert_eq!(
            line,
            format!("PRIVATE+KEY+concord.example.gov/pitf+{id}+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n")
        );
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        make(&file, name()).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        let refusal = read(&file).unwrap_err().to_string();
        assert!(
            refusal.starts_with("Other users can read ") && refusal.contains(" (mode 640). Run: chmod 600"),
            "{refusal}"
        );
    }

    #[test]
    fn a_file_of_others_that_is_no_key_is_refused_and_stays_readable() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("passwd");
        std::fs::write(&file, "root:x:0:0:root:/root:/bin/sh\n".repeat(1_000)).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let refusal = read(&file).unwrap_err().to_string();
        assert!(refusal.contains("is not a signing key") && !refusal.contains("chmod"), "{refusal}");
    }

    #[test]
    fn what_is_not_a_key_or_has_the_id_of_another_is_refused() {
        let seed = [7; 32];
        let good = line(&RecordKey::from_seed(name(), &seed), &seed);
        let good = good.trim_end();
        assert!(parse(good).is_some());
        let id = RecordKey::from_seed(name(), &seed).verifier().id().to_string();
        for wrong in
            [good.replace(&id, "00000000"), good.replace(BEGIN, ""), good.replace("+AQ", "+Ag"), format!("{good}A")]
        {
            assert!(parse(&wrong).is_none(), "{wrong}");
        }
    }
}
