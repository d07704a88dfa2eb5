//! The security log as a file, for administrators and auditors.

use super::Export;
use super::noted::ToNote;
use crate::security_log;
use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use queries::security_query::SecurityQuery;
use ui::error::AppError;

impl Export {
    pub(super) async fn security_log(&self) -> Result<Response, AppError> {
        let (view, who, pairs) = self.open(|name| SecurityQuery::NAMES.contains(&name)).await?;
        let filter = SecurityQuery::read(&pairs)?.filter(self.store.zone());
        let what = "security-log.jsonl".to_owned();
        let headers = [
            (header::CONTENT_TYPE, "application/jsonl".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{what}\"")),
        ];
        let note = ToNote { taken: None, what, person: who.person.id };
        Ok((Extension(note), headers, security_log::body(view, filter).await?).into_response())
    }
}
