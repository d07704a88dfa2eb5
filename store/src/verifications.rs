//! When the whole record was checked, and with what result. It is kept beside the record and is not part of the ledger:
//! a check changes nothing, and a record that is not whole must still be able to say so.

use crate::connect::Store;
use crate::error::StoreError;
use crate::view::View;
use domain::date::Instant;
use domain::ledger::Seq;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

/// One check of the whole record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    pub at: Instant,
    /// The last entry of the record then.
    pub to: Seq,
    /// The version of the program that checked.
    pub version: String,
    /// What was found to be broken; `None` where the record was whole.
    pub fault: Option<String>,
}

impl Store {
    /// Keeps the result of a check.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_verification(&self, verification: &Verification) -> Result<(), StoreError> {
        let statement = Query::insert()
            .into_table("verifications")
            .columns(["id", "at", "position", "version", "fault"])
            .values_panic([
                Expr::val(Uuid::now_v7()),
                Expr::val(verification.at.timestamp_micros()),
                Expr::val(crate::rows::number(verification.to)),
                Expr::val(verification.version.as_str()),
                Expr::val(verification.fault.as_deref()),
            ])
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}

impl View {
    /// The latest check until the point that is read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_verification(&self) -> Result<Option<Verification>, StoreError> {
        let query = Query::select()
            .columns(["at", "position", "version", "fault"])
            .from("verifications")
            .and_where(Expr::col("at").lte(self.position().until.timestamp_micros()))
            .order_by("at", Order::Desc)
            .order_by("id", Order::Desc)
            .limit(1)
            .to_owned();
        self.store().reader().query_one(&query).await?.map(|row| read(&row)).transpose()
    }
}

fn read(row: &QueryResult) -> Result<Verification, StoreError> {
    Ok(Verification {
        at: crate::ledger::instant(row, "at")?,
        to: crate::rows::seq(row.try_get("", "position")?),
        version: row.try_get("", "version")?,
        fault: row.try_get("", "fault")?,
    })
}
