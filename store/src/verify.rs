//! Checks the whole record: every entry of the log, and every row version against the entry that made it.

use crate::connect::Store;
use crate::error::StoreError;
use crate::export::sort_rows;
use crate::ledger::{instant, select};
use crate::rows::{number, read_version, seq};
use crate::tables;
use domain::Object;
use domain::date::Instant;
use domain::ids::{Kind, Version};
use domain::ledger::{
    Content, Hash, Leaf, LogCheck, LogFault, RecordedAt, RowIdentity, RowVersion, Rows, RowsRoot, Salt, Seq,
    SignedCheckpoint, TreeSize, row_hash,
};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use std::collections::BTreeMap;
use thiserror::Error;
use uuid::Uuid;

/// What was found in a record without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyReport {
    pub entries: TreeSize,
    pub row_versions: u64,
    /// Row versions whose text was erased, and the entries that say so.
    pub erased: Vec<(Kind, Uuid, Seq)>,
    pub first_recorded_at: Option<Instant>,
    pub last_recorded_at: Option<Instant>,
    pub root: Hash,
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
    #[error("entry {seq}: the columns of version {version} of {kind} {id} do not agree with its content")]
    ColumnsChanged { seq: Seq, kind: Kind, id: Uuid, version: Version },
    #[error("entry {seq}: the row versions that stand in the database are not those that it made")]
    RowsDiffer { seq: Seq },
    #[error("entry {seq}: a version of {kind} {id} does not end where the next begins")]
    WrongUntil { seq: Seq, kind: Kind, id: Uuid },
    #[error("{kind} {id} stands in the database from entry {seq} on, and no entry made it")]
    MadeByNobody { seq: Seq, kind: Kind, id: Uuid },
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
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl VerifyFault {
    /// The entry that breaks, where the fault lies in one.
    pub fn seq(&self) -> Option<Seq> {
        match self {
            VerifyFault::Log(fault) => Some(fault.seq),
            VerifyFault::EntryColumns { seq }
            | VerifyFault::ContentChanged { seq, .. }
            | VerifyFault::ColumnsChanged { seq, .. }
            | VerifyFault::RowsDiffer { seq }
            | VerifyFault::WrongUntil { seq, .. }
            | VerifyFault::MadeByNobody { seq, .. } => Some(*seq),
            VerifyFault::HeadSize { .. }
            | VerifyFault::HeadRoot
            | VerifyFault::HeadTime
            | VerifyFault::HeadSignature(_)
            | VerifyFault::Shorter { .. }
            | VerifyFault::Rewritten { .. }
            | VerifyFault::OlderSignature(_)
            | VerifyFault::Store(_) => None,
        }
    }
}

impl From<sea_orm::DbErr> for VerifyFault {
    fn from(error: sea_orm::DbErr) -> VerifyFault {
        VerifyFault::Store(error.into())
    }
}

/// How many entries, with their rows, are in memory at a time.
const BATCH: u64 = 200;

impl Store {
    /// Checks everything. `older` is a head that somebody kept elsewhere: it shows a cut tail and a rewritten history.
    ///
    /// # Errors
    /// [`VerifyFault`] names the first entry that breaks.
    pub async fn verify(&self, older: Option<&SignedCheckpoint>) -> Result<VerifyReport, VerifyFault> {
        let wrong_until = self.first_wrong_until().await?;
        let mut walk = Walk::begin(self, older)?;
        let walked = walk.walk_all().await;
        match (walked, wrong_until) {
            (Err(fault), Some(wrong)) if fault.seq() > wrong.seq() => Err(wrong),
            (Err(fault), _) => Err(fault),
            (Ok(()), Some(wrong)) => Err(wrong),
            (Ok(()), None) => walk.finish().await,
        }
    }

