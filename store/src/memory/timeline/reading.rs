//! Reading versions into the timeline: all up to a position, or those of a few entries.

use super::cells::Cells;
use super::columns::{ActionColumns, AssignmentColumns, CountedKind, EvidenceColumns, MilestoneColumns, ReportColumns};
use super::history::Read;
use crate::database::connections::Database;
use crate::database::sqlite::reader_of;
use crate::error::StoreError;
use crate::memory::off_the_executor;
use crate::tables;
use crate::tables::rows::{self, number, seq};
use domain::OfKind;
use domain::agency::Agency;
use domain::body::Body;
use domain::ids::{ActionId, Kind};
use domain::ledger::Seq;
use domain::meeting::Meeting;
use domain::plan::{Node, Plan};
use futures::stream::{self, Stream, StreamExt, TryStreamExt};
use sea_orm::StreamTrait;
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement, SqliteQueryBuilder};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// The kinds that are counted or looked up by id.
const READ: [Kind; 10] = [
    Kind::Agency,
    Kind::Body,
    Kind::Meeting,
    Kind::Plan,
    Kind::Node,
    Kind::Action,
    Kind::Assignment,
    Kind::Milestone,
    Kind::Report,
    Kind::Evidence,
];

/// How many kinds are read at a time: of no more do all rows stand in memory beside what is kept of them.
const AT_A_TIME: usize = 2;

/// How long a whole reading waits for anyone who has the file for himself.
const PATIENCE: Duration = Duration::from_secs(5);

/// Versions with their objects and the entries that made them, in the order of the entries.
pub(super) type Made<T> = Vec<(Uuid, Seq, T)>;

/// One version of an action or of what belongs to it.
pub(super) struct OfAction {
    pub action: ActionId,
    id: Uuid,
    pub since: Seq,
    pub read: Read,
}

/// Versions of one kind, in the order of the entries that made them.
pub(super) enum ReadKind {
    Agencies(Made<Arc<Agency>>),
    Bodies(Made<Arc<Body>>),
    Meetings(Made<Arc<Meeting>>),
    Plans(Made<Arc<Plan>>),
    Nodes(Made<Arc<Node>>),
    Counted(Vec<OfAction>),
}

/// Entries after one position, up to and with another.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    after: Option<Seq>,
    to: Seq,
}

impl Span {
    pub fn after(after: Option<Seq>, to: Seq) -> Span {
        Span { after, to }
    }

    pub(super) fn to(self) -> Seq {
        self.to
    }

    /// Versions that such an entry made.
    pub fn condition(self) -> Cond {
        let since = || Expr::col(("v", "since"));
        Cond::all().add(since().gt(self.after.map_or(-1, number))).add(since().lte(number(self.to)))
    }
}

/// Which part of the record is read.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// All of it up to a position. Rows are read as they lie, by object: by the index over entries each would be looked up
    /// on its own.
    Until(Seq),
    Span(Span),
}

impl Part {
    fn condition(self) -> Cond {
        match self {
            Part::Until(_) => Cond::all(),
            Part::Span(span) => span.condition(),
        }
    }

    /// A whole reading finds what others have written in between too.
    fn holds(self, since: Seq) -> bool {
        match self {
            Part::Until(to) | Part::Span(Span { to, .. }) => since <= to,
        }
    }
}

/// The versions of every kind, one kind after the other.
pub(super) fn in_turn(database: &Database, part: Part) -> impl Stream<Item = Result<ReadKind, StoreError>> {
    stream::iter(READ).map(move |kind| read(database, kind, part)).buffered(AT_A_TIME)
}

async fn read(database: &Database, kind: Kind, part: Part) -> Result<ReadKind, StoreError> {
    Ok(match kind {
        Kind::Agency => ReadKind::Agencies(contents(database, part).await?),
        Kind::Body => ReadKind::Bodies(contents(database, part).await?),
        Kind::Meeting => ReadKind::Meetings(contents(database, part).await?),
        Kind::Plan => ReadKind::Plans(contents(database, part).await?),
        Kind::Node => ReadKind::Nodes(contents(database, part).await?),
        Kind::Action => ReadKind::Counted(columns::<ActionColumns>(database, part).await?),
        Kind::Assignment => ReadKind::Counted(columns::<AssignmentColumns>(database, part).await?),
        Kind::Milestone => ReadKind::Counted(columns::<MilestoneColumns>(database, part).await?),
        Kind::Report => ReadKind::Counted(columns::<ReportColumns>(database, part).await?),
        Kind::Evidence => ReadKind::Counted(columns::<EvidenceColumns>(database, part).await?),
        other => return Err(StoreError::Damaged(format!("{other:?} is not counted"))),
    })
}

async fn contents<T: OfKind>(database: &Database, part: Part) -> Result<Made<Arc<T>>, StoreError> {
    let versions = rows::all::<T>(database.reader(), part.condition()).await?;
    let mut made: Made<Arc<T>> = versions
        .into_iter()
        .filter(|seen| part.holds(seen.since))
        .map(|seen| (seen.value.id().into(), seen.since, Arc::new(seen.value)))
        .collect();
    made.sort_unstable_by_key(|(id, since, _)| (*since, *id));
    Ok(made)
}

async fn columns<T: CountedKind>(database: &Database, part: Part) -> Result<Vec<OfAction>, StoreError> {
    match (database.file(), part) {
        (Some(file), Part::Until(_)) => {
            let (file, open) = (file.to_owned(), database.keep_open().await);
            let reading = off_the_executor(move || {
                let made = columns_of_file::<T>(&file, part);
                drop(open);
                made
            });
            reading.await?
        }
        _ => columns_by_pool::<T>(database, part).await,
    }
}

fn in_order(mut made: Vec<OfAction>) -> Vec<OfAction> {
    made.sort_unstable_by_key(|version| (version.since, version.id));
    made
}

async fn columns_by_pool<T: CountedKind>(database: &Database, part: Part) -> Result<Vec<OfAction>, StoreError> {
    let mut rows = database.reader().stream(&versions_of::<T>(part)).await?;
    let mut made = Vec::new();
    while let Some(row) = rows.try_next().await? {
        made.extend(version::<T>(&row, part)?);
    }
    Ok(in_order(made))
}

/// All versions of a kind, read where they are needed: handing hundreds of thousands of rows from thread to thread takes
/// longer than reading them.
fn columns_of_file<T: CountedKind>(file: &Path, part: Part) -> Result<Vec<OfAction>, StoreError> {
    let connection = reader_of(file, PATIENCE)?;
    let mut statement = connection.prepare(&versions_of::<T>(part).to_string(SqliteQueryBuilder))?;
    let mut rows = statement.query([])?;
    let mut made = Vec::new();
    while let Some(row) = rows.next()? {
        made.extend(version::<T>(row, part)?);
    }
    Ok(in_order(made))
}

fn versions_of<T: CountedKind>(part: Part) -> SelectStatement {
    Query::select()
        .columns([("v", "id"), ("v", "since")])
        .columns(T::COLUMNS.iter().map(|name| ("v", *name)))
        .from_as(tables::of(T::KIND).versions, "v")
        .cond_where(part.condition())
        .to_owned()
}

fn version<T: CountedKind>(row: &impl Cells, part: Part) -> Result<Option<OfAction>, StoreError> {
    let since = seq(row.number("since")?);
    if !part.holds(since) {
        return Ok(None);
    }
    let (action, columns) = T::read(row)?;
    let id = row.id("id")?;
    Ok(Some(OfAction { action, id, since, read: columns.of(id) }))
}
