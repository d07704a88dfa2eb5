//! What the pages of a session still have to say: what was done, or a refused form with what was typed. Each page has its
//! own, so that another page that loads in between takes nothing away.

use crate::connect::Store;
use crate::error::StoreError;
use crate::ledger::instant;
use crate::sessions::Token;
use domain::date::Instant;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

/// What was left for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub notice: String,
    pub at: Instant,
}

impl Store {
    /// Leaves a notice for a page of this session, in place of an older one.
    ///
    /// # Errors
    /// When there is no such session, and when the database does not answer.
    pub async fn leave_notice(&self, token: &Token, page: &str, notice: &str, now: Instant) -> Result<(), StoreError> {
        let statement = Query::insert()
            .into_table("notices")
            .columns(["token_hash", "page", "notice", "left_at"])
            .values_panic([
                Expr::val(token.hash()),
                Expr::val(page),
                Expr::val(notice),
                Expr::val(now.timestamp_micros()),
            ])
            .on_conflict(OnConflict::columns(["token_hash", "page"]).update_columns(["notice", "left_at"]).to_owned())
            .to_owned();
        self.write(&statement).await?;
        Ok(())
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

    /// Takes away what was left for a page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_notice(&self, token: &Token, page: &str) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("notices")
            .and_where(Expr::col("token_hash").eq(token.hash()))
            .and_where(Expr::col("page").eq(page))
            .to_owned();
        self.write(&statement).await?;
        Ok(())
    }
}
