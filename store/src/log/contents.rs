//! What the log only hashes: the salt and the content of row versions, for anyone who may see them.
//!
//! Whether a reader may is asked at the gate of all that is read, [`View::sees`], so that a page and a file cannot differ.

use crate::error::StoreError;
use crate::record::view::View;
use crate::tables;
use crate::tables::rows::{AT_ONCE, number, of_the_same_version, read_version, seq};
use crate::tables::stand_ins::content_in;
use domain::Object;
use domain::ids::{Kind, Version};
use domain::ledger::{
    Content, Hash, RowIdentity, RowVersion, Rows, Salt, Seq, content_line, contents_end_line, contents_header_line,
};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use std::collections::HashMap;
use uuid::Uuid;

/// How many entries are read at a time for a file.
const BATCH: u64 = 500;

/// A version that an entry made.
#[derive(Clone, Debug)]
pub struct EntryVersion {
    pub row: RowVersion,
    /// `None` where the reader may not see the object: then its hash stands for it.
    pub shown: Option<ShownContent>,
}

/// A version with what its row hash is computed from.
#[derive(Clone, Debug)]
pub struct ShownContent {
    /// What was hashed; or the entry that says that it was erased under law.
    pub hashed: Result<Hashed, Seq>,
    /// Where the content was erased, what stands in for it.
    pub object: Object,
    /// The object as the version before left it. `None` for a first version.
    pub before: Option<Object>,
}

/// The bytes from which a row hash is computed.
#[derive(Clone, Debug)]
pub struct Hashed {
    pub salt: Salt,
    pub content: Content,
    /// The number of the form in which the content was written.
    pub form: i64,
}

/// A version as it is stored.
pub(super) struct StoredVersion {
    pub kind: Kind,
    pub id: Uuid,
    pub version: Version,
    pub since: Seq,
    pub hash: Hash,
    hashed: Result<Hashed, Seq>,
    /// The number of its form and the bytes; where they were erased, of what stands in for them.
    readable: (i64, String),
}

impl View {
    /// The versions that an entry names one by one, each with its content where the actor may see it. An entry that gives
    /// its versions by a root has none here: there are too many for a page, and a file has them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn versions_of_entry(&self, since: Seq, rows: &Rows) -> Result<Vec<EntryVersion>, StoreError> {
        let Rows::Listed(rows) = rows else { return Ok(Vec::new()) };
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| names(rows, *kind)).collect();
        let mut stored: HashMap<(Kind, Uuid), StoredVersion> = HashMap::new();
        let mut before: HashMap<(Kind, Uuid), Object> = HashMap::new();
        for kind in kinds {
            for version in self.stored(kind, Expr::col(("v", "since")).eq(number(since))).await? {
                stored.insert((kind, version.id), version);
            }
            for (id, object) in self.closed_by(kind, since, rows).await? {
                before.insert((kind, id), object);
            }
        }
        let mut versions = Vec::with_capacity(rows.len());
        for row in rows {
            let key = Kind::of_code(row.kind.as_str()).map(|kind| (kind, row.id));
            let found = key.and_then(|key| Some((stored.remove(&key)?, before.remove(&key))));
            let shown = found.map(|(version, before)| self.shown(version, before)).transpose()?.flatten();
            versions.push(EntryVersion { row: row.clone(), shown });
        }
        Ok(versions)
    }

    /// The version where the actor may see its object.
    pub(super) fn shown(
        &self,
        version: StoredVersion,
        before: Option<Object>,
    ) -> Result<Option<ShownContent>, StoreError> {
        let (form, body) = &version.readable;
        let object = Object::read(version.kind, *form, body)?;
        if !self.sees(object.belongs_to()) {
            return Ok(None);
        }
        Ok(Some(ShownContent { hashed: version.hashed, object, before }))
    }

    /// The versions of a kind under a condition on `v`, whoever may see them.
    pub(super) async fn stored(&self, kind: Kind, condition: Expr) -> Result<Vec<StoredVersion>, StoreError> {
        let query = contents_of(kind)
            .columns([("v", "version"), ("v", "since")])
            .columns([("c", "hash"), ("c", "salt"), ("c", "erased_by")])
            .and_where(condition)
            .to_owned();
        let rows = self.store().reader().query_all(&query).await?;
        rows.iter().map(|row| StoredVersion::read(kind, row)).collect()
    }

    /// What the versions were that the entry closed, of the objects of a kind that it names.
    async fn closed_by(&self, kind: Kind, since: Seq, rows: &[RowVersion]) -> Result<Vec<(Uuid, Object)>, StoreError> {
        let earlier = rows.iter().filter(|row| row.kind.as_str() == kind.code() && row.version > Version::FIRST);
        let ids: Vec<Uuid> = earlier.map(|row| row.id).collect();
        let mut closed = Vec::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let query = contents_of(kind)
                .and_where(Expr::col(("v", "id")).is_in(ids.iter().copied()))
                .and_where(Expr::col(("v", "until")).eq(number(since)))
                .to_owned();
            for row in self.store().reader().query_all(&query).await? {
                let (form, body) = content_in(&row)?;
                closed.push((row.try_get("", "id")?, Object::read(kind, form, &body)?));
            }
        }
        Ok(closed)
    }

    /// Salt and content of every version that the actor may see, as lines of a file, up to this position or of one entry
    /// alone. What was erased under law is not among them.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an entry that there is not at this position.
    pub fn content_lines(&self, only: Option<Seq>) -> Result<ContentLines, StoreError> {
        if only.is_some_and(|entry| entry > self.seq()) {
            return Err(StoreError::NotFound);
        }
        let (next, last) = only.map_or((Seq(0), self.seq()), |entry| (entry, entry));
        Ok(ContentLines { view: self.clone(), next, last, versions: 0, part: Part::Header })
    }
}

