//! The walk over the log: each entry with the rows that stand in the database for it, then the head.

use super::erasures::Erasures;
use super::fault::{VerifyFault, VerifyReport};
use super::stored::{StoredEntry, StoredRow, full_rows};
use crate::error::StoreError;
use crate::record::files::is_as_attached;
use crate::tables;
use crate::tables::ledger::sort_rows;
use crate::tables::ledger::{read_event, read_head, select};
use crate::tables::rows::{number, seq};
use domain::ids::{Kind, Version};
use domain::ledger::{
    Hash, Leaf, LogCheck, RecordedAt, RowVersion, Rows, RowsRoot, Seq, SignedCheckpoint, TreeSize, VerifierKey,
};
use domain::object::read_content;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use std::collections::BTreeMap;

/// How many entries, with their rows, are in memory at a time.
const BATCH: u64 = 200;

/// The walk over the log, batch by batch.
pub(super) struct Walk<'a> {
    state: &'a DatabaseTransaction,
    key: VerifierKey,
    /// Heads that someone kept.
    older: Vec<(TreeSize, Hash)>,
    check: LogCheck,
    row_versions: u64,
    erasures: Erasures,
}

impl<'a> Walk<'a> {
    /// A walk over the log that `state` sees, which `key` has signed.
    pub(super) fn begin(
        state: &'a DatabaseTransaction,
        key: VerifierKey,
        older: &[&SignedCheckpoint],
    ) -> Result<Walk<'a>, VerifyFault> {
        let older = older
            .iter()
            .map(|older| older.verify(&key).map(|checkpoint| (checkpoint.size, checkpoint.root)))
            .collect::<Result<_, _>>()
            .map_err(|error| VerifyFault::OlderSignature(error.to_string()))?;
        Ok(Walk { state, key, older, check: LogCheck::new(), row_versions: 0, erasures: Erasures::default() })
    }

    /// Reads every entry with the rows that it made.
    pub(super) async fn walk_all(&mut self) -> Result<(), VerifyFault> {
        self.compare_with_older()?;
        loop {
            let first = self.check.size().next_seq();
            let entries = self.entries_from(first).await?;
            let Some(last) = entries.last().map(|entry| entry.seq) else { break };
            let mut rows = self.rows_between(first, last).await?;
            for entry in entries {
                let made = rows.remove(&entry.seq).unwrap_or_default();
                self.take(&entry, &made)?;
                self.check_files(&made).await?;
            }
        }
        self.refuse_rows_after_the_end().await
    }

    /// The files of documents that were attached: each is the one whose hash stands in the content.
    async fn check_files(&self, made: &[StoredRow]) -> Result<(), VerifyFault> {
        for row in made.iter().filter(|row| row.kind == Kind::Evidence && row.version == Version::FIRST) {
            let (Some(form), Some(body)) = (row.schema_number, &row.body) else { continue };
            let document = read_content(form, body).map_err(StoreError::from)?;
            if !is_as_attached(self.state, &document).await? {
                return Err(VerifyFault::FileChanged { seq: row.since, id: row.id });
            }
        }
        Ok(())
    }

    /// One entry with the rows that stand in the database for it.
    fn take(&mut self, stored: &StoredEntry, made: &[StoredRow]) -> Result<(), VerifyFault> {
        let leaf = self.check.read(stored.text.as_bytes())?;
        if !stored.columns_agree(&leaf) {
            return Err(VerifyFault::EntryColumns { seq: leaf.entry().seq });
        }
        for row in made {
            row.check()?;
            self.erasures.take_row(row);
        }
        self.erasures.take_event(leaf.entry().seq, read_event(leaf.entry()));
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

    /// When the walk has come to the size of an older head, the roots must be the same.
    fn compare_with_older(&self) -> Result<(), VerifyFault> {
        let found = self.check.size();
        let of_this_size = self.older.iter().filter(|(size, _)| *size == found);
        for (size, root) in of_this_size {
            if *root != self.check.root() {
                return Err(VerifyFault::Rewritten { older: *size });
            }
        }
        Ok(())
    }

    async fn entries_from(&self, first: Seq) -> Result<Vec<StoredEntry>, VerifyFault> {
        let query = select(&["seq", "recorded_at", "event", "agency_id", "subject_id", "entry", "leaf"])
            .and_where(Expr::col("seq").gte(number(first)))
            .order_by("seq", Order::Asc)
            .limit(BATCH)
            .to_owned();
        let rows = self.state.query_all(&query).await?;
        Ok(rows.iter().map(StoredEntry::read).collect::<Result<_, _>>()?)
    }

    async fn rows_between(&self, first: Seq, last: Seq) -> Result<BTreeMap<Seq, Vec<StoredRow>>, VerifyFault> {
        let mut by_entry: BTreeMap<Seq, Vec<StoredRow>> = BTreeMap::new();
        for kind in Kind::ALL {
            let span = Cond::all()
                .add(Expr::col(("v", "since")).gte(number(first)))
                .add(Expr::col(("v", "since")).lte(number(last)));
            for row in self.state.query_all(&full_rows(kind, span)).await? {
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
            if let Some(row) = self.state.query_one(&query).await? {
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
            if let Some(row) = self.state.query_one(&unborn).await? {
                return Err(VerifyFault::MadeByNobody {
                    seq: seq(row.try_get("", "born")?),
                    kind,
                    id: row.try_get("", "id")?,
                });
            }
        }
        Ok(())
    }

    /// Compares the head with what was read, and says what was found.
    pub(super) async fn finish(self) -> Result<VerifyReport, VerifyFault> {
        let erased = self.erasures.check()?;
        let found = self.check.size();
        if let Some((older, _)) = self.older.iter().filter(|(older, _)| *older > found).max_by_key(|(older, _)| *older)
        {
            return Err(VerifyFault::Shorter { older: *older, found });
        }
        let head = read_head(self.state, false).await?.ok_or(VerifyFault::HeadMissing { found })?;
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
        let checkpoint = signed.verify(&self.key).map_err(|error| VerifyFault::HeadSignature(error.to_string()))?;
        if (checkpoint.size, checkpoint.root) != (found, self.check.root()) {
            return Err(VerifyFault::HeadRoot);
        }
        Ok(VerifyReport {
            entries: found,
            row_versions: self.row_versions,
            first_recorded_at: self.check.first_recorded_at().map(RecordedAt::instant),
            last_recorded_at: self.check.last_recorded_at().map(RecordedAt::instant),
            root: self.check.root(),
            erased,
            compared_with: self.older.first().map(|(size, _)| *size),
        })
    }
}
