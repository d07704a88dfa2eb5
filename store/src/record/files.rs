//! Files of documents, kept in the database. The log binds each by its SHA-256, and what is handed out is compared with it.

use crate::error::StoreError;
use crate::record::change::Change;
use crate::record::view::View;
use domain::Date;
use domain::error::EvidenceError;
use domain::evidence::{Attachment, Evidence, Held, HeldFile, MOST_FILE_BYTES, MediaType, Sha256};
use domain::ids::{ActionId, EvidenceId, MilestoneId};
use domain::ledger::Hash;
use domain::text::Title;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

/// A file that is to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// What the document is called.
    pub title: Title,
    pub dated: Date,
    /// What the file was called where it came from.
    pub name: Title,
    pub media_type: MediaType,
    pub content: Vec<u8>,
}

/// A file as it was attached, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub of: HeldFile,
    pub content: Vec<u8>,
}

impl Change {
    /// Attaches a file to an action, or to one of its milestones.
    ///
    /// # Errors
    /// As [`attach_evidence`](Change::attach_evidence); refused for a file without content, and for one that is too large.
    pub async fn attach_file(
        &mut self,
        id: EvidenceId,
        action: ActionId,
        milestone: Option<MilestoneId>,
        new: NewFile,
    ) -> Result<(), StoreError> {
        let NewFile { title, dated, name, media_type, content } = new;
        let bytes = content.len() as u64;
        if bytes == 0 || bytes > MOST_FILE_BYTES {
            return Err(domain::DomainError::from(EvidenceError::FileSize { bytes, most: MOST_FILE_BYTES }).into());
        }
        let at = Held::File(HeldFile { name, media_type, bytes, sha256: sha256(&content)? });
        self.attach_evidence(id, action, milestone, Attachment { title, at, dated }).await?;
        let statement = Query::insert()
            .into_table("evidence_files")
            .columns(["evidence_id", "content"])
            .values_panic([Expr::val(id.0), Expr::val(content)])
            .to_owned();
        self.writing().execute(&statement).await?;
        Ok(())
    }
}

impl View {
    /// The file of a document. `None` for one that is a link.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a document that the actor may not see; [`StoreError::Damaged`] when the file is not the
    /// one that was attached: it is not handed out then.
    pub async fn file(&self, id: EvidenceId) -> Result<Option<StoredFile>, StoreError> {
        let document = self.document(id).await?;
        let Held::File(of) = document.value.at else { return Ok(None) };
        let content = content_of(self.store().reader(), id).await?;
        let Some(content) = content else {
            return Err(StoreError::Damaged(format!("the file of document {id} is not there")));
        };
        if sha256(&content)? != of.sha256 {
            let (seq, found) = (document.since, sha256(&content)?);
            return Err(StoreError::Damaged(format!(
                "the file of document {id} has the SHA-256 {found}, and entry {seq} binds {}",
                of.sha256
            )));
        }
        Ok(Some(StoredFile { of, content }))
    }
}

async fn content_of(connection: &impl ConnectionTrait, id: EvidenceId) -> Result<Option<Vec<u8>>, StoreError> {
    let query = Query::select()
        .column("content")
        .from("evidence_files")
        .and_where(Expr::col("evidence_id").eq(id.0))
        .to_owned();
    let row = connection.query_one(&query).await?;
    Ok(row.map(|row| row.try_get("", "content")).transpose()?)
}

/// Whether the file of a document is there and is the one that was attached. True for one that is a link.
pub(crate) async fn is_as_attached(connection: &impl ConnectionTrait, document: &Evidence) -> Result<bool, StoreError> {
    let Held::File(of) = &document.at else { return Ok(true) };
    let content = content_of(connection, document.id).await?;
    Ok(content.map(|content| sha256(&content)).transpose()?.is_some_and(|found| found == of.sha256))
}

fn sha256(content: &[u8]) -> Result<Sha256, StoreError> {
    Sha256::parse(&Hash::of(&[content]).to_string()).map_err(|error| StoreError::Damaged(error.to_string()))
}
