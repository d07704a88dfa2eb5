//! The ledger in the database: its head, its entries, and where an instant lies in it.

use crate::error::StoreError;
use crate::tables::rows::number;
use chrono::DateTime;
use domain::Event;
use domain::actor::{Actor, Authority};
use domain::body::Party;
use domain::date::Instant;
use domain::ids::{AgencyId, PersonId};
use domain::ledger::{
    Code, Entry, EntryFormat, Frontier, Hash, Leaf, Particulars, RecordedActor, RecordedAt, RowVersion, Rows, Seq,
    Subject, TreeSize,
};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;

/// The newest state of the log.
#[derive(Clone, Debug)]
pub struct Head {
    pub size: TreeSize,
    pub recorded_at: Instant,
    pub root: Hash,
    /// The signed checkpoint, as it is served.
    pub checkpoint: String,
    pub(crate) frontier: Frontier,
}

/// An entry as it stands in the log.
#[derive(Clone, Debug)]
pub struct LoggedEntry {
    pub leaf: Leaf,
    /// What the entry says, where this program knows the event.
    pub event: Option<Event>,
}

/// What an entry is made from.
pub(crate) struct NewEntry<'a> {
    pub seq: Seq,
    pub recorded_at: Instant,
    pub actor: &'a Actor,
    pub agency: Option<AgencyId>,
    pub authority: Option<Authority>,
    pub event: &'a Event,
    pub subject: Option<Subject>,
    pub rows: Vec<RowVersion>,
}

/// When an entry was recorded, for a reader or within a change.
pub(crate) async fn recorded_at(connection: &impl ConnectionTrait, entry: Seq) -> Result<Option<Instant>, StoreError> {
    let query = select(&["recorded_at"]).and_where(Expr::col("seq").eq(number(entry))).to_owned();
    let row = connection.query_one(&query).await?;
    row.map(|row| instant(&row, "recorded_at")).transpose()
}

/// Whether anything was erased by an entry after one position, up to and with another.
pub(crate) async fn has_erased(connection: &impl ConnectionTrait, after: Seq, to: Seq) -> Result<bool, StoreError> {
    let query = select(&["seq"])
        .and_where(Expr::col("seq").gt(number(after)))
        .and_where(Expr::col("seq").lte(number(to)))
        .and_where(Expr::col("event").eq("content-erased"))
        .limit(1)
        .to_owned();
    Ok(connection.query_one(&query).await?.is_some())
}

/// The order in which an entry gives its rows.
pub(crate) fn sort_rows(rows: &mut [RowVersion]) {
    rows.sort_by(|a, b| (a.kind.as_str(), a.id).cmp(&(b.kind.as_str(), b.id)));
}

/// The first entry. `None` before there is one.
pub(crate) async fn first_entry(connection: &impl ConnectionTrait) -> Result<Option<LoggedEntry>, StoreError> {
    let query = select(&["entry"]).and_where(Expr::col("seq").eq(number(Seq::FIRST))).to_owned();
    let row = connection.query_one(&query).await?;
    row.map(|row| read_entry(&row)).transpose()
}

pub(crate) fn select(columns: &[&'static str]) -> SelectStatement {
    Query::select().columns(columns.iter().copied()).from("ledger").to_owned()
}

pub(crate) fn instant(row: &QueryResult, column: &str) -> Result<Instant, StoreError> {
    let micros: i64 = row.try_get("", column)?;
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::Damaged(format!("{micros} is not an instant")))
}

pub(crate) fn read_entry(row: &QueryResult) -> Result<LoggedEntry, StoreError> {
    let text: String = row.try_get("", "entry")?;
    let leaf = Leaf::read(text.as_bytes()).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let event = read_event(leaf.entry());
    Ok(LoggedEntry { leaf, event })
}

/// The event of an entry. Fields that every entry may have beside those of its event are left out first.
pub(crate) fn read_event(entry: &Entry) -> Option<Event> {
    let mut particulars = entry.particulars.fields().clone();
    particulars.remove(ON_BEHALF_OF);
    let tagged = serde_json::json!({"event": entry.event.as_str(), "particulars": particulars});
    serde_json::from_value(tagged).ok()
}

/// The field of an entry that says for whom the secretariat acted.
const ON_BEHALF_OF: &str = "on_behalf_of";

impl LoggedEntry {
    /// The account that made it. `None` for the operator of the server.
    pub fn account(&self) -> Option<PersonId> {
        match &self.leaf.entry().actor {
            RecordedActor::Person { id, .. } => Some(PersonId(*id)),
            RecordedActor::Operator => None,
        }
    }

    /// For whom the secretariat acted, where it did.
    pub fn on_behalf_of(&self) -> Option<Party> {
        self.leaf.entry().particulars.get(ON_BEHALF_OF).and_then(Value::as_str).and_then(|text| text.parse().ok())
    }
}

