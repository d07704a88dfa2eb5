//! Files of reports that are made in the background. Each belongs to the account that asked for it, which alone can see,
//! take or cancel it, and is kept for a while. All servers of a record see the same files.

mod making;

pub use making::{FileOrder, MOST_UNDERWAY, MadeFile};

use crate::access::downloads::Taken;
use crate::error::StoreError;
use crate::record::as_of::AsOf;
use crate::record::view::View;
use crate::store::Store;
use crate::tables::rows::seq;
use chrono::TimeDelta;
use domain::date::Instant;
use domain::ids::PersonId;
use domain::ledger::{Hash, Seq};
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use std::str::FromStr;

/// How long a file is kept after it was made.
pub const FILES_ARE_KEPT: TimeDelta = TimeDelta::hours(1);

/// A server that makes a file says so more often than this. After it, the server stopped.
const SILENT_FOR: TimeDelta = TimeDelta::seconds(10);

/// 128 random bits that name a file in its address. They open nothing without the session of the account that asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileId([u8; 16]);

impl FileId {
    /// # Errors
    /// When the machine has no random numbers.
    pub fn new() -> Result<FileId, StoreError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Damaged(format!("no random numbers: {error}")))?;
        Ok(FileId(bytes))
    }

    /// As it stands in an address: 32 hexadecimal digits.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// What stands in an address names no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The name of a file is 32 hexadecimal digits.")]
pub struct NotAFileId;

impl FromStr for FileId {
    type Err = NotAFileId;
    fn from_str(text: &str) -> Result<FileId, NotAFileId> {
        let bytes = hex::decode(text).map_err(|_| NotAFileId)?;
        bytes.try_into().map(FileId).map_err(|_| NotAFileId)
    }
}

/// What the maker of a file could see when it was asked for. An account that may see less since has the file no more: what
/// is in it may be hidden now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The newest entry then.
    pub at: Seq,
    /// As [`View::seen_as`] had it there.
    pub seen_as: Hash,
}

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Others are made first: so many.
    Waiting {
        ahead: u64,
    },
    /// It is being made: so many steps are over, of so many.
    Making {
        over: u64,
        steps: u64,
    },
    /// It can be taken. So many bytes.
    Made {
        bytes: u64,
    },
    /// It could not be made. The log of the server says why.
    Failed,
    /// Its server stopped before it was made.
    Stopped,
    Canceled,
}

impl FileState {
    /// Whether it may change by itself.
    pub fn is_underway(self) -> bool {
        matches!(self, FileState::Waiting { .. } | FileState::Making { .. })
    }
}

/// A file that an account asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    pub id: FileId,
    /// The address that was asked for, which makes it again.
    pub request: String,
    /// "Progress report".
    pub title: String,
    /// "PDF".
    pub format: String,
    pub state: FileState,
    /// Why it could not be made, where the reader can mend it.
    pub why: Option<String>,
    pub asked: Instant,
    pub kept_until: Instant,
}

/// A file that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFile {
    pub name: String,
    pub content_type: String,
    pub content: Vec<u8>,
    /// What the access log says of it.
    pub taken: Taken,
}

impl View {
    /// What the actor may see of all that there is now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sight(&self) -> Result<Sight, StoreError> {
        let now = self.at(&AsOf::Now).await?;
        Ok(Sight { at: now.seq(), seen_as: now.seen_as() })
    }

    /// One of the actor's files. `None` where there is none of that name, it is another's, or holds what the actor may no
    /// longer see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn report_file(&self, id: &FileId) -> Result<Option<ReportFile>, StoreError> {
        let Some(query) = self.own_files() else { return Ok(None) };
        let query = query.clone().and_where(Expr::col("id").eq(id.bytes())).to_owned();
        Ok(self.read_files(&query).await?.pop())
    }

    /// All files of the actor that are kept, the latest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn report_files(&self) -> Result<Vec<ReportFile>, StoreError> {
        let Some(mut query) = self.own_files() else { return Ok(Vec::new()) };
        query.order_by("asked_at", Order::Desc).order_by("id", Order::Asc);
        self.read_files(&query).await
    }

    /// A file that was made for the actor, with what is in it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_report_file(&self, id: &FileId) -> Result<Option<TakenFile>, StoreError> {
        let made = self.report_file(id).await?.filter(|file| matches!(file.state, FileState::Made { .. }));
        let (Some(_), Some(person)) = (made, self.actor().person()) else { return Ok(None) };
        let query = Query::select()
            .columns(["name", "content_type", "content", "what", "query", "position", "row_count"])
            .from("report_files")
            .and_where(Expr::col("id").eq(id.bytes()))
            .to_owned();
        let Some(row) = self.store().reader().query_one(&query).await? else { return Ok(None) };
        Ok(Some(TakenFile {
            name: row.try_get("", "name")?,
            content_type: row.try_get("", "content_type")?,
            content: row.try_get("", "content")?,
            taken: Taken {
                at: self.store().now(),
                person,
                what: row.try_get("", "what")?,
                query: row.try_get("", "query")?,
                position: seq(row.try_get("", "position")?),
                rows: number(&row, "row_count")?,
                is_withheld: false,
            },
        }))
    }

    fn own_files(&self) -> Option<SelectStatement> {
        self.actor().person().map(|person| kept(person, self.store().now()))
    }

    async fn read_files(&self, query: &SelectStatement) -> Result<Vec<ReportFile>, StoreError> {
        let mut files = Vec::new();
        for row in self.store().reader().query_all(query).await? {
            let (at, seen_as): (i64, Vec<u8>) = (row.try_get("", "seen_at")?, row.try_get("", "seen_as")?);
            if self.at(&AsOf::Entry(seq(at))).await?.seen_as().as_bytes() == seen_as.as_slice() {
                files.push(self.store().read_file(&row).await?);
            }
        }
        Ok(files)
    }
}

