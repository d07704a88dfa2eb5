//! When the last backup was made, kept beside the database, so that `concord doctor` can say that none was made for long.

use crate::config::with_end;
use chrono::{DateTime, Utc};
use domain::ledger::TreeSize;
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The last backup that was checked and found whole.
#[derive(Debug, Serialize, Deserialize)]
pub struct LastBackup {
    pub at: DateTime<Utc>,
    pub file: PathBuf,
    pub entries: u64,
}

impl LastBackup {
    /// A backup that was made now.
    pub fn of(file: &Path, entries: TreeSize) -> LastBackup {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        LastBackup { at: Utc::now(), file, entries: entries.0 }
    }

    /// Keeps it beside the database, in place of the one before.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn keep(&self, database: &Path) -> io::Result<()> {
        let beside = with_end(database, ".last-backup");
        let new = with_end(&beside, &format!(".{}", std::process::id()));
        let kept = self.write(&new).and_then(|()| std::fs::rename(&new, &beside));
        if kept.is_err() {
            // On a full disk it would stay behind, empty.
            let _ = std::fs::remove_file(&new);
        }
        kept
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        let mut opened = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file)?;
        opened.write_all(&serde_json::to_vec(self)?)
    }

    /// The last one of a database, if one is known.
    pub fn read(database: &Path) -> Option<LastBackup> {
        let text = std::fs::read(with_end(database, ".last-backup")).ok()?;
        serde_json::from_slice(&text).ok()
    }
}
