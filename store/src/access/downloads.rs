//! The access log: who took what out of the record. It is not part of the ledger.

mod noting;

pub use noting::DownloadNote;

use crate::error::StoreError;
use crate::record::view::View;
use domain::Date;
use domain::actor::{Permission, Role};
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::Seq;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Order, Query};
use std::collections::BTreeSet;

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
    /// Whether the number of rows is kept from the reader, and the query where it could name a plan: they could tell of one
    /// that the reader may not see.
    pub is_withheld: bool,
}

impl Taken {
    /// The codes of the plans to which the query limits the file. None where it is not limited.
    fn plans(&self) -> Vec<String> {
        let pairs = url::form_urlencoded::parse(self.query.as_bytes());
        let plans = pairs.filter(|(name, _)| name == "plan").map(|(_, value)| value.into_owned());
        plans.flat_map(|codes| codes.split(',').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// What a reader may see of it who may not see all plans of the file: not how many rows it had, nor what was asked that
    /// could name one.
    fn withheld(self) -> Taken {
        let names = |name: &str| ["plan", "node", "q"].contains(&name);
        let tells = url::form_urlencoded::parse(self.query.as_bytes()).any(|(name, _)| names(&name));
        Taken { query: if tells { String::new() } else { self.query }, rows: 0, is_withheld: true, ..self }
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
        let taken: Result<Vec<Taken>, StoreError> = rows
            .iter()
            .map(|row| {
                Ok(Taken {
                    at: crate::tables::ledger::instant(row, "at")?,
                    person: PersonId(row.try_get("", "person_id")?),
                    what: row.try_get("", "what")?,
                    query: row.try_get("", "query")?,
                    position: crate::tables::rows::seq(row.try_get("", "position")?),
                    rows: u64::try_from(row.try_get::<i64>("", "rows_taken")?).unwrap_or_default(),
                    is_withheld: false,
                })
            })
            .collect();
        self.without_hidden(taken?).await
    }

    /// The same without what others asked for and found in plans that this reader may not see.
    async fn without_hidden(&self, taken: Vec<Taken>) -> Result<Vec<Taken>, StoreError> {
        let (hidden, _) = self.hidden_content();
        if hidden.is_empty() {
            return Ok(taken);
        }
        let people = self.people().await?;
        // Who reads the access log sees no more of drafts than this reader does.
        let sees_no_more: BTreeSet<PersonId> = people
            .iter()
            .filter(|seen| matches!(seen.value.role, Role::Administrator | Role::Auditor))
            .map(|seen| seen.value.id)
            .collect();
        let is_shown = |taken: &Taken| {
            let plans = taken.plans();
            let is_limited = !plans.is_empty() && plans.iter().all(|code| self.knows_plan(code));
            is_limited || sees_no_more.contains(&taken.person) || self.actor().person() == Some(taken.person)
        };
        Ok(taken.into_iter().map(|taken| if is_shown(&taken) { taken } else { taken.withheld() }).collect())
    }
}
