//! The access log: who took what out of the record. It is not part of the ledger.

use crate::connect::Store;
use crate::error::StoreError;
use crate::view::View;
use domain::actor::Permission;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Seq;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

/// One download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub at: Instant,
    pub person: PersonId,
    /// The export, as in its address: `actions.csv`.
    pub what: String,
    /// The query as it was asked.
    pub query: String,
    pub position: Seq,
    pub rows: u64,
}

impl Store {
    /// # Errors
    /// When the database does not answer: then nothing is handed out either.
    pub async fn note_taken(&self, taken: &Taken) -> Result<(), StoreError> {
        let statement = Query::insert()
            .into_table("access_log")
            .columns(["id", "at", "person_id", "what", "query", "position", "rows_taken"])
            .values_panic([
                Expr::val(Uuid::now_v7()),
                Expr::val(taken.at.timestamp_micros()),
                Expr::val(taken.person.0),
                Expr::val(taken.what.as_str()),
                Expr::val(taken.query.as_str()),
                Expr::val(crate::rows::number(taken.position)),
                Expr::val(i64::try_from(taken.rows).unwrap_or(i64::MAX)),
            ])
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

impl View {
    /// The latest downloads until the point that is read, newest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for those who do not read the access log.
    pub async fn taken_lately(&self, limit: u64) -> Result<Vec<Taken>, StoreError> {
        if !self.actor().may(Permission::ReadAccessLog) {
            return Err(StoreError::NotFound);
        }
        let query = Query::select()
            .columns(["at", "person_id", "what", "query", "position", "rows_taken"])
            .from("access_log")
            .and_where(Expr::col("at").lte(self.position().until.timestamp_micros()))
            .order_by("at", Order::Desc)
            .order_by("id", Order::Desc)
            .limit(limit)
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        rows.iter()
            .map(|row| {
                Ok(Taken {
                    at: crate::ledger::instant(row, "at")?,
                    person: PersonId(row.try_get("", "person_id")?),
                    what: row.try_get("", "what")?,
                    query: row.try_get("", "query")?,
                    position: crate::rows::seq(row.try_get("", "position")?),
                    rows: u64::try_from(row.try_get::<i64>("", "rows_taken")?).unwrap_or_default(),
                })
            })
            .collect()
    }
}
