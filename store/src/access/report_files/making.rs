//! Asking for a file, making it, and canceling it.

use super::{CANCELED, FAILED, FILES_ARE_KEPT, FileId, MADE, MAKING, SILENT_FOR, Sight, WAITING};
use crate::access::downloads::Taken;
use crate::error::StoreError;
use crate::store::Store;
use crate::tables::rows;
use domain::ids::PersonId;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, UpdateStatement};

/// How many files one account may have underway.
pub const MOST_UNDERWAY: usize = 4;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOrder {
    pub person: PersonId,
    /// What that account can see now.
    pub sight: Sight,
    /// The address that was asked for. The same address of the same account is the same file while it is kept.
    pub request: String,
    /// "Progress report".
    pub title: String,
    /// "PDF".
    pub format: String,
}

/// A file that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    pub name: String,
    pub content_type: &'static str,
    pub content: Vec<u8>,
    /// What the access log is to say when it is taken.
    pub taken: Taken,
}

impl Store {
    /// The file that this account asked for before, by the same address, and that is underway or made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn same_report_file(&self, order: &FileOrder) -> Result<Option<FileId>, StoreError> {
        let now = self.now();
        let is_at_work = Expr::col("state")
            .is_in([WAITING, MAKING])
            .and(Expr::col("beat_at").gte((now - SILENT_FOR).timestamp_micros()));
        let query = Query::select()
            .column("id")
            .from("report_files")
            .and_where(Expr::col("person_id").eq(order.person.0))
            .and_where(Expr::col("seen_as").eq(order.sight.seen_as.as_bytes().to_vec()))
            .and_where(Expr::col("request").eq(order.request.as_str()))
            .and_where(Expr::col("kept_until").gt(now.timestamp_micros()))
            .and_where(Expr::col("state").eq(MADE).or(is_at_work))
            .order_by("asked_at", Order::Desc)
            .limit(1)
            .to_owned();
        let Some(row) = self.reader().query_one(&query).await? else { return Ok(None) };
        let id: Vec<u8> = row.try_get("", "id")?;
        Ok(id.try_into().ok().map(FileId))
    }

    /// Whether the account may ask for one more file now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn may_ask_for_file(&self, person: PersonId) -> Result<bool, StoreError> {
        let query = Query::select()
            .expr_as(Expr::col("id").count(), "number")
            .from("report_files")
            .and_where(Expr::col("person_id").eq(person.0))
            .and_where(Expr::col("state").is_in([WAITING, MAKING]))
            .and_where(Expr::col("beat_at").gte((self.now() - SILENT_FOR).timestamp_micros()))
            .to_owned();
        let underway = self.reader().query_one(&query).await?.map_or(Ok(0), |row| super::number(&row, "number"))?;
        Ok(underway < MOST_UNDERWAY as u64)
    }

    /// Notes that a file was asked for, and is made from now on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn order_report_file(&self, order: &FileOrder) -> Result<FileId, StoreError> {
        let (id, now) = (FileId::new()?, self.now());
        let columns = [
            "id",
            "person_id",
            "seen_at",
            "seen_as",
            "request",
            "title",
            "format",
            "state",
            "steps_over",
            "steps",
            "asked_at",
            "beat_at",
            "kept_until",
        ];
        let statement = Query::insert()
            .into_table("report_files")
            .columns(columns)
            .values_panic([
                Expr::val(id.bytes()),
                Expr::val(order.person.0),
                Expr::val(rows::number(order.sight.at)),
                Expr::val(order.sight.seen_as.as_bytes().to_vec()),
                Expr::val(order.request.as_str()),
                Expr::val(order.title.as_str()),
                Expr::val(order.format.as_str()),
                Expr::val(WAITING),
                Expr::val(0_i64),
                Expr::val(0_i64),
                Expr::val(now.timestamp_micros()),
                Expr::val(now.timestamp_micros()),
                Expr::val((now + FILES_ARE_KEPT).timestamp_micros()),
            ])
            .to_owned();
        self.write(&statement).await?;
        Ok(id)
    }

    /// Says that a file is still underway, and how many steps are over of how many; `None` while it waits for its turn.
    /// Returns whether it is still wanted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn report_file_goes_on(&self, id: &FileId, steps: Option<(usize, usize)>) -> Result<bool, StoreError> {
        let (over, all) = steps.unwrap_or_default();
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let statement = self
            .made_further(id)
            .value("state", if steps.is_some() { MAKING } else { WAITING })
            .value("steps_over", count(over))
            .value("steps", count(all))
            .to_owned();
        Ok(self.write(&statement).await?.rows_affected() > 0)
    }

    /// Keeps a file that is ready. Returns whether it is still wanted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keep_report_file(&self, id: &FileId, made: MadeFile) -> Result<bool, StoreError> {
        let kept_until = self.now() + FILES_ARE_KEPT;
        let statement = self
            .underway(id)
            .value("state", MADE)
            .value("kept_until", kept_until.timestamp_micros())
            .value("name", made.name)
            .value("content_type", made.content_type)
            .value("content", made.content)
            .value("what", made.taken.what)
            .value("query", made.taken.query)
            .value("position", rows::number(made.taken.position))
            .value("row_count", i64::try_from(made.taken.rows).unwrap_or(i64::MAX))
            .to_owned();
        Ok(self.write(&statement).await?.rows_affected() > 0)
    }

    /// A file could not be made, and why.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn report_file_failed(&self, id: &FileId, why: &str) -> Result<(), StoreError> {
        let statement = self.underway(id).value("state", FAILED).value("why", why).to_owned();
        self.write(&statement).await.map(drop)
    }

    /// The server stops before a file is made.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn report_file_stopped(&self, id: &FileId) -> Result<(), StoreError> {
        // As if its maker had been silent for long: that is how a server says it that was killed.
        let statement = self.underway(id).value("beat_at", 0_i64).to_owned();
        self.write(&statement).await.map(drop)
    }

    /// The maker no longer wants a file. Returns whether it was underway.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn cancel_report_file(&self, id: &FileId, person: PersonId) -> Result<bool, StoreError> {
        let statement =
            self.underway(id).value("state", CANCELED).and_where(Expr::col("person_id").eq(person.0)).to_owned();
        Ok(self.write(&statement).await?.rows_affected() > 0)
    }

    /// A change by the maker of a file that is underway.
    fn made_further(&self, id: &FileId) -> UpdateStatement {
        self.underway(id).value("beat_at", self.now().timestamp_micros()).to_owned()
    }

    /// A change of a file that is underway.
    fn underway(&self, id: &FileId) -> UpdateStatement {
        Query::update()
            .table("report_files")
            .and_where(Expr::col("id").eq(id.bytes()))
            .and_where(Expr::col("state").is_in([WAITING, MAKING]))
            .to_owned()
    }
}