/// Reads the head row; `lock` keeps other writers waiting until the transaction ends.
pub(crate) async fn read_head(connection: &impl ConnectionTrait, lock: bool) -> Result<Option<Head>, StoreError> {
    let mut query = Query::select();
    query.columns(["size", "recorded_at", "root", "frontier", "checkpoint"]).from("head");
    if lock {
        query.lock_exclusive();
    }
    let Some(row) = connection.query_one(&query).await? else { return Ok(None) };
    let (size, root, frontier): (i64, Vec<u8>, Vec<u8>) =
        (row.try_get("", "size")?, row.try_get("", "root")?, row.try_get("", "frontier")?);
    let damaged = |what: &str| StoreError::Damaged(format!("the {what} of the ledger does not read"));
    let root = <[u8; Hash::LENGTH]>::try_from(root).map(Hash).map_err(|_| damaged("root"))?;
    let frontier = Frontier::from_bytes(&frontier).map_err(|_| damaged("frontier"))?;
    Ok(Some(Head {
        size: TreeSize(u64::try_from(size).map_err(|_| damaged("size"))?),
        recorded_at: instant(&row, "recorded_at")?,
        root,
        checkpoint: row.try_get("", "checkpoint")?,
        frontier,
    }))
}

pub(crate) async fn insert_empty_head(connection: &impl ConnectionTrait, now: Instant) -> Result<(), StoreError> {
    let frontier = Frontier::new();
    let statement = Query::insert()
        .into_table("head")
        .columns(["one", "size", "recorded_at", "root", "frontier", "checkpoint"])
        .values_panic([
            Expr::val(1_i64),
            Expr::val(0_i64),
            Expr::val(now.timestamp_micros()),
            Expr::val(frontier.root().as_bytes().to_vec()),
            Expr::val(frontier.to_bytes()),
            Expr::val(""),
        ])
        // Of two who begin a record at once the second waits here, and finds that it has begun.
        .on_conflict(OnConflict::column("one").do_nothing().to_owned())
        .to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

/// Moves the head to what was appended.
pub(crate) async fn write_head(connection: &impl ConnectionTrait, head: &Head) -> Result<(), StoreError> {
    let statement = Query::update()
        .table("head")
        .value("size", i64::try_from(head.size.0).unwrap_or(i64::MAX))
        .value("recorded_at", head.recorded_at.timestamp_micros())
        .value("root", head.root.as_bytes().to_vec())
        .value("frontier", head.frontier.to_bytes())
        .value("checkpoint", head.checkpoint.clone())
        .and_where(Expr::col("one").eq(1))
        .to_owned();
    connection.execute(&statement).await?;
    Ok(())
}

/// Writes an entry and returns the hash of its leaf.
pub(crate) async fn insert_entry(connection: &impl ConnectionTrait, new: NewEntry<'_>) -> Result<Hash, StoreError> {
    let (seq, recorded_at, agency) = (new.seq, new.recorded_at, new.agency);
    let subject = new.subject.as_ref().map(|subject| subject.id);
    let leaf = Leaf::of(entry(new)?).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let statement = Query::insert()
        .into_table("ledger")
        .columns(["seq", "recorded_at", "event", "agency_id", "subject_id", "entry", "leaf"])
        .values_panic([
            Expr::val(number(seq)),
            Expr::val(recorded_at.timestamp_micros()),
            Expr::val(leaf.entry().event.as_str()),
            Expr::val(agency.map(|agency| agency.0)),
            Expr::val(subject),
            Expr::val(leaf.text()),
            Expr::val(leaf.hash().as_bytes().to_vec()),
        ])
        .to_owned();
    connection.execute(&statement).await?;
    Ok(leaf.hash())
}

fn entry(new: NewEntry<'_>) -> Result<Entry, StoreError> {
    let damaged = |error: &dyn std::fmt::Display| StoreError::Damaged(error.to_string());
    let mut written = serde_json::to_value(new.event)?;
    let mut particulars = written["particulars"].take();
    if let (Some(Authority::OnBehalfOf(party)), Some(fields)) = (new.authority, particulars.as_object_mut()) {
        fields.insert(ON_BEHALF_OF.to_owned(), Value::String(party.to_string()));
    }
    Ok(Entry {
        format: EntryFormat::One,
        seq: new.seq,
        recorded_at: RecordedAt::of(new.recorded_at).map_err(|error| damaged(&error))?,
        actor: recorded(new.actor),
        agency: new.agency.map(|agency| agency.0),
        event: Code::parse(written["event"].as_str().unwrap_or_default()).map_err(|error| damaged(&error))?,
        subject: new.subject,
        particulars: Particulars::of(&particulars).map_err(|error| damaged(&error))?,
        rows: Rows::of(new.rows).map_err(|error| damaged(&error))?,
    })
}

fn recorded(actor: &Actor) -> RecordedActor {
    match actor {
        Actor::Operator => RecordedActor::Operator,
        Actor::Person(acting) => RecordedActor::Person { id: acting.person.0, role: acting.role.into() },
    }
}
