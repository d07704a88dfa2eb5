//! What a check of the record finds.

use crate::error::StoreError;
use domain::date::Instant;
use domain::ids::{Kind, Version};
use domain::ledger::{Hash, LogFault, Seq, TreeSize};
use std::collections::BTreeMap;
use thiserror::Error;
use uuid::Uuid;

/// What was found in a record without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    pub entries: TreeSize,
    pub row_versions: u64,
    pub first_recorded_at: Option<Instant>,
    pub last_recorded_at: Option<Instant>,
    pub root: Hash,
    /// How many contents were erased under law, by each entry that says so.
    pub erased: BTreeMap<Seq, u64>,
    /// The size of the older checkpoint that was compared, where one was given.
    pub compared_with: Option<TreeSize>,
}

/// The first entry that breaks, and how.
#[derive(Debug, Error)]
pub enum VerifyFault {
    #[error("{0}")]
    Log(#[from] LogFault),
    #[error("Entry {seq}: database columns don't match the entry")]
    EntryColumns { seq: Seq },
    #[error("Entry {seq}: version {version} of {kind} {id} does not have the recorded content")]
    ContentChanged { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("Entry {seq}: version {version} of {kind} {id} is listed as erased, but its content is still there")]
    NotErased { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("Entry {seq}: the columns of version {version} of {kind} {id} don't match its content")]
    ColumnsChanged { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("Entry {seq}: the file of document {id} is missing or is not the one that was attached")]
    FileChanged { seq: Seq, id: Uuid },
    #[error("Entry {seq}: the row versions in the database don't match those that the entry created")]
    RowsDiffer { seq: Seq },
    #[error("Entry {seq}: a version of {kind} {id} does not end where the next begins")]
    WrongUntil { seq: Seq, kind: Kind, id: Uuid },
    #[error("{kind} {id} is in the database from entry {seq} on, but no entry created it")]
    MadeByNobody { seq: Seq, kind: Kind, id: Uuid },
    #[error("Entry {seq}: version {version} of {kind} {id} has schema number {found}, which its kind does not have")]
    SchemaNumber { seq: Seq, kind: Kind, id: Uuid, version: Version, found: i64 },
    #[error("The checkpoint is missing, and there are {found} entries")]
    HeadMissing { found: TreeSize },
    #[error("The checkpoint covers {stated} entries, but there are {found}")]
    HeadSize { stated: TreeSize, found: TreeSize },
    #[error("The checkpoint doesn't match these entries (different root hash)")]
    HeadRoot,
    #[error("The checkpoint doesn't have the time of the last entry")]
    HeadTime,
    #[error("The checkpoint is not signed with the key of this record: {0}")]
    HeadSignature(String),
    #[error("Entries are missing at the end: the older checkpoint covers {older}, but the log has {found}")]
    Shorter { older: TreeSize, found: TreeSize },
    #[error("The log was rewritten: its first {older} entries don't match the older checkpoint")]
    Rewritten { older: TreeSize },
    #[error("The older checkpoint is not signed with the key of this record: {0}")]
    OlderSignature(String),
    /// What is stored does not read at all.
    #[error("The database is damaged: {0}")]
    Damaged(String),
    /// It could not be checked.
    #[error(transparent)]
    Store(StoreError),
}

impl VerifyFault {
    /// The entry that breaks, where the fault lies in one.
    pub fn seq(&self) -> Option<Seq> {
        match self {
            VerifyFault::Log(fault) => Some(fault.seq),
            VerifyFault::EntryColumns { seq }
            | VerifyFault::ContentChanged { seq, .. }
            | VerifyFault::NotErased { seq, .. }
            | VerifyFault::ColumnsChanged { seq, .. }
            | VerifyFault::SchemaNumber { seq, .. }
            | VerifyFault::FileChanged { seq, .. }
            | VerifyFault::RowsDiffer { seq }
            | VerifyFault::WrongUntil { seq, .. }
            | VerifyFault::MadeByNobody { seq, .. } => Some(*seq),
            VerifyFault::HeadMissing { .. }
            | VerifyFault::HeadSize { .. }
            | VerifyFault::HeadRoot
            | VerifyFault::HeadTime
            | VerifyFault::HeadSignature(_)
            | VerifyFault::Shorter { .. }
            | VerifyFault::Rewritten { .. }
            | VerifyFault::OlderSignature(_)
            | VerifyFault::Damaged(_)
            | VerifyFault::Store(_) => None,
        }
    }
}

impl From<StoreError> for VerifyFault {
    fn from(error: StoreError) -> VerifyFault {
        match error {
            StoreError::Damaged(what) => VerifyFault::Damaged(what),
            other => VerifyFault::Store(other),
        }
    }
}

impl From<sea_orm::DbErr> for VerifyFault {
    fn from(error: sea_orm::DbErr) -> VerifyFault {
        StoreError::from(error).into()
    }
}
