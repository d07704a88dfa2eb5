//! What every request asks first, in one statement: the session of its token, and how far everything has come.

mod direct;

pub(crate) use direct::DirectReaders;

use crate::error::StoreError;
use crate::tables::ledger::instant;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::{Seq, TreeSize};
use sea_orm::QueryResult;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, JoinType, Query, SelectStatement};
use uuid::Uuid;

/// A session as it stands in the database, over or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundSession {
    pub person: Option<PersonId>,
    pub created: Instant,
    pub seen: Instant,
}

impl FoundSession {
    /// From a row of `sessions`, or of a join that found none.
    pub fn read(row: &QueryResult) -> Result<Option<FoundSession>, StoreError> {
        if row.try_get::<Option<i64>>("", "created_at")?.is_none() {
            return Ok(None);
        }
        Ok(Some(FoundSession {
            person: row.try_get::<Option<Uuid>>("", "person_id")?.map(PersonId),
            created: instant(row, "created_at")?,
            seen: instant(row, "seen_at")?,
        }))
    }
}

/// What the one statement says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub session: Option<FoundSession>,
    pub newest: Option<Seq>,
    pub outside: u64,
    pub has_notice: bool,
}

/// Begins the places of notices that belong to a form. No page begins like this.
pub(crate) const OF_A_FORM: &str = "form ";

pub(crate) fn context_of(hash: &[u8]) -> SelectStatement {
    let notices = Query::select()
        .expr(Expr::col("page").count())
        .from("notices")
        .and_where(Expr::col(("notices", "token_hash")).eq(hash))
        // What was said of a form waits for its second press, not for a page.
        .and_where(Expr::cust(format!("page NOT LIKE '{OF_A_FORM}%'")))
        .to_owned();
    let this_session = Cond::all().add(Expr::col(("s", "token_hash")).eq(hash));
    let the_head = Cond::all().add(Expr::col(("h", "one")).equals(("o", "one")));
    Query::select()
        .columns([("s", "person_id"), ("s", "created_at"), ("s", "seen_at"), ("h", "size"), ("o", "changes")])
        .expr_as(Expr::SubQuery(None, Box::new(notices.into())), "notices")
        .from_as("outside", "o")
        .join_as(JoinType::LeftJoin, "head", "h", the_head)
        .join_as(JoinType::LeftJoin, "sessions", "s", this_session)
        .to_owned()
}

pub(crate) fn newest(size: Option<i64>) -> Option<Seq> {
    TreeSize(size?.unsigned_abs()).position()
}
