//! Reading and writing versions of objects: the few statements that all kinds share.

use crate::error::StoreError;
use crate::tables;
use crate::tables::stand_ins::content_in;
use domain::ids::{Kind, Version};
use domain::ledger::{Content, RowIdentity, RowVersion, Salt, Seq, row_hash};
use domain::object::read_content;
use domain::{DomainError, Object, OfKind};
use futures::{Stream, StreamExt};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, IntoCondition, JoinType, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult, StreamTrait, Value};
use uuid::Uuid;

/// An object with the version that was read, which a form carries and a change compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned<T> {
    pub value: T,
    pub version: Version,
    /// The entry that made this version.
    pub since: Seq,
    /// The entry that made the object.
    pub born: Seq,
}

impl<T> Versioned<T> {
    /// What a rule makes of the value, if this is still the version that the form showed. Who has no permission is told so
    /// first: whether someone saved another version since is nothing to them.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::ChangedMeanwhile`] when someone saved another version since.
    pub fn judged<R>(
        &self,
        version: Version,
        rule: impl FnOnce(&T) -> Result<R, DomainError>,
    ) -> Result<R, StoreError> {
        match rule(&self.value) {
            Err(refused @ DomainError::NotPermitted(_)) => Err(refused.into()),
            _ if self.version != version => Err(StoreError::ChangedMeanwhile),
            judged => Ok(judged?),
        }
    }
}

/// `since <= p AND (until IS NULL OR until > p)`: the state of the record at position p.
pub(crate) fn at_position(p: Seq) -> Cond {
    let p = number(p);
    Cond::all()
        .add(Expr::col(("v", "since")).lte(p))
        .add(Cond::any().add(Expr::col(("v", "until")).is_null()).add(Expr::col(("v", "until")).gt(p)))
}

/// Open versions, for writing: the head is locked, so no one closes one in between.
pub(crate) fn open() -> Cond {
    Expr::col(("v", "until")).is_null().into_condition()
}

/// A position as both databases keep it.
pub(crate) fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

pub(crate) fn seq(number: i64) -> Seq {
    Seq(u64::try_from(number).unwrap_or(0))
}

/// The content `c` is that of the version `v`.
pub(crate) fn of_the_same_version() -> Cond {
    Cond::all().add(Expr::col(("c", "id")).equals(("v", "id"))).add(Expr::col(("c", "since")).equals(("v", "since")))
}

/// Versions of a kind, with their content, under a condition on `v`.
pub(crate) fn versions_where(kind: Kind, condition: impl IntoCondition) -> SelectStatement {
    let tables = tables::of(kind);
    Query::select()
        .columns([("v", "id"), ("v", "version"), ("v", "since")])
        .columns([("c", "schema_number"), ("c", "body"), ("c", "stand_in"), ("i", "born")])
        .from_as(tables.versions, "v")
        .join_as(JoinType::InnerJoin, tables.contents, "c", of_the_same_version())
        .join_as(
            JoinType::InnerJoin,
            tables.identities,
            "i",
            Cond::all().add(Expr::col(("i", "id")).equals(("v", "id"))),
        )
        .cond_where(condition)
        .order_by(("v", "id"), Order::Asc)
        .order_by(("v", "since"), Order::Asc)
        .to_owned()
}

/// One object at a position: the version is chosen first, then its content, so that the cost does not grow with history.
pub(crate) async fn find<T: OfKind>(
    connection: &impl ConnectionTrait,
    id: T::Id,
    p: Seq,
) -> Result<Option<Versioned<T>>, StoreError> {
    let tables = tables::of(T::KIND);
    let id: Uuid = id.into();
    let newest = Query::select()
        .column("since")
        .from(tables.versions)
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("since").lte(number(p)))
        .order_by("since", Order::Desc)
        .limit(1)
        .to_owned();
    let condition = Cond::all().add(Expr::col(("v", "id")).eq(id)).add(Expr::col(("v", "since")).in_subquery(newest));
    let row = connection.query_one(&versions_where(T::KIND, condition)).await?;
    row.map(|row| read(&row)).transpose()
}

/// Objects of a kind under a condition on `v`, in the order in which they were first made.
pub(crate) async fn all<T: OfKind>(
    connection: &impl ConnectionTrait,
    condition: impl IntoCondition,
) -> Result<Vec<Versioned<T>>, StoreError> {
    all_of(connection, &versions_where(T::KIND, condition)).await
}

/// The same, one after the other.
pub(crate) async fn each<'a, T: OfKind, C: StreamTrait>(
    connection: &'a C,
    condition: Cond,
) -> Result<impl Stream<Item = Result<Versioned<T>, StoreError>> + use<'a, T, C>, StoreError> {
    let rows = connection.stream(&versions_where(T::KIND, condition)).await?;
    Ok(rows.map(|row| read(&row?)))
}

