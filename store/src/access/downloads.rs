//! The access log: who took what out of the record. It is not part of the ledger.

use crate::error::StoreError;
use crate::record::view::View;
use crate::store::Store;
use domain::Date;
use domain::actor::Permission;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Seq;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
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
                Expr::val(crate::tables::rows::number(taken.position)),
                Expr::val(i64::try_from(taken.rows).unwrap_or(i64::MAX)),
            ])
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

/// What of the access log is asked for. Blank filters let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenFilter {
    pub account: Option<PersonId>,
    /// The export, as in its address.
    pub file: Option<String>,
    /// The first and the last day, in the task force's zone.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl View {
    /// Every download until the point that is read that fits, newest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for those who do not read the access log.
    pub async fn taken(&self, filter: &TakenFilter) -> Result<Vec<Taken>, StoreError> {
        let (zone, TakenFilter { account, file, from, to }) = (self.store().zone(), filter);
        let condition = Cond::all()
            .add_option(account.map(|account| Expr::col("person_id").eq(account.0)))
            .add_option(file.as_ref().map(|file| Expr::col("what").eq(file.as_str())))
            .add_option(from.map(|day| Expr::col("at").gte(zone.start_of(day).timestamp_micros())))
            .add_option(to.map(|day| Expr::col("at").lte(zone.end_of(day).timestamp_micros())));
        self.find_taken(condition, None).await
    }

    /// The latest downloads until the point that is read, newest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for those who do not read the access log.
    pub async fn taken_lately(&self, limit: u64) -> Result<Vec<Taken>, StoreError> {
        self.find_taken(Cond::all(), Some(limit)).await
    }

    async fn find_taken(&self, condition: Cond, limit: Option<u64>) -> Result<Vec<Taken>, StoreError> {
        if !self.actor().may(Permission::ReadAccessLog) {
            return Err(StoreError::NotFound);
        }
        let mut query = Query::select();
        query
            .columns(["at", "person_id", "what", "query", "position", "rows_taken"])
            .from("access_log")
            .cond_where(condition)
            .and_where(Expr::col("at").lte(self.position().until.timestamp_micros()))
            .order_by("at", Order::Desc)
            .order_by("id", Order::Desc);
        if let Some(limit) = limit {
            query.limit(limit);
        }
        let rows = self.store().reader().query_all(&query).await?;
        rows.iter()
            .map(|row| {
                Ok(Taken {
                    at: crate::tables::ledger::instant(row, "at")?,
                    person: PersonId(row.try_get("", "person_id")?),
                    what: row.try_get("", "what")?,
                    query: row.try_get("", "query")?,
                    position: crate::tables::rows::seq(row.try_get("", "position")?),
                    rows: u64::try_from(row.try_get::<i64>("", "rows_taken")?).unwrap_or_default(),
                })
            })
            .collect()
    }
}
