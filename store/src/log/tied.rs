//! What ties an item to the log: its versions with salt and content, the entries that made them, and the leaves of the tree.

use crate::error::StoreError;
use crate::log::contents::{Hashed, StoredVersion};
use crate::log::search::LogFilter;
use crate::log::shown::{ShownEntry, shown};
use crate::record::view::View;
use crate::tables::ledger::LoggedEntry;
use crate::tables::rows::{number, seq};
use crate::tables::{self, Names};
use domain::ids::{ActionId, Kind, MilestoneId};
use domain::ledger::{Hash, RowIdentity, RowVersion, Rows, Seq, TreeSize};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A version that the reader may see, with what its row hash is computed from.
#[derive(Clone, Debug)]
pub struct TiedVersion {
    pub row: RowIdentity,
    /// The row hash that the log gives.
    pub hash: Hash,
    /// What was hashed; or the entry that says that it was erased under law.
    pub hashed: Result<Hashed, Seq>,
}

impl View {
    /// Every version up to this position of an action and of what belongs to it, by entry, kind and id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an action that the actor may not see.
    pub async fn versions_of_action(&self, action: ActionId) -> Result<Vec<TiedVersion>, StoreError> {
        self.facts(action)?;
        let naming: Vec<_> = tables::naming(Names::Action).collect();
        self.tied(&naming, action.0).await
    }

    /// The same of a milestone and of the documents that were attached to it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a milestone that the actor may not see.
    pub async fn versions_of_milestone(&self, milestone: MilestoneId) -> Result<Vec<TiedVersion>, StoreError> {
        self.milestone(milestone).await?;
        self.tied(&[(Kind::Milestone, "id"), (Kind::Evidence, "milestone_id")], milestone.0).await
    }

    /// The versions that name an object in these columns of these kinds.
    async fn tied(&self, columns: &[(Kind, &'static str)], id: Uuid) -> Result<Vec<TiedVersion>, StoreError> {
        let mut found = Vec::new();
        for (kind, column) in columns {
            let until_then = Expr::col(("v", "since")).lte(number(self.seq()));
            found.extend(self.stored(*kind, Expr::col(("v", *column)).eq(id).and(until_then)).await?);
        }
        self.seen(found)
    }

    /// The versions that an entry made, by kind and id: the first `most` that the actor may see, and how many more of them
    /// there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn versions_made_by(&self, entry: Seq, most: usize) -> Result<(Vec<TiedVersion>, u64), StoreError> {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            found.extend(self.stored(kind, Expr::col(("v", "since")).eq(number(entry))).await?);
        }
        let mut seen = self.seen(found)?;
        let more = seen.len().saturating_sub(most) as u64;
        seen.truncate(most);
        Ok((seen, more))
    }

    /// Those that the actor may see, in the order of the log. An object that two columns name stands there once.
    fn seen(&self, mut found: Vec<StoredVersion>) -> Result<Vec<TiedVersion>, StoreError> {
        found.sort_by(|a, b| (a.since, a.kind.code(), a.id).cmp(&(b.since, b.kind.code(), b.id)));
        found.dedup_by(|a, b| (a.kind, a.id, a.version) == (b.kind, b.id, b.version));
        let mut tied = Vec::with_capacity(found.len());
        for version in found {
            let StoredVersion { kind, id, version: number, since, hash, .. } = version;
            let row = RowIdentity { kind: kind.into(), id, version: number, since };
            if let Some(shown) = self.shown(version, None)? {
                tied.push(TiedVersion { row, hash, hashed: shown.hashed });
            }
        }
        Ok(tied)
    }

    /// Entries by their numbers, in order, each as the reader may see it. Those beyond this position are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn shown_entries_of(&self, numbers: &[Seq]) -> Result<Vec<ShownEntry>, StoreError> {
        let entries = self.entries_of(numbers).await?;
        let hidden = self.hidden_entries().await?;
        Ok(entries.iter().map(|entry| shown(entry, &hidden)).collect())
    }

    async fn hidden_entries(&self) -> Result<BTreeSet<Seq>, StoreError> {
        self.hidden().await?.among(self.store(), Seq::FIRST, self.seq()).await
    }

    /// The numbers of the entries that fit and that the reader sees whole, in order; and how many up to this position are
    /// withheld.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log_numbers(&self, filter: &LogFilter) -> Result<(Vec<Seq>, u64), StoreError> {
        let hidden = self.hidden_entries().await?;
        let query = Query::select()
            .column("seq")
            .from("ledger")
            .cond_where(self.condition(filter))
            .order_by("seq", Order::Asc)
            .to_owned();
        let mut numbers = Vec::new();
        for row in self.store().reader().query_all(&query).await? {
            let number = seq(row.try_get("", "seq")?);
            if !hidden.contains(&number) {
                numbers.push(number);
            }
        }
        Ok((numbers, hidden.len() as u64))
    }

    /// The leaf of every entry up to this position, in order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leaf_hashes(&self) -> Result<Vec<Hash>, StoreError> {
        self.store().leaves(TreeSize::EMPTY, self.seq().tree_size()).await
    }

    /// The rows that an entry made, in the order in which it gives them, also where it gives them by a root. The caller has
    /// the entry from this view.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rows_of_entry(&self, entry: &LoggedEntry) -> Result<Vec<RowVersion>, StoreError> {
        match &entry.leaf.entry().rows {
            Rows::Listed(rows) => Ok(rows.clone()),
            Rows::ByRoot(_) => self.store().rows_of(&entry.leaf).await,
        }
    }
}
