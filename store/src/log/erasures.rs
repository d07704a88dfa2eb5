//! Erasing contents under law: salt and bytes go, something stands in for them, and an entry says so.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::store::Store;
use crate::tables;
use crate::tables::rows::{self, number, read_version, seq};
use crate::tables::stand_ins::{StandIn, content_in};
use domain::ids::{Kind, Version};
use domain::ledger::Seq;
use domain::text::Code;
use domain::{Changed, Object};
use sea_orm::sea_query::{Cond, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Value};
use uuid::Uuid;

/// A content that is there, and the entry that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptContent {
    pub kind: Kind,
    pub id: Uuid,
    pub version: Version,
    pub since: Seq,
}

impl Store {
    /// The contents of an object that are still there, the first version first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn kept_contents(&self, kind: Kind, id: Uuid) -> Result<Vec<KeptContent>, StoreError> {
        self.kept_where(kind, Expr::col(("v", "id")).eq(id)).await
    }

    /// The contents that an entry made and that are still there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn contents_made_by(&self, entry: Seq) -> Result<Vec<KeptContent>, StoreError> {
        let mut made = Vec::new();
        for kind in Kind::ALL {
            made.extend(self.kept_where(kind, Expr::col(("v", "since")).eq(number(entry))).await?);
        }
        Ok(made)
    }

    async fn kept_where(&self, kind: Kind, which: impl Into<Expr>) -> Result<Vec<KeptContent>, StoreError> {
        let kept = Cond::all().add(which.into()).add(Expr::col(("c", "body")).is_not_null());
        let found = self.reader().query_all(&rows::versions_where(kind, kept)).await?;
        found.iter().map(|row| kept_content(kind, row)).collect()
    }

    /// Has the database let go of the bytes of what was erased, which lie in its files until they are written over.
    ///
    /// # Errors
    /// When the database does not answer, or someone has it for himself.
    pub async fn sweep(&self, kind: Kind) -> Result<(), StoreError> {
        let writer = self.writer();
        let tables = tables::of(kind);
        match writer.get_database_backend() {
            DbBackend::Sqlite => {
                writer.execute_unprepared("VACUUM").await?;
                writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            _ => {
                let files = (kind == Kind::Evidence).then_some("evidence_files");
                for table in [tables.contents, tables.versions].into_iter().chain(files) {
                    writer.execute_unprepared(&format!("VACUUM (FULL) {table}")).await?;
                }
            }
        }
        Ok(())
    }
}

impl Change {
    /// Erases the contents of an object, or only the one that an entry made. The file of a document goes with its first, and
    /// every file of a report that was made in the background. Returns the entry that says so and the versions that it
    /// names.
    ///
    /// # Errors
    /// Refused by the rule; [`StoreError::NotFound`] where no such content is there.
    pub async fn erase(
        &mut self,
        (kind, id): (Kind, Uuid),
        made_by: Option<Seq>,
        ground: &Code,
    ) -> Result<(Seq, Vec<Version>), StoreError> {
        let of_it = || Cond::all().add(Expr::col(("v", "id")).eq(id));
        let now = self.writing().query_one(&rows::versions_where(kind, of_it().add(rows::open()))).await?;
        read(kind, &now.ok_or(StoreError::NotFound)?)?.may_be_erased()?;

        let kept = of_it().add(Expr::col(("c", "body")).is_not_null());
        let kept = made_by.iter().fold(kept, |kept, entry| kept.add(Expr::col(("v", "since")).eq(number(*entry))));
        let found = self.writing().query_all(&rows::versions_where(kind, kept)).await?;
        let mut erased = Vec::with_capacity(found.len());
        for row in &found {
            erased.push((kept_content(kind, row)?, read(kind, row)?.erased(self.today())?));
        }
        if erased.is_empty() {
            return Err(StoreError::NotFound);
        }
        let versions: Vec<Version> = erased.iter().map(|(content, _)| content.version).collect();
        let entry = self.save(Changed::content_erased(self.actor(), (kind, id), &versions, ground)?).await?;
        for (content, stand_in) in &erased {
            self.replace(*content, stand_in, entry).await?;
        }
        if kind == Kind::Evidence && versions.contains(&Version::FIRST) {
            let file =
                Query::delete().from_table("evidence_files").and_where(Expr::col("evidence_id").eq(id)).to_owned();
            self.writing().execute(&file).await?;
        }
        // Files of reports that wait for their readers may show it.
        self.writing().execute(&Query::delete().from_table("report_files").to_owned()).await?;
        Ok((entry, versions))
    }

    /// The content first: the guards let its columns change only after it.
    async fn replace(&self, content: KeptContent, stand_in: &Object, entry: Seq) -> Result<(), StoreError> {
        let tables = tables::of(content.kind);
        let of_it =
            || Cond::all().add(Expr::col("id").eq(content.id)).add(Expr::col("since").eq(number(content.since)));
        let written = StandIn { form: content.kind.schema(), content: stand_in.content()? };
        let erase = Query::update()
            .table(tables.contents)
            .value("salt", Value::Bytes(None))
            .value("body", Value::String(None))
            .value("stand_in", serde_json::to_string(&written)?)
            .value("erased_by", number(entry))
            .cond_where(of_it())
            .to_owned();
        self.writing().execute(&erase).await?;
        let columns = tables::columns(stand_in).into_iter();
        for (name, value) in columns.filter(|(name, _)| ["title", "address"].contains(name)) {
            let scrub = Query::update().table(tables.versions).value(name, value).cond_where(of_it()).to_owned();
            self.writing().execute(&scrub).await?;
        }
        Ok(())
    }
}

fn kept_content(kind: Kind, row: &QueryResult) -> Result<KeptContent, StoreError> {
    let (version, since): (i64, i64) = (row.try_get("", "version")?, row.try_get("", "since")?);
    Ok(KeptContent { kind, id: row.try_get("", "id")?, version: read_version(version)?, since: seq(since) })
}

fn read(kind: Kind, row: &QueryResult) -> Result<Object, StoreError> {
    let (form, body) = content_in(row)?;
    Ok(Object::read(kind, form, &body)?)
}