    /// A version ends where the next of the same object begins; the last does not end. Numbers run from 1, and an
    /// identity was born with its first version.
    async fn first_wrong_until(&self) -> Result<Option<VerifyFault>, VerifyFault> {
        let mut first: Option<VerifyFault> = None;
        for kind in Kind::ALL {
            let (versions, identities) = (tables::of(kind).versions, tables::of(kind).identities);
            let sql = format!(
                "SELECT id, since FROM (SELECT v.id AS id, v.since AS since, v.until AS until, v.version AS version, i.born AS born, \
                 lead(v.since) OVER (PARTITION BY v.id ORDER BY v.since) AS next_since, \
                 row_number() OVER (PARTITION BY v.id ORDER BY v.since) AS place, \
                 min(v.since) OVER (PARTITION BY v.id) AS first_since \
                 FROM {versions} v LEFT JOIN {identities} i ON i.id = v.id) joined \
                 WHERE until IS DISTINCT FROM next_since OR version <> place OR born IS DISTINCT FROM first_since \
                 ORDER BY since LIMIT 1"
            );
            let statement = Statement::from_string(self.reader().get_database_backend(), sql);
            if let Some(row) = self.reader().query_one_raw(statement).await? {
                let found =
                    VerifyFault::WrongUntil { seq: seq(row.try_get("", "since")?), kind, id: row.try_get("", "id")? };
                if first.as_ref().is_none_or(|known| found.seq() < known.seq()) {
                    first = Some(found);
                }
            }
        }
        Ok(first)
    }
}

/// The walk over the log, batch by batch.
struct Walk<'a> {
    store: &'a Store,
    older: Option<(TreeSize, Hash)>,
    check: LogCheck,
    row_versions: u64,
    erased: Vec<(Kind, Uuid, Seq)>,
}

