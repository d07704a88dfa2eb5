//! What the pages of a session still have to say: what was done, or a refused form with what was typed. Each page has its
//! own, so that another page that loads in between takes nothing away.

use crate::access::sessions::Token;
use crate::access::submissions::FormKey;
use crate::access::unrecorded::UnrecordedChange;
use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use crate::tables::ledger::instant;
use crate::tables::request_context::OF_A_FORM;
use chrono::TimeDelta;
use domain::date::Instant;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{DeleteStatement, Expr, ExprTrait, InsertStatement, OnConflict, Order, Query};

/// So many pages of one session have something to say. Those before are forgotten.
const MOST_OF_A_SESSION: u64 = 20;

/// What was left for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub notice: String,
    pub at: Instant,
}

/// What the next page says about a form that is saved: left with what it saved, or not at all.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub token: &'a Token,
    /// The page of the form. What it still had to say, as a refusal of the same form, is over.
    pub of: String,
    /// The page that says it.
    pub page: String,
    pub notice: String,
    /// The key of the form. Anyone who sends it again is told the same once more, also where the page was shown in between.
    pub key: Option<FormKey>,
    pub at: Instant,
}

impl Change {
    /// Says in the session of the person who sent the form what this change did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell(&self, told: &Told<'_>) -> Result<(), StoreError> {
        tell(self.writing(), told).await
    }
}

impl UnrecordedChange {
    /// As [`Change::tell`].
    ///
    /// # Errors
    /// As there.
    pub async fn tell(&self, told: &Told<'_>) -> Result<(), StoreError> {
        tell(self.writing(), told).await
    }
}

impl Store {
    /// Leaves a notice for a page of this session, in place of an older one. A session that has ended has no pages left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave_notice(&self, token: &Token, page: &str, notice: &str, now: Instant) -> Result<(), StoreError> {
        self.write(&leaving(token, page, notice, now)?).await?;
        self.write(&forgetting_beyond(token)).await.map(drop)
    }

    /// Forgets what was left until then. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_notices_until(&self, until: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("notices")
            .and_where(Expr::col("left_at").lte(until.timestamp_micros()))
            .to_owned();
        self.write(&statement).await.map(drop)
    }

    /// What was left for a page of this session. It stays until it is forgotten.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice(&self, token: &Token, page: &str) -> Result<Option<Left>, StoreError> {
        let query = Query::select()
            .columns(["notice", "left_at"])
            .from("notices")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("page").eq(page))
            .to_owned();
        let Some(row) = self.reader().query_one(&query).await? else { return Ok(None) };
        Ok(Some(Left { notice: row.try_get("", "notice")?, at: instant(&row, "left_at")? }))
    }

    /// What was said of the form that this session saved under a key, as long as a second press of its button is likely.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice_of_form(&self, token: &Token, key: &FormKey, now: Instant) -> Result<Option<Left>, StoreError> {
        let left = self.notice(token, &page_of_form(key)).await?;
        Ok(left.filter(|left| now - left.at < SAID_AGAIN))
    }

    /// Takes away what was left for a page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_notice(&self, token: &Token, page: &str) -> Result<(), StoreError> {
        self.write(&forgetting(token, page)).await.map(drop)
    }
}

async fn tell(connection: &impl ConnectionTrait, told: &Told<'_>) -> Result<(), StoreError> {
    connection.execute(&forgetting(told.token, &told.of)).await?;
    connection.execute(&leaving(told.token, &told.page, &told.notice, told.at)?).await?;
    if let Some(key) = &told.key {
        let old = Query::delete()
            .from_table("notices")
            .and_where(Expr::col("token_hash").eq(told.token.hash()))
            .and_where(Expr::col("page").like(format!("{OF_A_FORM}%")))
            .and_where(Expr::col("left_at").lte((told.at - SAID_AGAIN).timestamp_micros()))
            .to_owned();
        connection.execute(&old).await?;
        connection.execute(&leaving(told.token, &page_of_form(key), &told.notice, told.at)?).await?;
    }
    Ok(())
}

/// How long what was said of a saved form can be said once more: it may hold a one-time link.
const SAID_AGAIN: TimeDelta = TimeDelta::minutes(1);

fn page_of_form(key: &FormKey) -> String {
    format!("{OF_A_FORM}{}", hex::encode(key.hash()))
}

/// Only where the session is still there: those who disable their own account have none any more.
fn leaving(token: &Token, page: &str, notice: &str, now: Instant) -> Result<InsertStatement, StoreError> {
    let of_session = Query::select()
        .column("token_hash")
        .expr(Expr::val(page))
        .expr(Expr::val(notice))
        .expr(Expr::val(now.timestamp_micros()))
        .from("sessions")
        .and_where(Expr::col("token_hash").eq(token.hash()))
        .to_owned();
    Ok(Query::insert()
        .into_table("notices")
        .columns(["token_hash", "page", "notice", "left_at"])
        .select_from(of_session)
        .map_err(|error| StoreError::Damaged(error.to_string()))?
        .on_conflict(OnConflict::columns(["token_hash", "page"]).update_columns(["notice", "left_at"]).to_owned())
        .to_owned())
}

/// All but the notices that were left last.
fn forgetting_beyond(token: &Token) -> DeleteStatement {
    let last = Query::select()
        .column("page")
        .from("notices")
        .and_where(Expr::col("token_hash").eq(token.hash()))
        .and_where(Expr::col("page").not_like(format!("{OF_A_FORM}%")))
        .order_by("left_at", Order::Desc)
        .order_by("page", Order::Asc)
        .limit(MOST_OF_A_SESSION)
        .to_owned();
    Query::delete()
        .from_table("notices")
        .and_where(Expr::col("token_hash").eq(token.hash()))
        .and_where(Expr::col("page").not_like(format!("{OF_A_FORM}%")))
        .and_where(Expr::col("page").not_in_subquery(last))
        .to_owned()
}

fn forgetting(token: &Token, page: &str) -> DeleteStatement {
    Query::delete()
        .from_table("notices")
        .and_where(Expr::col("token_hash").eq(token.hash()))
        .and_where(Expr::col("page").eq(page))
        .to_owned()
}
