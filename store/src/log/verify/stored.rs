//! Entries and row versions as they stand in the database, which may have been changed behind our back.

use super::fault::VerifyFault;
use crate::error::StoreError;
use crate::tables;
use crate::tables::ledger::instant;
use crate::tables::rows::{of_the_same_version, read_version, seq};
use crate::tables::stand_ins::read_stand_in;
use domain::Object;
use domain::date::Instant;
use domain::ids::{Kind, Version};
use domain::ledger::{Content, Hash, Leaf, RowIdentity, RowVersion, Salt, Seq, row_hash};
use domain::object::ContentFault;
use sea_orm::sea_query::{Cond, JoinType, Query, SelectStatement};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

/// A row of the ledger table as it stands.
pub(super) struct StoredEntry {
    pub(super) seq: Seq,
    pub(super) recorded_at: Instant,
    pub(super) event: String,
    pub(super) agency: Option<Uuid>,
    pub(super) subject: Option<Uuid>,
    pub(super) text: String,
    pub(super) leaf: Vec<u8>,
}

impl StoredEntry {
    pub(super) fn read(row: &QueryResult) -> Result<StoredEntry, StoreError> {
        Ok(StoredEntry {
            seq: seq(row.try_get("", "seq")?),
            recorded_at: instant(row, "recorded_at")?,
            event: row.try_get("", "event")?,
            agency: row.try_get("", "agency_id")?,
            subject: row.try_get("", "subject_id")?,
            text: row.try_get("", "entry")?,
            leaf: row.try_get("", "leaf")?,
        })
    }

    pub(super) fn columns_agree(&self, leaf: &Leaf) -> bool {
        let entry = leaf.entry();
        self.seq == entry.seq
            && self.recorded_at == entry.recorded_at.instant()
            && self.event == entry.event.as_str()
            && self.agency == entry.agency
            && self.subject == entry.subject.as_ref().map(|subject| subject.id)
            && self.leaf == leaf.hash().as_bytes()
    }
}

/// A version with its content and its columns as they stand.
pub(super) struct StoredRow {
    pub(super) kind: Kind,
    pub(super) id: Uuid,
    pub(super) since: Seq,
    pub(super) version: Version,
    /// `None` where the content is gone.
    pub(super) schema_number: Option<i64>,
    pub(super) hash: Hash,
    pub(super) salt: Option<Vec<u8>>,
    pub(super) body: Option<String>,
    pub(super) has_stand_in: bool,
    pub(super) erased_by: Option<Seq>,
    pub(super) columns_agree: bool,
}

impl StoredRow {
    pub(super) fn read(kind: Kind, row: &QueryResult) -> Result<StoredRow, StoreError> {
        let hash: Option<Vec<u8>> = row.try_get("", "hash")?;
        let body: Option<String> = row.try_get("", "body")?;
        let stand_in: Option<String> = row.try_get("", "stand_in")?;
        let columns_agree = match (&body, &stand_in) {
            (Some(body), _) => columns_agree(kind, (row.try_get("", "schema_number")?, body), row),
            (None, Some(stand_in)) => match read_stand_in(stand_in) {
                Ok((form, body)) => columns_agree(kind, (form, &body), row),
                Err(_) => false,
            },
            (None, None) => true,
        };
        Ok(StoredRow {
            kind,
            id: row.try_get("", "id")?,
            since: seq(row.try_get("", "since")?),
            version: read_version(row.try_get("", "version")?)?,
            schema_number: row.try_get("", "schema_number")?,
            // Where the content is gone, or its hash has another length, there is none, and it will not be what the entry says.
            hash: hash.unwrap_or_default().try_into().map(Hash).unwrap_or(Hash([0; Hash::LENGTH])),
            salt: row.try_get("", "salt")?,
            has_stand_in: stand_in.is_some(),
            body,
            erased_by: row.try_get::<Option<i64>>("", "erased_by")?.map(seq),
            columns_agree,
        })
    }

    pub(super) fn as_entry_says(&self) -> RowVersion {
        RowVersion { kind: self.kind.into(), id: self.id, version: self.version, hash: self.hash }
    }

    /// Whether this is the content that was hashed, and the columns say the same.
    pub(super) fn check(&self) -> Result<(), VerifyFault> {
        let (seq, kind, id, version) = (self.since, self.kind, self.id, self.version);
        if !self.has_its_content() && self.erased().is_none() {
            return Err(VerifyFault::ContentChanged { seq, kind, id, version });
        }
        match self.schema_number {
            Some(found) if !(1..=kind.schema()).contains(&found) => {
                return Err(VerifyFault::SchemaNumber { seq, kind, id, version, found });
            }
            _ => {}
        }
        if self.columns_agree { Ok(()) } else { Err(VerifyFault::ColumnsChanged { seq, kind, id, version }) }
    }

    /// The entry that is said to have erased the content. Whether it did is found out at the end of the walk.
    pub(super) fn erased(&self) -> Option<Seq> {
        let is_gone = self.salt.is_none() && self.body.is_none() && self.has_stand_in && self.schema_number.is_some();
        self.erased_by.filter(|_| is_gone)
    }

    /// A content that is not there, and was not erased, was taken away.
    fn has_its_content(&self) -> bool {
        let is_as_written = self.erased_by.is_none() && !self.has_stand_in;
        let (Some(salt), Some(body), true) = (&self.salt, &self.body, is_as_written) else { return false };
        let Ok(salt) = Salt::try_from(salt.as_slice()) else { return false };
        let identity = RowIdentity { kind: self.kind.into(), id: self.id, version: self.version, since: self.since };
        row_hash(&salt, &identity, &Content::stored(body.clone())) == self.hash
    }
}

pub(super) fn full_rows(kind: Kind, span: Cond) -> SelectStatement {
    let tables = tables::of(kind);
    Query::select()
        .column(("v", sea_orm::sea_query::Asterisk))
        .columns([
            ("c", "schema_number"),
            ("c", "hash"),
            ("c", "salt"),
            ("c", "body"),
            ("c", "erased_by"),
            ("c", "stand_in"),
        ])
        .from_as(tables.versions, "v")
        .join_as(JoinType::LeftJoin, tables.contents, "c", of_the_same_version())
        .cond_where(span)
        .to_owned()
}

/// The columns of a content whose form this program does not know cannot be compared; its number is a fault of its own.
/// Each new form comes with a migration, so a database that this program opens has none.
fn columns_agree(kind: Kind, (form, body): (i64, &str), row: &QueryResult) -> bool {
    match Object::read(kind, form, body) {
        Ok(object) => columns_stand(&object, row),
        Err(ContentFault::Newer { .. } | ContentFault::NoSuchForm { .. }) => true,
        Err(ContentFault::Unreadable { .. }) => false,
    }
}

/// Whether the columns say what the content says. Columns are a projection; the content is the truth.
fn columns_stand(object: &Object, row: &QueryResult) -> bool {
    tables::columns(object).into_iter().all(|(name, expected)| match expected {
        Value::String(expected) => row.try_get::<Option<String>>("", name).is_ok_and(|found| found == expected),
        Value::BigInt(expected) => row.try_get::<Option<i64>>("", name).is_ok_and(|found| found == expected),
        Value::Uuid(expected) => row.try_get::<Option<Uuid>>("", name).is_ok_and(|found| found == expected),
        _ => false,
    })
}
