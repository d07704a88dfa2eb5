//! One row as either library hands it over: that of the pool, or SQLite itself.

use crate::error::StoreError;
use sea_orm::QueryResult;
use uuid::Uuid;

/// The cells of a row, by the names of their columns.
///
/// Every method fails when there is no such column, or when something of another kind stands in it.
pub(crate) trait Cells {
    fn optional_id(&self, column: &str) -> Result<Option<Uuid>, StoreError>;

    fn number(&self, column: &str) -> Result<i64, StoreError>;

    /// What a function reads from a text, if there is one.
    fn optional_text<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError>;

    fn id(&self, column: &str) -> Result<Uuid, StoreError> {
        self.optional_id(column)?.ok_or_else(|| blank(column))
    }

    fn text<T>(&self, column: &str, read: impl FnOnce(&str) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.optional_text(column, read)?.ok_or_else(|| blank(column))
    }

    fn is_yes(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.number(column)? != 0)
    }
}

fn blank(column: &str) -> StoreError {
    StoreError::Damaged(format!("there is nothing in the column {column}"))
}

impl Cells for QueryResult {
    fn optional_id(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        Ok(self.try_get("", column)?)
    }

    fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.try_get("", column)?)
    }

    fn optional_text<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let text: Option<String> = self.try_get("", column)?;
        text.as_deref().map(read).transpose()
    }
}

impl Cells for rusqlite::Row<'_> {
    fn optional_id(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        Ok(self.get::<_, Option<[u8; 16]>>(column)?.map(Uuid::from_bytes))
    }

    fn number(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.get(column)?)
    }

    fn optional_text<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let text = self.get_ref(column)?.as_str_or_null();
        text.map_err(rusqlite::Error::from)?.map(read).transpose()
    }
}
