//! How far a check has come.

use serde::Serialize;

/// How far the check of a log has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Entries that were read and follow each other.
    pub entries: u64,
    /// How many the file says that it has. Nobody has checked that yet.
    pub of: Option<u64>,
}
