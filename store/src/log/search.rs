//! The log searched: by event, agency, account, object and days, up to a position.

use crate::error::StoreError;
use crate::log::contents::contents_of;
use crate::record::view::View;
use crate::tables::ledger::{LoggedEntry, read_entry};
use crate::tables::rows::{AT_ONCE, at_position, number};
use crate::tables::stand_ins::content_in;
use domain::ids::{ActionId, AgencyId, Kind, PersonId};
use domain::ledger::{Code, Seq};
use domain::{Date, Object};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query, SelectStatement};
use uuid::Uuid;

/// What of the log is asked for. Blank filters let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    pub event: Option<Code>,
    /// The agency that was acted for.
    pub agency: Option<AgencyId>,
    pub account: Option<PersonId>,
    /// Entries that made a version of this object, and for an action of what belongs to it. The reader may see it.
    pub object: Option<(Kind, Uuid)>,
    /// The first and the last day, in the task force's zone.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Entries that were found, the newest first, and how many there are in all.
#[derive(Clone, Debug)]
pub struct LogPage {
    pub entries: Vec<LoggedEntry>,
    pub total: u64,
}

/// Where the id of the account lies in an entry that a person made, as it is indexed: canonical JSON begins with
/// `{"actor":{"id":"`. The numbers stand in the text because an index of an expression is found by its text.
const ACCOUNT: &str = "substr(entry, 17, 36)";

impl View {
    /// The entries that fit, `skip` of the newest passed over, at most `limit`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log(&self, filter: &LogFilter, skip: u64, limit: u64) -> Result<LogPage, StoreError> {
        let mut condition = self.condition(filter);
        // What is withheld fits no filter: that it did would tell something of it.
        let hidden = self.hidden().await?.among(self.store(), Seq(0), self.seq()).await?;
        if !hidden.is_empty() {
            let hidden: Vec<String> = hidden.iter().map(|seq| seq.0.to_string()).collect();
            condition = condition.add(Expr::cust(format!("seq NOT IN ({})", hidden.join(", "))));
        }
        let count = Query::select()
            .expr_as(Expr::col("seq").count(), "total")
            .from("ledger")
            .cond_where(condition.clone())
            .to_owned();
        let row = self.store().reader().query_one(&count).await?.ok_or(StoreError::NotFound)?;
        let total: i64 = row.try_get("", "total")?;
        let query = Query::select()
            .column("entry")
            .from("ledger")
            .cond_where(condition)
            .order_by("seq", Order::Desc)
            .limit(limit)
            .offset(skip)
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        let entries = rows.iter().map(read_entry).collect::<Result<_, _>>()?;
        Ok(LogPage { entries, total: u64::try_from(total).unwrap_or_default() })
    }

    /// Entries by their numbers, in order. Those beyond this position are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn entries_of(&self, numbers: &[Seq]) -> Result<Vec<LoggedEntry>, StoreError> {
        let mut entries = Vec::with_capacity(numbers.len());
        for numbers in numbers.chunks(AT_ONCE) {
            let query = Query::select()
                .column("entry")
                .from("ledger")
                .and_where(Expr::col("seq").is_in(numbers.iter().map(|seq| number(*seq))))
                .and_where(Expr::col("seq").lte(number(self.seq())))
                .order_by("seq", Order::Asc)
                .to_owned();
            let rows = self.store().reader().query_all(&query).await?;
            for row in &rows {
                entries.push(read_entry(row)?);
            }
        }
        Ok(entries)
    }

    /// The events that the log has until this position, by their codes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn logged_events(&self) -> Result<Vec<String>, StoreError> {
        let query = Query::select()
            .distinct()
            .column("event")
            .from("ledger")
            .and_where(Expr::col("seq").lte(number(self.seq())))
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        let mut events: Vec<String> =
            rows.iter().map(|row| row.try_get("", "event")).collect::<Result<_, sea_orm::DbErr>>()?;
        events.sort_unstable();
        Ok(events)
    }

    /// Any object by its id, as it is at this position. `None` where there is none that the actor may see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn object(&self, id: Uuid) -> Result<Option<Object>, StoreError> {
        for kind in Kind::ALL {
            let query =
                contents_of(kind).cond_where(at_position(self.seq()).add(Expr::col(("v", "id")).eq(id))).to_owned();
            if let Some(row) = self.store().reader().query_one(&query).await? {
                let (form, body) = content_in(&row)?;
                let object = Object::read(kind, form, &body)?;
                return Ok(self.sees(object.belongs_to()).then_some(object));
            }
        }
        Ok(None)
    }

    pub(super) fn condition(&self, filter: &LogFilter) -> Cond {
        let zone = self.store().zone();
        let LogFilter { event, agency, account, object, from, to } = filter;
        Cond::all()
            .add(Expr::col("seq").lte(number(self.seq())))
            .add_option(event.as_ref().map(|event| Expr::col("event").eq(event.as_str())))
            .add_option(agency.map(|agency| Expr::col("agency_id").eq(agency.0)))
            .add_option(account.map(|account| Expr::cust(ACCOUNT).eq(account.to_string())))
            .add_option(object.map(|object| Expr::col("seq").in_subquery(self.positions_of(object))))
            .add_option(from.map(|day| Expr::col("recorded_at").gte(zone.start_of(day).timestamp_micros())))
            .add_option(to.map(|day| Expr::col("recorded_at").lte(zone.end_of(day).timestamp_micros())))
    }

    fn positions_of(&self, (kind, id): (Kind, Uuid)) -> SelectStatement {
        match kind {
            Kind::Action => self.positions_of_action(ActionId(id)),
            kind => self.positions(kind, "id", id),
        }
    }
}
