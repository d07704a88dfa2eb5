//! The last head that was signed, kept beside the key and so outside the database.
//!
//! Going on from an old database would sign a second history with the same key. So no command opens a record that does
//! not continue the head kept here.

use super::key_file::sync_folder_of;
use crate::config::with_end;
use domain::ledger::{Frontier, Seq, SignedCheckpoint, TreeSize};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use store::{Head, Store, StoreError};
use thiserror::Error;

/// The place of the kept head: the key's file with `.checkpoint` put to its name.
#[derive(Clone, Debug)]
pub struct KeptHead {
    file: PathBuf,
}

/// Why a record may not be opened: what it holds does not continue what was signed.
#[derive(Debug, Error)]
pub enum HeadFault {
    #[error(
        "This database has {}, but checkpoint {} covers {kept}. {} missing. Restore the newer database. If it is \
         permanently lost, see --accept-fork in `concord restore --help`.",
        counted(*found), file.display(), missing(*found, *kept)
    )]
    Shorter { file: PathBuf, kept: TreeSize, found: TreeSize },
    #[error(
        "The database is empty, but checkpoint {} covers {}. Nothing was created. Restore the database, or a backup with \
         `concord restore`. To create another database, first move this file and the key to another folder.",
        file.display(), counted(*kept)
    )]
    Gone { file: PathBuf, kept: TreeSize },
    #[error(
        "The first {kept} log entries are not those that checkpoint {} covers. The log was rewritten, or this is a \
         different database. Restore the right database.",
        file.display()
    )]
    Rewritten { file: PathBuf, kept: TreeSize },
    #[error("Checkpoint {} does not belong to this database: {reason}. The key or the file may have been replaced.", file.display())]
    Signature { file: PathBuf, reason: String },
    #[error("Checkpoint {}: {cause}", file.display())]
    File { file: PathBuf, cause: io::Error },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// "Entry 12 is", "Entries 12 to 15 are": those that the smaller tree lacks.
fn missing(found: TreeSize, kept: TreeSize) -> String {
    match (found.next_seq(), kept.position()) {
        (first, Some(last)) if first < last => format!("Entries {first} to {last} are"),
        (first, _) => format!("Entry {first} is"),
    }
}

/// 1,600.
pub fn grouped(number: u64) -> String {
    domain::text::thousands(number)
}

/// "1 log entry", "1,600 log entries".
pub fn counted(entries: TreeSize) -> String {
    if entries.0 == 1 { "1 log entry".to_owned() } else { format!("{} log entries", grouped(entries.0)) }
}

/// How many entries are read at a time.
const BATCH: u64 = 500;

impl KeptHead {
    pub fn beside(key_file: &Path) -> KeptHead {
        KeptHead { file: with_end(key_file, ".checkpoint") }
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The head that was kept, if one was.
    ///
    /// # Errors
    /// When the file cannot be read, or is no signed head.
    pub fn read(&self) -> Result<Option<SignedCheckpoint>, HeadFault> {
        let text = match std::fs::read_to_string(&self.file) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(self.failed(cause)),
        };
        let head = SignedCheckpoint::parse(&text);
        head.map(Some).map_err(|fault| HeadFault::Signature { file: self.file.clone(), reason: fault.to_string() })
    }

    /// Whether the record continues the head that was kept. Every record continues none.
    ///
    /// # Errors
    /// When it is shorter, or its first entries are others.
    pub async fn check(&self, store: &Store) -> Result<(), HeadFault> {
        let Some(kept) = self.read()? else { return Ok(()) };
        let kept = kept
            .verify(&store.key().verifier())
            .map_err(|fault| HeadFault::Signature { file: self.file.clone(), reason: fault.to_string() })?;
        let head = store.head().await?;
        if head.size < kept.size {
            return Err(HeadFault::Shorter { file: self.file.clone(), kept: kept.size, found: head.size });
        }
        let root = if head.size == kept.size { head.root } else { first_entries(store, kept.size).await?.root() };
        if root == kept.root { Ok(()) } else { Err(HeadFault::Rewritten { file: self.file.clone(), kept: kept.size }) }
    }

    /// The fault of a database that holds no record, beside a head that was kept: the record was lost, and a new one would
    /// be a second history under the same key.
    pub fn gone(&self, kept: &SignedCheckpoint) -> HeadFault {
        HeadFault::Gone { file: self.file.clone(), kept: kept.unverified().size }
    }

    /// Keeps the current head, unless a larger one is kept already, and returns it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn keep(&self, store: &Store) -> Result<Head, HeadFault> {
        let head = store.head().await?;
        // What another key signed is never put in the place of what this one did.
        store.check_key().await?;
        let kept = self.read()?.map_or(TreeSize::EMPTY, |kept| kept.unverified().size);
        if kept < head.size {
            self.write(&head.checkpoint).map_err(|cause| self.failed(cause))?;
        }
        Ok(head)
    }

    /// Puts the kept head aside under a name that says what it is: the proof of what a restored copy lacks. It takes the
    /// place of no other proof.
    ///
    /// # Errors
    /// When the file cannot be renamed.
    pub fn put_aside(&self, size: TreeSize) -> Result<PathBuf, HeadFault> {
        let first = with_end(&self.file, &format!(".lost-{size}"));
        let mut aside = first.clone();
        for number in 2.. {
            if aside.symlink_metadata().is_err() {
                break;
            }
            aside = with_end(&first, &format!("-{number}"));
        }
        std::fs::rename(&self.file, &aside).map_err(|cause| self.failed(cause))?;
        sync_folder_of(&aside).map_err(|cause| self.failed(cause))?;
        Ok(aside)
    }

    /// Forgets the head of a record that is gone on purpose. None may have been kept.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn forget(&self) -> Result<(), HeadFault> {
        match std::fs::remove_file(&self.file) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(self.failed(cause)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Written beside and then moved into place, so that a crash leaves the old head or the new one.
    fn write(&self, checkpoint: &str) -> io::Result<()> {
        let beside = with_end(&self.file, &format!(".{}", std::process::id()));
        let written = write_new(&beside, checkpoint).and_then(|()| std::fs::rename(&beside, &self.file));
        if written.is_err() {
            // On a full disk it would stay behind, empty.
            let _ = std::fs::remove_file(&beside);
        }
        written.and_then(|()| sync_folder_of(&self.file))
    }

    fn failed(&self, cause: io::Error) -> HeadFault {
        HeadFault::File { file: self.file.clone(), cause }
    }
}

fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let mut opened = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
    opened.write_all(text.as_bytes())?;
    opened.sync_all()
}

/// The tree over the first entries as they stand in the database.
async fn first_entries(store: &Store, size: TreeSize) -> Result<Frontier, StoreError> {
    let mut tree = Frontier::new();
    let Some(last) = size.position() else { return Ok(tree) };
    while tree.size() < size {
        let next: Seq = tree.size().next_seq();
        let entries = store.entries(next, last, BATCH).await?;
        if entries.is_empty() {
            return Err(StoreError::Damaged(format!("entry {next} is missing")));
        }
        for entry in entries {
            tree.append(entry.leaf.hash());
        }
    }
    Ok(tree)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;

    #[test]
    fn a_head_that_cannot_be_kept_leaves_no_file_behind() {
        let folder = tempfile::tempdir().unwrap();
        let kept = KeptHead::beside(&folder.path().join("concord.db.key"));
        // A folder in its place is as good as a full disk: the last step fails.
        std::fs::create_dir(kept.file()).unwrap();
        assert!(kept.write("concord.example.gov/concord\n").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