/// What a statement made with [`versions_where`] finds.
pub(crate) async fn all_of<T: OfKind>(
    connection: &impl ConnectionTrait,
    statement: &SelectStatement,
) -> Result<Vec<Versioned<T>>, StoreError> {
    let rows = connection.query_all(statement).await?;
    rows.iter().map(read).collect()
}

/// How many ids one statement names: SQLite takes 32,766 parameters, and a plan for few is made once and used again.
pub(crate) const AT_ONCE: usize = 500;

/// Objects of a kind by their ids, at a position, in the order in which they were first made.
pub(crate) async fn by_ids<T: OfKind>(
    connection: &impl ConnectionTrait,
    mut ids: Vec<T::Id>,
    p: Seq,
) -> Result<Vec<Versioned<T>>, StoreError>
where
    T::Id: Ord,
{
    ids.sort_unstable();
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let some = some.iter().map(|id| Value::from((*id).into()));
        found.extend(all(connection, at_position(p).add(Expr::col(("v", "id")).is_in(some))).await?);
    }
    Ok(found)
}

fn read<T: OfKind>(row: &QueryResult) -> Result<Versioned<T>, StoreError> {
    let version: i64 = row.try_get("", "version")?;
    let since: i64 = row.try_get("", "since")?;
    let (form, body) = content_in(row)?;
    let born = seq(row.try_get("", "born")?);
    let value = read_content(form, &body)?;
    Ok(Versioned { value, version: read_version(version)?, since: seq(since), born })
}

pub(crate) fn read_version(number: i64) -> Result<Version, StoreError> {
    let number = u32::try_from(number).map_err(|_| StoreError::Damaged(format!("{number} is not a version")))?;
    Ok(Version(number))
}

/// A version that is about to be written.
pub(crate) struct NewVersion<'a> {
    pub object: &'a Object,
    pub version: Version,
    pub since: Seq,
}

/// Writes identity (of a first version), version and content. Returns what the ledger entry says of it.
pub(crate) async fn insert(connection: &impl ConnectionTrait, new: &NewVersion<'_>) -> Result<RowVersion, StoreError> {
    let NewVersion { object, version, since } = new;
    let (kind, id) = (object.kind(), object.id());
    let tables = tables::of(kind);
    if *version == Version::FIRST {
        let identity = [Value::from(id), number(*since).into()];
        insert_row(connection, tables.identities, &["id", "born"], identity).await?;
    }
    let (mut names, mut values) =
        (vec!["id", "since", "version"], vec![Value::from(id), number(*since).into(), i64::from(version.0).into()]);
    for (name, value) in tables::columns(object) {
        names.push(name);
        values.push(value);
    }
    insert_row(connection, tables.versions, &names, values).await?;

    let content = Content::of(&object.content()?).map_err(|error| StoreError::Damaged(error.to_string()))?;
    let salt = new_salt()?;
    let identity = RowIdentity { kind: kind.into(), id, version: *version, since: *since };
    let hash = row_hash(&salt, &identity, &content);
    let values = [
        Value::from(id),
        number(*since).into(),
        kind.schema().into(),
        hash.as_bytes().to_vec().into(),
        salt.to_vec().into(),
        content.into_string().into(),
    ];
    insert_row(connection, tables.contents, &["id", "since", "schema_number", "hash", "salt", "body"], values).await?;
    Ok(RowVersion { kind: kind.into(), id, version: *version, hash })
}

/// Closes the open version, if it is still the one that was read.
pub(crate) async fn close(
    connection: &impl ConnectionTrait,
    (kind, id): (Kind, Uuid),
    seen: Version,
    until: Seq,
) -> Result<(), StoreError> {
    let statement = Query::update()
        .table(tables::of(kind).versions)
        .value("until", number(until))
        .and_where(Expr::col("id").eq(id))
        .and_where(Expr::col("until").is_null())
        .and_where(Expr::col("version").eq(i64::from(seen.0)))
        .to_owned();
    let closed = connection.execute(&statement).await?.rows_affected();
    if closed == 1 { Ok(()) } else { Err(StoreError::ChangedMeanwhile) }
}

async fn insert_row(
    connection: &impl ConnectionTrait,
    table: &'static str,
    columns: &[&'static str],
    values: impl IntoIterator<Item = Value>,
) -> Result<(), StoreError> {
    let mut statement = Query::insert();
    statement.into_table(table).columns(columns.iter().copied()).values_panic(values.into_iter().map(Expr::value));
    connection.execute(&statement).await?;
    Ok(())
}

/// 16 fresh random bytes, so that a short text cannot be found from its hash by trying.
fn new_salt() -> Result<Salt, StoreError> {
    let mut salt = Salt::default();
    getrandom::fill(&mut salt).map_err(|error| StoreError::Damaged(format!("no random numbers: {error}")))?;
    Ok(salt)
}
