//! The entries of the log, and where an instant lies among them.

use crate::error::StoreError;
use crate::store::Store;
use crate::tables::ledger::{Head, LoggedEntry, instant, read_entry, read_head, recorded_at, select};
use crate::tables::rows::{number, seq};
use domain::date::Instant;
use domain::ledger::Seq;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order};

impl Store {
    /// The head of the log now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] before the record was opened.
    pub async fn head(&self) -> Result<Head, StoreError> {
        read_head(self.reader(), false).await?.ok_or(StoreError::NotFound)
    }

    /// When an entry was recorded.
    pub(crate) async fn recorded_at(&self, entry: Seq) -> Result<Option<Instant>, StoreError> {
        recorded_at(self.reader(), entry).await
    }

    /// The last entry recorded at that instant or before.
    pub(crate) async fn last_entry_until(&self, until: Instant) -> Result<Option<(Seq, Instant)>, StoreError> {
        let query = select(&["seq", "recorded_at"])
            .and_where(Expr::col("recorded_at").lte(until.timestamp_micros()))
            .order_by("recorded_at", Order::Desc)
            .order_by("seq", Order::Desc)
            .limit(1)
            .to_owned();
        let row = self.reader().query_one(&query).await?;
        row.map(|row| Ok((seq(row.try_get("", "seq")?), instant(&row, "recorded_at")?))).transpose()
    }

    /// Entries from `first` on, at most `limit`, in order.
    ///
    /// # Errors
    /// When the database does not answer, or a stored entry does not read.
    pub async fn entries(&self, first: Seq, last: Seq, limit: u64) -> Result<Vec<LoggedEntry>, StoreError> {
        let query = select(&["entry"])
            .and_where(Expr::col("seq").gte(number(first)))
            .and_where(Expr::col("seq").lte(number(last)))
            .order_by("seq", Order::Asc)
            .limit(limit)
            .to_owned();
        let rows = self.reader().query_all(&query).await?;
        rows.iter().map(read_entry).collect()
    }
}
