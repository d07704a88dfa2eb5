//! When the whole record was checked, and with what result. It is kept beside the record and is not part of the ledger:
//! a check changes nothing, and a record that is not whole must still be able to say so.

use crate::error::StoreError;
use crate::record::view::View;
use crate::store::Store;
use crate::tables::rows::{number, seq};
use domain::date::Instant;
use domain::ledger::Seq;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Func, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

/// One check of the whole record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerCheck {
    pub at: Instant,
    /// The last entry of the record then.
    pub to: Seq,
    /// The version of the program that checked.
    pub version: String,
    /// What was found to be broken; `None` where the record was whole.
    pub fault: Option<String>,
    /// The entry in which the fault lies, where it lies in one.
    pub fault_entry: Option<Seq>,
}

/// How the fault of a check begins that found the record whole, and only its guards wanting.
pub const RECORD_MATCHES: &str = "The record matches its log, but ";

impl LedgerCheck {
    /// Whether the record matched its log, and only what guards it against changes was missing or changed.
    pub fn lacks_only_guards(&self) -> bool {
        self.fault.as_deref().is_some_and(|fault| fault.starts_with(RECORD_MATCHES))
    }

    /// The entry in which the fault lies, where the record has it.
    pub fn broken_entry(&self) -> Option<Seq> {
        self.fault_entry.filter(|entry| *entry <= self.to)
    }
}

impl Store {
    /// Keeps the result of a check, as the newest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note_check(&self, check: &LedgerCheck) -> Result<(), StoreError> {
        let writing = self.begin().await?;
        note(&writing, check).await?;
        writing.commit().await
    }

    /// What the newest check found to be broken. A later check that finds the record whole clears it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn standing_fault(&self) -> Result<Option<LedgerCheck>, StoreError> {
        Ok(newest(self.reader(), Cond::all()).await?.filter(|newest| newest.fault.is_some()))
    }
}

impl View {
    /// The newest check until the point that is read. The order is that in which checks were kept: the record's clock
    /// starts again at each start of a demonstration.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_check(&self) -> Result<Option<LedgerCheck>, StoreError> {
        let position = self.position();
        let until = if position.is_past() {
            Cond::all()
                .add(Expr::col("at").lte(position.until.timestamp_micros()))
                .add(Expr::col("position").lte(number(position.seq)))
        } else {
            Cond::all()
        };
        newest(self.store().reader(), until).await
    }
}

pub(crate) async fn note(connection: &impl ConnectionTrait, check: &LedgerCheck) -> Result<(), StoreError> {
    let newest = Query::select()
        .expr(Func::coalesce([Expr::col("sequence").max(), Expr::val(0_i64)]).add(1))
        .from("verifications")
        .to_owned();
    let statement = Query::insert()
        .into_table("verifications")
        .columns(["id", "sequence", "at", "position", "version", "fault", "fault_entry"])
        .values_panic([
            Expr::val(Uuid::now_v7()),
            Expr::SubQuery(None, Box::new(newest.into())),
            Expr::val(check.at.timestamp_micros()),
            Expr::val(number(check.to)),
            Expr::val(check.version.as_str()),
            Expr::val(check.fault.as_deref()),
            Expr::val(check.fault_entry.map(number)),
        ])
        .to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

pub(crate) async fn newest(
    connection: &impl ConnectionTrait,
    condition: Cond,
) -> Result<Option<LedgerCheck>, StoreError> {
    let query = Query::select()
        .columns(["at", "position", "version", "fault", "fault_entry"])
        .from("verifications")
        .cond_where(condition)
        .order_by("sequence", Order::Desc)
        // Two that were kept at the same moment on PostgreSQL may have one number.
        .order_by("id", Order::Desc)
        .limit(1)
        .to_owned();
    connection.query_one(&query).await?.map(|row| read(&row)).transpose()
}

fn read(row: &QueryResult) -> Result<LedgerCheck, StoreError> {
    Ok(LedgerCheck {
        at: crate::tables::ledger::instant(row, "at")?,
        to: seq(row.try_get("", "position")?),
        version: row.try_get("", "version")?,
        fault: row.try_get("", "fault")?,
        fault_entry: row.try_get::<Option<i64>>("", "fault_entry")?.map(seq),
    })
}