impl<'a> Walk<'a> {
    fn begin(store: &'a Store, older: Option<&SignedCheckpoint>) -> Result<Walk<'a>, VerifyFault> {
        let older = older
            .map(|older| older.verify(&store.key().verifier()))
            .transpose()
            .map_err(|error| VerifyFault::OlderSignature(error.to_string()))?
            .map(|checkpoint| (checkpoint.size, checkpoint.root));
        Ok(Walk { store, older, check: LogCheck::new(), row_versions: 0, erased: Vec::new() })
    }

    async fn walk_all(&mut self) -> Result<(), VerifyFault> {
        self.compare_with_older()?;
        loop {
            let first = self.check.size().next_seq();
            let entries = self.entries_from(first).await?;
            let Some(last) = entries.last().map(|entry| entry.seq) else { break };
            let mut rows = self.rows_between(first, last).await?;
            for entry in entries {
                let made = rows.remove(&entry.seq).unwrap_or_default();
                self.take(&entry, &made)?;
            }
        }
        self.refuse_rows_after_the_end().await
    }

    /// One entry with the rows that stand in the database for it.
    fn take(&mut self, stored: &StoredEntry, made: &[StoredRow]) -> Result<(), VerifyFault> {
        let leaf = self.check.read(stored.text.as_bytes())?;
        if !stored.columns_agree(&leaf) {
            return Err(VerifyFault::EntryColumns { seq: leaf.entry().seq });
        }
        for row in made {
            row.check()?;
            if let Some(by) = row.erased_by {
                self.erased.push((row.kind, row.id, by));
            }
        }
        self.row_versions += made.len() as u64;
        let mut rows: Vec<RowVersion> = made.iter().map(StoredRow::as_entry_says).collect();
        sort_rows(&mut rows);
        self.admit_rows(&leaf, &rows)?;
        self.compare_with_older()
    }

    fn admit_rows(&mut self, leaf: &Leaf, rows: &[RowVersion]) -> Result<(), VerifyFault> {
        let seq = leaf.entry().seq;
        let agrees = match &leaf.entry().rows {
            Rows::Listed(listed) => listed == rows,
            Rows::ByRoot(root) => RowsRoot::of(rows).is_ok_and(|found| found == *root),
        };
        if !agrees {
            return Err(VerifyFault::RowsDiffer { seq });
        }
        if let Rows::ByRoot(_) = leaf.entry().rows {
            self.check.admit_rows(rows)?;
        }
        Ok(())
    }

    /// When the walk has come to the size of the older head, the roots must be the same.
    fn compare_with_older(&self) -> Result<(), VerifyFault> {
        match self.older {
            Some((size, root)) if size == self.check.size() && root != self.check.root() => {
                Err(VerifyFault::Rewritten { older: size })
            }
            _ => Ok(()),
        }
    }

    async fn entries_from(&self, first: Seq) -> Result<Vec<StoredEntry>, VerifyFault> {
        let query = select(&["seq", "recorded_at", "event", "agency_id", "subject_id", "entry", "leaf"])
            .and_where(Expr::col("seq").gte(number(first)))
            .order_by("seq", Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = self.store.reader().query_all(&query).await?;
        Ok(rows.iter().map(StoredEntry::read).collect::<Result<_, _>>()?)
    }

    async fn rows_between(&self, first: Seq, last: Seq) -> Result<BTreeMap<Seq, Vec<StoredRow>>, VerifyFault> {
        let mut by_entry: BTreeMap<Seq, Vec<StoredRow>> = BTreeMap::new();
        for kind in Kind::ALL {
            let span = Cond::all()
                .add(Expr::col(("v", "since")).gte(number(first)))
                .add(Expr::col(("v", "since")).lte(number(last)));
            for row in self.store.reader().query_all(&full_rows(kind, span)).await? {
                let stored = StoredRow::read(kind, &row)?;
                by_entry.entry(stored.since).or_default().push(stored);
            }
        }
        Ok(by_entry)
    }

    async fn refuse_rows_after_the_end(&self) -> Result<(), VerifyFault> {
        let end = i64::try_from(self.check.size().0).unwrap_or(i64::MAX);
        for kind in Kind::ALL {
            let query = Query::select()
                .columns(["id", "since"])
                .from(tables::of(kind).versions)
                .and_where(Expr::col("since").gte(end).or(Expr::col("since").lt(0)))
                .order_by("since", Order::Asc)
                .limit(1)
                .to_owned();
            if let Some(row) = self.store.reader().query_one(&query).await? {
                return Err(VerifyFault::MadeByNobody {
                    seq: seq(row.try_get("", "since")?),
                    kind,
                    id: row.try_get("", "id")?,
                });
            }
            let unborn = Query::select()
                .columns(["id", "born"])
                .from(tables::of(kind).identities)
                .and_where(
                    Expr::col("id")
                        .not_in_subquery(Query::select().column("id").from(tables::of(kind).versions).to_owned()),
                )
                .limit(1)
                .to_owned();
            if let Some(row) = self.store.reader().query_one(&unborn).await? {
                return Err(VerifyFault::MadeByNobody {
                    seq: seq(row.try_get("", "born")?),
                    kind,
                    id: row.try_get("", "id")?,
                });
            }
        }
        Ok(())
    }

    async fn finish(self) -> Result<VerifyReport, VerifyFault> {
        let head = self.store.head().await?;
        let found = self.check.size();
        if head.size != found {
            return Err(VerifyFault::HeadSize { stated: head.size, found });
        }
        if head.root != self.check.root() || head.frontier != *self.check.frontier() {
            return Err(VerifyFault::HeadRoot);
        }
        if self.check.last_recorded_at().is_some_and(|last| last.instant() != head.recorded_at) {
            return Err(VerifyFault::HeadTime);
        }
        let signed =
            SignedCheckpoint::parse(&head.checkpoint).map_err(|error| VerifyFault::HeadSignature(error.to_string()))?;
        let checkpoint = signed
            .verify(&self.store.key().verifier())
            .map_err(|error| VerifyFault::HeadSignature(error.to_string()))?;
        if (checkpoint.size, checkpoint.root) != (found, self.check.root()) {
            return Err(VerifyFault::HeadRoot);
        }
        if let Some((older, _)) = self.older.filter(|(older, _)| *older > found) {
            return Err(VerifyFault::Shorter { older, found });
        }
        Ok(VerifyReport {
            entries: found,
            row_versions: self.row_versions,
            erased: self.erased,
            first_recorded_at: self.check.first_recorded_at().map(RecordedAt::instant),
            last_recorded_at: self.check.last_recorded_at().map(RecordedAt::instant),
            root: self.check.root(),
            compared_with: self.older.map(|(size, _)| size),
        })
    }
}

/// A row of the ledger table as it stands.
struct StoredEntry {
    seq: Seq,
    recorded_at: Instant,
    event: String,
    agency: Option<Uuid>,
    subject: Option<Uuid>,
    text: String,
    leaf: Vec<u8>,
}

impl StoredEntry {
    fn read(row: &QueryResult) -> Result<StoredEntry, StoreError> {
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

    fn columns_agree(&self, leaf: &Leaf) -> bool {
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
struct StoredRow {
    kind: Kind,
    id: Uuid,
    since: Seq,
    version: Version,
    hash: Hash,
    salt: Option<Vec<u8>>,
    body: Option<String>,
    erased_by: Option<Seq>,
    columns_agree: bool,
}

impl StoredRow {
    fn read(kind: Kind, row: &QueryResult) -> Result<StoredRow, StoreError> {
        let hash: Option<Vec<u8>> = row.try_get("", "hash")?;
        let body: Option<String> = row.try_get("", "body")?;
        let columns_agree = match &body {
            Some(body) => Object::read(kind, body).is_ok_and(|object| columns_stand(&object, row)),
            None => true,
        };
        Ok(StoredRow {
            kind,
            id: row.try_get("", "id")?,
            since: seq(row.try_get("", "since")?),
            version: read_version(row.try_get("", "version")?)?,
            // Where the content is gone, or its hash has another length, there is none, and it will not be what the entry says.
            hash: hash.unwrap_or_default().try_into().map(Hash).unwrap_or(Hash([0; Hash::LENGTH])),
            salt: row.try_get("", "salt")?,
            body,
            erased_by: row.try_get::<Option<i64>>("", "erased_by")?.map(seq),
            columns_agree,
        })
    }

    fn as_entry_says(&self) -> RowVersion {
        RowVersion { kind: self.kind.into(), id: self.id, version: self.version, hash: self.hash }
    }

    fn check(&self) -> Result<(), VerifyFault> {
        let (seq, kind, id, version) = (self.since, self.kind, self.id, self.version);
        let changed = VerifyFault::ContentChanged { seq, kind, id, version };
        match (&self.salt, &self.body, self.erased_by) {
            (None, None, Some(_)) => return Ok(()),
            (Some(salt), Some(body), None) => {
                let salt = Salt::try_from(salt.as_slice()).map_err(|_| VerifyFault::ContentChanged {
                    seq,
                    kind,
                    id,
                    version,
                })?;
                let identity = RowIdentity { kind: kind.into(), id, version, since: seq };
                if row_hash(&salt, &identity, &Content::stored(body.clone())) != self.hash {
                    return Err(changed);
                }
            }
            _ => return Err(changed),
        }
        if self.columns_agree { Ok(()) } else { Err(VerifyFault::ColumnsChanged { seq, kind, id, version }) }
    }
}

fn full_rows(kind: Kind, span: Cond) -> sea_orm::sea_query::SelectStatement {
    let tables = tables::of(kind);
    Query::select()
        .column(("v", sea_orm::sea_query::Asterisk))
        .columns([("c", "hash"), ("c", "salt"), ("c", "body"), ("c", "erased_by")])
        .from_as(tables.versions, "v")
        .join_as(
            JoinType::LeftJoin,
            tables.contents,
            "c",
            Cond::all()
                .add(Expr::col(("c", "id")).equals(("v", "id")))
                .add(Expr::col(("c", "since")).equals(("v", "since"))),
        )
        .cond_where(span)
        .to_owned()
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