/// The file of contents, read bit by bit.
#[derive(Debug)]
pub struct ContentLines {
    view: View,
    next: Seq,
    last: Seq,
    versions: u64,
    part: Part,
}

/// What comes next in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Header,
    Versions,
    Done,
}

impl ContentLines {
    /// The next lines, without their line ends. `None` after the last.
    ///
    /// # Errors
    /// When the database does not answer, or a stored version does not read.
    pub async fn next(&mut self) -> Result<Option<Vec<String>>, StoreError> {
        match self.part {
            Part::Header => {
                self.part = Part::Versions;
                let line = contents_header_line(self.view.record_name(), self.last).map_err(|error| damaged(&error))?;
                Ok(Some(vec![line]))
            }
            Part::Versions if self.next > self.last => {
                self.part = Part::Done;
                Ok(Some(vec![contents_end_line(self.versions).map_err(|error| damaged(&error))?]))
            }
            Part::Versions => {
                let first = self.next;
                self.next = Seq(Ord::min(first.0 + BATCH, self.last.0 + 1));
                let lines = self.lines(first, Seq(self.next.0 - 1)).await?;
                self.versions += lines.len() as u64;
                Ok(Some(lines))
            }
            Part::Done => Ok(None),
        }
    }

    /// By entry, and of one entry in the order in which the log names its rows.
    async fn lines(&self, first: Seq, last: Seq) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            let within = Expr::col(("v", "since")).between(number(first), number(last));
            found.extend(self.view.stored(kind, within).await?);
        }
        found.sort_by(|a, b| (a.since, a.kind.code(), a.id).cmp(&(b.since, b.kind.code(), b.id)));
        let mut lines = Vec::with_capacity(found.len());
        for version in found {
            let row = RowIdentity {
                kind: version.kind.into(),
                id: version.id,
                version: version.version,
                since: version.since,
            };
            let hash = version.hash;
            if let Some(ShownContent { hashed: Ok(Hashed { salt, content, form }), .. }) =
                self.view.shown(version, None)?
            {
                lines.push(content_line(&row, (&salt, form), &content, &hash));
            }
        }
        Ok(lines)
    }
}

impl StoredVersion {
    fn read(kind: Kind, row: &QueryResult) -> Result<StoredVersion, StoreError> {
        let hash: Vec<u8> = row.try_get("", "hash")?;
        let hash = Hash::try_from(hash.as_slice()).map_err(|error| damaged(&error))?;
        let (id, version, since) = (row.try_get("", "id")?, row.try_get("", "version")?, row.try_get("", "since")?);
        let (hashed, readable) = (hashed_in(row)?, content_in(row)?);
        Ok(StoredVersion { kind, id, version: read_version(version)?, since: seq(since), hash, hashed, readable })
    }
}

/// What was hashed, where it is still there.
fn hashed_in(row: &QueryResult) -> Result<Result<Hashed, Seq>, StoreError> {
    let (body, salt): (Option<String>, Option<Vec<u8>>) = (row.try_get("", "body")?, row.try_get("", "salt")?);
    if let (None, None, Some(by)) = (&body, &salt, row.try_get::<Option<i64>>("", "erased_by")?) {
        return Ok(Err(seq(by)));
    }
    let content = Content::stored(body.ok_or_else(|| damaged(&"a content is missing"))?);
    let salt = salt.and_then(|salt| Salt::try_from(salt).ok()).ok_or_else(|| damaged(&"a salt is missing"))?;
    Ok(Ok(Hashed { salt, content, form: row.try_get("", "schema_number")? }))
}

fn names(rows: &[RowVersion], kind: Kind) -> bool {
    rows.iter().any(|row| row.kind.as_str() == kind.code())
}

/// Versions of a kind with their contents.
pub(crate) fn contents_of(kind: Kind) -> SelectStatement {
    let tables = tables::of(kind);
    Query::select()
        .column(("v", "id"))
        .columns([("c", "schema_number"), ("c", "body"), ("c", "stand_in")])
        .from_as(tables.versions, "v")
        .join_as(JoinType::InnerJoin, tables.contents, "c", of_the_same_version())
        .to_owned()
}

fn damaged(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}
