//! The file of a document, handed out as it was attached, and only while it still has the SHA-256 that the log binds.

use super::{Export, refused};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::evidence::HeldFile;
use domain::ids::EvidenceId;
use domain::visibility::takes_files;
use http::{StatusCode, header};
use store::StoreError;
use ui::error::AppError;

/// Nothing in the file runs, wherever it is opened.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/// What is said of a file that is no longer the one that was attached.
const CHANGED: &str = "This file isn't the one that was attached: its SHA-256 is not the one in the audit log. It isn't \
                       handed out. Tell the administrator.";

/// `GET /evidence/{document}/file`.
pub async fn evidence_file(Path(document): Path<String>, export: Export) -> Response {
    export.evidence_file(&document).await.unwrap_or_else(refused)
}

impl Export {
    async fn evidence_file(&self, document: &str) -> Result<Response, AppError> {
        let (view, who, _) = self.open(|_| false).await?;
        if !takes_files(&who.actor) {
            return Err(AppError::NotFound);
        }
        let id: EvidenceId = document.parse().map_err(|_| AppError::NotFound)?;
        let file = match view.file(id).await {
            Ok(file) => file.ok_or(AppError::NotFound)?,
            Err(StoreError::Damaged(cause)) => {
                tracing::error!(%cause, document.id = %id, "A file of evidence was changed behind the record");
                return Ok((StatusCode::INTERNAL_SERVER_ERROR, CHANGED).into_response());
            }
            Err(error) => return Err(error.into()),
        };
        let note = self.note(&who, format!("evidence/{id}"), &view, 1);
        let headers = [
            (header::CONTENT_TYPE, file.of.media_type.code().to_owned()),
            (header::CONTENT_DISPOSITION, attachment(&file.of)),
            (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        ];
        Ok((Extension(note), headers, Bytes::from(file.content)).into_response())
    }
}

/// Always a file to be kept, never a page. The ending is that of the kind which the content has; the name goes out in both
/// spellings (RFC 6266, RFC 8187).
fn attachment(file: &HeldFile) -> String {
    let ending = file.media_type.ending();
    let name = file.name.as_str();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String =
        stem.chars().map(|c| if c.is_ascii_alphanumeric() || "-_ .".contains(c) { c } else { '_' }).collect();
    let encoded: String = format!("{stem}.{ending}")
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{encoded}")
}
