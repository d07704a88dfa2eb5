//! Reading the security log: for administrators and auditors on their page, and entry by entry for a collector.

use crate::error::StoreError;
use crate::record::view::View;
use crate::store::Store;
use crate::tables::ledger::instant;
use domain::actor::Permission;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::security::SecurityEvent;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

/// An entry of the security log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityEntry {
    pub id: Uuid,
    pub at: Instant,
    /// When it happened last, of refusals that are counted together.
    pub last_at: Instant,
    pub times: u64,
    /// `None` where a newer version of Concord wrote it.
    pub event: Option<SecurityEvent>,
    /// The event as it is written.
    pub code: String,
    /// The account that acted.
    pub person: Option<PersonId>,
    /// The account that it was done to.
    pub about: Option<PersonId>,
    pub place: Option<String>,
    pub detail: Option<String>,
}

/// Which entries are asked for. Everything by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityFilter {
    pub event: Option<SecurityEvent>,
    /// The account that acted, or that it was done to.
    pub account: Option<PersonId>,
    pub place: Option<String>,
    pub from: Option<Instant>,
    /// Before this instant.
    pub until: Option<Instant>,
    /// Only what came after the entry with this id.
    pub after: Option<Uuid>,
}

impl View {
    /// Entries of the security log until the point that is read, the newest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for those who do not read it.
    pub async fn security_log(
        &self,
        filter: &SecurityFilter,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<SecurityEntry>, StoreError> {
        let condition = self.security_condition(filter)?;
        self.store().security_entries(condition, Order::Desc, (offset, limit)).await
    }

    /// How many entries these are.
    ///
    /// # Errors
    /// As [`View::security_log`].
    pub async fn security_log_size(&self, filter: &SecurityFilter) -> Result<u64, StoreError> {
        let query = Query::select()
            .expr_as(Expr::col("id").count(), "number")
            .from("security_log")
            .cond_where(self.security_condition(filter)?)
            .to_owned();
        let row = self.store().reader().query_one(&query).await?;
        let number: i64 = row.map(|row| row.try_get("", "number")).transpose()?.unwrap_or(0);
        Ok(number.unsigned_abs())
    }

    /// The same entries with the oldest first, at most `limit`, for a file that is read bit by bit by
    /// [`SecurityFilter::after`].
    ///
    /// # Errors
    /// As [`View::security_log`].
    pub async fn security_log_onward(
        &self,
        filter: &SecurityFilter,
        limit: u64,
    ) -> Result<Vec<SecurityEntry>, StoreError> {
        let condition = self.security_condition(filter)?;
        self.store().security_entries(condition, Order::Asc, (0, limit)).await
    }

    fn security_condition(&self, filter: &SecurityFilter) -> Result<Cond, StoreError> {
        if !self.actor().may(Permission::ReadSecurityLog) {
            return Err(StoreError::NotFound);
        }
        let condition = condition(filter);
        if self.position().is_past() {
            return Ok(condition.add(Expr::col("at").lte(self.position().until.timestamp_micros())));
        }
        Ok(condition)
    }
}

impl Store {
    async fn security_entries(
        &self,
        condition: Cond,
        order: Order,
        (offset, limit): (u64, u64),
    ) -> Result<Vec<SecurityEntry>, StoreError> {
        let query = Query::select()
            .columns(["id", "at", "last_at", "times", "event", "person_id", "about_id", "place", "detail"])
            .from("security_log")
            .cond_where(condition)
            .order_by("id", order)
            .offset(offset)
            .limit(limit)
            .to_owned();
        self.reader().query_all(&query).await?.iter().map(read).collect()
    }
}

fn condition(filter: &SecurityFilter) -> Cond {
    let mut condition = Cond::all();
    if let Some(event) = filter.event {
        condition = condition.add(Expr::col("event").eq(event.code()));
    }
    if let Some(account) = filter.account {
        let of_account = Cond::any().add(Expr::col("person_id").eq(account.0)).add(Expr::col("about_id").eq(account.0));
        condition = condition.add(of_account);
    }
    if let Some(place) = &filter.place {
        condition = condition.add(Expr::col("place").eq(place.as_str()));
    }
    if let Some(from) = filter.from {
        condition = condition.add(Expr::col("last_at").gte(from.timestamp_micros()));
    }
    if let Some(until) = filter.until {
        condition = condition.add(Expr::col("at").lt(until.timestamp_micros()));
    }
    if let Some(after) = filter.after {
        condition = condition.add(Expr::col("id").gt(after));
    }
    condition
}

fn read(row: &QueryResult) -> Result<SecurityEntry, StoreError> {
    let code: String = row.try_get("", "event")?;
    let account = |column| Ok::<_, StoreError>(row.try_get::<Option<Uuid>>("", column)?.map(PersonId));
    Ok(SecurityEntry {
        id: row.try_get("", "id")?,
        at: instant(row, "at")?,
        last_at: instant(row, "last_at")?,
        times: row.try_get::<i64>("", "times")?.unsigned_abs(),
        event: SecurityEvent::from_code(&code),
        code,
        person: account("person_id")?,
        about: account("about_id")?,
        place: row.try_get("", "place")?,
        detail: row.try_get("", "detail")?,
    })
}
