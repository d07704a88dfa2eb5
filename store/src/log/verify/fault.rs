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
    /// The size of the older head that was compared, where one was given.
    pub compared_with: Option<TreeSize>,
}

/// The first entry that breaks, and how.
#[derive(Debug, Error)]
pub enum VerifyFault {
    #[error("{0}")]
    Log(#[from] LogFault),
    #[error("entry {seq}: its columns do not say what the entry itself says")]
    EntryColumns { seq: Seq },
    #[error("entry {seq}: version {version} of {kind} {id} does not have the content that was recorded")]
    ContentChanged { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("entry {seq}: version {version} of {kind} {id} is said to be erased, and its content is still there")]
    NotErased { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("entry {seq}: the columns of version {version} of {kind} {id} do not agree with its content")]
    ColumnsChanged { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("entry {seq}: the file of document {id} is not the one that was attached, or is not there")]
    FileChanged { seq: Seq, id: Uuid },
    #[error("entry {seq}: the row versions that stand in the database are not those that it made")]
    RowsDiffer { seq: Seq },
    #[error("entry {seq}: a version of {kind} {id} does not end where the next begins")]
    WrongUntil { seq: Seq, kind: Kind, id: Uuid },
    #[error("{kind} {id} stands in the database from entry {seq} on, and no entry made it")]
    MadeByNobody { seq: Seq, kind: Kind, id: Uuid },
    #[error("entry {seq}: version {version} of {kind} {id} has the schema number {found}, which is none of its kind")]
    SchemaNumber { seq: Seq, kind: Kind, id: Uuid, version: Version, found: i64 },
    #[error("there is no head, and there are {found} entries")]
    HeadMissing { found: TreeSize },
    #[error("the head says {stated} entries, and there are {found}")]
    HeadSize { stated: TreeSize, found: TreeSize },
    #[error("the head does not stand for the entries: its root is another")]
    HeadRoot,
    #[error("the head does not have the time of the last entry")]
    HeadTime,
    #[error("the head is not signed with the key of this record: {0}")]
    HeadSignature(String),
    #[error("the older head stands for {older} entries, and the log has only {found}: its end was cut off")]
    Shorter { older: TreeSize, found: TreeSize },
    #[error("the log was rewritten: its first {older} entries are not those that the older head stands for")]
    Rewritten { older: TreeSize },
    #[error("the older head is not signed with the key of this record: {0}")]
    OlderSignature(String),
    /// What is stored does not read at all.
    #[error("the database is damaged: {0}")]
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
