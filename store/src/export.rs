//! The ledger as a file: lines that anybody can check with no database.

use crate::connect::Store;
use crate::error::StoreError;
use crate::rows::{number, of_the_same_version, read_version};
use crate::tables;
use domain::ids::Kind;
use domain::ledger::{
    Frontier, Hash, Leaf, RowVersion, Rows, Seq, checkpoint_line, entry_line, header_line, rows_line,
};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use uuid::Uuid;

/// How many entries are read at a time.
const BATCH: u64 = 500;

impl Store {
    /// Hands every line of the ledger up to a position to `line`, without its line end: header, entries, the rows of
    /// entries that give them by a root, and the signed head at that position.
    ///
    /// # Errors
    /// When the database does not answer, an entry is not there, or `line` refuses.
    pub async fn export_ledger<E: From<StoreError>>(
        &self,
        last: Seq,
        mut line: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let damaged = |error: &dyn std::fmt::Display| StoreError::Damaged(error.to_string());
        line(&header_line(&self.key().verifier()).map_err(|error| damaged(&error))?)?;
        let mut tree = Frontier::new();
        let mut next = Seq::FIRST;
        while next <= last {
            let entries = self.entries(next, last, BATCH).await?;
            if entries.is_empty() {
                return Err(StoreError::Damaged(format!("entry {next} is not there")).into());
            }
            for logged in entries {
                line(&entry_line(&logged.leaf))?;
                tree.append(logged.leaf.hash());
                next = tree.size().next_seq();
                if let Rows::ByRoot(_) = logged.leaf.entry().rows {
                    let rows = self.rows_of(&logged.leaf).await?;
                    line(&rows_line(logged.leaf.entry().seq, rows).map_err(|error| damaged(&error))?)?;
                }
            }
        }
        let head = self.key().sign(tree.size(), tree.root());
        line(&checkpoint_line(&head).map_err(|error| damaged(&error))?)
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

/// The order in which an entry gives its rows.
pub(crate) fn sort_rows(rows: &mut [RowVersion]) {
    rows.sort_by(|a, b| (a.kind.as_str(), a.id).cmp(&(b.kind.as_str(), b.id)));
}
