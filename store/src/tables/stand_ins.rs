//! What is read where a content was erased under law.

use crate::error::StoreError;
use sea_orm::QueryResult;
use serde::{Deserialize, Serialize};

/// What is read in place of an erased body: a content with the number of its form. It was not hashed.
#[derive(Serialize, Deserialize)]
pub(crate) struct StandIn {
    pub form: i64,
    pub content: serde_json::Value,
}

/// The number of a content's form and its bytes; where those were erased, what stands in for them.
pub(crate) fn content_in(row: &QueryResult) -> Result<(i64, String), StoreError> {
    if let Some(body) = row.try_get::<Option<String>>("", "body")? {
        return Ok((row.try_get("", "schema_number")?, body));
    }
    let stand_in: Option<String> = row.try_get("", "stand_in")?;
    read_stand_in(&stand_in.ok_or(StoreError::NotFound)?)
}

pub(crate) fn read_stand_in(text: &str) -> Result<(i64, String), StoreError> {
    let StandIn { form, content } = serde_json::from_str(text)?;
    Ok((form, content.to_string()))
}
