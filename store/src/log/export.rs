//! The ledger as a file: lines that anyone can check with no database.

use crate::error::StoreError;
use crate::log::shown::{ShownEntry, WithheldEntry, shown};
use crate::record::view::View;
use crate::store::Store;
use crate::tables;
use crate::tables::ledger::sort_rows;
use crate::tables::rows::{number, of_the_same_version, read_version};
use domain::ids::Kind;
use domain::ledger::{
    Frontier, Hash, Leaf, RowVersion, Rows, Seq, SignedCheckpoint, checkpoint_line, entry_line, header_line, rows_line,
    withheld_line, withholding_header_line,
};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many entries are read at a time.
const BATCH: u64 = 500;

/// The ledger as a file, read bit by bit: header, entries, the rows of entries that give them by a root, and the signed
/// head at the position. It never holds more than a few hundred entries.
#[derive(Debug)]
pub struct LedgerLines {
    store: Store,
    last: Seq,
    tree: Frontier,
    part: Part,
    /// The entries of which anyone who takes the file may only see that they are there.
    withheld: BTreeSet<Seq>,
}

/// What comes next in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Header,
    Entries,
    Checkpoint,
    Done,
}

impl LedgerLines {
    /// The next lines, without their line ends. `None` after the last.
    ///
    /// # Errors
    /// When the database does not answer, or an entry is not there.
    pub async fn next(&mut self) -> Result<Option<Vec<String>>, StoreError> {
        match self.part {
            Part::Header => {
                self.part = Part::Entries;
                let key = self.store.key().verifier();
                let line = if self.withheld.is_empty() { header_line(&key) } else { withholding_header_line(&key) };
                let line = line.map_err(|error| damaged(&error))?;
                Ok(Some(vec![line]))
            }
            Part::Entries => {
                let lines = self.entries().await?;
                if self.tree.size().next_seq() > self.last {
                    self.part = Part::Checkpoint;
                }
                Ok(Some(lines))
            }
            Part::Checkpoint => {
                self.part = Part::Done;
                Ok(Some(vec![checkpoint_line(&self.head().await?).map_err(|error| damaged(&error))?]))
            }
            Part::Done => Ok(None),
        }
    }

    /// The head that was signed over these entries. A history that someone rewrote gets no signature: then the file breaks
    /// off without one.
    async fn head(&self) -> Result<SignedCheckpoint, StoreError> {
        let head = self.store.head_at(self.last).await?;
        if head.root != self.tree.root() {
            let fault = "the entries of the ledger are not those that were signed; `concord verify` names the first";
            return Err(StoreError::Damaged(fault.to_owned()));
        }
        SignedCheckpoint::parse(&head.checkpoint).map_err(|error| damaged(&error))
    }

    async fn entries(&mut self) -> Result<Vec<String>, StoreError> {
        let next = self.tree.size().next_seq();
        let entries = self.store.entries(next, self.last, BATCH).await?;
        if entries.is_empty() {
            return Err(StoreError::Damaged(format!("entry {next} is not there")));
        }
        let mut lines = Vec::with_capacity(entries.len());
        for logged in entries {
            self.tree.append(logged.leaf.hash());
            if let ShownEntry::Withheld(withheld) = shown(&logged, &self.withheld) {
                let WithheldEntry { seq, kind, leaf } = withheld;
                lines.push(withheld_line(seq, kind.as_ref(), leaf).map_err(|error| damaged(&error))?);
                continue;
            }
            lines.push(entry_line(&logged.leaf));
            if let Rows::ByRoot(_) = logged.leaf.entry().rows {
                let rows = self.store.rows_of(&logged.leaf).await?;
                lines.push(rows_line(logged.leaf.entry().seq, rows).map_err(|error| damaged(&error))?);
            }
        }
        Ok(lines)
    }
}

fn damaged(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}

impl View {
    /// The lines of the ledger up to the position of this view, to be taken one batch after the other, as the reader may
    /// see them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ledger_lines(&self) -> Result<LedgerLines, StoreError> {
        let withheld = self.hidden().await?.among(self.store(), Seq::FIRST, self.seq()).await?;
        Ok(LedgerLines { withheld, ..self.store().ledger_lines(self.seq()) })
    }
}

impl LedgerLines {
    /// Something that is the same for all who get the same file up to the same entry.
    pub fn digest_of_rights(&self) -> Hash {
        let numbers: Vec<[u8; 8]> = self.withheld.iter().map(|seq| seq.0.to_be_bytes()).collect();
        Hash::of(&numbers.iter().map(<[u8; 8]>::as_slice).collect::<Vec<_>>())
    }
}

impl Store {
    /// The lines of the whole ledger up to a position, to be taken one batch after the other.
    pub fn ledger_lines(&self, last: Seq) -> LedgerLines {
        let (store, tree, part) = (self.clone(), Frontier::new(), Part::Header);
        LedgerLines { store, last, tree, part, withheld: BTreeSet::new() }
    }

    /// Hands every line of the ledger up to a position to `line`, without its line end.
    ///
    /// # Errors
    /// As [`LedgerLines::next`], and when `line` refuses.
    pub async fn export_ledger<E: From<StoreError>>(
        &self,
        last: Seq,
        mut line: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut lines = self.ledger_lines(last);
        while let Some(batch) = lines.next().await? {
            batch.iter().try_for_each(|text| line(text))?;
        }
        Ok(())
    }

    /// The row versions that an entry made, in the order in which it gives them: by kind and id.
    pub(crate) async fn rows_of(&self, leaf: &Leaf) -> Result<Vec<RowVersion>, StoreError> {
        let since = leaf.entry().seq;
        let mut rows = Vec::new();
        for kind in Kind::ALL {
            let tables = tables::of(kind);
            let query = Query::select()
                .columns([("v", "id"), ("v", "version")])
                .column(("c", "hash"))
                .from_as(tables.versions, "v")
                .join_as(JoinType::InnerJoin, tables.contents, "c", of_the_same_version())
                .and_where(Expr::col(("v", "since")).eq(number(since)))
                .to_owned();
            for row in self.reader().query_all(&query).await? {
                let id: Uuid = row.try_get("", "id")?;
                let hash: Vec<u8> = row.try_get("", "hash")?;
                let hash = hash
                    .try_into()
                    .map(Hash)
                    .map_err(|_| StoreError::Damaged(format!("the hash of {kind} {id} does not read")))?;
                rows.push(RowVersion {
                    kind: kind.into(),
                    id,
                    version: read_version(row.try_get("", "version")?)?,
                    hash,
                });
            }
        }
        sort_rows(&mut rows);
        Ok(rows)
    }
}