impl Store {
    /// Deletes the files that were kept until then. Called now and then by the server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_report_files_until(&self, until: Instant) -> Result<(), StoreError> {
        let statement = Query::delete()
            .from_table("report_files")
            .and_where(Expr::col("kept_until").lte(until.timestamp_micros()))
            .to_owned();
        self.write(&statement).await.map(drop)
    }

    async fn read_file(&self, row: &QueryResult) -> Result<ReportFile, StoreError> {
        let id: Vec<u8> = row.try_get("", "id")?;
        let id = id.try_into().map_err(|_| StoreError::Damaged("the name of a file is not 16 bytes".to_owned()))?;
        let (asked, was_seen) = (instant(row, "asked_at")?, instant(row, "beat_at")?);
        let state: String = row.try_get("", "state")?;
        let state = match state.as_str() {
            MADE => FileState::Made { bytes: number(row, "bytes")? },
            FAILED => FileState::Failed,
            CANCELED => FileState::Canceled,
            _ if self.now() - was_seen > SILENT_FOR => FileState::Stopped,
            WAITING => FileState::Waiting { ahead: self.files_ahead(asked).await? },
            _ => FileState::Making { over: number(row, "steps_over")?, steps: number(row, "steps")? },
        };
        Ok(ReportFile {
            id: FileId(id),
            request: row.try_get("", "request")?,
            title: row.try_get("", "title")?,
            format: row.try_get("", "format")?,
            state,
            why: row.try_get("", "why")?,
            asked,
            kept_until: instant(row, "kept_until")?,
        })
    }

    /// How many files were asked for before and are not made yet.
    async fn files_ahead(&self, asked: Instant) -> Result<u64, StoreError> {
        let query = Query::select()
            .expr_as(Expr::col("id").count(), "number")
            .from("report_files")
            .and_where(Expr::col("state").is_in([WAITING, MAKING]))
            .and_where(Expr::col("asked_at").lt(asked.timestamp_micros()))
            .and_where(Expr::col("beat_at").gte((self.now() - SILENT_FOR).timestamp_micros()))
            .to_owned();
        self.reader().query_one(&query).await?.map_or(Ok(0), |row| number(&row, "number"))
    }
}

const WAITING: &str = "waiting";
const MAKING: &str = "making";
const MADE: &str = "made";
const FAILED: &str = "failed";
const CANCELED: &str = "canceled";

/// The files of an account that are still kept, without what is in them.
fn kept(person: PersonId, now: Instant) -> SelectStatement {
    Query::select()
        .columns([
            "id",
            "request",
            "title",
            "format",
            "seen_at",
            "seen_as",
            "state",
            "why",
            "steps_over",
            "steps",
            "asked_at",
            "beat_at",
            "kept_until",
        ])
        .expr_as(Expr::cust("coalesce(length(content), 0)"), "bytes")
        .from("report_files")
        .and_where(Expr::col("person_id").eq(person.0))
        .and_where(Expr::col("kept_until").gt(now.timestamp_micros()))
        .to_owned()
}

fn instant(row: &QueryResult, column: &str) -> Result<Instant, StoreError> {
    let micros: i64 = row.try_get("", column)?;
    Instant::from_timestamp_micros(micros).ok_or_else(|| StoreError::Damaged(format!("{micros} is not a time")))
}

/// `length` is of 32 bits in PostgreSQL, and of 64 in SQLite.
fn number(row: &QueryResult, column: &str) -> Result<u64, StoreError> {
    let number = row.try_get::<i64>("", column).or_else(|_| row.try_get::<i32>("", column).map(i64::from))?;
    u64::try_from(number).map_err(|_| StoreError::Damaged(format!("{column} is {number}")))
}
